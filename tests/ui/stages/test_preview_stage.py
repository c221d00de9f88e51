"""Aperçu: what goes, what changes, what it was; counts and totals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from curator.operations.cell import ReplaceCell
from curator.operations.field import ToDecimal
from curator.operations.row import DropMarkedRows, DropRows
from curator.operations.structure import OrderFields, RenameField, SuppressField
from curator.table import Table
from ui.main_window import MainWindow
from ui.models.marks import Mark
from ui.view_models.preview import View
from ui.view_models.preview_tables import preview_tables

LEFT = Qt.MouseButton.LeftButton
Showing = Callable[[str], Any]


def after(table: Table, *operations: Operation) -> tuple[Table, tuple[Operation, ...]]:
    for operation in operations:
        table = operation.apply(table)
    return table, operations


@pytest.fixture
def source() -> Table:
    return Table.from_columns(
        {"a": ["1", "2", "3", "4"], "b": ["p", "q", "r", "s"], "c": list("wxyz")}
    )


def test_both_shows_removed_rows_and_fields_where_they_stood(source: Table) -> None:
    public, operations = after(
        source,
        SuppressField(field="b"),
        DropRows(rows=(3, 5)),
        ReplaceCell(row=4, field="c", value="Y"),
    )
    tables = preview_tables(source, public, operations)
    shown, marks = tables.both.table, tables.both.marks
    assert shown.names == ["a", "b", "c"]
    assert shown.source_rows.tolist() == [2, 3, 4, 5]
    assert list(shown.rows()) == list(zip("1234", "pqrs", "wxYz", strict=True))
    assert marks.removed_fields == {"b"}
    assert marks.removed_rows.tolist() == [False, True, False, True]
    assert marks.changed["c"].tolist() == [False, False, True, False]
    assert marks.before["c"].to_pylist()[2] == "y"
    assert tables.source.marks.removed_rows.tolist() == [False, True, False, True]
    assert tables.public.table is public


def test_a_renamed_field_keeps_its_place_and_its_past(source: Table) -> None:
    public, operations = after(
        source,
        RenameField(field="c", to="z"),
        OrderFields(fields=("z",)),
        ReplaceCell(row=2, field="z", value="!"),
    )
    tables = preview_tables(source, public, operations)
    assert tables.both.table.names == ["z", "a", "b"]
    assert tables.both.marks.before["z"].to_pylist()[0] == "w"
    assert not tables.removed


def test_a_removed_field_whose_name_was_taken_over_is_told_apart(source: Table) -> None:
    public, operations = after(source, SuppressField(field="a"), RenameField(field="b", to="a"))
    tables = preview_tables(source, public, operations)
    assert tables.both.table.names == ["a′", "a", "c"]
    assert tables.both.marks.removed_fields == {"a′"}


def test_every_row_removed_still_shows_the_source(source: Table) -> None:
    public, operations = after(source, DropRows(rows=(2, 3, 4, 5)))
    tables = preview_tables(source, public, operations)
    assert list(tables.both.table.rows()) == list(source.rows())
    assert np.all(tables.both.marks.removed_rows)


def test_nothing_changed_is_nothing_marked(source: Table) -> None:
    tables = preview_tables(source, source, ())
    assert tables.both.marks.removed_rows is None
    assert not tables.both.marks.changed


# -- the stage -----------------------------------------------------------------------------------


@pytest.fixture
def changed(amount: str, apply: Callable[[Operation], None]) -> None:
    apply(ToDecimal(field=amount))
    apply(SuppressField(field="Téléphone"))
    apply(DropMarkedRows())


def test_the_cards_count_what_changes(changed: None, show_stage: Showing) -> None:
    stage = show_stage("preview")
    titles = [card.title.text() for card in stage.cards.cards()]
    assert titles[0] == "1 field removed"
    assert titles[1] == "6 rows removed"
    assert titles[2].endswith("cells changed")
    assert titles[3] == "Total unchanged"


def test_the_grid_shows_before_and_after_and_cannot_be_edited(
    amount: str, changed: None, sample: MainWindow, show_stage: Showing
) -> None:
    show_stage("preview")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    assert "Téléphone" in model.table.names
    column = model.column_of(amount)
    assert column is not None
    rows = [r for r in range(model.rowCount()) if model.cell(r, column).flags & Mark.CHANGED]
    cell = model.cell(rows[0], column)
    assert "," in cell.before
    assert "." in cell.text
    assert not model.is_editable(rows[0], column)
    removed = model.column_of("Téléphone")
    assert model.cell(0, removed).flags & Mark.REMOVED


def test_the_switch_shows_source_and_public(
    qtbot: QtBot, changed: None, sample: MainWindow, show_stage: Showing
) -> None:
    stage = show_stage("preview")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    qtbot.mouseClick(stage.views[View.PUBLIC], LEFT)
    assert model.table is sample.dossier.table
    assert "Téléphone" not in model.table.names
    qtbot.mouseClick(stage.views[View.SOURCE], LEFT)
    assert model.table is sample.dossier.source_table
    assert model.cell(0, model.column_of("Téléphone")).flags & Mark.REMOVED


def test_only_changed_rows_and_back(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, apply: Callable[[Operation], None]
) -> None:
    apply(ReplaceCell(row=20, field="Objet", value="Other"))
    stage = show_stage("preview")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    stage.panel.only_changed.click()
    assert grid.arranging.counts == (1, len(sample.dossier.source_table))
    grid.arranging.clear_filters()
    assert not stage.panel.only_changed.isChecked()
    assert grid.arranging.counts[0] == len(sample.dossier.source_table)


def test_leaving_the_stage_brings_the_dossiers_table_back(
    changed: None, sample: MainWindow, show_stage: Showing
) -> None:
    show_stage("preview")
    show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    assert grid.table_model.table is sample.dossier.table
    assert grid.table_model.is_editable(0, 0)


def test_undo_on_this_stage_is_seen_at_once(
    changed: None, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("preview")
    sample.dossier.undo()
    quiet()
    assert stage.cards.cards()[1].title.text() == "No row removed"
    assert sample.workspace is not None
    assert sample.workspace.grid.table_model.marks.removed_rows is None


def test_the_panel_has_the_width_of_what_it_shows_on_the_first_visit(
    qtbot: QtBot, window: MainWindow, quiet: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "aides.csv"
    rows = "".join(f"Association {n};{n}23456789012,25\n" for n in range(1, 30))
    path.write_text(f"beneficiaire;montantTotalAccordeEnConseil\n{rows}", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    quiet()
    window.dossier.apply(ToDecimal(field="montantTotalAccordeEnConseil"))
    window.dossier.apply(DropRows(rows=(3, 5)))
    quiet()
    window.show_stage("preview")
    quiet()
    assert window.workspace is not None
    panel: Any = window.workspace.stage.side_panel()
    wanted = panel.widget().minimumSizeHint().width()
    assert wanted > 330, "more than what the panel has by itself"
    qtbot.waitUntil(lambda: panel.viewport().width() >= wanted, timeout=5_000)
