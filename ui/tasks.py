"""Work away from the window: one ``Task`` is one piece of work on its own thread.

The work is a function that takes ``report`` (``curator.progress.Report``); interrupting makes the
next report raise ``Cancelled`` in it. Signals arrive in the window's thread. Connect bound methods
only: a lambda would run in whichever thread emits.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from curator.errors import Cancelled

REPORT_INTERVAL = 0.04
"""Seconds between two progress signals at least: more would only keep the window busy."""


class _Monitor(QObject):
    started = Signal(object)


monitor = _Monitor()
"""Its signal ``started`` gives every task as it starts, for the status bar."""

_alive: set[Task] = set()


class Task(QObject):
    """``work(report=…)`` carried out in the background.

    Exactly one of ``succeeded`` (the result), ``failed`` (the exception) and ``cancelled`` is
    emitted, then ``finished``. ``title`` says to the user what goes on; a task without one is not
    shown in the status bar.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Callable[..., Any], *, title: str = "") -> None:
        super().__init__()
        self._work = work
        self.title = title
        self._stop = threading.Event()
        self._left = threading.Event()
        self._reported = 0.0
        self.finished.connect(self._on_finished)

    def start(self) -> None:
        """Begin; the task keeps itself alive until it has finished."""
        _alive.add(self)
        monitor.started.emit(self)
        # In a box that is emptied: the thread object would hold its arguments to the very end.
        arguments = ([self], self._left)
        threading.Thread(target=_carry_out, args=arguments, name="task", daemon=True).start()

    def interrupt(self) -> None:
        """Ask the work to stop at its next report; it leaves nothing half done."""
        self._stop.set()

    @property
    def is_interrupted(self) -> bool:
        """Whether ``interrupt`` was called."""
        return self._stop.is_set()

    def report(self, fraction: float, message: str = "") -> None:
        """Called by the work, in its thread. Raises ``Cancelled`` once interrupted."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= REPORT_INTERVAL or fraction >= 1:
            self._reported = now
            self.progressed.emit(fraction, message)

    def run(self) -> None:
        """Do the work and say how it ended, in the thread that calls."""
        try:
            result = self._work(report=self.report)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001 - handed to the window, which words or shows it
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        finally:
            self._work = _nothing
            self.finished.emit()

    def _on_finished(self) -> None:
        # The thread lets go of the task before the window does, so that the QObject is always
        # destroyed in the thread it belongs to.
        self._left.wait()
        _alive.discard(self)


def _carry_out(box: list[Task], left: threading.Event) -> None:
    try:
        box.pop().run()
    finally:
        left.set()
        _give_memory_back()


def _give_memory_back() -> None:
    """Arrow keeps what it freed for later: after work on a large table that is more than the table.

    Only where Arrow was loaded by the work; it takes a few milliseconds, beside the window.
    """
    pool = getattr(sys.modules.get("pyarrow"), "default_memory_pool", None)
    if pool is not None:
        pool().release_unused()


def _nothing(**_unused: Any) -> None:
    """What is left of the work once it is done: its table must not be held any longer."""


def running() -> list[Task]:
    """The tasks that have not finished yet."""
    return list(_alive)


def interrupt_all() -> None:
    """Ask everything to stop, as the program ends."""
    for task in running():
        task.interrupt()
