"""A grid with a small table in it, on screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.schema.model import Field, Schema
from curator.table import Table
from ui.main_window import MainWindow
from ui.widgets.grid import Grid

TOWNS = ("Issy", "Évry", "evry", "Ambès", "")


def small_table(rows: int = 40) -> Table:
    """Towns, amounts and notes, numbered from row 5."""
    schema = Schema(
        fields=(
            Field(name="town"),
            Field(name="amount", type="number"),
            Field(name="note"),
        )
    )
    return Table.from_columns(
        {
            "town": [TOWNS[n % 5] for n in range(rows)],
            "amount": [f"{(n * 7) % 40},50" if n % 10 else "n.c." for n in range(rows)],
            "note": [f"note {n}" for n in range(rows)],
        },
        first_source_row=5,
        schema=schema,
        source_sha256="ab" * 32,
    )


@pytest.fixture
def table() -> Table:
    return small_table()


@pytest.fixture
def grid(qtbot: QtBot, table: Table) -> Grid:
    shown = Grid()
    qtbot.addWidget(shown)
    shown.resize(640, 420)
    shown.set_table(table)
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown


@pytest.fixture
def column_texts(grid: Grid) -> Callable[[str], list[str]]:
    """The texts of a field as the grid shows them, from top to bottom."""

    def texts(field: str) -> list[str]:
        model = grid.table_model
        column = model.column_of(field)
        assert column is not None
        return [model.cell(row, column).text for row in range(model.rowCount())]

    return texts


@pytest.fixture
def schema_of(
    window: MainWindow, quiet: Callable[[], None], tmp_path: Path
) -> Callable[[str], Grid]:
    """Open a file of these texts in the window, on Schéma; gives the grid."""

    def show(csv: str) -> Grid:
        path = tmp_path / "aides.csv"
        path.write_text(csv, encoding="utf-8")
        window.opening.open(path)
        quiet()
        window.show_stage("schema")
        quiet()
        assert window.workspace is not None
        return window.workspace.grid

    return show
