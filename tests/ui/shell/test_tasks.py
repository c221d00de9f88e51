"""Work in the background: how it ends, is interrupted, and where its signals arrive."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.progress import Report
from ui import tasks
from ui.tasks import Task
from ui.widgets.status_bar import SHOW_AFTER, StatusBar


def _thread_of_work(*, report: Report) -> threading.Thread:
    return threading.current_thread()


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.threads: list[threading.Thread] = []
        self.results: list[object] = []

    def on_result(self, result: object) -> None:
        self.threads.append(threading.current_thread())
        self.results.append(result)


def test_a_result_arrives_in_the_windows_thread(qtbot: QtBot) -> None:
    listener = Listener()
    task = Task(_thread_of_work)
    task.succeeded.connect(listener.on_result)
    with qtbot.waitSignal(task.finished):
        task.start()
    assert listener.threads == [threading.main_thread()]
    assert listener.results != [threading.main_thread()]


def test_interrupted_work_ends_as_cancelled(qtbot: QtBot) -> None:
    started = threading.Event()

    def work(*, report: Report) -> None:
        started.set()
        while True:
            report(0.5, "")
            time.sleep(0.001)

    task = Task(work)
    with qtbot.waitSignal(task.cancelled), qtbot.assertNotEmitted(task.succeeded):
        task.start()
        started.wait()
        task.interrupt()
    qtbot.waitUntil(lambda: not tasks.running())


def test_an_error_is_handed_over(qtbot: QtBot) -> None:
    def work(*, report: Report) -> None:
        raise ValueError

    task = Task(work)
    with qtbot.waitSignal(task.failed) as failed:
        task.start()
    assert isinstance(failed.args[0], ValueError)


def test_many_tasks_leave_nothing_behind(qtbot: QtBot) -> None:
    done = Listener()
    for n in range(200):
        task = Task(lambda *, report, n=n: n)
        task.succeeded.connect(done.on_result)
        task.start()
    del task
    qtbot.waitUntil(lambda: len(done.results) == 200)
    qtbot.waitUntil(lambda: not tasks.running())
    assert sorted(done.results) == list(range(200)), "each result arrives once"


def test_long_work_shows_in_the_status_bar_and_can_be_interrupted(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()

    def work(*, report: Report) -> None:
        while True:
            report(0.25, "half way of the half")
            time.sleep(0.005)

    task = Task(work, title="Long work")
    task.start()
    qtbot.waitUntil(lambda: bar.is_showing_work)
    assert bar.stop_button.isVisible()
    with qtbot.waitSignal(task.cancelled):
        bar.stop_button.click()
    qtbot.waitUntil(lambda: not bar.is_showing_work)
    bar.close()


def test_interrupting_is_said_until_the_work_has_stopped(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    may_end = threading.Event()
    task = Task(lambda *, report: may_end.wait(10), title="Long work")
    task.start()
    qtbot.waitUntil(lambda: bar.is_showing_work)
    bar.stop_button.click()
    task.progressed.emit(0.5, "reported just before")
    assert "Interrupting…" in [label.text() for label in bar.findChildren(QLabel)]
    with qtbot.waitSignal(task.finished):
        may_end.set()
    bar.close()


def test_short_work_does_not_flicker_in_the_status_bar(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    task = Task(lambda *, report: None, title="Short work")
    with qtbot.waitSignal(task.finished):
        task.start()
    qtbot.wait(SHOW_AFTER + 100)
    assert not bar.is_showing_work
    bar.close()
