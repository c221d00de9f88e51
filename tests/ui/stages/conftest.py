"""The sample workbook open in the real window, on a stage."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from ui import pacing, tasks
from ui.main_window import MainWindow
from ui.opening import SAMPLE

PATIENCE = 30_000
"""Milliseconds a test waits for work in the background."""

Showing = Callable[[str], Any]


@pytest.fixture
def sample(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """The window with the sample in it; what the stage on screen needs is waited for there."""
    copy = tmp_path / SAMPLE.name
    shutil.copyfile(SAMPLE, copy)
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(copy)
    return window


@pytest.fixture
def amount(sample: MainWindow) -> str:
    """The name of the field of granted amounts, whose header has two lines."""
    return next(name for name in sample.dossier.table.names if name.endswith("accordé"))


@pytest.fixture
def quiet(window: MainWindow, qtbot: QtBot) -> Callable[[], None]:
    """Wait until changes are made and the stage on screen knows the table as it is now."""

    def is_settled() -> bool:
        workspace = window.workspace
        # The scan goes on in the background of the other stages: they need not wait for it.
        others = [t for t in tasks.running() if t.title != "Looking for personal data"]
        if others or window.dossier.is_busy or pacing.is_under_way():
            return False
        if workspace is None or not window.dossier.is_open:
            return True
        model = getattr(workspace.stage, "model", None)
        if workspace.stage.key in ("schema", "personal"):
            return bool(model.is_current)
        return workspace.stage.key != "preview" or model.tables is not None

    def wait() -> None:
        qtbot.wait(10)
        qtbot.waitUntil(is_settled, timeout=PATIENCE)
        qtbot.wait(10)
        qtbot.waitUntil(is_settled, timeout=PATIENCE)

    return wait


@pytest.fixture
def show_stage(sample: MainWindow, quiet: Callable[[], None]) -> Showing:
    """Bring a stage on screen, wait until everything about it is known, and give it."""

    def show(key: str) -> Any:
        sample.show_stage(key)
        quiet()
        assert sample.workspace is not None
        return sample.workspace.stage

    return show


@pytest.fixture
def apply(sample: MainWindow, quiet: Callable[[], None]) -> Callable[[Operation], None]:
    """Apply an operation through the dossier and wait until everything follows."""

    def apply_and_wait(operation: Operation) -> None:
        sample.dossier.apply(operation)
        quiet()

    return apply_and_wait


@pytest.fixture
def number(
    amount: str,
    sample: MainWindow,
    show_stage: Showing,
    apply: Callable[[Operation], None],
) -> str:
    """The field of amounts, made one of numbers, and looked at on this stage."""
    proposals = show_stage("schema").model.proposals
    proposed = next(one for one in proposals if one.field == amount)
    for operation in proposed.operations:
        apply(operation)
    assert sample.workspace is not None
    sample.workspace.grid.select_field(amount)
    return amount
