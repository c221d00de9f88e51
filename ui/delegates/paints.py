"""Ready-made brushes and pens of the grid, made once per palette and per font."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QFontMetricsF, QImage, QPainter, QPen

from ui.theme import Palette

HATCH = 12
"""Width of a hatching's repeat, in pixels."""


class Advances(dict[str, float]):
    """Width of every character met, so that the width of a text is a sum.

    Asking Qt costs several times more, and a screen has some 250 texts.
    """

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, character: str) -> float:
        width = self[character] = self._metrics.horizontalAdvance(character)
        return width

    def of(self, text: str) -> int:
        """Pixels that a text takes, to the next whole one."""
        return ceil(sum(map(self.__getitem__, text)))


@dataclass(frozen=True, kw_only=True)
class Paints:
    """What the cells and both headers are painted with."""

    panel: QColor
    header: QColor
    text: QColor
    muted: QColor
    red: QColor
    violet: QColor
    blue: QColor
    amber: QColor
    green: QColor
    outline: QColor
    soft_blue: QColor
    soft_red: QColor
    soft_violet: QColor
    soft_amber: QColor
    soft_green: QColor
    line: QPen
    focus: QPen
    hatch: QBrush
    font: QFont
    struck: QFont
    small: QFont
    strong: QFont
    metrics: QFontMetrics
    advances: Advances
    small_metrics: QFontMetrics
    strong_metrics: QFontMetrics

    @classmethod
    def of(cls, palette: Palette, font: QFont) -> Paints:
        """The paints for a palette; figures are tabular so that columns of numbers line up."""
        plain = tabular(font)
        struck, small, strong = QFont(plain), QFont(font), QFont(font)
        struck.setStrikeOut(True)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        strong.setWeight(QFont.Weight.DemiBold)
        names = (
            "panel", "header", "text", "muted", "red", "violet", "blue", "amber", "green",
            "outline", "soft_blue", "soft_red", "soft_violet", "soft_amber", "soft_green",
        )  # fmt: skip
        return cls(
            **{name: QColor(getattr(palette, name)) for name in names},
            line=QPen(QColor(palette.line), 1),
            focus=QPen(QColor(palette.blue), 2),
            hatch=_hatching(QColor(palette.hatch)),
            font=plain,
            struck=struck,
            small=small,
            strong=strong,
            metrics=QFontMetrics(plain),
            advances=Advances(QFontMetricsF(plain)),
            small_metrics=QFontMetrics(small),
            strong_metrics=QFontMetrics(strong),
        )


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, where the font has them."""
    plain = QFont(font)
    if hasattr(QFont, "Tag"):
        plain.setFeature(QFont.Tag("tnum"), 1)
    return plain


def _hatching(colour: QColor) -> QBrush:
    """Slanted stripes, wide enough to read as a texture and soft enough to read text on."""
    tile = QImage(HATCH * 2, HATCH * 2, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    tile.setDevicePixelRatio(2.0)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, HATCH * 0.36))
    for shift in (-HATCH, 0, HATCH):
        painter.drawLine(QPointF(shift - 2, HATCH + 2), QPointF(shift + HATCH + 2, -2))
    painter.end()
    return QBrush(tile)
