"""A call that is made a while after it was last asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def delay(parent: QObject, act: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """A timer of ``parent``'s that calls ``act`` once, ``milliseconds`` after each start; started
    again before that, it begins anew.
    """
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
