"""A dossier that is closed or replaced leaves nothing of its data in memory."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCell
from ui.main_window import MainWindow
from ui.view_models.dossier import DossierViewModel
from ui.view_models.schema import schema_of

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


def test_reading_again_lets_go_of_what_was_read_before(
    qtbot: QtBot,
    seen: tuple[MainWindow, Mapping[str, weakref.ref[object]]],
    quiet: Callable[[], None],
) -> None:
    window, parts = seen
    door = window.dossier
    with qtbot.waitSignal(door.reading_changed):
        door.change_reading(lambda present: replace(present, delimiter=";"))
    del door
    # At once, before the other reading is looked at, which needs the room.
    qtbot.waitUntil(lambda: _kept(parts) == ["dossier"], timeout=1000)


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


def test_suggestions_come_again_for_another_file_with_the_same_fields(
    qtbot: QtBot, tmp_path: Path
) -> None:
    door = DossierViewModel()
    schemas = schema_of(door).schemas
    for year in ("2024", "2025"):
        path = tmp_path / f"prenoms-{year}.csv"
        path.write_text(CSV, encoding="utf-8")
        with qtbot.waitSignals([door.opened, schemas.suggestions_changed], timeout=20_000):
            door.open(path)


def test_the_review_shows_nothing_of_the_last_dossier(
    qtbot: QtBot,
    seen: tuple[MainWindow, Mapping[str, weakref.ref[object]]],
    quiet: Callable[[], None],
    tmp_path: Path,
) -> None:
    window, _parts = seen
    window.show_stage("review")
    quiet()
    assert window.workspace is not None
    stage = window.workspace.stages["review"]

    def told() -> str:
        return " ".join(label.text() for label in stage.findChildren(QLabel))

    assert "ville" in told()
    other = tmp_path / "marches.csv"
    other.write_text("objet;montant\nToiture;1200\nVoirie;80\n", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(other)
    window.show_stage("review")
    quiet()
    assert "ville" not in told()
