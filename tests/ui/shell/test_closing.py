"""Closing the window gives nothing up that is in no file yet, unless it is asked again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from curator.dossier import Dossier
from curator.operations.structure import RenameField
from ui.main_window import MainWindow
from ui.view_models import work

PATIENCE = 20_000
CLOSING_TIME = 150
NOT_SAVED = (
    "The last change is not saved yet; the window closes as soon as it is. "
    "Close again to give it up."
)

Quiet = Callable[[], None]
Hold = Callable[[str], threading.Event]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Have some work of the dossier wait until its event is set, or it is interrupted.

    It comes before the window: that is to lose its patience sooner, and needs the work at its end.
    """
    monkeypatch.setattr("ui.closing.CLOSING_TIME", CLOSING_TIME)

    def hold_work(name: str) -> threading.Event:
        gate, real = threading.Event(), getattr(work, name)

        def held(*arguments: Any, report: Callable[[float, str], None], **options: Any) -> Any:
            while not gate.wait(0.005):
                report(0.0, "")
            return real(*arguments, report=report, **options)

        monkeypatch.setattr(work, name, held)
        return gate

    return hold_work


@pytest.fixture
def source(hold: Hold, window: MainWindow, qtbot: QtBot, quiet: Quiet, tmp_path: Path) -> Path:
    """A file open in a window that has little patience."""
    path = tmp_path / "work" / "aides.csv"
    path.parent.mkdir()
    path.write_text("nom;ville\nAlpha;Issy\nBeta;Paris\n", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(path)
    quiet()
    return path


def told(window: MainWindow) -> str:
    assert window.workspace is not None
    return window.workspace.stage.message_bar.text


def dossier_of(source: Path) -> Path:
    return source.with_name("aides.dossier.json")


RENAMING = RenameField(field="ville", to="commune")


@pytest.mark.parametrize("slow", ["apply_steps", "save"])
def test_the_window_waits_for_a_change_that_is_in_no_file(
    hold: Hold, source: Path, window: MainWindow, qtbot: QtBot, slow: str
) -> None:
    gate = hold(slow)
    window.dossier.apply(RENAMING)
    window.close()
    assert told(window) == ""
    qtbot.waitUntil(lambda: told(window) == NOT_SAVED, timeout=PATIENCE)
    qtbot.wait(2 * CLOSING_TIME)
    assert window.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert Dossier.open(dossier_of(source)).table.names == ["nom", "commune"]


@pytest.mark.parametrize("slow", ["apply_steps", "save"])
def test_closing_again_gives_the_change_up(
    hold: Hold, source: Path, window: MainWindow, qtbot: QtBot, slow: str
) -> None:
    gate = hold(slow)
    window.dossier.apply(RENAMING)
    window.close()
    window.close()  # before the window lost its patience: it is told as well
    if slow == "save":  # which is begun once the change is made
        qtbot.waitUntil(lambda: window.dossier.table.names[1] == "commune", timeout=PATIENCE)
    assert window.isVisible()
    assert told(window) == NOT_SAVED
    window.close()
    assert not window.isVisible()
    assert not dossier_of(source).exists()
    gate.set()


def test_a_save_is_not_waited_for_for_ever_where_the_journal_has_the_change(
    hold: Hold, source: Path, window: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    window.dossier.apply(RENAMING)
    quiet()  # with that the dossier has a file, and a journal beside it
    window.dossier.apply(RenameField(field="nom", to="name"))
    quiet()
    gate = hold("save")
    with qtbot.assertNotEmitted(window.closing.refused):
        window.close()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    gate.set()
    assert window.dossier.is_open
    assert Dossier.open(dossier_of(source)).table.names == ["name", "commune"]


def test_a_window_told_to_wait_can_be_used_on_where_saving_fails(
    hold: Hold, source: Path, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from curator.errors import OutputError

    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise OutputError(name="aides.dossier.json", reason="the disk is full")

    gate = hold("apply_steps")
    with monkeypatch.context() as full_disk:
        full_disk.setattr(work, "save", refuse)
        window.dossier.apply(RENAMING)
        window.close()
        qtbot.waitUntil(lambda: told(window) == NOT_SAVED, timeout=PATIENCE)
        with qtbot.waitSignal(window.dossier.close_refused, timeout=PATIENCE):
            gate.set()
    qtbot.wait(2 * CLOSING_TIME)
    assert window.isVisible()
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert Dossier.open(dossier_of(source)).table.names == ["nom", "commune"]
