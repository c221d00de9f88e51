"""Long work of the window's thread in steps, between which keys and clicks get their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from weakref import WeakKeyDictionary, WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

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
    QTimer.singleShot(STEP, context, act)


def unseen(widget: QWidget, *acts: Callable[[], object]) -> None:
    """Do each of ``acts`` in a step of its own, then paint the window of ``widget`` in another;
    until then it shows what it shows.

    Filling a page, laying it out and painting it all at once would be felt.
    """
    _Unseen(widget, acts)


def repeat(context: QObject, step: Callable[[], bool]) -> None:
    """Do ``step`` in steps of its own as long as it gives True and ``context`` is there."""
    _Repeated(context, step)


class _Repeated(QObject):
    def __init__(self, context: QObject, step: Callable[[], bool]) -> None:
        super().__init__(context)
        self._step = step
        _under_way.add(self)
        in_next_step(self, self._go_on)

    def _go_on(self) -> None:
        goes_on = False
        try:
            goes_on = self._step()
        finally:
            if goes_on:
                in_next_step(self, self._go_on)
            else:
                _under_way.discard(self)
                self.setParent(None)


def is_under_way() -> bool:
    """Whether some of what is to be seen is still to come."""
    return bool(_under_way)


class _Unseen(QObject):
    def __init__(self, widget: QWidget, acts: tuple[Callable[[], object], ...]) -> None:
        super().__init__(widget)
        self._acts = deque(acts)
        self._waiting = _waiting(widget.window()) if widget.isVisible() else None
        _under_way.add(self)
        in_next_step(self, self._go_on)

    def _go_on(self) -> None:
        if not self._acts:
            if self._waiting is not None:
                self._waiting.let_go()
            _under_way.discard(self)
            self.setParent(None)
            return
        try:
            self._acts.popleft()()
        finally:
            in_next_step(self, self._go_on)


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


_under_way: WeakSet[QObject] = WeakSet()
_held: WeakKeyDictionary[QWidget, _Waiting] = WeakKeyDictionary()
"""The windows that wait; to look for it among their children would wake them all."""


def _waiting(window: QWidget) -> _Waiting:
    waiting = _held.get(window)
    if waiting is None:
        waiting = _held[window] = _Waiting(window)
    waiting.holds += 1
    return waiting
