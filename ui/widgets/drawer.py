"""The drawer under the grid: tabs of lines, each one sentence, a count and one or two actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.i18n import number
from ui.widgets.drawer_lines import Line, Lines, LineWidget
from ui.widgets.layouts import added


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
        self._lists = {key: Lines(self) for key in keys}
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self._head = added(layout, QHBoxLayout())
        self._head.setContentsMargins(4, 0, 8, 0)
        self._head.addWidget(self._tabs)
        self._head.addStretch(1)
        for button in self.buttons.values():
            self._head.addWidget(button)
        self._under = added(layout, QHBoxLayout())
        self._under.setContentsMargins(4, 4, 8, 4)
        self._under.addStretch(1)
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

    def set_lines(
        self, key: str, title: str, lines: Sequence[Callable[[], Line]], empty: str
    ) -> None:
        """Show other lines in a tab, each worded when its turn comes, and their number."""
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
            lines.repaint_signs()
