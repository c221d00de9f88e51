"""The window itself: start page, stages by mouse and keys, languages, what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.operations.structure import SuppressField
from ui import i18n, theme
from ui.actions import Action
from ui.main_window import MainWindow
from ui.stages.base import STAGE_KEYS
from ui.workspace import Workspace

PATIENCE = 20_000
Quiet = Callable[[], None]

CSV = "Nom;Montant;Ville\nAlpha;12,5;Issy\nBeta;3;Issy\nTotal;15,5;\n"


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    folder = tmp_path / "from"
    folder.mkdir()
    path = folder / "subventions.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def labels(window: MainWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def choice(window: MainWindow, text: str) -> QAction:
    """An entry of the menus of the top bar."""
    return next(action for action in window.menus.findChildren(QAction) if action.text() == text)


def test_the_start_page_says_what_to_do(window: MainWindow) -> None:
    shown = " ".join(labels(window))
    assert "Drop a spreadsheet here" in shown
    assert "Nothing leaves this computer" in shown
    assert window.start_page.drop_zone.choose.isVisible()
    assert not window.start_page.recent_list.isVisible()


def test_a_file_is_chosen_with_the_button(
    window: MainWindow, qtbot: QtBot, csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(csv), ""))
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        qtbot.mouseClick(window.start_page.drop_zone.choose, Qt.MouseButton.LeftButton)
    assert window.top_bar.file_button.text() == "subventions.csv"
    assert window.workspace is not None
    assert window.workspace.stage.key == "source"


def drop(place: QWidget, *paths: Path) -> None:
    """Let go of files over a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    place.dropEvent(event)


def test_a_file_is_dropped(window: MainWindow, qtbot: QtBot, quiet: Quiet, csv: Path) -> None:
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        drop(window.start_page.drop_zone, csv)
    quiet()
    assert window.workspace is not None
    assert window.workspace.stage.message_bar.text == ""


