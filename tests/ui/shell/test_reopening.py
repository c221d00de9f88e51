"""Going on with a dossier when its file, its source or its password stand in the way: no work is
ever lost or written over.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QPushButton
from pytestqt.qtbot import QtBot

from curator.dossier import Dossier
from curator.operations.structure import RenameField, SuppressField
from ui.main_window import MainWindow
from ui.widgets.message_bar import MessageBar

PATIENCE = 30_000
MORE = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;4\nGamma;Lyon;5\n"

Quiet = Callable[[], None]
Prepared = tuple[Path, Path]


def act(qtbot: QtBot, bar: MessageBar, label: str) -> None:
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == label)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_and_wait(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(path)


def fail_to_open(window: MainWindow, qtbot: QtBot, path: Path) -> str:
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE) as failed:
        window.opening.open(path)
    return str(failed.args[1].code)


def steps(path: Path) -> int:
    return Dossier.open(path).position


def test_a_changed_source_that_is_opened_itself_goes_on_with_the_steps(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, prepared: Prepared
) -> None:
    source, _path = prepared
    source.write_text(MORE, encoding="utf-8")
    assert fail_to_open(window, qtbot, source) == "source-changed"
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.start_page.message_bar, "Use the changed file")
    quiet()
    assert window.dossier.table.names == ["nom", "montant"]
    assert len(window.dossier.table) == 3


def test_the_next_time_a_changed_source_opens_with_its_own_dossier(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, prepared: Prepared
) -> None:
    source, path = prepared
    source.write_text(MORE, encoding="utf-8")
    fail_to_open(window, qtbot, source)
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.start_page.message_bar, "Use the changed file")
    quiet()
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        window.dossier.close()
    open_and_wait(window, qtbot, source)
    quiet()
    assert window.dossier.dossier.path != path
    assert window.dossier.table.names == ["nom", "montant"]


def test_a_source_that_moved_and_changed_is_found_once(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    prepared: Prepared,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, path = prepared
    source.unlink()
    moved = source.with_name("new.csv")
    moved.write_text(MORE, encoding="utf-8")
    assert fail_to_open(window, qtbot, path) == "source-gone"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(moved), ""))
    bar = window.start_page.message_bar
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        act(qtbot, bar, "Find the file…")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, bar, "Use the changed file")
    quiet()
    assert window.dossier.source.path == moved
    assert window.dossier.table.names == ["nom", "montant"]


def protected(path: Path) -> Path:
    from msoffcrypto.format.ooxml import OOXMLFile
    from openpyxl import Workbook

    book = Workbook()
    for row in (("nom", "ville"), ("Alpha", "Issy"), ("Beta", "Paris")):
        book.active.append(row)
    plain = path.with_name("plain.xlsx")
    book.save(plain)
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("wxyz", target)
    return path


def test_the_dossier_of_a_protected_file_is_gone_on_with(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = protected(tmp_path / "secret.xlsx")
    given = iter(["wrong", "wxyz", "wxyz", "wxyz"])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: (next(given), True))
    bar = window.start_page.message_bar
    fail_to_open(window, qtbot, source)
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        act(qtbot, bar, "Enter the password…")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, bar, "Try another password…")
    quiet()
    window.dossier.apply(SuppressField(field="ville"))
    quiet()
    path = window.dossier.dossier.path
    assert path is not None
    for again in (path, source):
        with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
            window.dossier.close()
        assert fail_to_open(window, qtbot, again) == "encrypted"
        with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
            act(qtbot, bar, "Enter the password…")
        quiet()
        assert window.dossier.table.names == ["nom"]
    assert "wxyz" not in path.read_text(encoding="utf-8")


def test_starting_again_keeps_the_dossier_there_was(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, prepared: Prepared
) -> None:
    source, path = prepared
    open_and_wait(window, qtbot, source)
    quiet()
    assert window.workspace is not None
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.workspace.stage.message_bar, "Start again from the file")
    quiet()
    window.dossier.apply(RenameField(field="nom", to="name"))
    quiet()
    assert Dossier.open(path).table.names == ["name", "ville", "montant"]
    kept = path.with_name("subventions-2.dossier.json")
    assert Dossier.open(kept).table.names == ["nom", "montant"]


def test_a_dossier_changed_elsewhere_is_never_written_over(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, prepared: Prepared
) -> None:
    """Another window, a colleague on the shared folder, the command line."""
    source, path = prepared
    open_and_wait(window, qtbot, source)
    quiet()
    elsewhere = Dossier.open(path)
    elsewhere.set_metadata({"title": "By a colleague"})
    elsewhere.save()
    window.dossier.apply(RenameField(field="nom", to="name"))
    quiet()
    window.dossier.save()
    quiet()
    assert window.workspace is not None
    assert "subventions-2.dossier.json" in window.workspace.stage.message_bar.text
    assert Dossier.open(path).metadata == {"title": "By a colleague"}
    assert steps(path.with_name("subventions-2.dossier.json")) == 2


def test_a_double_click_on_a_recent_file_opens_it_once(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, prepared: Prepared
) -> None:
    recent = window.start_page.recent_list
    place = recent.visualItemRect(recent.item(0)).center()
    opened: list[bool] = []
    window.dossier.opened.connect(lambda: opened.append(True))
    qtbot.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE)
    quiet()
    assert opened == [True]
