"""What is being typed in a cell goes in when rows, fields or their order change under it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from curator.operations.structure import SuppressField
from curator.table import Table
from ui.main_window import MainWindow
from ui.models.marks import Marks
from ui.widgets.grid import Grid


def begin(qtbot: QtBot, grid: Grid, text: str) -> QLineEdit:
    """Type ``text`` over the current cell."""
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit, "cell-editor")
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    return editor


def show_other_rows(grid: Grid, table: Table) -> None:
    grid.set_table(table.take_rows(np.arange(0, 40, 2)))


def show_other_fields(grid: Grid, table: Table) -> None:
    grid.set_table(table.without("town"))


def show_a_table_of_a_stage(grid: Grid, table: Table) -> None:
    grid.show_own_table(table.without("town"), Marks())


def sort(grid: Grid, _table: Table) -> None:
    grid.arranging.sort("note", descending=True)


def filter_it_out(grid: Grid, _table: Table) -> None:
    grid.arranging.filter_on_value("town", "Issy")


@pytest.mark.parametrize(
    "happens",
    [show_other_rows, show_other_fields, show_a_table_of_a_stage, sort, filter_it_out],
)
def test_it_is_asked_for_where_it_was_typed(
    qtbot: QtBot, grid: Grid, table: Table, happens: Callable[[Grid, Table], None]
) -> None:
    grid.go_to_source_row(7, "note")
    begin(qtbot, grid, "by hand")
    with qtbot.waitSignal(grid.cell_edited) as asked:
        happens(grid, table)
    assert asked.args == [7, "note", "by hand"]
    assert grid.state() is Grid.State.NoState


def test_nothing_is_asked_for_where_nothing_was_typed(
    qtbot: QtBot, grid: Grid, table: Table
) -> None:
    grid.go_to_source_row(7, "note")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    with qtbot.assertNotEmitted(grid.cell_edited):
        sort(grid, table)


def test_it_stays_while_the_rows_and_fields_are_the_same(
    qtbot: QtBot, grid: Grid, table: Table
) -> None:
    grid.go_to_source_row(7, "note")
    editor = begin(qtbot, grid, "by hand")
    with qtbot.assertNotEmitted(grid.cell_edited):
        grid.set_table(table.with_column("town", ["x"] * len(table)))
    assert editor.text() == "by hand"
    assert grid.state() is Grid.State.EditingState


def test_it_is_in_the_dossier_after_a_change_that_was_under_way(
    qtbot: QtBot,
    window: MainWindow,
    quiet: Callable[[], None],
    schema_of: Callable[[str], Grid],
) -> None:
    grid = schema_of("nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;1\n")
    grid.go_to_source_row(3, "nom")
    begin(qtbot, grid, "by hand")
    window.dossier.apply(SuppressField(field="ville"))
    quiet()
    assert window.dossier.table.names == ["nom", "montant"]
    assert window.dossier.table.column("nom").to_pylist() == ["Alpha", "by hand"]
