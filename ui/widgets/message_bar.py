"""The one place of a stage where a message stands: a sign, a sentence, at most one action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from curator.i18n import gettext as _
from ui import icons, theme
from ui.plain import Label


class Kind(StrEnum):
    """What a message means; it decides colour and sign."""

    NOTE = "note"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """One sentence, and a button labelled ``action`` where something can be done."""

    text: str
    kind: Kind = Kind.NOTE
    action: str = ""
    on_action: Callable[[], object] | None = None


_SIGNS = {
    Kind.NOTE: ("info", "blue"),
    Kind.DONE: ("check", "green"),
    Kind.WARNING: ("warning", "amber"),
    Kind.ERROR: ("cross", "red"),
}


class MessageBar(QFrame):
    """Hidden until it is told a message; closed by its button or by ``clear``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.NOTE
        self._on_action: Callable[[], object] | None = None
        self._icon = Label(self)
        self._text = Label(self)
        # In this order: another size policy would forget that the height depends on the width.
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setWordWrap(True)
        self._action = QPushButton(self)
        self._action.clicked.connect(self._on_action_clicked)
        self._close = QPushButton(self)
        theme.set_role(self._close, "quiet")
        self._close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.setSpacing(8)
        for widget in (self._icon, self._text, self._action, self._close):
            layout.addWidget(widget)
        theme.changed.connect(self._repaint_icons)
        self.retranslate()
        self.hide()

    def tell(self, message: Message) -> None:
        """Show a message in place of the one there was."""
        self._kind = message.kind
        self._text.setText(message.text)
        self._on_action = message.on_action
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        theme.set_role(self, f"bar-{message.kind.value}")
        self._repaint_icons()
        self.setAccessibleName(message.text)
        self.show()
        self._announce(message.text)

    def _announce(self, text: str) -> None:
        """Have screen readers say it: the focus stays where it is, nothing else would tell."""
        # Not before there is something to say: it would delay the first window.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        event = QAccessibleAnnouncementEvent(self, text)
        if self._kind is Kind.ERROR:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    @property
    def text(self) -> str:
        """The sentence shown; ``""`` when the bar is closed."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Close the bar."""
        self._on_action = None
        self.hide()

    def clear_error(self) -> None:
        """Close the bar if it tells of an error; any other message stays."""
        if self._kind is Kind.ERROR:
            self.clear()

    def retranslate(self) -> None:
        self._close.setAccessibleName(_("Close this message"))
        self._close.setToolTip(_("Close this message"))

    def _on_action_clicked(self) -> None:
        action = self._on_action
        self.clear()
        if action is not None:
            action()

    def _repaint_icons(self) -> None:
        name, colour = _SIGNS[self._kind]
        self._icon.setPixmap(icons.pixmap(name, theme.color(colour)))
        self._close.setIcon(icons.icon("close", theme.color("muted")))
