"""The status bar: facts about the table, the last thing that happened, work that is going on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.delay import delay
from ui.plain import Label, tip
from ui.tasks import Task, monitor

SHOW_AFTER = 300
"""Milliseconds after which work is shown: shorter work would only flicker."""

MESSAGE_TIME = 8000
"""Milliseconds a message stands."""


class StatusBar(QFrame):
    """Watches every task by itself; facts and messages it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.set_role(self, "panel")
        self._tasks: list[Task] = []
        self._shown: Task | None = None
        self._facts = Label(self)
        theme.set_role(self._facts, "small")
        self._message = Label(self)
        theme.set_role(self._message, "small")
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._work = Label(self)
        theme.set_role(self._work, "small")
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setRange(0, 1000)
        self.stop_button = QPushButton(self)
        self.stop_button.setObjectName("interrupt")
        theme.set_role(self.stop_button, "link")
        self.stop_button.clicked.connect(self._on_stop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 16, 2)
        layout.setSpacing(16)
        layout.addWidget(self._facts)
        layout.addWidget(self._message, 1)
        for widget in (self._work, self._bar, self.stop_button):
            layout.addWidget(widget)
        self.setMinimumHeight(30)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._wait = delay(self, self._show_work, SHOW_AFTER)
        self._forget = delay(self, self._message.clear, MESSAGE_TIME)
        monitor.started.connect(self._on_started)
        self._hide_work()
        self.retranslate()

    def show_facts(self, facts: Sequence[str]) -> None:
        """Facts that stand until others come: size, timing …"""
        self._facts.setText("    ".join(facts))

    def show_message(self, text: str) -> None:
        """The last thing that happened, for a few seconds."""
        self._message.setText(text)
        self._message.setToolTip(tip(text))
        self._forget.start()

    @property
    def message(self) -> str:
        """The message that stands."""
        return self._message.text()

    @property
    def is_showing_work(self) -> bool:
        """Whether work is shown with its progress."""
        return self._shown is not None

    def retranslate(self) -> None:
        self.setAccessibleName(_("Status"))
        self._bar.setAccessibleName(_("Progress"))
        self.stop_button.setText(_("Interrupt"))
        self.stop_button.setToolTip(_("Stop this work; nothing will have changed."))

    # -- tasks -----------------------------------------------------------------------------------

    def _on_started(self, task: Task) -> None:
        if not task.title:
            return
        self._tasks.append(task)
        task.finished.connect(self._on_finished)
        task.progressed.connect(self._on_progressed)
        if not self._wait.isActive() and self._shown is None:
            self._wait.start()

    def _on_finished(self) -> None:
        task = self.sender()
        self._tasks = [other for other in self._tasks if other is not task]
        if task is self._shown:
            self._hide_work()
            self._show_work()
        if not self._tasks:
            self._wait.stop()

    def _on_progressed(self, fraction: float, message: str) -> None:
        if self.sender() is not self._shown or self._shown is None or self._shown.is_interrupted:
            return  # what was reported before it was interrupted may arrive late
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(fraction * 1000))
        self._say(message)

    def _show_work(self) -> None:
        if not self._tasks:
            return
        self._shown = self._tasks[0]
        self._bar.setRange(0, 0)
        self._say("")
        for widget in (self._work, self._bar, self.stop_button):
            widget.show()

    def _say(self, message: str) -> None:
        title = self._shown.title if self._shown is not None else ""
        self._work.setText(f"{title} · {message}" if message and message != title else title)

    def _hide_work(self) -> None:
        self._shown = None
        for widget in (self._work, self._bar, self.stop_button):
            widget.hide()

    def _on_stop(self) -> None:
        if self._shown is not None:
            self._shown.interrupt()
            self._work.setText(_("Interrupting…"))
