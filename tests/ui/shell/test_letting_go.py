"""A dossier that is closed or replaced leaves nothing of its data in memory."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCell
from ui.main_window import MainWindow

CSV = "nom;montant;ville\nAlpha;12,5;Issy\nBeta;3;Issy\nGamma;7;Paris\n"
STAGES = ("source", "schema", "personal", "preview", "publication", "source")


@pytest.fixture
def seen(
    opened: Callable[[Path], MainWindow], quiet: Callable[[], None], tmp_path: Path
) -> tuple[MainWindow, Mapping[str, weakref.ref[object]]]:
    """A window in which every stage showed a dossier with a change, and that dossier's parts."""
    path = tmp_path / "files" / "subventions.csv"
    path.parent.mkdir()
    path.write_text(CSV, encoding="utf-8")
    window = opened(path)
    quiet()
    door = window.dossier
    before = door.table
    door.apply(ReplaceCell(row=2, field="ville", value="Vanves"))
    quiet()
    for stage in STAGES:
        window.show_stage(stage)
        quiet()
    parts = {
        "source": door.source,
        "table as read": before,
        "table": door.table,
        "its cells": door.table.data,
        "dossier": door.dossier,
    }
    return window, {name: weakref.ref(part) for name, part in parts.items()}


def _kept(parts: Mapping[str, weakref.ref[object]]) -> list[str]:
    gc.collect()
    return [name for name, part in parts.items() if part() is not None]


def test_closing_lets_go_of_it(
    qtbot: QtBot,
    seen: tuple[MainWindow, Mapping[str, weakref.ref[object]]],
    quiet: Callable[[], None],
) -> None:
    window, parts = seen
    with qtbot.waitSignal(window.dossier.closed):
        window.dossier.close()
    quiet()
    assert _kept(parts) == []


def test_opening_another_lets_go_of_it(
    qtbot: QtBot, seen: tuple[MainWindow, Mapping[str, weakref.ref[object]]], tmp_path: Path
) -> None:
    window, parts = seen
    other = tmp_path / "marches.csv"
    other.write_text("objet;montant\nToiture;1200\nVoirie;80\n", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(other)
    # Until the new one was looked at, what was found in the last stands.
    qtbot.waitUntil(lambda: _kept(parts) == [], timeout=20_000)
