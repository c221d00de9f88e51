"""Work where only the last of its kind counts: at once where it is small, else in a task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError
from ui.tasks import Task

AT_ONCE_ROWS = 20_000
"""Rows up to which the work takes a few milliseconds and a task would only make it flicker."""

ALWAYS_A_TASK = 1_000_000_000
"""As a number of rows: work with heavy imports, files or patterns is never done at once."""


class LatestWork(QObject):
    """Runs work of one kind; starting another drops the result of the one before."""

    failed = Signal(object)
    """Whatever went wrong: the exception. One of the two below follows."""
    refused = Signal(str)
    """What the user can mend: the sentence that says so."""
    crashed = Signal(object)
    """What nobody foresaw: the exception."""
    interrupted = Signal()
    """The user stopped it: there is no result, and none will come."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._done: Callable[[Any], None] | None = None
        self.is_interrupted = False
        """Whether the user stopped the last work; until other work is started or this dropped."""

    @property
    def is_running(self) -> bool:
        """Whether a task is at work."""
        return self._task is not None

    def start(
        self, work: Callable[..., Any], done: Callable[[Any], None], *, rows: int, title: str
    ) -> None:
        """``done(work(report=…))``; ``title`` names the work in the status bar.

        ``rows`` is how many are looked at. What ``work`` raises is told by the signals, however it
        is carried out.
        """
        self.drop()
        if rows <= AT_ONCE_ROWS:
            self._do_at_once(work, done)
            return
        self._done = done
        self._task = Task(work, title=title)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._task.finished.connect(self._on_finished)
        self._task.start()

    def _do_at_once(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - told like that of a task
            self._tell(error)
        else:
            done(result)

    def drop(self) -> None:
        """Forget the work under way."""
        if self._task is not None:
            self._task.interrupt()
            self._task.succeeded.disconnect(self._on_succeeded)
            self._task.failed.disconnect(self._on_failed)
            self._task.cancelled.disconnect(self._on_cancelled)
            self._task.finished.disconnect(self._on_finished)
        self._task = self._done = None
        self.is_interrupted = False

    def _is_latest(self) -> bool:
        """Whether the task that is heard of counts: what a dropped one had said before may still
        be under way from its thread to this one."""
        return self.sender() is self._task

    def _on_succeeded(self, result: object) -> None:
        done = self._done
        if self._is_latest() and done is not None:
            self._done = None
            done(result)

    def _on_failed(self, error: Exception) -> None:
        if self._is_latest():
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.failed.emit(error)
        if isinstance(error, CuratorError):
            self.refused.emit(str(error))
        else:
            self.crashed.emit(error)

    def _on_cancelled(self) -> None:
        if self._is_latest():
            self.is_interrupted = True

    def _on_finished(self) -> None:
        if not self._is_latest():
            return
        self._task = None
        if self.is_interrupted:
            self.interrupted.emit()
