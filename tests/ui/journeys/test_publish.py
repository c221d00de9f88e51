"""The whole way with mouse and keys: a real workbook to a package, a dossier to its release."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.cli import main as command_line
from ui.main_window import MainWindow
from ui.stages.publication import PublicationStage
from ui.stages.review import ReviewStage
from ui.stages.source import SourceStage

PATIENCE = 60_000

DESCRIPTION = (
    "Recettes des horodateurs de la ville, par horodateur et par mois, relevées par le service de "
    "la voirie et arrêtées par la trésorerie."
)

Quiet = Callable[[], None]


@pytest.fixture
def workbook(shared: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return Path(shutil.copy(shared / "corpus/real/bondy_horodateurs_recettes.xlsx", folder))


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def button_called(inside: QWidget, text: str) -> QPushButton:
    found = [b for b in inside.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, (text, [b.text() for b in inside.findChildren(QPushButton)])
    return found[0]


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type over what a field holds, as a user does: key by key for a line, pasted for a text."""
    field.setFocus()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.selectAll()
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText(text)
    else:
        qtbot.keyClicks(field, text)


def go(window: MainWindow, qtbot: QtBot, digit: Qt.Key, quiet: Quiet) -> None:
    qtbot.keyClick(window, digit, Qt.KeyboardModifier.ControlModifier)
    quiet()


