"""Things one under the other that scroll when there is no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import theme


class ColumnArea(QScrollArea):
    """A subclass fills ``column``; it is as wide as the area, so nothing scrolls sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget(self)
        theme.set_role(inner, "clear")
        self.column = QVBoxLayout(inner)
        self.setWidget(inner)
