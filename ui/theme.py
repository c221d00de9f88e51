"""The palettes and the one in force: every widget and every painter takes its colours from here.

A colour has a meaning and never stands alone: a sign or a word goes with it. ``current()`` gives
the palette in force; ``changed`` fires after another one was applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.style_sheet import sheet_of

LEAST_GRID_ROW = 28
GRID_ROW = LEAST_GRID_ROW
"""Height of a row of a grid, in pixels; more with larger letters. Read it here when it is used."""

STYLE = ("-style", "fusion")
"""Arguments of the application: the style that the sheet goes over, the same on every system. Set
later, it would bring the parts of all styles into Python, which the first window would wait for.
"""

CONTROL = 30
"""Height of a control, in pixels."""

MINIMUM_POINT_SIZE = 10.0
"""Smaller system fonts are brought up to this."""

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


@dataclass(frozen=True, kw_only=True)
class Palette:
    """The colours of one appearance, as ``#RRGGBB``.

    ``line`` only separates; ``outline`` is for the edge of inputs and the focus ring, which must
    stand out. ``soft_*`` are fills under text of the same name. ``on_blue`` is text on ``blue``.
    """

    is_dark: bool
    bg: str
    panel: str
    header: str
    line: str
    outline: str
    text: str
    muted: str
    blue: str
    blue_hover: str
    on_blue: str
    red: str
    amber: str
    green: str
    violet: str
    soft_blue: str
    soft_red: str
    soft_amber: str
    soft_green: str
    soft_violet: str
    hatch: str


LIGHT = Palette(
    is_dark=False,
    bg="#F6F7F9",
    panel="#FFFFFF",
    header="#F1F3F6",
    line="#DCE0E6",
    outline="#7C8796",
    text="#1B2430",
    muted="#5A6675",
    blue="#0B5CAD",
    blue_hover="#094C90",
    on_blue="#FFFFFF",
    red="#B3261E",
    amber="#8A5200",
    green="#1B6B3A",
    violet="#6B3FA0",
    soft_blue="#E6F0FB",
    soft_red="#FBE9E7",
    soft_amber="#FFF3DC",
    soft_green="#E5F4EA",
    soft_violet="#F1EAFA",
    hatch="#E3E7EC",
)

DARK = Palette(
    is_dark=True,
    bg="#14181E",
    panel="#1C222B",
    header="#232A34",
    line="#343D4A",
    outline="#7A8798",
    text="#E8ECF1",
    muted="#A3AFBE",
    blue="#7DB7F5",
    blue_hover="#9BC8F8",
    on_blue="#0F1A26",
    red="#FF9B92",
    amber="#F2C063",
    green="#7FD6A0",
    violet="#C9A8F5",
    soft_blue="#1B2F47",
    soft_red="#44211F",
    soft_amber="#3B2F17",
    soft_green="#1B3626",
    soft_violet="#312644",
    hatch="#2E3744",
)


class _Notifier(QObject):
    changed = Signal()


_notifier = _Notifier()
changed = _notifier.changed
"""Fires after ``apply`` put another palette in force; painters repaint, icons are made again."""

_current = LIGHT


def current() -> Palette:
    """The palette in force."""
    return _current


def color(name: str) -> QColor:
    """The colour called ``name`` in the palette in force."""
    return QColor(getattr(_current, name))


def system_is_dark() -> bool:
    """Whether the desktop the program runs on asks for dark windows."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, dark: bool) -> None:
    """Put an appearance in force for the whole program."""
    global _current, GRID_ROW
    _current = DARK if dark else LIGHT
    font = app.font()
    if font.pointSizeF() < MINIMUM_POINT_SIZE:
        font.setPointSizeF(MINIMUM_POINT_SIZE)
        app.setFont(font)
    GRID_ROW = max(LEAST_GRID_ROW, QFontMetrics(font).height() + 10)
    sheet = style_sheet(_current, app.font().pointSizeF())
    if sheet == app.styleSheet():
        return  # the same again: working out the looks of every widget would be felt for nothing
    app.setPalette(_qt_palette(_current))
    app.setStyleSheet(sheet)
    _notifier.changed.emit()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget one of the roles of the style sheet (``primary``, ``title``, ``muted`` …)."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    # One that was never shown takes its looks when it is.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        # Labels take the margins of their new looks only when they are told.
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
        widget.updateGeometry()


def _qt_palette(p: Palette) -> QPalette:
    """Qt's own palette, for what the style draws without the sheet."""
    palette = QPalette()
    group = QPalette.ColorRole
    for role, name in (
        (group.Window, p.bg),
        (group.WindowText, p.text),
        (group.Base, p.panel),
        (group.AlternateBase, p.header),
        (group.Text, p.text),
        (group.Button, p.panel),
        (group.ButtonText, p.text),
        (group.BrightText, p.red),
        (group.Highlight, p.blue),
        (group.HighlightedText, p.on_blue),
        (group.Link, p.blue),
        (group.LinkVisited, p.violet),
        (group.PlaceholderText, p.muted),
        (group.ToolTipBase, p.panel),
        (group.ToolTipText, p.text),
        (group.Mid, p.line),
        (group.Accent, p.blue),
    ):
        palette.setColor(role, QColor(name))
    for role in (group.WindowText, group.Text, group.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.muted))
    return palette


def style_sheet(p: Palette, points: float) -> str:
    """The whole style sheet; ``points`` is the size of normal text."""
    images = ICONS / ("dark" if p.is_dark else "light")
    return sheet_of(p, points, images.as_posix())


def text_height(lines: int) -> int:
    """Height of an input of several lines, in pixels, with the letters in force."""
    return QFontMetrics(QApplication.font()).lineSpacing() * lines + 20
