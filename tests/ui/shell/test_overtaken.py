"""What was asked of one dossier is never done to another, and nothing typed is lost between two."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
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
