"""Long work of the window's thread in steps, between which keys and clicks get their turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer
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


def paint_later(widget: QWidget) -> None:
    """Paint ``widget`` in the next step only; until then the screen keeps what it shows.

    Filling and laying out a whole page and painting it are a step each: together they are felt.
    """
    if not widget.isVisible():
        return  # nothing of it is on the screen that could be kept
    widget.setUpdatesEnabled(False)
    in_next_step(widget, partial(widget.setUpdatesEnabled, True))
