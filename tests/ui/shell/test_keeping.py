"""Changes are kept, or it is said that they are not; looking at a file leaves nothing behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from curator.dossier import Dossier
from curator.operations.structure import RenameField
from ui.closing import CLOSING_TIME
from ui.main_window import MainWindow

PATIENCE = 30_000
CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;4\n"

Quiet = Callable[[], None]


@pytest.fixture
def opened_file(window: MainWindow, qtbot: QtBot, quiet: Quiet, tmp_path: Path) -> Path:
    """A file open in the window, in a folder of its own."""
    path = tmp_path / "work" / "aides.csv"
    path.parent.mkdir()
    path.write_text(CSV, encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(path)
    quiet()
    return path


@pytest.fixture
def unsaved(window: MainWindow, quiet: Quiet, opened_file: Path) -> Iterator[Path]:
    """A change that cannot be saved: the folder went away (a share that was disconnected)."""
    window.dossier.apply(RenameField(field="ville", to="commune"))
    quiet()
    shutil.rmtree(opened_file.parent)
    window.dossier.apply(RenameField(field="nom", to="name"))
    quiet()
    yield opened_file
    opened_file.parent.mkdir(exist_ok=True)  # so that the window can close


@pytest.fixture
def elsewhere(unsaved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user chooses to keep the dossier instead; the source is there again."""
    target = tmp_path / "safe.dossier.json"
    unsaved.parent.mkdir()
    unsaved.write_text(CSV, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    return target


def bar_text(window: MainWindow) -> str:
    assert window.workspace is not None
    return window.workspace.stage.message_bar.text


def test_a_file_that_was_only_looked_at_gets_no_dossier(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, opened_file: Path
) -> None:
    for stage in ("schema", "personal", "preview", "publication"):
        window.show_stage(stage)
        quiet()
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        window.dossier.close()
    assert [p.name for p in opened_file.parent.iterdir()] == ["aides.csv"]


def test_a_change_that_cannot_be_saved_is_made_and_shown_all_the_same(
    window: MainWindow, quiet: Quiet, unsaved: Path
) -> None:
    assert window.dossier.table.names == ["name", "commune", "montant"]
    assert window.workspace is not None
    window.show_stage("schema")
    quiet()
    assert window.workspace.grid.table_model.table.names == ["name", "commune", "montant"]
    told = [label.text() for label in window.top_bar.findChildren(QLabel)]
    assert any("could not be saved" in text for text in told)
    window.dossier.undo()
    quiet()
    assert window.dossier.table.names == ["nom", "commune", "montant"]


def test_a_refusal_to_save_is_told_with_a_way_out(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, elsewhere: Path
) -> None:
    assert "aides.dossier.json" in bar_text(window)
    assert window.workspace is not None
    bar = window.workspace.stage.message_bar
    (way,) = [b for b in bar.findChildren(QPushButton) if b.text().startswith("Save under")]
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    quiet()
    assert Dossier.open(elsewhere).table.names == ["name", "commune", "montant"]


def test_what_is_not_saved_is_not_closed_at_the_first_try(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, unsaved: Path
) -> None:
    window.close()
    quiet()
    assert window.isVisible()
    assert window.dossier.is_open
    assert "Close again" in bar_text(window)
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        window.close()


def test_another_file_does_not_take_the_place_of_what_is_not_saved(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, unsaved: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(CSV, encoding="utf-8")
    window.opening.open(other)
    quiet()
    assert window.dossier.source.path == unsaved
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(other)
    assert window.dossier.source.path == other


def test_it_can_be_saved_under_another_name_and_then_closed(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, elsewhere: Path
) -> None:
    window.opening.save_as()
    quiet()
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        window.dossier.close()
    assert Dossier.open(elsewhere).table.names == ["name", "commune", "montant"]


def test_what_was_refused_is_forgotten_once_something_was_done(
    window: MainWindow, quiet: Quiet, opened_file: Path
) -> None:
    window.dossier.apply(RenameField(field="nothing", to="something"))
    quiet()
    assert "nothing" in bar_text(window)
    window.dossier.apply(RenameField(field="nom", to="name"))
    quiet()
    assert bar_text(window) == ""


def test_a_reading_that_is_refused_is_not_shown_as_the_one_in_force(
    window: MainWindow, quiet: Quiet, opened_file: Path
) -> None:
    assert window.workspace is not None
    panel = window.workspace.stage.panel
    before = panel.delimiter.currentData()
    opened_file.unlink()
    panel.delimiter.setCurrentIndex(panel.delimiter.findData("|"))
    panel.delimiter.activated.emit(panel.delimiter.currentIndex())
    quiet()
    assert "aides.csv" in bar_text(window)
    assert panel.delimiter.currentData() == before


def test_a_window_with_nothing_to_save_closes_at_once(
    window: MainWindow, qtbot: QtBot, opened_file: Path
) -> None:
    window.close()
    # Long before the window would give up waiting for a save; ``waitUntil`` fails beyond.
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=CLOSING_TIME // 2)
    assert not window.dossier.is_open
