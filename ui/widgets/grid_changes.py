"""What the user asks to change in the grid, as operations: paste, clear, remove rows; and copy."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionRange, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.operations.row import DropRows
from curator.operations.structure import SuppressField
from curator.table import NO_SOURCE_ROW
from ui.i18n import number
from ui.models.table_model import TableModel
from ui.widgets import grid_clipboard as clipboard
from ui.widgets.selection import selected_areas

MOST_ROWS = 100_000
"""Rows removed by hand in one step: the recipe holds the number of each."""


class GridChanges(QObject):
    """Nothing is changed here: each change is a request, one step of the history."""

    operation_requested = Signal(object)
    message_raised = Signal(str)
    warning_raised = Signal(str)
    """Something was left out: a sentence that must not be overlooked."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def _areas(self) -> list[QItemSelectionRange]:
        return selected_areas(self._view)

    # -- rows and fields -----------------------------------------------------------------------

    def selected_row_count(self) -> int:
        """How many rows have a selected cell."""
        return sum(bottom - top + 1 for top, bottom in self._row_spans())

    def _row_spans(self) -> list[tuple[int, int]]:
        """Selected rows as ranges that do not overlap."""
        merged: list[tuple[int, int]] = []
        for top, bottom in sorted((area.top(), area.bottom()) for area in self._areas()):
            if merged and top <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(bottom, merged[-1][1]))
            else:
                merged.append((top, bottom))
        return merged

    def remove_rows(self) -> None:
        """Ask for the removal of the selected rows."""
        table = self._model.table
        if self.selected_row_count() > MOST_ROWS:
            sentence = _("More than {n} rows at once: filter them and remove what they share.")
            self.message_raised.emit(sentence.format(n=number(MOST_ROWS)))
            return
        rows: list[int] = []
        for top, bottom in self._row_spans():
            rows.extend(table.source_rows[self._model.positions(top, bottom + 1)].tolist())
        rows = [row for row in rows if row != NO_SOURCE_ROW]
        if rows and not self._model.is_read_only:
            self.operation_requested.emit(DropRows(rows=tuple(rows), source=table.source_sha256))

    def remove_field(self, field: str) -> None:
        """Ask for the removal of a field."""
        self.operation_requested.emit(SuppressField(field=field))

    # -- clipboard -----------------------------------------------------------------------------

    def copy(self) -> bool:
        """Put the selected cells on the clipboard, as a spreadsheet program takes them; whether
        that could be done.
        """
        block = clipboard.selected_block(self._model, self._areas())
        if block is None:
            self._say_too_many()
        elif block:
            QGuiApplication.clipboard().setMimeData(clipboard.as_mime(block))
            n = sum(len(row) for row in block)
            said = ngettext("{n} cell copied", "{n} cells copied", n)
            self.message_raised.emit(said.format(n=number(n)))
        return block is not None

    def cut(self) -> None:
        """Copy the selected cells and ask for them to be emptied: one step."""
        if not self._model.is_read_only and self.copy():
            self.fill("")

    def paste(self) -> None:
        """Ask for the block on the clipboard to be put at the selection: one step."""
        block = clipboard.parsed_block(QGuiApplication.clipboard().text())
        if self._model.is_read_only or not block or not self._view.currentIndex().isValid():
            return
        if sum(len(row) for row in block) > clipboard.MOST_CELLS:
            self._say_too_many()
            return
        areas = self._areas()
        if len(block) == len(block[0]) == 1 and sum(a.width() * a.height() for a in areas) > 1:
            self.fill(block[0][0])
            return
        current = self._view.currentIndex()
        row = min((area.top() for area in areas), default=current.row())
        column = min((area.left() for area in areas), default=current.column())
        if len(areas) == 1:
            block = clipboard.repeated(block, areas[0])
        operation, lost = clipboard.pasting(self._model, row, column, block)
        if operation.rows:
            self.operation_requested.emit(operation)
        if lost:
            said = ngettext(
                "{n} pasted cell is beyond the table and was left out.",
                "{n} pasted cells are beyond the table and were left out.",
                lost,
            )
            self.warning_raised.emit(said.format(n=number(lost)))

    def fill(self, text: str) -> None:
        """Ask for one text in every selected cell."""
        if self._model.is_read_only:
            return
        operation = clipboard.filling(self._model, self._areas(), text)
        if operation is None:
            self._say_too_many()
        elif operation.rows:
            self.operation_requested.emit(operation)

    def _say_too_many(self) -> None:
        sentence = _("More than {n} cells at once: export the table instead.")
        self.message_raised.emit(sentence.format(n=number(clipboard.MOST_CELLS)))
