"""A card: what Curator decided or proposes, in two lines, with its actions."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import theme
from ui.plain import Label, breakable
from ui.widgets.layouts import added, widgets_in

EDGE = 4
"""Width of the coloured edge, in pixels."""


class Tone(StrEnum):
    """What a card means; the edge shows it in colour, screen readers hear it in words."""

    PLAIN = "plain"
    DONE = "done"
    NOTE = "note"
    TO_SETTLE = "to-settle"
    BLOCKING = "blocking"


_LOOKS = {
    Tone.PLAIN: ("", ""),
    Tone.DONE: ("green", N_("done")),
    Tone.NOTE: ("blue", N_("information")),
    Tone.TO_SETTLE: ("amber", N_("to settle")),
    Tone.BLOCKING: ("red", N_("important")),
}


class Card(QFrame):
    """Made anew whenever what it says changes."""

    def __init__(
        self, title: str, text: str = "", tone: Tone = Tone.PLAIN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        theme.set_role(self, "box")
        self.title = Label(breakable(title), self)
        theme.set_role(self.title, "strong")
        self.text = Label(breakable(text), self)
        theme.set_role(self.text, "muted")
        for label in (self.title, self.text):
            label.setWordWrap(True)
        self.text.setVisible(bool(text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 + EDGE, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addWidget(self.text)
        layout.addStretch(1)
        self._actions = added(layout, QHBoxLayout())
        self._actions.setContentsMargins(0, 4, 0, 0)
        self._actions.setSpacing(8)
        word = _LOOKS[tone][1]
        spoken = ", ".join(part for part in (title, text, _(word) if word else "") if part)
        self.setAccessibleName(spoken)

    def add_action(
        self, label: str, handler: Callable[[], object], *, is_primary: bool = False
    ) -> QPushButton:
        """A button at the bottom of the card; the first one stands on the left."""
        button = QPushButton(label, self)
        button.setAccessibleDescription(self.title.text())
        if is_primary:
            theme.set_role(button, "primary")
        button.clicked.connect(lambda _checked=False: handler())
        if self._actions.count():
            self._actions.insertWidget(self._actions.count() - 1, button)
        else:
            self._actions.addWidget(button)
            self._actions.addStretch(1)
        return button

    def buttons(self) -> list[QPushButton]:
        """The card's buttons, in order."""
        return [one for one in widgets_in(self._actions) if isinstance(one, QPushButton)]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = _LOOKS[self.tone][0]
        if not colour:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(theme.current(), colour)))
        painter.setClipRect(0, 0, EDGE, self.height())
        painter.drawRoundedRect(self.rect().adjusted(0, 0, 12, 0), 8, 8)
