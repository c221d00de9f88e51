"""Colours and the one style sheet: every widget and every painter takes its colours from here.

A colour has a meaning and never stands alone: a sign or a word goes with it. ``current()`` gives
the palette in force; ``changed`` fires after another one was applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

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
    app.setPalette(_qt_palette(_current))
    app.setStyleSheet(style_sheet(_current, app.font().pointSizeF()))
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
    images = (ICONS / ("dark" if p.is_dark else "light")).as_posix()
    return "".join(part(p, points, images) for part in (_base, _buttons, _inputs, _views))


def _line(points: float) -> int:
    """Height of a line of text of that size, in pixels of a screen of 96 to the inch."""
    return round(points * 1.6)


def text_height(lines: int) -> int:
    """Height of an input of several lines, in pixels, with the letters in force."""
    return QFontMetrics(QApplication.font()).lineSpacing() * lines + 20


def _base(p: Palette, points: float, _images: str) -> str:
    return f"""
QWidget {{ color: {p.text}; }}
QMainWindow, QDialog {{ background: {p.bg}; }}
QToolTip {{ background: {p.panel}; color: {p.text}; border: 1px solid {p.outline}; padding: 6px; }}
QFrame[role="panel"] {{ background: {p.panel}; border: 0 solid {p.line}; }}
QFrame[role="box"] {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: 8px; }}
QFrame[role="drop"] {{
    background: {p.panel}; border: 2px dashed {p.outline}; border-radius: 12px; }}
QFrame[role="drop-hover"] {{
    background: {p.soft_blue}; border: 2px dashed {p.blue}; border-radius: 12px; }}
QFrame[role="rule"] {{ background: {p.line}; border: 0; }}
QLabel {{ background: transparent; }}
QLabel[role="title"] {{ font-size: {points * 1.45:.1f}pt; font-weight: 600; }}
QLabel[role="subtitle"] {{ font-size: {points * 1.15:.1f}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {p.muted}; }}
QLabel[role="small"] {{ color: {p.muted}; font-size: {points * 0.9:.1f}pt; }}
QLabel[role="section"] {{
    color: {p.muted}; font-size: {points * 0.88:.1f}pt; font-weight: 600; }}
QLabel[role="error"] {{ color: {p.red}; }}
QLabel[role="warning"] {{ color: {p.amber}; }}
QLabel[role="done"] {{ color: {p.green}; }}
QLabel[role="badge-amber"] {{
    background: {p.soft_amber}; color: {p.amber}; border-radius: 4px; padding: 1px 6px; }}
QLabel[role="badge-red"] {{
    background: {p.soft_red}; color: {p.red}; border-radius: 4px; padding: 1px 6px; }}
QLabel[role="badge-green"] {{
    background: {p.soft_green}; color: {p.green}; border-radius: 4px; padding: 1px 6px; }}
QLabel[role="badge-blue"] {{
    background: {p.soft_blue}; color: {p.blue}; border-radius: 4px; padding: 1px 6px; }}
QLabel[role="badge-violet"] {{
    background: {p.soft_violet}; color: {p.violet}; border-radius: 4px; padding: 1px 6px; }}
QFrame[role="bar-note"] {{
    background: {p.soft_blue}; border: 1px solid {p.blue}; border-radius: 6px; }}
QFrame[role="bar-done"] {{
    background: {p.soft_green}; border: 1px solid {p.green}; border-radius: 6px; }}
QFrame[role="bar-warning"] {{
    background: {p.soft_amber}; border: 1px solid {p.amber}; border-radius: 6px; }}
QFrame[role="bar-error"] {{
    background: {p.soft_red}; border: 1px solid {p.red}; border-radius: 6px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {p.line}; }}
