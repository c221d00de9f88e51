"""Work where only the last of its kind counts."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.errors import FieldNotFound
from ui.models.latest import ALWAYS_A_TASK, LatestWork


def test_what_a_dropped_task_had_said_is_not_taken_for_the_next(
    qtbot: QtBot, qapp: QApplication
) -> None:
    owner = QObject()
    latest = LatestWork(owner)
    told: list[int] = []

    def work(number: int, said: threading.Event, **_report: Any) -> int:
        said.set()
        return number

    for number in range(20):
        said = threading.Event()
        latest.start(partial(work, number, said), told.append, rows=ALWAYS_A_TASK, title="counting")
        # The result is on its way from the thread when the next task takes its place.
        assert said.wait(10)
    qtbot.waitUntil(lambda: not latest.is_running, timeout=10_000)
    assert told == [19]


@pytest.mark.parametrize("rows", [1, ALWAYS_A_TASK])
@pytest.mark.parametrize(
    ("error", "told_by"), [(FieldNotFound(field="nom"), "refused"), (ValueError(), "crashed")]
)
def test_what_work_raises_is_told_whether_it_is_done_at_once_or_in_a_task(
    qtbot: QtBot, rows: int, error: Exception, told_by: str
) -> None:
    owner = QObject()
    latest = LatestWork(owner)
    results: list[object] = []

    def fail(**_report: Any) -> None:
        raise error

    with qtbot.waitSignals([latest.failed, getattr(latest, told_by)], timeout=10_000):
        latest.start(fail, results.append, rows=rows, title="failing")
    qtbot.waitUntil(lambda: not latest.is_running, timeout=10_000)
    assert results == []
