"""Copy, cut and paste as people know them from their spreadsheet program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCells
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


def test_cutting_copies_and_empties(qtbot: QtBot, grid: Grid) -> None:
    select(grid, 1, 2, 2, 2)
    assert press(qtbot, grid, Qt.Key.Key_X).values == (("",), ("",))
    assert QGuiApplication.clipboard().text() == "note 1\nnote 2\n"
