"""Keys of the grid that Qt's table view does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def handle(grid: Grid, event: QKeyEvent) -> bool:
    """Do what the key asks for; False when the view should have it."""
    return _goes_somewhere(grid, event) or (
        grid.currentIndex().isValid() and _acts_on_cell(grid, event, grid.currentIndex())
    )


def _goes_somewhere(grid: Grid, event: QKeyEvent) -> bool:
    key, modifiers = event.key(), event.modifiers()
    back = bool(modifiers & SHIFT)
    if key == Qt.Key.Key_F8:
        if back:
            grid.previous_problem()
        else:
            grid.next_problem()
    elif key == Qt.Key.Key_F3:
        if back:
            grid.search_previous()
        else:
            grid.search_next()
    elif key == Qt.Key.Key_G and modifiers == CONTROL:
        grid.open_go_to_row()
    else:
        return False
    return True


def _acts_on_cell(grid: Grid, event: QKeyEvent, index: QModelIndex) -> bool:
    key, modifiers = event.key(), event.modifiers()
    if event.matches(QKeySequence.StandardKey.Copy):
        grid.changes.copy()
    elif event.matches(QKeySequence.StandardKey.Cut):
        grid.changes.cut()
    elif event.matches(QKeySequence.StandardKey.Paste):
        grid.changes.paste()
    elif key == Qt.Key.Key_Delete:
        grid.changes.fill("")
    elif key == Qt.Key.Key_Down and modifiers & ALT:
        grid.header_actions.open_menu(grid.table_model.field(index.column()))
    elif key in ENTER and not modifiers & (CONTROL | ALT):
        _edit_or_descend(grid, index)
    elif key == Qt.Key.Key_Space:
        return _handles_space(grid, event, index)
    else:
        return False
    return True


def _edit_or_descend(grid: Grid, index: QModelIndex) -> None:
    if grid.table_model.is_editable(index.row(), index.column()):
        grid.edit(index)
    elif index.row() + 1 < grid.table_model.rowCount():
        grid.go_to_cell(index.row() + 1, index.column())


def _handles_space(grid: Grid, event: QKeyEvent, index: QModelIndex) -> bool:
    """Space shows a masked text while held; with Ctrl it selects the whole field."""
    if event.modifiers() & CONTROL:
        grid.selectColumn(index.column())
    elif event.isAutoRepeat():
        return True
    elif grid.masked.is_masked(index):
        grid.masked.reveal(index)
    else:
        return False
    return True
