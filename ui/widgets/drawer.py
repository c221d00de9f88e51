"""The drawer under the grid: tabs of lines, each one sentence, a count and one or two actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import icons, theme
from ui.i18n import number
from ui.panes import FocusKeeper
from ui.plain import Label, tip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.layouts import drop_all, widgets_in

Sign = Literal["error", "warning", "note", "done"]
SIGNS: dict[Sign, tuple[str, str]] = {
    "error": ("cross", "red"),
    "warning": ("warning", "amber"),
    "note": ("info", "blue"),
    "done": ("check", "green"),
}
MOST_LINES = 200
"""Lines shown at once; beyond, settling the first ones brings the others up."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a line says and does. ``on_hover`` is told when mouse or focus comes and goes."""

    sign: Sign
    text: str
    count: str = ""
    detail: str = ""
    """More, in a muted tone, as far as there is room."""
    tip: str = ""
    actions: tuple[tuple[str, Callable[[], None]], ...] = ()
    on_hover: Callable[[bool], None] | None = None


class LineWidget(QFrame):
    """One line."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self.setToolTip(tip(line.tip))
        self._sign = Label(self)
        self._text = Label(line.text, self)
        # In this order: another size policy would forget that the height depends on the width.
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setWordWrap(True)
        self._count = Label(line.count, self)
        theme.set_role(self._count, "muted")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._text, 3)
        self._detail = ElidedLabel(self)
        self._detail.set_text(line.detail)
        theme.set_role(self._detail, "muted")
        self._detail.setVisible(bool(line.detail))
        row.addWidget(self._detail, 2)
        row.addWidget(self._count)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.buttons = [self._button(label, act) for label, act in line.actions]
        self._before_buttons = QSpacerItem(0, 0)
        row.addSpacerItem(self._before_buttons)
        for button in self.buttons:
            row.addWidget(button)
        self.setAccessibleName(f"{line.text} {line.count}")
        self.repaint_sign()

    def _button(self, label: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(label, self)
        theme.set_role(button, "link")
        button.setAccessibleDescription(self.line.text)
        button.clicked.connect(lambda _checked=False: act())
        button.installEventFilter(self)
        return button

    def ends(self) -> tuple[int, int]:
        """The width that the count takes, and what the buttons take."""
        widths = [button.sizeHint().width() for button in self.buttons]
        between = self._row.spacing()
        return self._count.sizeHint().width(), sum(widths) + between * len(widths)

    def align_ends(self, count: int, buttons: int) -> None:
        """Take as much room for both as the other lines, so that all of it stands in columns."""
        self._count.setMinimumWidth(count)
        self._before_buttons.changeSize(buttons - self.ends()[1], 0)
        self._row.invalidate()

    def repaint_sign(self) -> None:
        """Draw the sign in the colours in force."""
        name, colour = SIGNS[self.line.sign]
        self._sign.setPixmap(icons.pixmap(name, theme.color(colour), 16))

    def _hover(self, is_on: bool) -> None:
        if self.line.on_hover is not None:
            self.line.on_hover(is_on)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(False)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._hover(True)
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._hover(False)
        return super().eventFilter(watched, event)


class _Lines(QScrollArea):
    """The lines of one tab, or a sentence where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        theme.set_role(inner, "clear")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(0)
        self.setWidget(inner)
        self._focus = FocusKeeper(self, self.widgets)

    def widgets(self) -> list[LineWidget]:
        return [one for one in widgets_in(self._column) if isinstance(one, LineWidget)]

    def show_lines(self, lines: Sequence[Line], empty: str, tabs: QWidget) -> None:
        """``tabs`` take the focus when nothing is left here to act on."""
        self._focus.release()
        drop_all(self._column)
        for line in lines[:MOST_LINES]:
            self._column.addWidget(LineWidget(line, self.widget()))
        ends = [widget.ends() for widget in self.widgets()]
        for widget in self.widgets():
            widget.align_ends(max(one[0] for one in ends), max(one[1] for one in ends))
        rest = len(lines) - MOST_LINES
        if rest > 0:
            more = ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
            self._column.addWidget(self._remark(more))
        if not lines:
            self._column.addWidget(self._remark(empty))
        self._column.addStretch(1)
        self._focus.restore(tabs)

    def _remark(self, text: str) -> QLabel:
        label = Label(text, self.widget())
        label.setWordWrap(True)
        label.setContentsMargins(12, 8, 12, 8)
        theme.set_role(label, "muted")
        return label


