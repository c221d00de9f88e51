"""A line of text to search with, whose sign for emptying it is drawn like the others."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import icons, theme

CLEARING = "_q_qlineeditclearaction"
"""What Qt calls the action of the sign; nothing else leads to it."""


class SearchLine(QLineEdit):
    """The sign takes the colours in force: Qt's own is dark on every ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        theme.changed.connect(self._repaint_sign)
        self._repaint_sign()

    def _repaint_sign(self) -> None:
        clearing = self.findChild(QAction, CLEARING)
        if clearing is not None:
            clearing.setIcon(icons.icon("close", theme.color("muted")))
