"""The lines of one tab of the drawer: what each says, and what its buttons do.

There may be hundreds of them, and they change after every step: the widgets stay, and the first
ones say something else at once; those that are out of sight follow in steps.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QWidget,
)

from curator.i18n import ngettext
from ui import icons, theme
from ui.i18n import number
from ui.pacing import repeat
from ui.panes import FocusKeeper
from ui.plain import Label, tip
from ui.widgets.column_area import ColumnArea
from ui.widgets.elided_label import ElidedLabel

Sign = Literal["error", "warning", "note", "done"]
SIGNS: dict[Sign, tuple[str, str]] = {
    "error": ("cross", "red"),
    "warning": ("warning", "amber"),
    "note": ("info", "blue"),
    "done": ("check", "green"),
}
MOST_LINES = 200
"""Lines shown; beyond, settling the first ones brings the others up."""
AT_ONCE = 20
"""Lines that are worded in one step: more than there is room for."""


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


_NOTHING = Line(sign="note", text="")


class LineWidget(QFrame):
    """One line; ``say`` gives it what it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _NOTHING
        self._shown_sign: Sign | None = None
        self._sign = Label(self)
        self._text = Label(self)
        # In this order: another size policy would forget that the height depends on the width.
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setWordWrap(True)
        self._detail = ElidedLabel(self)
        theme.set_role(self._detail, "muted")
        self._count = Label(self)
        theme.set_role(self._count, "muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._all_buttons: list[QPushButton] = []
        self._before_buttons = QSpacerItem(0, 0)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(12)
        row.addWidget(self._sign)
        row.addWidget(self._text, 3)
        row.addWidget(self._detail, 2)
        row.addWidget(self._count)
        row.addSpacerItem(self._before_buttons)

    @property
    def buttons(self) -> list[QPushButton]:
        """The buttons of the line, in order."""
        return self._all_buttons[: len(self.line.actions)]

    def say(self, line: Line) -> None:
        """Say and do something else."""
        self.line = line
        self.setToolTip(tip(line.tip))
        self._text.setText(line.text)
        self._count.setText(line.count)
        self._detail.set_text(line.detail)
        self._detail.setVisible(bool(line.detail))
        while len(self._all_buttons) < len(line.actions):
            self._add_button()
        for button, (label, _act) in zip(self._all_buttons, line.actions, strict=False):
            button.setText(label)
            button.setAccessibleDescription(line.text)
        for n, button in enumerate(self._all_buttons):
            button.setVisible(n < len(line.actions))
        self.setAccessibleName(f"{line.text} {line.count}")
        if line.sign != self._shown_sign:
            self.repaint_sign()

    def wait(self) -> None:
        """What it says is no longer so, and it does nothing until it is given something else."""
        self.line = _NOTHING

    def _add_button(self) -> None:
        button = QPushButton(self)
        theme.set_role(button, "link")
        button.clicked.connect(partial(self._act, len(self._all_buttons)))
        button.installEventFilter(self)
        self._row.addWidget(button)
        self._all_buttons.append(button)

    def _act(self, n: int, _checked: bool = False) -> None:
        if n < len(self.line.actions):
            self.line.actions[n][1]()

    def ends(self, known: dict[str, int]) -> tuple[int, int]:
        """The width that the count takes, and what the buttons take; ``known`` by their words."""
        buttons = [_width(button, button.text(), known) for button in self.buttons]
        between = self._row.spacing() * len(buttons)
        return _width(self._count, f"{self.line.count} ", known), sum(buttons) + between

    def align_ends(self, count: int, buttons: int, own: int) -> None:
        """Take as much room for both as the other lines, so that all of it stands in columns;
        ``own`` is what its buttons take.
        """
        self._count.setMinimumWidth(count)
        if self._before_buttons.sizeHint().width() != buttons - own:
            self._before_buttons.changeSize(buttons - own, 0)
            self._row.invalidate()

    def repaint_sign(self) -> None:
        """Draw the sign in the colours in force."""
        self._shown_sign = self.line.sign
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

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._hover(True)
        elif event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self._hover(False)
        return False


def _width(widget: QWidget, words: str, known: dict[str, int]) -> int:
    """The width that ``widget`` wants for its ``words``: reckoned once for all with the same."""
    if words not in known:
        known[words] = widget.sizeHint().width()
    return known[words]


class Lines(ColumnArea):
    """The lines of one tab, or a sentence where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.setContentsMargins(0, 4, 0, 4)
        self.column.setSpacing(0)
        self._remark = Label(self.widget())
        self._remark.setWordWrap(True)
        self._remark.setContentsMargins(12, 8, 12, 8)
        theme.set_role(self._remark, "muted")
        self.column.addWidget(self._remark)
        self.column.addStretch(1)
        self._all: list[LineWidget] = []
        self._in_use = 0
        self._to_word: deque[Callable[[], Line]] = deque()
        self._is_going_on = False
        self._tabs: QWidget = self
        self._focus = FocusKeeper(self, self.widgets)

    def widgets(self) -> list[LineWidget]:
        """The lines shown, in order."""
        return self._all[: self._in_use]

    def show_lines(self, lines: Sequence[Callable[[], Line]], empty: str, tabs: QWidget) -> None:
        """Show other lines; ``tabs`` take the focus when nothing is left here to act on."""
        self._focus.release()
        self._tabs = tabs
        for widget in self._all:
            widget.wait()
        self._in_use = 0
        self._to_word = deque(lines[:MOST_LINES])
        rest = len(lines) - MOST_LINES
        text = ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
        self._remark.setText(text if rest > 0 else empty)
        self._remark.setVisible(rest > 0 or not lines)
        for widget in self._all[len(self._to_word) :]:
            widget.hide()
        was_going_on = self._is_going_on
        if self._word_some() and not was_going_on:
            repeat(self, self._word_some)

    def repaint_signs(self) -> None:
        """Draw the signs in the colours in force."""
        for widget in self._all:
            widget.repaint_sign()

    def _word_some(self) -> bool:
        """Some more lines; whether others are left."""
        for _n in range(min(AT_ONCE, len(self._to_word))):
            self._say(self._to_word.popleft()())
        self._align()
        self._is_going_on = bool(self._to_word)
        if not self._is_going_on:
            self._focus.restore(self._tabs)
        return self._is_going_on

    def _say(self, line: Line) -> None:
        if self._in_use == len(self._all):
            self._all.append(LineWidget(self.widget()))
            self.column.insertWidget(self._in_use, self._all[-1])
        widget = self._all[self._in_use]
        widget.say(line)
        widget.show()
        self._in_use += 1

    def _align(self) -> None:
        known: dict[str, int] = {}
        ends = [widget.ends(known) for widget in self.widgets()]
        count = max((one[0] for one in ends), default=0)
        buttons = max((one[1] for one in ends), default=0)
        for widget, (_count, own) in zip(self.widgets(), ends, strict=True):
            widget.align_ends(count, buttons, own)
