"""What was asked of one dossier is never done to another, and nothing typed is lost between two."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget
from pytestqt.qtbot import QtBot

from curator.operations.structure import RenameField
from ui import tasks
from ui.main_window import MainWindow
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication import publication_of

CSV = "nom;montant;ville\nAlpha;12,5;Issy\nBeta;3;Issy\nGamma;7;Paris\n"
PATIENCE = 20_000


def written(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return written(tmp_path, "autre.csv")


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> DossierViewModel:
    made = DossierViewModel()
    with qtbot.waitSignal(made.opened, timeout=PATIENCE):
        made.open(written(tmp_path, "subventions.csv"))
    return made


def settled(qtbot: QtBot, door: DossierViewModel) -> None:
    qtbot.waitUntil(lambda: not door.is_busy and not tasks.running(), timeout=PATIENCE)


def saved(path: Path) -> dict[str, object]:
    return dict(json.loads((path.parent / f"{path.stem}.dossier.json").read_text("utf-8")))


def test_a_change_asked_for_while_another_file_opens_is_not_made_there(
    qtbot: QtBot, door: DossierViewModel, other: Path
) -> None:
    said: list[str] = []
    door.error_raised.connect(said.append)
    with qtbot.waitSignal(door.opened, timeout=PATIENCE):
        door.open(other)
        door.apply(RenameField(field="ville", to="commune"))
        door.undo()
    settled(qtbot, door)
    assert door.source.file.name == "autre.csv"
    assert door.table.names == ["nom", "montant", "ville"]
    assert len(said) == 1
    assert "ville" in said[0]


def test_a_change_under_way_is_kept_before_another_file_opens(
    qtbot: QtBot, door: DossierViewModel, other: Path
) -> None:
    source = door.source.path
    with qtbot.waitSignal(door.opened, timeout=PATIENCE):
        door.apply(RenameField(field="ville", to="commune"))
        door.open(other)
    settled(qtbot, door)
    assert saved(source)["operations"]
    assert not (other.parent / "autre.dossier.json").exists()


def test_no_package_of_the_next_dossier_is_written(
    qtbot: QtBot, door: DossierViewModel, other: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    publication = publication_of(door)
    with qtbot.waitSignal(door.opened, timeout=PATIENCE):
        door.open(other)
        publication.export(out)
    settled(qtbot, door)
    assert [path.name for path in out.iterdir() if "autre" in path.name] == []


@pytest.mark.parametrize("way", ["close", "open", "quit"])
def test_what_was_just_typed_is_kept(
    qtbot: QtBot,
    opened: Callable[[Path], MainWindow],
    quiet: Callable[[], None],
    tmp_path: Path,
    way: str,
) -> None:
    (tmp_path / "files").mkdir()
    window = opened(written(tmp_path / "files", "subventions.csv"))
    window.show_stage("publication")
    quiet()
    door, source = window.dossier, window.dossier.source.path
    publication_of(door).set_value("title", "Un titre tout juste tapé")
    if way == "close":
        with qtbot.waitSignal(door.closed, timeout=PATIENCE):
            door.close()
    elif way == "open":
        with qtbot.waitSignal(door.opened, timeout=PATIENCE):
            window.opening.open(written(tmp_path / "files", "autre.csv"))
    else:
        with qtbot.waitSignal(door.closed, timeout=PATIENCE):
            window.close()
    quiet()
    metadata = saved(source)["metadata"]
    assert isinstance(metadata, dict)
    assert metadata["title"] == "Un titre tout juste tapé"


def test_a_name_being_typed_over_a_field_is_of_the_dossier_it_was_typed_in(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], quiet: Callable[[], None], tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    window = opened(written(tmp_path / "files", "subventions.csv"))
    source = window.dossier.source.path
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    window.workspace.grid.header_actions.edit_name("ville")
    editor = window.workspace.grid.fields.findChild(QLineEdit, "name-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "commune")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(written(tmp_path / "files", "autre.csv"))
    quiet()
    assert window.dossier.table.names == ["nom", "montant", "ville"]
    renaming = {"type": "field-rename", "field": "ville", "to": "commune"}
    assert saved(source)["operations"] == [renaming]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_step_goes_with_the_steps(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], quiet: Callable[[], None], tmp_path: Path
) -> None:
    """Else it would take back what was done to the dossier that came meanwhile."""
    (tmp_path / "files").mkdir()
    window = opened(written(tmp_path / "files", "subventions.csv"))
    window.dossier.apply(RenameField(field="ville", to="commune"))
    quiet()
    assert window.workspace is not None
    steps = window.workspace.history.findChild(QListWidget)
    assert steps is not None
    # Opening the menu waits for its end: what happens meanwhile is asked for before.
    QTimer.singleShot(50, window, window.dossier.undo)
    place = steps.visualItemRect(steps.item(0)).center()
    steps.customContextMenuRequested.emit(place)
    assert QApplication.activePopupWidget() is None
    assert window.dossier.dossier.position == 0


@pytest.mark.qt_log_ignore("editor that does not belong to this view", extend=True)
@pytest.mark.parametrize("way", ["close", "open"])
def test_a_cell_typed_in_while_the_dossier_goes_is_not_one_of_the_next(
    qtbot: QtBot,
    opened: Callable[[Path], MainWindow],
    quiet: Callable[[], None],
    tmp_path: Path,
    way: str,
) -> None:
    (tmp_path / "files").mkdir()
    window = opened(written(tmp_path / "files", "subventions.csv"))
    other = tmp_path / "files" / "autre.csv"
    other.write_text(CSV + "Delta;8;Nantes\n", encoding="utf-8")
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    grid = window.workspace.grid
    door = window.dossier
    with qtbot.waitSignal(door.closed if way == "close" else door.opened, timeout=PATIENCE):
        with qtbot.waitSignal(door.applied, timeout=PATIENCE):
            door.apply(RenameField(field="montant", to="somme"))
            door.close() if way == "close" else window.opening.open(other)
        assert window.dossier.table.names[1] == "somme"
        time.sleep(0.5)  # the work gets done, the window is busy with keys
        grid.go_to_cell(0, 0)
        grid.setFocus()
        qtbot.keyClick(grid, Qt.Key.Key_F2)
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        qtbot.keyClicks(editor, "zzz")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    quiet()
    if way == "open":
        assert not door.history
        assert "zzz" not in door.table.column("nom").to_pylist()