def test_of_several_files_the_first_is_opened_and_the_others_are_mentioned(
    window: MainWindow, qtbot: QtBot, quiet: Quiet, csv: Path, tmp_path: Path
) -> None:
    others = [tmp_path / "autre.csv", tmp_path / "encore.csv"]
    for other in others:
        other.write_text("a;b\n1;2\n", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        drop(window, csv, *others)
    quiet()
    assert window.dossier.source.path == csv
    assert window.workspace is not None
    assert window.workspace.stage.message_bar.text.startswith("2 other files were dropped")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(others[0])
    quiet()
    assert window.workspace.stage.message_bar.text == ""


def test_the_sample_opens_with_one_click(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        qtbot.mouseClick(window.start_page.sample, Qt.MouseButton.LeftButton)
    assert window.settings.recent == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "thing.xlsx"
    path.write_bytes(content)
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        window.opening.open(path)
    assert "thing.xlsx" in window.start_page.message_bar.text
    assert not window.dossier.is_open


def test_stages_by_keys_and_by_mouse(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, csv: Path
) -> None:
    window = opened(csv)
    assert window.workspace is not None
    for number, key in enumerate(STAGE_KEYS, start=1):
        qtbot.keyClick(
            window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier
        )
        assert window.workspace.stage.key == key
    for key in reversed(STAGE_KEYS):
        qtbot.mouseClick(window.workspace.rail.item(key), Qt.MouseButton.LeftButton)
        assert window.workspace.stage.key == key
        qtbot.waitUntil(window.workspace.stage.isVisible)


def test_the_focus_never_stands_on_another_stage_than_the_one_shown(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, csv: Path
) -> None:
    window = opened(csv)
    assert window.workspace is not None
    rail = window.workspace.rail
    rail.item("source").setFocus()
    for number, key in enumerate(STAGE_KEYS, start=1):
        digit = getattr(Qt.Key, f"Key_{number}")
        qtbot.keyClick(window, digit, Qt.KeyboardModifier.ControlModifier)
        assert window.workspace.stage.key == key
        assert QApplication.focusWidget() is rail.item(key)


def test_continue_goes_to_the_next_stage(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, csv: Path
) -> None:
    window = opened(csv)
    assert window.workspace is not None
    for key in STAGE_KEYS[1:]:
        qtbot.mouseClick(window.workspace.stage.primary, Qt.MouseButton.LeftButton)
        assert window.workspace.stage.key == key


def test_undo_and_redo_by_keys_name_what_they_do(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, csv: Path, quiet: Callable[[], None]
) -> None:
    window = opened(csv)
    control = Qt.KeyboardModifier.ControlModifier
    window.dossier.apply(SuppressField(field="Ville"))
    quiet()
    assert "Remove the field “Ville”" in window.top_bar.undo_button.toolTip()
    qtbot.keyClick(window, Qt.Key.Key_Z, control)
    quiet()
    assert window.dossier.table.names == ["Nom", "Montant", "Ville"]
    assert "Remove the field “Ville”" in window.top_bar.redo_button.accessibleName()
    qtbot.keyClick(window, Qt.Key.Key_Y, control)
    quiet()
    assert window.dossier.table.names == ["Nom", "Montant"]


def test_the_language_changes_at_once(
    opened: Callable[[Path], MainWindow], qapp: QApplication, csv: Path
) -> None:
    window = opened(csv)
    choice(window, "Français").trigger()
    assert window.settings.language == "fr"
    assert window.workspace is not None
    assert window.workspace.stage.primary.text() == "Continuer vers Schéma"
    assert any("Aucune donnée ne quitte ce poste" in text for text in labels(window))
    i18n.switch(qapp, "en")
    assert window.workspace.stage.primary.text() == "Continue to Schema"
    assert any("Nothing leaves this computer" in text for text in labels(window))


def test_the_appearance_changes_at_once(window: MainWindow) -> None:
    choice(window, "Dark").trigger()
    assert theme.current().is_dark
    assert window.settings.appearance == "dark"


def test_ask_for_the_shortcuts(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = window.dialogs.made["shortcuts"]
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_f6_goes_through_the_panes_and_comes_back(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, csv: Path
) -> None:
    window = opened(csv)
    window.activateWindow()
    assert window.workspace is not None
    seen = []
    for _step in range(6):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(
            next(
                n
                for n, pane in enumerate([window.top_bar, *window.workspace.panes()])
                if pane is focus or pane.isAncestorOf(focus)
            )
        )
    assert len(set(seen)) >= 4
    before = QApplication.focusWidget()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is before


def test_a_crash_offers_details_without_data(
    window: MainWindow, qtbot: QtBot, crashes: list[str], qapp: QApplication
) -> None:
    from ui.dialogs.crash import CrashDialog

    def fail() -> None:
        raise KeyError("Madame Martin, 06 12 34 56 78")

    try:
        fail()
    except KeyError as error:
        window.dossier.crashed.emit(error)
    dialog = window.dialogs.made["crash"]
    assert isinstance(dialog, CrashDialog)
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = qapp.clipboard().text()
    assert "KeyError" in copied
    assert "test_window.py" in copied
    assert "Martin" not in copied
    dialog.close()
    crashes.clear()


def test_window_and_recent_files_are_kept(
    opened: Callable[[Path], MainWindow], csv: Path, qtbot: QtBot
) -> None:
    window = opened(csv)
    window.dossier.apply(SuppressField(field="Ville"))
    qtbot.waitUntil(lambda: window.dossier.dossier.path is not None, timeout=PATIENCE)
    window.resize(1200, 700)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE)
    assert window.settings.geometry is not None
    assert [path.name for path in window.settings.recent] == ["subventions.csv"]


def test_every_action_has_a_name_and_unique_keys(window: MainWindow) -> None:
    seen: dict[str, Action] = {}
    for key, action in window.actions_by_key.items():
        assert action.text()
        for shortcut in action.shortcuts():
            text = shortcut.toString()
            assert text not in seen, (text, key, seen.get(text))
            seen[text] = key


def test_a_file_opened_at_once_finds_the_window_made(
    window: MainWindow, qtbot: QtBot, csv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made at one go when the file is there, the screen of a dossier would hold everything up."""
    was_ready: list[bool] = []
    complete = Workspace.complete

    def noted(workspace: Workspace) -> None:
        was_ready.append(workspace.is_ready)
        complete(workspace)

    monkeypatch.setattr(Workspace, "complete", noted)
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(csv)
    assert was_ready == [True]
    qtbot.waitUntil(lambda: window.building.is_done, timeout=PATIENCE)


def test_what_a_search_finds_is_said_in_its_line(
    opened: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot, quiet: Quiet
) -> None:
    path = tmp_path / "written" / "villes.csv"
    path.parent.mkdir()
    path.write_text("ville;région\nLyon;Rhône\nNîmes;Gard\nLyon;Rhône\n", encoding="utf-8")
    window = opened(path)
    window.show_stage("schema")
    quiet()
    line = window.top_bar.search
    line.setText("lyon")
    qtbot.waitUntil(lambda: line.found_text() == "1 of 2", timeout=PATIENCE)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: line.found_text() == "2 of 2", timeout=PATIENCE)
    line.setText("paris")
    assert line.found_text() == ""
    qtbot.waitUntil(lambda: line.found_text() == "no result", timeout=PATIENCE)
    line.clear()
    quiet()
    assert line.found_text() == ""
