"""The field that the rows are filtered or sorted by goes: every row is there again, in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.operations.structure import SuppressField
from ui.main_window import MainWindow
from ui.models.arrangement import Arrangement, ValueFilter

CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;1\nGamma;Issy;2\n"


@pytest.mark.parametrize(
    "arrangement",
    [
        Arrangement(sort_field="ville"),
        Arrangement(filters=(ValueFilter(field="ville", values=frozenset({"Issy"})),)),
    ],
    ids=["sorted", "filtered"],
)
def test_all_rows_are_shown_again(
    window: MainWindow, quiet: Callable[[], None], tmp_path: Path, arrangement: Arrangement
) -> None:
    path = tmp_path / "aides.csv"
    path.write_text(CSV, encoding="utf-8")
    window.opening.open(path)
    quiet()
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    grid = window.workspace.grid
    grid.arranging.arrange(arrangement)
    assert grid.table_model.order is not None
    window.dossier.apply(SuppressField(field="ville"))
    quiet()
    assert grid.arranging.arrangement.is_plain
    assert grid.table_model.rowCount() == 3
    assert grid.table_model.order is None
