"""Fixtures of the desktop's tests: no screen, settings of their own, nothing left behind."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.held import held_items
from ui import i18n, pacing, tasks, theme
from ui.app import make_window
from ui.collector import Collector
from ui.main_window import MainWindow
from ui.messages import CrashReporter

PATIENCE = 20_000
"""Milliseconds a test waits for work in the background."""


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the program gives the application."""
    return ["curator", *theme.STYLE]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, dossiers and logs go to the test's folder; the language is English."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CURATOR_LANG", "en")


@pytest.fixture(autouse=True, scope="session")
def _collected_in_this_thread(qapp: QApplication) -> None:
    """As in the program: what Python's own collector finds in a task it destroys there."""
    Collector(qapp)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Fail on an item of a layout that Python holds, while the windows of the test are there yet.

    Qt deletes such an item when its widget goes, and PySide is not told (6.11): whatever is made at
    its address next is taken for it, or ends the program when it goes in its turn.
    """
    held = len(held_items())
    yield
    assert not held, f"{item.name} holds {held} items of layouts"


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:
    """Fail on a thread, a running timer or a top-level window that outlives its test."""
    threads = set(threading.enumerate())
    windows = set(qapp.topLevelWidgets())
    yield
    for task in tasks.running():
        task.interrupt()
    _until(qapp, lambda: not tasks.running())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    # A thread gives memory back after its task is over, for some milliseconds.
    left = [t for t in threading.enumerate() if t not in threads and t.name == "task"]
    for thread in left:
        thread.join(10)
    left = [t for t in left if t.is_alive()]
    assert not left, f"threads left: {left}"
    shown = [w for w in qapp.topLevelWidgets() if w not in windows and w.isVisible()]
    assert not shown, f"windows left: {shown}"
    left_over = [w for w in qapp.topLevelWidgets() if w not in windows]
    ticking = [t for w in left_over for t in w.findChildren(QTimer) if t.isActive()]
    assert not ticking, f"timers left: {ticking}"


def _until(app: QApplication, condition: Callable[[], bool]) -> None:
    for _round in range(2000):
        if condition():
            return
        app.processEvents()
        threading.Event().wait(0.005)
    raise AssertionError("work in the background did not end")


@pytest.fixture
def crashes(qapp: QApplication) -> Iterator[list[str]]:
    """Details of everything unforeseen that the window reported; must stay empty."""
    seen: list[str] = []
    yield seen
    assert seen == []


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, crashes: list[str]) -> Iterator[MainWindow]:
    """The real main window, on screen at the size of a small laptop."""
    qapp.setApplicationName("Curator")
    qapp.setOrganizationName("Curator")
    reporter = CrashReporter(qapp)
    reporter.crashed.connect(crashes.append)
    made = make_window(qapp, reporter)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    if made.dossier.is_open:
        with qtbot.waitSignal(made.dossier.closed, timeout=PATIENCE):
            made.dossier.close()
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=PATIENCE)
    made.deleteLater()
    reporter.deleteLater()
    i18n.switch(qapp, "en")
    theme.apply(qapp, False)


@pytest.fixture
def quiet(qtbot: QtBot) -> Callable[[], None]:
    """Wait until nothing is going on in the background."""

    def wait() -> None:
        end = time.monotonic() + PATIENCE / 1000
        calm = 0
        while calm < 2:  # what has just ended may begin something else, and is laid out after
            qtbot.wait(20)
            calm = 0 if tasks.running() or pacing.is_under_way() else calm + 1
            assert time.monotonic() < end, "there is no end of work"

    return wait


@pytest.fixture
def opened(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> Callable[[Path], MainWindow]:
    """Open a copy of a file in the window and wait until everything about it is known."""
    import shutil

    def open_copy(source: Path) -> MainWindow:
        copy = tmp_path / source.name
        shutil.copyfile(source, copy)
        with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
            window.opening.open(copy)
        quiet()
        return window

    return open_copy
