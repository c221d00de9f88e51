"""The program's own SVG icons, recoloured with the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from ui import theme

SIZE = 20
"""Width and height an icon is drawn for, in pixels."""


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon called ``name`` in ``colour`` (default: the text's)."""
    return _icon(name, (colour or theme.color("text")).name(), _ratio())


def sign(name: str, size: int, gap: int) -> QIcon:
    """The icon in the colour of text, with ``gap`` empty pixels behind it."""
    return QIcon(_pixmap(name, theme.color("text").name(), size, _ratio(), gap))


def pixmap(name: str, colour: QColor | None = None, size: int = SIZE) -> QPixmap:
    """The icon as a picture of ``size`` pixels."""
    return _pixmap(name, (colour or theme.color("text")).name(), size, _ratio())


def app_icon() -> QIcon:
    """The program's icon, in the sizes that window managers ask for."""
    made = QIcon()
    for size in (16, 32, 64):
        made.addPixmap(_pixmap("curator", "#000000", size, _ratio()))
    return made


@lru_cache(maxsize=256)
def _icon(name: str, colour: str, ratio: float) -> QIcon:
    return QIcon(_pixmap(name, colour, SIZE, ratio))


def _ratio() -> float:
    """Pixels of the densest screen per pixel of a drawing."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float, gap: int = 0) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    text = (theme.ICONS / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
    drawn = QPixmap(QSize(size + gap, size) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
