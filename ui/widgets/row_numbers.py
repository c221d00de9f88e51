"""The header of the grid's rows: their numbers in the source."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui import theme
from ui.delegates.cell import CellDelegate
from ui.models.marks import Mark
from ui.models.table_model import TableModel


class RowNumberHeader(QHeaderView):
    """Numbers of the rows in the source; removed rows and rows that are no records are hatched."""

    def __init__(self, view: QTableView, delegate: CellDelegate) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._delegate = delegate
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setDefaultSectionSize(theme.GRID_ROW)
        self.setMinimumSectionSize(theme.GRID_ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        model = self.model()
        rows = model.table.source_rows if isinstance(model, TableModel) else np.empty(0)
        last = int(rows.max(initial=0))
        digits = max(2, len(str(last)))
        return QSize(self._delegate.paints.metrics.horizontalAdvance("0" * digits) + 18, 0)

    def paintSection(self, painter: QPainter, rect: QRect, row: int) -> None:
        model = self.model()
        if not isinstance(model, TableModel) or not 0 <= row < model.rowCount():
            return
        paints = self._delegate.paints
        current = self._view.currentIndex()
        is_current = current.isValid() and current.row() == row
        painter.save()
        painter.fillRect(rect, paints.soft_blue if is_current else paints.header)
        flags = model.row_flags(row)
        if flags & (Mark.REMOVED | Mark.ASIDE):
            painter.fillRect(rect, paints.hatch)
        painter.setPen(paints.line)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(paints.font)
        painter.setPen(paints.blue if is_current else paints.muted)
        text = model.headerData(row, Qt.Orientation.Vertical)
        room = rect.adjusted(4, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()
