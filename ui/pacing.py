"""Long work of the window's thread in steps, between which keys and clicks get their turn."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakSet

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


_held: WeakSet[QWidget] = WeakSet()
"""The windows that wait; to look for it among their children would wake them all."""


class _Waiting(QObject):
    """Keeps a window from being painted until it is let go. To switch the updates of its widgets
    off and on would take as long as painting them.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.UpdateRequest

    def let_go(self) -> None:
        """Have what is to be painted painted."""
        _held.discard(self._window)
        self._window.removeEventFilter(self)
        QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        self.setParent(None)


def paint_later(widget: QWidget) -> None:
    """Paint the window of ``widget`` in the next step only; until then it shows what it shows.

    Filling and laying out a whole page and painting it are a step each: together they are felt.
    """
    window = widget.window()
    if widget.isVisible() and window not in _held:
        _held.add(window)
        waiting = _Waiting(window)
        in_next_step(waiting, waiting.let_go)
