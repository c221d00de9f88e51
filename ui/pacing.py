"""Long work of the window's thread in steps, between which keys and clicks get their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.delay import delay

PAINTED = 10
"""Milliseconds after which what was just brought on screen has been painted: what is begun then in
another thread does not hold the painting up.
"""
STEP = 1
"""Milliseconds from one step to the next. What is wanted after none, Qt would carry out together
with the present step.
"""


def in_next_step(context: QObject, act: Callable[[], object]) -> None:
    """Do something once what is waiting has had its turn, unless ``context`` is gone by then."""

    def once() -> bool:
        act()
        return False

    _pacer().add(context, once)


def unseen(widget: QWidget, *acts: Callable[[], object]) -> None:
    """Do each of ``acts`` in a step of its own, then paint the window of ``widget`` in another;
    until then it shows what it shows.

    Filling a page, laying it out and painting it all at once would be felt.
    """
    waiting = _waiting(widget.window()) if widget.isVisible() else None
    for act in acts:
        in_next_step(widget, act)
    if waiting is not None:
        in_next_step(waiting, waiting.let_go)


def repeat(context: QObject, step: Callable[[], bool]) -> None:
    """Do ``step`` in steps of its own as long as it gives True and ``context`` is there."""
    _pacer().add(context, step)


def is_under_way() -> bool:
    """Whether something is still to be done in a step to come."""
    return bool(_pacers) and _pacers[0].is_under_way


class _Pacer(QObject):
    """Does what it is given in its order, each in a step of its own. It stays as long as the
    program: steps come by the thousand, and a timer of its own for each would cost more than it.
    """

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._jobs: deque[tuple[QObject, Callable[[], bool]]] = deque()
        self._timer = delay(self, self._on_timeout, STEP)

    @property
    def is_under_way(self) -> bool:
        """Whether anything is left of what it was given."""
        self._jobs = deque(job for job in self._jobs if isValid(job[0]))
        return bool(self._jobs)

    def add(self, context: QObject, step: Callable[[], bool]) -> None:
        """Do ``step``, and again as long as it gives True."""
        self._jobs.append((context, step))
        if not self._timer.isActive():
            self._timer.start()

    def _on_timeout(self) -> None:
        if not self._jobs:
            return
        context, step = self._jobs.popleft()
        goes_on = False
        try:
            goes_on = isValid(context) and step()
        finally:
            if goes_on:
                self._jobs.append((context, step))
            if self._jobs:
                self._timer.start()


_pacers: list[_Pacer] = []
"""The one there is, once it was needed: it is the application's."""


def _pacer() -> _Pacer:
    if not _pacers or not isValid(_pacers[0]):
        _pacers[:] = [_Pacer()]
    return _pacers[0]


class _Waiting(QObject):
    """Keeps a window from being painted until all that held it have let go. To switch the updates
    of its widgets off and on would take as long as painting them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.holds = 0
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.UpdateRequest

    def let_go(self) -> None:
        """Have what is to be painted painted, unless something else still holds the window."""
        self.holds -= 1
        if self.holds:
            return
        _held.pop(self._window, None)
        self._window.removeEventFilter(self)
        QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        self.setParent(None)


_held: WeakKeyDictionary[QWidget, _Waiting] = WeakKeyDictionary()
"""The windows that wait; to look for it among their children would wake them all."""


def _waiting(window: QWidget) -> _Waiting:
    waiting = _held.get(window)
    if waiting is None:
        waiting = _held[window] = _Waiting(window)
    waiting.holds += 1
    return waiting
