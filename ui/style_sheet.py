"""The one style sheet, part by part; its colours are those of a palette of ``ui.theme``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.theme import Palette


def sheet_of(p: Palette, points: float, images: str) -> str:
    """The whole sheet; ``points`` is the size of normal text, ``images`` the folder of signs."""
    return "".join(
        part(p, points, images)
        for part in (_base, _texts, _menus, _buttons, _inputs, _boxes, _views)
    )


def _line(points: float) -> int:
    """Height of a line of text of that size, in pixels of a screen of 96 to the inch."""
    return round(points * 1.6)


def _base(p: Palette, _points: float, _images: str) -> str:
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
QSplitter[role="gap"]::handle {{ background: transparent; }}
QProgressBar {{ background: {p.line}; border: 0; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {p.blue}; border-radius: 2px; }}
"""


def _texts(p: Palette, points: float, _images: str) -> str:
    return f"""
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
QLabel[role="badge-red"] {{
    background: {p.soft_red}; color: {p.red}; border-radius: 4px; padding: 1px 6px; }}
"""


def _menus(p: Palette, _points: float, _images: str) -> str:
    return f"""
QMenu {{
    background: {p.panel}; border: 1px solid {p.line}; border-radius: 6px; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 28px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.soft_blue}; color: {p.text}; }}
QMenu::item:disabled {{ color: {p.muted}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}
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
QLineEdit QToolButton {{ background: transparent; border: 0; padding: 0; min-height: 0; }}
QLineEdit[role="search"] {{ background: {p.bg}; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{
    image: url({images}/chevron-down.svg); width: {box - 2}px; height: {box - 2}px; }}
QComboBox QAbstractItemView {{
    background: {p.panel}; border: 1px solid {p.outline}; outline: 0; padding: 2px;
    selection-background-color: {p.soft_blue}; selection-color: {p.text}; }}
QSpinBox {{ padding: 2px 8px 1px 8px; }}
QSpinBox:focus {{ padding: 1px 7px 0 7px; }}
QSpinBox QLineEdit {{ border: 0; padding: 0 4px; min-height: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 18px; }}
QSpinBox::up-arrow {{ image: url({images}/chevron-up.svg); width: 10px; height: 10px; }}
QSpinBox::down-arrow {{ image: url({images}/chevron-down.svg); width: 10px; height: 10px; }}
"""


def _boxes(p: Palette, points: float, images: str) -> str:
    """Boxes to tick and round ones to choose, in forms and in lists."""
    box = round(points * 1.4)
    return f"""
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
    background: transparent; color: {p.muted}; padding: 9px 10px; border: 0;
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
