"""Copy, cut and paste as people know them from their spreadsheet program."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCells
from curator.table import Table
from ui.models.marks import Marks
from ui.models.table_model import MASK
from ui.widgets.grid import Grid

CONTROL = Qt.KeyboardModifier.ControlModifier


def select(grid: Grid, top: int, left: int, bottom: int, right: int) -> None:
    model, chosen = grid.table_model, grid.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    chosen.setCurrentIndex(model.index(top, left), flags.NoUpdate)
    area = QItemSelection(model.index(top, left), model.index(bottom, right))
    chosen.select(area, flags.ClearAndSelect)


def press(qtbot: QtBot, grid: Grid, key: Qt.Key) -> ReplaceCells:
    with qtbot.waitSignal(grid.operation_requested) as asked:
        qtbot.keyClick(grid, key, CONTROL)
    operation = asked.args[0]
    assert isinstance(operation, ReplaceCells)
    return operation


def test_what_is_beyond_the_table_is_told_where_it_is_not_overlooked(
    qtbot: QtBot, grid: Grid
) -> None:
    QGuiApplication.clipboard().setText("1\t2\n3\t4\n5\t6\n")
    select(grid, 38, 2, 38, 2)
    with qtbot.waitSignal(grid.warning_raised) as warned:
        operation = press(qtbot, grid, Qt.Key.Key_V)
    assert operation.values == (("1",), ("3",))
    assert "4" in warned.args[0]


@pytest.mark.parametrize(
    ("bottom", "right", "values"),
    [
        (3, 1, (("a", "b"),) * 4),  # twice as high as the block
        (2, 1, (("a", "b"), ("c", "d"))),  # no multiple of it: only where it begins
    ],
)
def test_a_block_fills_a_selection_that_is_a_multiple_of_it(
    qtbot: QtBot, grid: Grid, bottom: int, right: int, values: tuple[tuple[str, ...], ...]
) -> None:
    text = "a\tb\n" if bottom == 3 else "a\tb\nc\td\n"
    QGuiApplication.clipboard().setText(text)
    select(grid, 0, 0, bottom, right)
    assert press(qtbot, grid, Qt.Key.Key_V).values == values


def test_an_empty_cell_empties_the_cell_it_is_pasted_on(qtbot: QtBot, grid: Grid) -> None:
    QGuiApplication.clipboard().setText("\r\n")  # an empty cell of a spreadsheet program
    select(grid, 0, 2, 0, 2)
    assert press(qtbot, grid, Qt.Key.Key_V).values == (("",),)


def test_empty_lines_are_empty_cells(qtbot: QtBot, grid: Grid) -> None:
    QGuiApplication.clipboard().setText("\n\n")  # two cells of a spreadsheet program
    select(grid, 1, 2, 1, 2)
    assert press(qtbot, grid, Qt.Key.Key_V).values == (("",), ("",))


def test_what_is_too_much_to_copy_is_not_cut_either(
    qtbot: QtBot, grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.widgets.grid_clipboard.MOST_CELLS", 3)
    QGuiApplication.clipboard().setText("before")
    select(grid, 0, 2, 0, 2)
    far = grid.table_model.index(30, 2)
    grid.selectionModel().select(far, QItemSelectionModel.SelectionFlag.Select)
    with (
        qtbot.assertNotEmitted(grid.operation_requested),
        qtbot.waitSignal(grid.message_raised),
    ):
        qtbot.keyClick(grid, Qt.Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"


def test_what_is_hidden_is_neither_copied_nor_written_over(
    qtbot: QtBot, grid: Grid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.models.cells.MANY", 2)  # the way that many cells take
    hidden = np.arange(40) % 2 == 1
    grid.set_marks(Marks(masked={"note": hidden}))
    select(grid, 0, 2, 3, 2)
    grid.changes.copy()
    assert QGuiApplication.clipboard().text() == f"note 0\n{MASK}\nnote 2\n{MASK}\n"
    QGuiApplication.clipboard().setText("a\nb\nc\nnote 3\n")
    operation = press(qtbot, grid, Qt.Key.Key_V)
    assert operation.rows == (5, 7)
    assert operation.values == (("a",), ("c",))


def test_cutting_copies_and_empties(qtbot: QtBot, grid: Grid) -> None:
    select(grid, 1, 2, 2, 2)
    assert press(qtbot, grid, Qt.Key.Key_X).values == (("",), ("",))
    assert QGuiApplication.clipboard().text() == "note 1\nnote 2\n"


def test_a_pasted_block_is_one_operation(qtbot: QtBot, grid: Grid) -> None:
    QGuiApplication.clipboard().setText('A\t1\r\n"B\nb"\t2\r\n')
    grid.go_to_source_row(7, "town")
    with qtbot.waitSignal(grid.operation_requested) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    operation = asked.args[0]
    assert isinstance(operation, ReplaceCells)
    assert operation.rows == (7, 8)
    assert operation.fields == ("town", "amount")
    assert operation.values == (("A", "1"), ("B\nb", "2"))
    assert operation.source == "ab" * 32
    changed = operation.apply(grid.table_model.table)
    assert list(changed.rows(2, 4)) == [("A", "1", "note 2"), ("B\nb", "2", "note 3")]


def test_a_paste_lands_on_the_rows_on_show(qtbot: QtBot, grid: Grid) -> None:
    grid.arranging.filter_on_value("town", "Issy")
    grid.go_to_cell(0, 2)
    QGuiApplication.clipboard().setText("one\ntwo\n")
    with qtbot.waitSignal(grid.operation_requested) as asked:
        grid.changes.paste()
    assert asked.args[0].rows == (5, 10)


def test_what_does_not_fit_is_said(qtbot: QtBot, grid: Grid) -> None:
    QGuiApplication.clipboard().setText("a\tb\nc\td\n")
    grid.go_to_cell(39, 2)
    with qtbot.waitSignals([grid.operation_requested, grid.warning_raised]):
        grid.changes.paste()


def test_one_text_fills_the_selection(qtbot: QtBot, grid: Grid) -> None:
    QGuiApplication.clipboard().setText("same")
    grid.go_to_cell(0, 2)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(grid.operation_requested) as asked:
        grid.changes.paste()
    assert asked.args[0].values == (("same",), ("same",))


def test_copy_gives_what_a_spreadsheet_takes(qtbot: QtBot, grid: Grid, table: Table) -> None:
    grid.set_table(table.with_column("note", ['say "hi"', "two\nlines"] * 20))
    grid.go_to_cell(0, 1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(grid, key, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == 'n.c.\t"say ""hi"""\n7,50\t"two\nlines"\n'
    assert "<td>7,50</td>" in mime.html()


def test_masked_cells_are_copied_masked(grid: Grid) -> None:
    grid.set_marks(Marks(masked_fields=frozenset({"town"})))
    grid.go_to_cell(0, 0)
    grid.changes.copy()
    assert QGuiApplication.clipboard().text() == f"{MASK}\n"


def test_delete_empties_the_selected_cells(qtbot: QtBot, grid: Grid) -> None:
    grid.go_to_cell(1, 2)
    with qtbot.waitSignal(grid.operation_requested) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert asked.args[0].values == (("",),)
