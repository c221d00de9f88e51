"""A recent file in its list: the name, and under it, paler, the folder it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate

from ui import theme
from ui.index import Index

if TYPE_CHECKING:  # the parts of a style take long to load, and the first page is waited for
    from PySide6.QtWidgets import QStyleOptionViewItem

PADDING = 6
RADIUS = 4


class RecentDelegate(QStyledItemDelegate):
    """Paints an item whose text is two lines; both are shortened in their middle when too long."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole: QRect = option.rect
        font: QFont = option.font
        painter.save()
        if self._view.selectionModel().isSelected(index):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft_blue"))
            painter.drawRoundedRect(whole, RADIUS, RADIUS)
        room = whole.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            side = self._view.iconSize()
            icon.paint(painter, QRect(room.topLeft(), side).translated(0, _middle(room, side)))
            room.adjust(side.width() + PADDING, 0, 0, 0)
        self._paint_lines(painter, room, font, str(index.data()).split("\n"))
        painter.restore()

    def _paint_lines(self, painter: QPainter, room: QRect, font: QFont, lines: list[str]) -> None:
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        height = room.height() // 2
        looks = ((strong, "text"), (font, "muted"))
        for n, (text, (used, colour)) in enumerate(zip(lines, looks, strict=False)):
            painter.setFont(used)
            painter.setPen(theme.color(colour))
            line = QRect(room.left(), room.top() + n * height, room.width(), height)
            middle = Qt.TextElideMode.ElideMiddle
            shown = QFontMetrics(used).elidedText(text, middle, line.width())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )


def _middle(room: QRect, side: QSize) -> int:
    """How far down an icon stands in the middle."""
    return (room.height() - side.height()) // 2
