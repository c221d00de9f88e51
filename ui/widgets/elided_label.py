"""A label of one line that shows an ellipsis where there is no room, and its text on hover."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.plain import Label, tip


class ElidedLabel(Label):
    """``set_text`` instead of ``setText``: what is shown depends on the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show ``text``, whole where there is room."""
        self._whole = text
        self.setToolTip(tip(text))
        self.setAccessibleName(text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = self.fontMetrics()
        self.setText(room.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
