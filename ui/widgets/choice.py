"""A box to choose from: long texts are elided in it, whole in its list and in its tool tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

LIST_MARGINS = 44
"""Pixels around an entry of the list, with its scroll bar."""


class Choice(QComboBox):
    """As wide as there is room, ``least`` characters at least."""

    def __init__(self, parent: QWidget | None = None, *, least: int = 8) -> None:
        super().__init__(parent)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(least)

    def shown_text(self) -> str:
        """What there is room for of the chosen text."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
        elide = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.currentText(), elide, room.width() - 2)

    def _tell_whole(self) -> None:
        """Say in the tool tip and to screen readers what the box has no room for."""
        whole = self.currentText()
        is_cut = self.shown_text() != whole
        if self.accessibleDescription() in ("", self.toolTip()):
            self.setAccessibleDescription(whole if is_cut else "")
        self.setToolTip(whole if is_cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        self._tell_whole()  # here, whatever changed: the font, the width, the entries, the choice
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def showPopup(self) -> None:
        texts = [self.itemText(n) for n in range(self.count())]
        widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        self.view().setMinimumWidth(widest + LIST_MARGINS)
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()
