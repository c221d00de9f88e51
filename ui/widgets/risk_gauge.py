"""A bar from red to green with a mark where the table stands."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

BAR, MARK = 8, 14
"""Heights in pixels of the bar and of the mark over it."""

STEPS = ((2, "red"), (11, "amber"), (50, "green"))
"""Groups below each size, and the colour they get: alone, few, as official statistics ask."""


class RiskGauge(QWidget):
    """Decoration only: the figures stand beside it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._k = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, MARK)

    def set_k(self, k: int) -> None:
        """Put the mark at the size of the smallest group."""
        self._k = k
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (MARK - BAR) / 2
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, top, self.width(), BAR), BAR / 2, BAR / 2)
        painter.setClipPath(outline)
        start = 0.0
        for below, colour in STEPS:
            end = self._place(below)
            painter.fillRect(QRectF(start, top, end - start, BAR), theme.color(colour))
            start = end
        painter.setClipping(False)
        if self._k:
            at = min(max(self._place(self._k), 2.0), self.width() - 4.0)
            painter.fillRect(QRectF(at - 2, 0, 6, MARK), theme.color("panel"))
            painter.fillRect(QRectF(at, 0, 2, MARK), theme.color("text"))

    def _place(self, k: int) -> float:
        """Where a size stands: each doubling moves it as far again."""
        return self.width() * min(math.log(max(k, 1)) / math.log(STEPS[-1][0]), 1.0)
