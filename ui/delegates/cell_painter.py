"""Paints a cell of a table: its ground, the signs of its marks, its text on one line."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.delegates.paints import Paints
from ui.models.marks import Mark
from ui.models.table_model import Cell

PADDING = 8
LONGEST = 240
"""Characters of a text that are measured and painted: no cell is wide enough for more."""

SIGN_INVALID = "✕"
SIGN_CHANGED = "✎"
ONE_LINE = str.maketrans({"\n": "↵", "\r": None, "\t": " "})
GAP = 6

Piece = tuple[str, QColor, QFont]


class CellPainter(QObject):
    """The brushes and fonts of a view, and what is drawn with them."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.search_text = ""
        """Text searched for, in lower case; cells that contain it are lit up."""
        self.paints = Paints.of(theme.current(), view.font())
        theme.changed.connect(self.renew)

    def renew(self) -> None:
        """Take the palette and the font in force."""
        self.paints = Paints.of(theme.current(), self._view.font())

    def width_of(self, cell: Cell) -> int:
        """Pixels that a cell needs to show all it says."""
        is_strong = cell.flags & Mark.HEADER
        metrics = self.paints.strong_metrics if is_strong else self.paints.metrics
        width = metrics.horizontalAdvance(cell.text[:LONGEST].translate(ONE_LINE))
        if cell.flags & (Mark.INVALID | Mark.CHANGED):
            width += 16
        if cell.before:
            width += 8 + self.paints.metrics.horizontalAdvance(cell.before[:LONGEST])
        return width + 2 * PADDING + 2

    def paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, to_right: bool, is_selected: bool
    ) -> None:
        """Paint one cell; ``to_right`` for numbers."""
        # A screen has some 250 cells and 33 ms: flags are plain numbers, and nothing is made
        # anew that can be kept.
        if cell.flags or is_selected:
            self._paint_ground(painter, rect, cell.flags, is_selected)
        if cell.text or cell.flags:
            room = rect.adjusted(PADDING, 0, -PADDING, 0)
            self._paint_text(painter, room, cell, to_right=to_right)

    def paint_focus(self, painter: QPainter, rect: QRect, *, is_strong: bool) -> None:
        """Paint the outline of the current cell."""
        painter.setPen(self.paints.focus if is_strong else QPen(self.paints.outline, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1) if is_strong else rect.adjusted(0, 0, -1, -1))

    def _paint_ground(self, painter: QPainter, rect: QRect, flags: int, is_selected: bool) -> None:
        paints = self.paints
        if flags & (Mark.REMOVED | Mark.ASIDE):
            painter.fillRect(rect, paints.hatch)
        if flags & Mark.HEADER:
            painter.fillRect(rect, paints.soft_blue)
        elif flags & (Mark.PROPOSED | Mark.CHANGED):
            painter.fillRect(rect, paints.soft_violet)
        elif flags & Mark.INVALID:
            painter.fillRect(rect, paints.soft_red)
        if is_selected:
            self._paint_selection(painter, rect, flags)
        if flags & Mark.PROPOSED:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), paints.violet)

    def _paint_selection(self, painter: QPainter, rect: QRect, flags: int) -> None:
        if flags & (Mark.INVALID | Mark.CHANGED | Mark.PROPOSED):
            veil = QColor(self.paints.blue)
            veil.setAlpha(38)
            painter.fillRect(rect, veil)
        else:
            painter.fillRect(rect, self.paints.soft_blue)

    def _light(self, painter: QPainter, room: QRect, left: int, text: str) -> None:
        """Light up the text searched for, in the text that stands at ``left``."""
        start = text.lower().find(self.search_text) if self.search_text else -1
        if start < 0:
            return
        before = self.paints.advances.of(text[:start])
        width = self.paints.advances.of(text[start : start + len(self.search_text)])
        lit = QRect(left + before - 1, room.top() + 4, width + 2, room.height() - 7) & room
        painter.fillRect(lit, self.paints.soft_amber)
        painter.setPen(QPen(self.paints.amber, 1))
        painter.drawLine(lit.bottomLeft(), lit.bottomRight())

    def _paint_text(self, painter: QPainter, room: QRect, cell: Cell, *, to_right: bool) -> None:
        paints, flags = self.paints, cell.flags
        if flags & Mark.CHANGED:
            pieces = [(SIGN_CHANGED, paints.violet, paints.small)]
            if cell.before:
                pieces.append((_line(cell.before), paints.muted, paints.struck))
            pieces.append((_line(cell.text), paints.text, paints.font))
            self._paint_pieces(painter, room, pieces, to_right=to_right)
        elif flags & Mark.INVALID:
            text = _line(cell.text) or _("(empty)")
            pieces = [(SIGN_INVALID, paints.red, paints.small), (text, paints.red, paints.font)]
            self._paint_pieces(painter, room, pieces, to_right=to_right)
        elif flags & Mark.HEADER:
            painter.setPen(paints.text)
            painter.setFont(paints.strong)
            text = paints.strong_metrics.elidedText(
                _line(cell.text), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room.left(), self._baseline(room), text)
        else:
            is_muted = flags & (Mark.REMOVED | Mark.ASIDE | Mark.MASKED)
            colour = paints.muted if is_muted else paints.text
            painter.setFont(paints.struck if flags & Mark.REMOVED else paints.font)
            self._paint_alone(painter, room, _line(cell.text), colour, to_right=to_right)

    def _baseline(self, room: QRect) -> int:
        metrics = self.paints.metrics
        return room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2

    def _paint_alone(
        self, painter: QPainter, room: QRect, text: str, colour: QColor, *, to_right: bool
    ) -> None:
        """One text: to the right where it fits, else from the left and cut."""
        left, space = room.left(), room.width()
        width = self.paints.advances.of(text)
        if width > space:
            text = self.paints.metrics.elidedText(text, Qt.TextElideMode.ElideRight, space)
        elif to_right:
            left += space - width
        self._light(painter, room, left, text)
        painter.setPen(colour)
        painter.drawText(left, self._baseline(room), text)

    def _paint_pieces(
        self, painter: QPainter, room: QRect, pieces: list[Piece], *, to_right: bool
    ) -> None:
        """Texts one after the other, the cell's own last: to the right where they fit there, else
        from the left.

        Where three do not fit, what was before gives way: what it is now matters more.
        """
        metrics, space = self.paints.metrics, room.width()
        widths = [self.paints.advances.of(text) for text, _colour, _font in pieces]
        total = sum(widths) + GAP * (len(widths) - 1)
        if len(pieces) == 3 and total > space:
            widths[1] = max(0, min(widths[1], space - widths[0] - widths[2] - 2 * GAP))
            total = sum(widths) + GAP * (len(widths) - 1)
        left = room.left() + (space - total if to_right and total <= space else 0)
        baseline, end = self._baseline(room), room.right() + 1
        for n, ((text, colour, font), width) in enumerate(zip(pieces, widths, strict=True), 1):
            room_left = min(width, end - left)
            if room_left < self.paints.advances.of(text):
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room_left)  # noqa: PLW2901
            if n == len(pieces):  # the search looks for what the cell is now
                self._light(painter, room, left, text)
            painter.setFont(font)
            painter.setPen(colour)
            painter.drawText(left, baseline, text)
            left += width + GAP


def _line(text: str) -> str:
    """What of a text can be painted on one line."""
    if len(text) > LONGEST:
        text = text[:LONGEST]
    return text.translate(ONE_LINE) if "\n" in text or "\t" in text else text
