"""What popped up over a table goes with it: chosen from later, it would be about other cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.grid.conftest import small_table
from ui.widgets.grid import Grid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def open_cell_menu(grid: Grid) -> None:
    grid.go_to_cell(30, 2)
    place = grid.visualRect(grid.currentIndex()).center()
    reason = QContextMenuEvent.Reason.Mouse
    at = grid.viewport().mapToGlobal(place)
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(reason, place, at))


def open_field_menu(grid: Grid) -> None:
    grid.header_actions.open_menu("note")


def open_chip_menu(grid: Grid) -> None:
    grid.set_chip_menu(lambda _field: a_menu(grid))
    grid.header_actions.open_chip_menu("note", grid.mapToGlobal(QPoint(10, 10)))


def a_menu(grid: Grid) -> QMenu:
    menu = QMenu(grid)
    menu.addAction("text")
    return menu


def open_value_filter(grid: Grid) -> None:
    grid.header_actions.open_value_filter("note")


@pytest.mark.parametrize(
    "pop_up", [open_cell_menu, open_field_menu, open_chip_menu, open_value_filter]
)
def test_it_goes_when_other_rows_come(
    qtbot: QtBot, grid: Grid, pop_up: Callable[[Grid], None]
) -> None:
    pop_up(grid)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    grid.set_table(small_table(2))
    assert not popup.isVisible()
    assert grid.table_model.rowCount() == 2


@pytest.mark.parametrize("pop_up", [open_cell_menu, open_field_menu, open_value_filter])
def test_it_stays_when_a_cell_is_changed(
    qtbot: QtBot, grid: Grid, pop_up: Callable[[Grid], None]
) -> None:
    pop_up(grid)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    grid.set_table(small_table())
    shown = QApplication.activePopupWidget()
    assert shown is not None
    shown.close()


def test_an_input_over_a_name_goes_with_the_field(qtbot: QtBot, grid: Grid) -> None:
    grid.header_actions.edit_name("amount")
    editor = grid.fields.findChild(QLineEdit, "name-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "sum")
    with qtbot.assertNotEmitted(grid.operation_requested):
        grid.set_table(small_table().without("amount"))
    assert not editor.isVisible()
