"""Cyclic garbage is collected in the window's thread, never in one that works beside it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 100
"""Milliseconds between two looks at whether there is enough to collect: the more young objects
there are by then, the longer the window is held up."""


class Collector(QObject):
    """Stands in for Python's own collector, which runs in whatever thread asks for memory.

    An object of Qt in a cycle would be destroyed there, which ends the program now and then. The
    thresholds are Python's; work in the background leaves no large cycles behind, so a moment more
    or less does not show in the memory it takes.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start(INTERVAL)


def collect_if_due() -> int | None:
    """Collect the generations that are due; gives the oldest of them, None when none is."""
    for generation, (count, most) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > most:
            gc.collect(generation)
            return generation
    return None
