"""What can go wrong with a file, told with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.view_models.work import PEEK_BYTES
from ui.widgets.message_bar import MessageBar

PATIENCE = 30_000

CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;4\n"


def act(qtbot: QtBot, bar: MessageBar, label: str) -> None:
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == label)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_source_that_moved_is_found_again(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Callable[[], None],
    prepared: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source, path = prepared
    moved = source.with_name("autre_nom.csv")
    source.rename(moved)
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        window.opening.open(path)
    assert "subventions.csv" in window.start_page.message_bar.text
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(moved), ""))
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.start_page.message_bar, "Find the file…")
    quiet()
    assert window.dossier.table.names == ["nom", "montant"]


def test_a_source_that_changed_can_go_on_with_the_same_steps(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], prepared: tuple[Path, Path]
) -> None:
    source, path = prepared
    source.write_text(CSV + "Gamma;Lyon;5\n", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        window.opening.open(path)
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.start_page.message_bar, "Use the changed file")
    quiet()
    assert window.dossier.table.names == ["nom", "montant"]
    assert len(window.dossier.table) == 3


def test_a_file_goes_on_where_it_was_and_can_start_again(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], prepared: tuple[Path, Path]
) -> None:
    source, _path = prepared
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(source)
    quiet()
    assert window.workspace is not None
    assert window.dossier.table.names == ["nom", "montant"]
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.workspace.stage.message_bar, "Start again from the file")
    quiet()
    assert window.dossier.table.names == ["nom", "ville", "montant"]


def test_a_protected_workbook_opens_with_its_password(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Callable[[], None],
    shared: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import shutil

    copy = Path(shutil.copy(shared / "corpus/hostile/pwd_xor_abc.xls", tmp_path))
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE) as failed:
        window.opening.open(copy)
    assert failed.args[1].code == "encrypted"
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("wrong", True))
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE) as failed:
        act(qtbot, window.start_page.message_bar, "Enter the password…")
    assert "wrong" not in window.start_page.message_bar.text
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("abc", True))
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        act(qtbot, window.start_page.message_bar, "Try another password…")
    quiet()
    assert window.dossier.source.path == copy


def test_the_first_rows_of_a_large_file_show_before_it_is_read(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "grand.csv"
    line = "Association numéro un;Issy-les-Moulineaux;1234\n"
    path.write_text("nom;ville;montant\n" + line * (PEEK_BYTES // len(line) + 10), encoding="utf-8")
    order: list[str] = []
    window.dossier.first_rows_read.connect(lambda *_args: order.append("rows"))
    window.dossier.opened.connect(lambda: order.append("opened"))
    with qtbot.waitSignal(window.dossier.first_rows_read, timeout=PATIENCE):
        window.opening.open(path)
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "Opening grand.csv" in shown
    qtbot.waitUntil(lambda: window.dossier.is_open, timeout=PATIENCE)
    quiet()
    assert order == ["rows", "opened"]
    assert window.workspace is not None
    assert window.workspace.isVisible()


def test_interrupting_an_opening_comes_back_to_the_start(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    from ui import tasks

    path = tmp_path / "grand.csv"
    line = "Association numéro un;Issy-les-Moulineaux;1234\n"
    path.write_text("nom;ville;montant\n" + line * 600_000, encoding="utf-8")
    window.opening.open(path)
    qtbot.waitUntil(
        lambda: any(task.title == "Opening grand.csv" for task in tasks.running()),
        timeout=PATIENCE,
    )
    with qtbot.waitSignal(window.dossier.open_failed, timeout=PATIENCE):
        tasks.interrupt_all()
    quiet()
    assert window.start_page.isVisible()
    assert "Interrupted" in window.start_page.message_bar.text
    assert not window.dossier.is_open


def test_the_sample_clicked_on_twice_is_not_copied_anew_while_it_is_read(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], crashes: list[str]
) -> None:
    with qtbot.assertNotEmitted(window.dossier.open_failed):
        for _click in range(3):
            window.opening.open_sample()
        quiet()
    assert window.dossier.is_open
    assert not window.dossier.history


def test_a_name_without_the_ending_never_writes_over_a_dossier_unasked(
    opened: Callable[[Path], MainWindow],
    quiet: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = tmp_path / "in" / "aides.json"
    source.parent.mkdir()
    source.write_text('[{"nom": "Alpha"}, {"nom": "Beta"}]', encoding="utf-8")
    window = opened(source)
    other = tmp_path / "autre.dossier.json"
    other.write_text("{}")
    for name, said in (
        ("autre", "autre.dossier.json is there already"),
        ("aides.json", "The dossier is kept in aides.dossier.json from now on."),
    ):
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, c=chosen, **_k: (c, ""))
        window.opening.save_as()
        quiet()
        assert window.workspace is not None
        assert window.workspace.stage.message_bar.text.startswith(said)
    assert other.read_text() == "{}"
    assert (tmp_path / "aides.json").read_text().startswith("[")  # the source itself
    assert window.settings.recent[0] == tmp_path / "aides.dossier.json"


def test_a_file_whose_opening_crashed_can_be_asked_for_again(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Callable[[], None],
    tmp_path: Path,
    crashes: list[str],
) -> None:
    def crash(*_args: object, **_options: object) -> None:
        raise MemoryError

    path = tmp_path / "aides.csv"
    path.write_text(CSV + "Gamma;Issy;5\n" * (PEEK_BYTES // 10), encoding="utf-8")
    patch = pytest.MonkeyPatch()
    patch.setattr("ui.view_models.work.open_dossier", crash)
    window.opening.open(path)
    qtbot.waitUntil(lambda: bool(crashes), timeout=PATIENCE)
    quiet()
    patch.undo()
    crashes.clear()
    assert window.start_page.isVisible()
    assert "problem of its own" in window.start_page.message_bar.text
    window.opening.open(path)
    quiet()
    assert window.dossier.is_open
