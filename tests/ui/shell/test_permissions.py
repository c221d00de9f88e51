"""Folders and files that the system does not let the user read or write: one sentence each, nothing
lost, nothing half-written.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton

from curator.operations.structure import RenameField
from ui.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no modes there")

CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;4\n"
OTHER_USER = 65534
OPEN, CLOSED, NOTHING = 0o755, 0o555, 0

Quiet = Callable[[], None]


@pytest.fixture
def shelf(
    window: MainWindow, quiet: Quiet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A folder with a file in ``shared``, and the user's own folder in ``own``. What its modes
    refuse is refused also where the tests run as root, whom nothing is refused otherwise.
    """
    _import_everything(window, quiet, tmp_path / "before.csv")
    # Not in the test's folder, which is root's alone.
    shelf = Path(tempfile.mkdtemp())
    for name in ("shared", "own"):
        (shelf / name).mkdir()
    source(shelf).write_text(CSV, encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(shelf / "own"))
    is_root = os.getuid() == 0
    if is_root:
        for path in (shelf, *shelf.rglob("*")):
            os.chown(path, OTHER_USER, OTHER_USER)
        os.setresuid(OTHER_USER, OTHER_USER, 0)
    yield shelf
    quiet()
    if is_root:
        os.setresuid(0, 0, 0)
    for name in ("shared", "own"):
        (shelf / name).chmod(OPEN)
    if window.dossier.is_open:
        window.dossier.close()
        quiet()
    shutil.rmtree(shelf)


def _import_everything(window: MainWindow, quiet: Quiet, path: Path) -> None:
    """Another user may not be let at Python's own files."""
    path.write_text(CSV, encoding="utf-8")
    window.opening.open(path)
    quiet()
    rename(window, "ville", "commune")
    quiet()
    window.show_stage("publication")
    export(window)
    quiet()
    window.dossier.close()
    quiet()


def source(shelf: Path) -> Path:
    return shelf / "shared" / "aides.csv"


def rename(window: MainWindow, field: str, to: str) -> None:
    window.dossier.apply(RenameField(field=field, to=to))