class _Tabs(QTabBar):
    """Tabs with room for the bold text of the one on top, which Qt does not reckon with."""

    def tabSizeHint(self, index: int) -> QSize:
        hint = super().tabSizeHint(index)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        text = self.tabText(index)
        more = QFontMetrics(bold).horizontalAdvance(text) - self.fontMetrics().horizontalAdvance(
            text
        )
        return QSize(hint.width() + max(more, 0) + 6, hint.height())


class Drawer(QFrame):
    """Tabs by key; ``buttons`` has, for each, the one for all its lines."""

    action_requested = Signal(str)
    """The button of a tab was pressed: the tab's key."""

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "box")
        self._keys = list(keys)
        self._tabs = _Tabs(self)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._pages = QStackedWidget(self)
        self._lists = {key: _Lines(self) for key in keys}
        for key in keys:
            self._tabs.addTab(key)
            self._pages.addWidget(self._lists[key])
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        # The tab on top is bold, so the width of both depends on which it is.
        self._tabs.currentChanged.connect(self._tabs.updateGeometry)
        self.buttons = {key: self._make_action(key) for key in keys}
        self._offered: set[str] = set()
        self._tabs.currentChanged.connect(self._show_action)
        self._lay_out()
        theme.changed.connect(self._repaint_signs)
        self.retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 8, 0)
        head.addWidget(self._tabs)
        head.addStretch(1)
        self._head, self._under = head, QHBoxLayout()
        self._under.setContentsMargins(4, 4, 8, 4)
        self._under.addStretch(1)
        for button in self.buttons.values():
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._under)
        rule = QFrame(self)
        rule.setFixedHeight(1)
        theme.set_role(rule, "rule")
        layout.addWidget(rule)
        layout.addWidget(self._pages, 1)

    def _make_action(self, key: str) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda _checked=False: self.action_requested.emit(key))
        button.hide()
        return button

    def set_action(self, key: str, text: str, explanation: str = "") -> None:
        """Word the button of a tab; without ``text`` the tab has none."""
        self.buttons[key].setText(text)
        self.buttons[key].setToolTip(explanation)
        (self._offered.add if text else self._offered.discard)(key)
        self._show_action()

    def _show_action(self) -> None:
        for key, button in self.buttons.items():
            is_offered = key == self.current and key in self._offered
            if button.hasFocus() and not is_offered:
                self._tabs.setFocus()  # what it did is done: go on beside it
            button.setVisible(is_offered)
        self._place_actions()

    def _place_actions(self) -> None:
        """The button stands beside the tabs, or under them where that is tight."""
        button = self.buttons[self.current]
        needed = self._tabs.sizeHint().width() + button.sizeHint().width() + 32
        is_tight = button.isVisibleTo(self) and needed > self.width()
        for one in self.buttons.values():
            (self._head if is_tight else self._under).removeWidget(one)
            (self._under if is_tight else self._head).addWidget(one)
        self._under.setContentsMargins(*((4, 4, 8, 4) if is_tight else (0, 0, 0, 0)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_actions()

    def set_lines(self, key: str, title: str, lines: Sequence[Line], empty: str) -> None:
        """Show other lines in a tab; its title gets their number."""
        shown = f"{title}  {number(len(lines))}" if lines else title
        self._tabs.setTabText(self._keys.index(key), shown)
        self._tabs.updateGeometry()
        self._lists[key].show_lines(lines, empty, self._tabs)
        self._place_actions()

    def lines(self, key: str) -> list[LineWidget]:
        """The lines of a tab, in order."""
        return self._lists[key].widgets()

    def set_current(self, key: str) -> None:
        """Bring a tab on top."""
        self._tabs.setCurrentIndex(self._keys.index(key))

    @property
    def current(self) -> str:
        """The tab on top."""
        return self._keys[self._tabs.currentIndex()]

    def retranslate(self) -> None:
        self._tabs.setAccessibleName(_("Problems and corrections"))

    def _repaint_signs(self) -> None:
        for lines in self._lists.values():
            for widget in lines.widgets():
                widget.repaint_sign()