def choose_files(monkeypatch: pytest.MonkeyPatch, source: Path, folder: Path) -> None:
    """Answer the system's file dialogs, which no test can drive."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(source), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def describe(window: MainWindow, qtbot: QtBot, quiet: Quiet) -> PublicationStage:
    assert window.workspace is not None
    go(window, qtbot, Qt.Key.Key_5, quiet)
    stage = window.workspace.stages["publication"]
    assert isinstance(stage, PublicationStage)
    entries = stage.form.entries
    write(qtbot, entries["title"].input, "Recettes des horodateurs")
    write(qtbot, entries["description"].input, DESCRIPTION)
    write(qtbot, entries["publisher.name"].input, "Ville de Bondy")
    qtbot.waitUntil(lambda: window.dossier.metadata.get("title") == "Recettes des horodateurs")
    quiet()
    return stage


def prepare(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    monkeypatch: pytest.MonkeyPatch,
    workbook: Path,
    out: Path,
) -> PublicationStage:
    """From the start page to a described dataset."""
    choose_files(monkeypatch, workbook, out)
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        press(qtbot, window.start_page.drop_zone.choose)
    quiet()
    assert window.workspace is not None
    source = window.workspace.stages["source"]
    assert isinstance(source, SourceStage)
    press(qtbot, button_called(source, "Remove"))
    quiet()
    assert window.dossier.table.record_count == len(window.dossier.table)
    go(window, qtbot, Qt.Key.Key_2, quiet)
    schema = window.workspace.stage
    safe = [b for b in schema.findChildren(QPushButton) if "safe correction" in b.text()]
    if safe and safe[0].isVisible() and safe[0].isEnabled():
        press(qtbot, safe[0])
        quiet()
    go(window, qtbot, Qt.Key.Key_3, quiet)
    go(window, qtbot, Qt.Key.Key_4, quiet)
    return describe(window, qtbot, quiet)


def sign(qtbot: QtBot, stage: PublicationStage | ReviewStage, name: str, mail: str) -> None:
    write(qtbot, stage.panel.identity.name, name)
    write(qtbot, stage.panel.identity.mail, mail)


def act(window: MainWindow, qtbot: QtBot, button: QPushButton, quiet: Quiet) -> None:
    """Press a button and wait until what it does to the review is recorded."""
    with qtbot.waitSignal(window.dossier.review_changed, timeout=PATIENCE):
        press(qtbot, button)
    quiet()


def submit(window: MainWindow, qtbot: QtBot, stage: PublicationStage, quiet: Quiet) -> None:
    sign(qtbot, stage, "Awa Diallo", "awa.diallo@ville.example")
    act(window, qtbot, stage.primary, quiet)


def exported(qtbot: QtBot, stage: PublicationStage, button: QPushButton, quiet: Quiet) -> Path:
    """Press a button that exports; gives the folder of the package."""
    with qtbot.waitSignal(stage.model.exported, timeout=PATIENCE) as written:
        press(qtbot, button)
    quiet()
    return Path(written.args[0].folder)


def assert_the_command_line_writes_the_same(
    dossier: Path, workbook: Path, folder: Path, work: Path
) -> None:
    assert command_line(["export", str(dossier), "--out", str(work / "cli")]) == 0
    assert bytes_of(work / "cli" / folder.name) == bytes_of(folder)
    archive = f"{folder.name}.zip"
    assert (work / "cli" / archive).read_bytes() == (folder.parent / archive).read_bytes()
    code = command_line(["run", str(dossier), str(workbook), "--out", str(work / "run")])
    assert code in (0, 1)
    made = next((work / "run").rglob("datapackage.json")).parent
    assert bytes_of(made) == bytes_of(folder)


def test_a_real_workbook_becomes_a_valid_package_the_same_as_the_command_lines(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    monkeypatch: pytest.MonkeyPatch,
    workbook: Path,
    tmp_path: Path,
) -> None:
    import frictionless

    before = workbook.read_bytes()
    out = tmp_path / "out"
    out.mkdir()
    stage = prepare(window, qtbot, quiet, monkeypatch, workbook, out)
    press(qtbot, stage.panel.change)
    quiet()
    press(qtbot, stage.panel.formats["xlsx"])
    quiet()
    assert window.dossier.recipe.formats == ("csv", "xlsx")
    folder = exported(qtbot, stage, stage.panel.export, quiet)
    assert folder.parent == out
    assert folder.name.startswith("BROUILLON_")
    assert list(folder.rglob("*.xlsx")), "the format that was ticked"
    assert "draft package was written" in stage.message_bar.text

    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert workbook.read_bytes() == before

    window.dossier.save()
    quiet()
    dossier = window.dossier.dossier.path
    assert dossier is not None
    assert_the_command_line_writes_the_same(dossier, workbook, folder, tmp_path)


def test_the_reviewers_way_to_a_released_package(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    monkeypatch: pytest.MonkeyPatch,
    workbook: Path,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    submit(window, qtbot, prepare(window, qtbot, quiet, monkeypatch, workbook, out), quiet)
    path = window.dossier.dossier.path
    assert path is not None
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.start_page.isVisible()

    # Another person opens the dossier.
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(path)
    quiet()
    assert window.workspace is not None
    go(window, qtbot, Qt.Key.Key_6, quiet)
    review = window.workspace.stage
    assert isinstance(review, ReviewStage)

    # The submitter may not approve.
    assert review.cards.cards()[0].title.text() == "Waits for another person"
    press(qtbot, review.primary)
    quiet()
    assert "Nobody approves their own submission" in review.message_bar.text

    sign(qtbot, review, "Louis Martin", "louis.martin@ville.example")
    # A check still says no: the approval goes against it only with a reason.
    press(qtbot, review.primary)
    quiet()
    assert "1 check is to be settled before publishing" in review.message_bar.text
    assert window.dossier.dossier.events[-1].action.value == "submit"
    write(qtbot, review.panel.reason, "Relu avec le service de la voirie.")
    act(window, qtbot, review.primary, quiet)
    assert window.dossier.dossier.events[-1].reason == "Relu avec le service de la voirie."
    go(window, qtbot, Qt.Key.Key_5, quiet)
    stage = window.workspace.stages["publication"]
    assert isinstance(stage, PublicationStage)
    assert stage.primary.text() == "Export"
    press(qtbot, stage.panel.change)
    folder = exported(qtbot, stage, stage.primary, quiet)
    assert folder.name == "recettes-des-horodateurs"
    assert command_line(["verify", str(folder)]) == 0
    assert command_line(["verify", str(folder.with_name(folder.name + ".zip"))]) == 0


def test_a_refusal_needs_a_reason_and_sends_the_dossier_back(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    monkeypatch: pytest.MonkeyPatch,
    workbook: Path,
    tmp_path: Path,
) -> None:
    stage = prepare(window, qtbot, quiet, monkeypatch, workbook, tmp_path)
    submit(window, qtbot, stage, quiet)
    press(qtbot, stage.primary)
    quiet()
    assert window.workspace is not None
    review = window.workspace.stage
    assert isinstance(review, ReviewStage)
    sign(qtbot, review, "Louis Martin", "louis.martin@ville.example")
    press(qtbot, review.panel.refuse)
    quiet()
    assert "A refusal needs a reason" in review.message_bar.text
    write(qtbot, review.panel.reason, "Le mois de décembre manque.")
    act(window, qtbot, review.panel.refuse, quiet)
    go(window, qtbot, Qt.Key.Key_5, quiet)
    assert stage.primary.text() == "Submit again"


def test_nothing_is_submitted_without_a_description(
    window: MainWindow,
    qtbot: QtBot,
    quiet: Quiet,
    opened: Callable[[Path], MainWindow],
    workbook: Path,
) -> None:
    opened(workbook)
    assert window.workspace is not None
    go(window, qtbot, Qt.Key.Key_5, quiet)
    stage = window.workspace.stages["publication"]
    assert isinstance(stage, PublicationStage)
    press(qtbot, stage.primary)
    quiet()
    assert "Describe the data" in stage.message_bar.text
    assert stage.form.entries["description"].input.hasFocus()
    assert window.dossier.dossier.events == ()
