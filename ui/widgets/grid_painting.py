"""Paints the visible cells of a table in one go.

The table view would ask, for each of some 250 cells, for an index, its flags, its row and column
counts and a style option, each a call from C++ into Python: twice the time of the painting itself.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from ui import theme
from ui.delegates.cell_painter import CellPainter
from ui.models.table_model import Cell
from ui.widgets.selection import selected_areas


class Cells(Protocol):
    """What is asked of a model: whole cells."""

    def rowCount(self) -> int: ...

    def columnCount(self) -> int: ...

    def cell(self, row: int, column: int) -> Cell:
        """What to paint there."""

    def is_numeric(self, column: int) -> bool:
        """Whether its texts stand to the right."""


def paint_cells(
    view: QTableView, painter: QPainter, exposed: QRect, cells: CellPainter, model: Cells
) -> None:
    """Paint the cells and lines inside ``exposed``, a rectangle of the view's viewport."""
    painter.fillRect(exposed, cells.paints.panel)
    rows = visible_rows(view, exposed, model)
    columns = _columns(view, exposed, model)
    if not rows or not columns:
        return
    areas = [
        (area.top(), area.bottom(), area.left(), area.right()) for area in selected_areas(view)
    ]
    height = theme.GRID_ROW
    for row, y in rows:
        chosen = [area for area in areas if area[0] <= row <= area[1]]
        for column, x, width in columns:
            cell = model.cell(row, column)
            is_selected = any(left <= column <= right for _t, _b, left, right in chosen)
            if cell.flags or cell.text or is_selected:
                rect = QRect(x, y, width - 1, height - 1)
                cells.paint_cell(painter, rect, cell, model.is_numeric(column), is_selected)
    _paint_lines(painter, rows, columns, cells)
    _paint_current(view, painter, cells)


def visible_rows(view: QTableView, exposed: QRect, model: Cells) -> list[tuple[int, int]]:
    """Visible rows with where they begin."""
    first = view.rowAt(exposed.top())
    if first < 0:
        return []
    y = view.rowViewportPosition(first)
    count = (exposed.bottom() - y) // theme.GRID_ROW + 1
    last = min(first + count, model.rowCount())
    return [(row, y + (row - first) * theme.GRID_ROW) for row in range(first, last)]


def _columns(view: QTableView, exposed: QRect, model: Cells) -> list[tuple[int, int, int]]:
    """Visible columns with where they begin and how wide they are."""
    first = view.columnAt(exposed.left())
    if first < 0:
        return []
    found = []
    x = view.columnViewportPosition(first)
    for column in range(first, model.columnCount()):
        if x > exposed.right():
            break
        width = view.columnWidth(column)
        found.append((column, x, width))
        x += width
    return found


def _paint_lines(
    painter: QPainter,
    rows: list[tuple[int, int]],
    columns: list[tuple[int, int, int]],
    cells: CellPainter,
) -> None:
    """Hairlines below each row and to the right of each column."""
    painter.setPen(cells.paints.line)
    left, right = columns[0][1], columns[-1][1] + columns[-1][2] - 1
    top, bottom = rows[0][1], rows[-1][1] + theme.GRID_ROW - 1
    for _row, y in rows:
        painter.drawLine(left, y + theme.GRID_ROW - 1, right, y + theme.GRID_ROW - 1)
    for _column, x, width in columns:
        painter.drawLine(x + width - 1, top, x + width - 1, bottom)


def _paint_current(view: QTableView, painter: QPainter, cells: CellPainter) -> None:
    """The outline of the current cell: strong while the keys go to the grid."""
    current = view.currentIndex()
    if not current.isValid():
        return
    x = view.columnViewportPosition(current.column())
    y = view.rowViewportPosition(current.row())
    rect = QRect(x, y, view.columnWidth(current.column()) - 1, theme.GRID_ROW - 1)
    cells.paint_focus(painter, rect, is_strong=view.hasFocus())
