"""Things to do one after the other: computed in the background, finished in the window's thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from curator.errors import Cancelled
from ui.tasks import Task

Work = Callable[..., Any]


class Gone(LookupError):
    """What a command was for is not there any more, or was done already: it is dropped."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """``make`` is called when its turn has come and gives the work to do in the background (None:
    there is none); ``done`` is called here with its result.

    ``make`` and ``done`` may raise ``CuratorError``, and ``Gone``; what else they raise is told by
    ``refused`` as well.
    """

    done: Callable[[Any], None]
    make: Callable[[], Work | None] = lambda: None
    title: str = ""
    opens: Path | None = None
    """The file this command opens: what goes wrong is told to whoever asked for the file."""
    saves: bool = False
    """Whether it writes the dossier: closing waits for that."""
    of: object = None
    """The dossier it was asked of: it is not carried out on another. None: it is of none."""


class CommandQueue(QObject):
    """Carries out commands in order; what one asks for while it runs waits behind it."""

    busy_changed = Signal(bool)
    refused = Signal(object, object)
    """A command ended with an exception: the command, the exception."""
    overtaken = Signal(object)
    """The dossier that a command was asked of was let go before its turn: it is dropped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.present: object = None
        """The dossier there is; whoever changes it says so here."""
        self._waiting: deque[Command] = deque()
        self._current: Command | None = None
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being computed."""
        return self._task is not None

    @property
    def has_changes(self) -> bool:
        """Whether something asked of the dossier there is, other than to save it, is not done."""
        commands = self._waiting if self._current is None else [self._current, *self._waiting]
        asked = [command for command in commands if command.of is not None and not command.saves]
        return any(command.of is self.present for command in asked)

    def put(self, command: Command) -> None:
        """Carry out ``command`` once those before it are done."""
        self._waiting.append(command)
        self._next()

    def _next(self) -> None:
        while self._current is None and self._waiting:
            command = self._waiting.popleft()
            if command.of is not None and command.of is not self.present:
                self.overtaken.emit(command)
                continue
            self._current = command
            self._start(command)

    def _start(self, command: Command) -> None:
        try:
            job = command.make()
            if job is None:
                command.done(None)
        except Gone:
            job = None
        except Exception as error:  # noqa: BLE001 - told like that of a task; the next has its turn
            job = None
            self.refused.emit(command, error)
        if job is None:
            self._current = None
            return
        self._task = Task(job, title=command.title)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._task.finished.connect(self._on_finished)
        self.busy_changed.emit(True)
        self._task.start()

    def _on_succeeded(self, result: object) -> None:
        if self._current is None:
            return
        try:
            self._current.done(result)
        except Gone:
            return
        except Exception as error:  # noqa: BLE001 - told like that of the task itself
            self.refused.emit(self._current, error)

    def _on_failed(self, error: Exception) -> None:
        self.refused.emit(self._current, error)

    def _on_cancelled(self) -> None:
        self.refused.emit(self._current, Cancelled())

    def _on_finished(self) -> None:
        self._task = self._current = None
        self.busy_changed.emit(False)
        self._next()
