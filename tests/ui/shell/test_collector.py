"""Garbage is collected in the window's thread only."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.collector import Collector, collect_if_due


class Cyclic(QObject):
    """An object of Qt that holds itself."""

    def __init__(self, ended: list[int]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


def test_a_cycle_is_collected_here_whatever_other_threads_make(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    ended: list[int] = []
    Cyclic(ended)

    def make_much() -> None:
        kept = [[n] for n in range(200_000)]
        assert len(kept) == 200_000

    worker = threading.Thread(target=make_much)
    worker.start()
    worker.join()
    assert ended == []
    kept = [[n] for n in range(gc.get_threshold()[0] * 2)]
    qtbot.waitUntil(lambda: bool(ended), timeout=10_000)
    assert ended == [threading.get_ident()]
    assert kept


def test_nothing_is_collected_that_is_not_due(qtbot: QtBot) -> None:
    gc.collect()
    assert collect_if_due() is None
    kept = [[n] for n in range(gc.get_threshold()[0] * 2)]
    assert collect_if_due() == 0
    assert kept