QSplitter::handle:hover {{ background: {p.blue}; }}
QMenu {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: 6px; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.soft_blue}; color: {p.text}; }}
QMenu::item:disabled {{ color: {p.muted}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
QProgressBar {{ background: {p.line}; border: 0; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {p.blue}; border-radius: 2px; }}
"""


def _buttons(p: Palette, points: float, _images: str) -> str:
    line = _line(points)
    return f"""
QPushButton, QToolButton {{
    background: {p.panel}; border: 1px solid {p.outline}; border-radius: 6px;
    padding: 4px 12px; min-height: {line + 4}px; }}
QPushButton:hover, QToolButton:hover {{ background: {p.soft_blue}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {p.line}; }}
QPushButton:checked, QToolButton:checked {{
    background: {p.soft_blue}; color: {p.blue}; font-weight: 600; }}
QPushButton:disabled, QToolButton:disabled {{ color: {p.muted}; border-color: {p.line}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.blue}; padding: 3px 11px; }}
QPushButton[role="primary"] {{
    background: {p.blue}; color: {p.on_blue}; border: 1px solid {p.blue}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {p.blue_hover}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {p.text}; }}
QPushButton[role="primary"]:disabled {{
    background: {p.header}; color: {p.muted}; border-color: {p.line}; }}
QPushButton[role="danger"] {{ color: {p.red}; border-color: {p.red}; }}
QPushButton[role="danger"]:hover {{ background: {p.soft_red}; }}
QPushButton[role="link"], QToolButton[role="link"] {{
    background: transparent; border: 1px solid transparent; color: {p.blue};
    text-decoration: underline; padding: 2px 4px; min-height: {line}px; }}
QPushButton[role="link"]:focus, QToolButton[role="link"]:focus {{
    border: 2px solid {p.blue}; padding: 1px 3px; }}
QPushButton[role="document"] {{ font-weight: 600; }}
QToolButton[role="quiet"], QPushButton[role="quiet"], QPushButton[role="document"] {{
    background: transparent; border: 1px solid transparent; padding: 4px 8px; }}
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover,
QPushButton[role="document"]:hover {{ background: {p.soft_blue}; }}
QToolButton[role="quiet"]:focus, QPushButton[role="quiet"]:focus,
QPushButton[role="document"]:focus {{
    border: 2px solid {p.blue}; padding: 3px 7px; }}
QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
"""


def _inputs(p: Palette, points: float, images: str) -> str:
    line, box = _line(points), round(points * 1.4)
    return f"""
QLineEdit, QComboBox, QSpinBox, QDateEdit {{
    background: {p.panel}; border: 1px solid {p.outline}; border-radius: 6px;
    padding: 3px 8px; min-height: {line + 6}px;
    selection-background-color: {p.blue}; selection-color: {p.on_blue}; }}
QPlainTextEdit, QTextEdit {{
    background: {p.panel}; border: 1px solid {p.outline}; border-radius: 6px; padding: 3px 5px;
    selection-background-color: {p.blue}; selection-color: {p.on_blue}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
    border: 2px solid {p.blue}; padding: 2px 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {p.blue}; padding: 2px 4px; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
    color: {p.muted}; border-color: {p.line}; background: {p.bg}; }}
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {{
    border: 2px solid {p.red}; padding: 2px 7px; }}
QLineEdit[role="search"] {{ background: {p.bg}; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{
    image: url({images}/chevron-down.svg); width: {box - 2}px; height: {box - 2}px; }}
QComboBox QAbstractItemView {{
    background: {p.panel}; border: 1px solid {p.outline}; outline: 0; padding: 2px;
    selection-background-color: {p.soft_blue}; selection-color: {p.text}; }}
QSpinBox QLineEdit {{ border: 0; padding: 0 4px; min-height: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 18px; }}
QSpinBox::up-arrow {{ image: url({images}/chevron-up.svg); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url({images}/chevron-down.svg); width: 10px; height: 10px; }}
QCheckBox, QRadioButton {{
    background: transparent; spacing: 8px; padding: 3px 4px; border: 1px solid transparent;
    border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {p.blue}; padding: 2px 3px; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {p.muted}; }}
QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{
    width: {box}px; height: {box}px; border: 1px solid {p.outline}; border-radius: 3px;
    background: {p.panel}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
    background: {p.blue}; border-color: {p.blue}; image: url({images}/tick.svg); }}
QCheckBox::indicator:disabled {{ border-color: {p.line}; }}
QRadioButton::indicator {{
    width: {box}px; height: {box}px; border: 1px solid {p.outline};
    border-radius: {box // 2 + 1}px;
    background: {p.panel}; }}
QRadioButton::indicator:checked {{
    border: 5px solid {p.blue}; width: {box - 8}px; height: {box - 8}px; }}
"""


def _views(p: Palette, points: float, images: str) -> str:
    return f"""
QAbstractItemView {{
    background: {p.panel}; border: 1px solid {p.line}; outline: 0;
    selection-background-color: {p.soft_blue}; selection-color: {p.text}; }}
QListView[role="plain"] {{ border: 1px solid transparent; background: transparent; }}
QListView::item {{ padding: 4px 6px; border-radius: 4px; }}
QListView::item:selected {{ background: {p.soft_blue}; color: {p.text}; }}
QAbstractItemView:focus {{ border: 2px solid {p.blue}; }}
QTableView::item {{ padding: 0 6px; }}
QTableView {{ gridline-color: {p.line}; }}
QHeaderView {{ background: {p.header}; border: 0; }}
QHeaderView::section {{
    background: {p.header}; color: {p.muted}; border: 0; border-right: 1px solid {p.line};
    border-bottom: 1px solid {p.line}; padding: 4px 8px; font-size: {points * 0.92:.1f}pt; }}
QTableCornerButton::section {{
    background: {p.header}; border: 0; border-right: 1px solid {p.line};
    border-bottom: 1px solid {p.line}; }}
QAbstractScrollArea::corner {{ background: {p.bg}; border: 0; }}
QScrollBar {{ background: {p.bg}; border: 0; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {p.outline}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QTabBar::tab {{
    background: transparent; color: {p.muted}; padding: 6px 10px; border: 0;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {p.text}; font-weight: 600; border-bottom: 2px solid {p.blue}; }}
QTabBar::tab:focus {{ color: {p.blue}; }}
QTabBar::scroller {{ width: 56px; }}
QTabBar QToolButton {{ padding: 0; min-height: 0; border-radius: 4px; }}
QTabBar QToolButton::left-arrow {{
    image: url({images}/chevron-left.svg); width: 16px; height: 16px; }}
QTabBar QToolButton::right-arrow {{
    image: url({images}/chevron-right.svg); width: 16px; height: 16px; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {p.line}; }}
"""
