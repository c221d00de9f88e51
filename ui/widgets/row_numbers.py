"""The header of rows: their numbers in the source."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui import theme
from ui.delegates.cell_painter import CellPainter
from ui.models.marks import Mark


class Numbered(Protocol):
    """What is asked of a model."""

    last_source_row: int
    """The highest number there is."""

    def rowCount(self) -> int: ...

    def row_flags(self, row: int) -> int:
        """``Mark`` bits of the whole row."""

    def headerData(self, section: int, orientation: Qt.Orientation) -> object:
        """The number as it is shown."""


class RowNumberHeader(QHeaderView):
    """Numbers of the rows in the source; removed rows and rows that are no records are hatched."""

    def __init__(self, view: QTableView, cells: CellPainter, rows: Numbered) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._cells = cells
        self._rows = rows
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setDefaultSectionSize(theme.GRID_ROW)
        self.setMinimumSectionSize(theme.GRID_ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        digits = max(2, len(str(self._rows.last_source_row)))
        return QSize(self._cells.paints.metrics.horizontalAdvance("0" * digits) + 18, 0)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        if not 0 <= row < self._rows.rowCount():
            return
        paints = self._cells.paints
        current = self._view.currentIndex()
        is_current = current.isValid() and current.row() == row
        flags = self._rows.row_flags(row)
        is_lit = is_current or flags & Mark.HEADER
        painter.save()
        painter.fillRect(rect, paints.soft_blue if is_lit else paints.header)
        if flags & (Mark.REMOVED | Mark.ASIDE):
            painter.fillRect(rect, paints.hatch)
        painter.setPen(paints.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(paints.font)
        painter.setPen(paints.blue if is_current else paints.muted)
        text = str(self._rows.headerData(row, Qt.Orientation.Vertical))
        room = rect.adjusted(4, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()
