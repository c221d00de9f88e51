"""Paints and edits a cell of the grid: sign, colour and text of its marks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.delegates.paints import Paints
from ui.models.marks import Mark
from ui.models.table_model import Cell, TableModel

PADDING = 8
LONGEST = 240
"""Characters of a text that are measured and painted: no cell is wide enough for more."""

SIGN_INVALID = "✕"
SIGN_CHANGED = "✎"
ONE_LINE = str.maketrans({"\n": "↵", "\r": None, "\t": " "})

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Asks the model for whole cells, not for one role after the other."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.search_text = ""
        """Text searched for, in lower case; cells that contain it are lit up."""
        self._paints = Paints.of(theme.current(), view.font())
        theme.changed.connect(self.renew)

    @property
    def paints(self) -> Paints:
        """The brushes and fonts in force, shared with the headers."""
        return self._paints

    def renew(self) -> None:
        """Take the palette and the font in force."""
        self._paints = Paints.of(theme.current(), self._view.font())

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._model().cell(index.row(), index.column())
        width = self._paints.metrics.horizontalAdvance(cell.text[:LONGEST].translate(ONE_LINE))
        if cell.flags & (Mark.INVALID | Mark.CHANGED):
            width += 16
        if cell.before:
            width += 8 + self._paints.metrics.horizontalAdvance(cell.before[:LONGEST])
        return QSize(width + 2 * PADDING + 2, theme.GRID_ROW)

    def _model(self) -> TableModel:
        model = self._view.model()
        assert isinstance(model, TableModel)  # noqa: S101 - the grid has no other model
        return model

    # -- painting ------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = self._model()
        cell = model.cell(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, rect, cell, is_selected)
        room = rect.adjusted(PADDING, 0, -PADDING, -1)
        if cell.text or cell.before or cell.flags & Mark.INVALID:
            if self.search_text and self.search_text in cell.text.lower():
                self._paint_match(painter, room, cell, to_right=model.is_numeric(index.column()))
            self._paint_text(painter, room, cell, to_right=model.is_numeric(index.column()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._paints.focus)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _paint_ground(self, painter: QPainter, rect: QRect, cell: Cell, is_selected: bool) -> None:
        paints, flags = self._paints, cell.flags
        if flags & Mark.REMOVED or flags & Mark.ASIDE:
            painter.fillRect(rect, paints.hatch)
        if flags & Mark.PROPOSED or flags & Mark.CHANGED:
            painter.fillRect(rect, paints.soft_violet)
        elif flags & Mark.INVALID:
            painter.fillRect(rect, paints.soft_red)
        if is_selected:
            self._paint_selection(painter, rect, flags)
        if flags & Mark.PROPOSED:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), paints.violet)

    def _paint_selection(self, painter: QPainter, rect: QRect, flags: int) -> None:
        if flags & (Mark.INVALID | Mark.CHANGED | Mark.PROPOSED):
            veil = QColor(self._paints.blue)
            veil.setAlpha(38)
            painter.fillRect(rect, veil)
        else:
            painter.fillRect(rect, self._paints.soft_blue)

    def _paint_match(self, painter: QPainter, room: QRect, cell: Cell, *, to_right: bool) -> None:
        metrics = self._paints.metrics
        start = cell.text.lower().index(self.search_text)
        before = metrics.horizontalAdvance(cell.text[:start])
        width = metrics.horizontalAdvance(cell.text[start : start + len(self.search_text)])
        whole = metrics.horizontalAdvance(cell.text) if to_right else 0
        left = room.right() - whole + before if to_right else room.left() + before
        left += 16 if cell.flags & Mark.INVALID and not to_right else 0
        lit = QRect(left - 1, room.top() + 4, width + 2, room.height() - 7) & room
        painter.fillRect(lit, self._paints.soft_amber)
        painter.setPen(QPen(self._paints.amber, 1))
        painter.drawLine(lit.bottomLeft(), lit.bottomRight())

    def _paint_text(self, painter: QPainter, room: QRect, cell: Cell, *, to_right: bool) -> None:
        paints, flags = self._paints, cell.flags
        pieces: list[tuple[str, QColor, QFont]] = []
        if flags & Mark.CHANGED:
            pieces.append((SIGN_CHANGED, paints.violet, paints.small))
            if cell.before:
                pieces.append((_line(cell.before), paints.muted, paints.struck))
            pieces.append((_line(cell.text), paints.text, paints.font))
        elif flags & Mark.INVALID:
            pieces.append((SIGN_INVALID, paints.red, paints.small))
            pieces.append((_line(cell.text) or _("(empty)"), paints.red, paints.font))
        else:
            colour = paints.text
            if flags & (Mark.REMOVED | Mark.ASIDE | Mark.MASKED):
                colour = paints.muted
            font = paints.struck if flags & Mark.REMOVED else paints.font
            pieces.append((_line(cell.text), colour, font))
        self._paint_pieces(painter, room, pieces, to_right=to_right)

    def _paint_pieces(
        self,
        painter: QPainter,
        room: QRect,
        pieces: list[tuple[str, QColor, QFont]],
        *,
        to_right: bool,
    ) -> None:
        """Texts one after the other, to the right where they fit there, else from the left."""
        metrics = self._paints.metrics
        gap = 6
        widths = [metrics.horizontalAdvance(text) for text, _colour, _font in pieces]
        total = sum(widths) + gap * (len(widths) - 1)
        if len(pieces) == 3 and total > room.width():  # what it is now matters more than before
            widths[1] = max(0, min(widths[1], room.width() - widths[0] - widths[2] - 2 * gap))
            pieces[1] = (
                metrics.elidedText(pieces[1][0], Qt.TextElideMode.ElideRight, widths[1]),
                *pieces[1][1:],
            )
            total = sum(widths) + gap * (len(widths) - 1)
        left = room.left()
        if to_right and total <= room.width():
            left = room.right() + 1 - total
        for (text, colour, font), width in zip(pieces, widths, strict=True):
            space = room.right() + 1 - left
            if space <= 0:
                return
            shown = text
            if width > space:
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, space)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(
                QRect(left, room.top(), space, room.height()),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            left += width + gap

    def metrics(self) -> QFontMetrics:
        """Metrics of the cells' font."""
        return self._paints.metrics

    # -- editing -------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._model()
        editor = QLineEdit(parent)
        editor.setObjectName("cell-editor")
        editor.setStyleSheet("border-radius: 0; padding: 0 5px; min-height: 0;")
        name = _("Row {row}, field “{field}”")
        editor.setAccessibleName(
            name.format(row=model.source_row(index.row()), field=model.field(index.column()))
        )
        if model.is_numeric(index.column()):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, QLineEdit) or editor.isModified():
            return  # the table may be shown anew while the user types: what was typed stays
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if editor.text() != text:
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, TableModel) and editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        wanted = max(rect.width(), min(320, editor.sizeHint().width()))
        width = min(wanted, max(rect.width(), self._view.viewport().width() - rect.left()))
        editor.setGeometry(QRect(rect.left(), rect.top(), width, rect.height()))


def _line(text: str) -> str:
    """What of a text can be painted on one line."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    return text.translate(ONE_LINE) if "\n" in text or "\t" in text else text
