"""A recent file in its list: the name, and under it, paler, the folder it is in."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.index import Index


class RecentDelegate(QStyledItemDelegate):
    """Paints an item whose text is two lines; both are shortened in their middle when too long."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        lines = str(index.data()).split("\n")
        style = option.widget.style()
        part = QStyle.SubElement.SE_ItemViewItemText
        room = style.subElementRect(part, option, option.widget)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        height = room.height() // 2
        painter.save()
        for n, (text, font, colour) in enumerate(
            zip(lines, (strong, option.font), ("text", "muted"), strict=False)
        ):
            painter.setFont(font)
            painter.setPen(theme.color(colour))
            line = QRect(room.left(), room.top() + n * height, room.width(), height)
            middle = Qt.TextElideMode.ElideMiddle
            shown = QFontMetrics(font).elidedText(text, middle, line.width())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown
            )
        painter.restore()