def export(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.stages["publication"].panel.export.click()  # type: ignore[attr-defined]


def choice(window: MainWindow, text: str) -> QAction:
    return next(action for action in window.menus.findChildren(QAction) if action.text() == text)


def said(window: MainWindow) -> str:
    if window.dossier.is_open and window.workspace is not None:
        return window.workspace.stage.message_bar.text
    return window.start_page.message_bar.text


def offered(window: MainWindow) -> QPushButton:
    """The button of the message shown."""
    assert window.workspace is not None
    bar = window.workspace.stage.message_bar
    return next(one for one in bar.findChildren(QPushButton) if one.text() and one.isVisible())


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def begun(window: MainWindow, quiet: Quiet, shelf: Path) -> Path:
    """A dossier in the shared folder, closed again; that folder is closed to the user then."""
    window.opening.open(source(shelf))
    quiet()
    rename(window, "ville", "commune")
    quiet()
    path = window.dossier.dossier.path
    assert path is not None
    window.dossier.close()
    quiet()
    (shelf / "shared").chmod(CLOSED)
    return path


def test_a_file_in_a_closed_folder_has_its_dossier_in_the_users_own(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    (shelf / "shared").chmod(CLOSED)
    window.opening.open(source(shelf))
    quiet()
    rename(window, "ville", "commune")
    quiet()
    assert said(window) == ""
    window.dossier.close()
    quiet()
    (shelf / "shared").chmod(OPEN)  # it is found again where it was begun
    window.opening.open(source(shelf))
    quiet()
    assert window.dossier.table.names == ["nom", "commune", "montant"]
    assert files(shelf / "shared") == ["aides.csv"]
    assert len(files(shelf / "own")) == 1


def test_where_no_dossier_can_be_kept_a_file_can_be_looked_at(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    (shelf / "shared").chmod(CLOSED)
    (shelf / "own").chmod(CLOSED)
    window.opening.open(source(shelf))
    quiet()
    assert window.dossier.is_open
    assert said(window) == ""
    rename(window, "ville", "commune")
    quiet()
    assert said(window).endswith(
        "could not be written: choose a folder where you may write (permission denied)."
    )
    window.dossier.close()
    quiet()
    assert window.dossier.is_open  # until it is asked again
    assert files(shelf) == ["aides.csv"]


def test_the_sample_needs_a_folder(window: MainWindow, quiet: Quiet, shelf: Path) -> None:
    (shelf / "own").chmod(CLOSED)
    window.opening.open_sample()
    quiet()
    assert said(window).startswith("subventions_2025.xlsx could not be written")
    assert files(shelf / "own") == []


def test_a_dossier_in_a_closed_folder_goes_on_in_the_users_own(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    old = begun(window, quiet, shelf)
    before = old.read_bytes()
    window.opening.open(source(shelf))
    quiet()
    rename(window, "nom", "beneficiaire")
    quiet()
    assert "your work goes on in aides-" in said(window)
    path = window.dossier.dossier.path
    assert path is not None
    assert path.is_relative_to(shelf / "own")
    assert window.settings.recent[0] == path
    window.dossier.close()
    quiet()
    assert old.read_bytes() == before
    window.opening.open(source(shelf))
    quiet()
    assert window.dossier.table.names == ["beneficiaire", "commune", "montant"]


def test_starting_again_in_a_closed_folder_leaves_what_is_there(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    old = begun(window, quiet, shelf)
    window.opening.open(source(shelf), fresh=True)
    quiet()
    rename(window, "nom", "beneficiaire")
    quiet()
    assert said(window) == ""
    path = window.dossier.dossier.path
    assert path is not None
    assert path.is_relative_to(shelf / "own")
    assert old.exists()


def test_a_changed_source_in_a_closed_folder_is_gone_on_with(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    begun(window, quiet, shelf)
    source(shelf).write_text(CSV + "Gamma;Lyon;5\n", encoding="utf-8")
    window.opening.open(source(shelf))
    quiet()
    buttons = window.start_page.message_bar.findChildren(QPushButton)
    next(b for b in buttons if b.text() == "Use the changed file").click()
    quiet()
    assert window.dossier.table.names == ["nom", "commune", "montant"]
    assert files(shelf / "shared") == ["aides.csv", "aides.dossier.json"]


@pytest.mark.parametrize("closed", ["aides.csv", "."])
def test_what_may_not_be_read_is_refused(
    window: MainWindow, quiet: Quiet, shelf: Path, closed: str
) -> None:
    (shelf / "shared" / "aides-2.dossier.json").write_text("{}")
    (shelf / "shared" / closed).chmod(NOTHING)
    window.opening.open(source(shelf))
    quiet()
    assert said(window) == (
        "aides.csv could not be read (permission denied): check that you may open it."
    )


def test_a_folder_that_may_not_be_listed_is_no_obstacle(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    (shelf / "shared").chmod(0o111)
    window.opening.open(source(shelf))
    quiet()
    assert window.dossier.is_open


def test_a_dossier_whose_journal_cannot_be_read_is_not_opened_without_it(
    window: MainWindow, quiet: Quiet, shelf: Path
) -> None:
    old = begun(window, quiet, shelf)
    (shelf / "shared").chmod(OPEN)
    journal = old.with_name(f"{old.name}.journal")
    journal.write_text("{}\n")
    journal.chmod(NOTHING)
    window.opening.open(source(shelf))
    quiet()
    assert not window.dossier.is_open
    assert said(window) == (
        "The dossier aides.dossier.json cannot be opened: its journal aides.dossier.json.journal "
        "cannot be read (permission denied)."
    )
    assert journal.exists()


def test_nothing_is_left_of_an_export_or_a_copy_that_is_refused(
    window: MainWindow, quiet: Quiet, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shelf / "shared").chmod(CLOSED)
    window.opening.open(source(shelf))
    quiet()
    window.settings.export_folder = shelf / "shared"
    window.show_stage("publication")
    export(window)
    quiet()
    assert said(window).startswith("BROUILLON_aides.zip could not be written")
    own = str(shelf / "own")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: own)
    offered(window).click()
    quiet()
    assert "BROUILLON_aides" in said(window)
    assert window.settings.export_folder == shelf / "own"
    assert (shelf / "own" / "BROUILLON_aides.zip").exists()
    copy = str(shelf / "shared" / "copie")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (copy, ""))
    window.opening.save_as()
    quiet()
    assert said(window).startswith("copie.dossier.json could not be written")
    assert files(shelf / "shared") == ["aides.csv"]
    assert not any("copie" in path.name for path in window.settings.recent)


def test_a_choice_that_cannot_be_kept_is_said_in_the_language_chosen(
    window: MainWindow,
) -> None:
    settings = Path(QSettings().fileName())
    settings.unlink(missing_ok=True)
    settings.mkdir(parents=True)  # a folder where the file should be: nobody can write it
    choice(window, "Français").trigger()
    assert said(window) == (
        "Votre choix vaut jusqu’à la fermeture de Curator : les réglages ne peuvent pas être "
        "enregistrés."
    )
