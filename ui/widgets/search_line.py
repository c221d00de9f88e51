"""A line of text to search with: how many places were found, and a sign for emptying it."""

from __future__ import annotations

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from ui import icons, theme
from ui.plain import Label

CLEARING = "_q_qlineeditclearaction"
"""What Qt calls the action of the sign; nothing else leads to it."""

GAP = 6
"""Pixels between what was found and its neighbours."""


class SearchLine(QLineEdit):
    """The sign takes the colours in force: Qt's own is dark on every ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._found = Label(self)
        theme.set_role(self._found, "muted")
        self._found.hide()
        self.textChanged.connect(self._forget_found)
        theme.changed.connect(self._repaint_sign)
        self._repaint_sign()

    def show_found(self, text: str) -> None:
        """Say at the end of the line what was found, until the text is another; ``""``: nothing."""
        self._found.setText(text)
        self._found.setVisible(bool(text))
        self._found.adjustSize()
        self.setTextMargins(0, 0, self._found.width() + GAP if text else 0, 0)
        self._place_found()

    def found_text(self) -> str:
        """What it says was found."""
        return self._found.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_found()

    def _forget_found(self) -> None:
        self.show_found("")

    def _place_found(self) -> None:
        sign = self.findChild(QToolButton)
        end = sign.x() if sign is not None and sign.isVisible() else self.width() - GAP
        self._found.move(
            end - GAP - self._found.width(), (self.height() - self._found.height()) // 2
        )

    def _repaint_sign(self) -> None:
        clearing = self.findChild(QAction, CLEARING)
        if clearing is not None:
            clearing.setIcon(icons.icon("close", theme.color("muted")))
