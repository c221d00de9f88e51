"""Work that the user stops: it is said, nothing of it shows, and it can be begun anew."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from curator.operations.structure import RenameField
from ui import tasks
from ui.main_window import MainWindow
from ui.models.arrangement import ValueFilter
from ui.widgets.inspector.risk import RiskSection
from ui.widgets.rail import StageState

PATIENCE = 30_000
WORK = {
    "schema": "ui.view_models.schema._analyse",
    "personal": "ui.view_models.personal._scan",
    "preview": "ui.view_models.preview._lay",
    "publication": "ui.view_models.publication_work.assess",
}

Quiet = Callable[[], None]
_has_begun = threading.Event()
"""Whether the work that is held is under way."""


@pytest.fixture
def hold() -> Iterator[Callable[[str], pytest.MonkeyPatch]]:
    """Make a piece of work last until it is interrupted; undoing the patch lets it be done."""
    patch = pytest.MonkeyPatch()
    _has_begun.clear()

    def endless(*_args: Any, report: Callable[[float, str], None], **_options: Any) -> None:
        _has_begun.set()
        while True:
            report(0.5, "")
            threading.Event().wait(0.005)

    def hold_work(name: str) -> pytest.MonkeyPatch:
        patch.setattr(name, endless)
        return patch

    yield hold_work
    patch.undo()


def interrupt(qtbot: QtBot, window: MainWindow) -> None:
    """Press the button in the status bar as long as there is work that it can stop."""
    button = window.status.stop_button
    qtbot.waitUntil(_has_begun.is_set, timeout=PATIENCE)
    qtbot.waitUntil(button.isVisible, timeout=PATIENCE)
    while tasks.running():
        if button.isVisible():
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.wait(20)


def is_checking() -> bool:
    """Whether the checks of the publication are under way."""
    return any(task.title == "Checking the publication" for task in tasks.running())


def press(qtbot: QtBot, place: QWidget, label: str) -> None:
    button = next(b for b in place.findChildren(QPushButton) if b.text() == label)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(stage: Any) -> str:
    return " ".join(f"{card.title.text()} {card.text.text()}" for card in stage.cards.cards())


@pytest.mark.parametrize(
    ("stage", "said", "again", "then"),
    [
        ("personal", "Not all of the table was looked at", "Look again", ""),
        ("preview", "was not compared with its source", "Compare again", "No row removed"),
        ("publication", "Checks interrupted", "Check again", "Checks: "),
    ],
)
def test_what_a_stage_works_out_can_be_stopped_and_begun_anew(
    qtbot: QtBot,
    sample: MainWindow,
    quiet: Quiet,
    hold: Callable[[str], pytest.MonkeyPatch],
    stage: str,
    said: str,
    again: str,
    then: str,
) -> None:
    patch = hold(WORK[stage])
    sample.show_stage(stage)
    interrupt(qtbot, sample)
    assert sample.workspace is not None
    shown = sample.workspace.stage
    qtbot.waitUntil(lambda: said in texts(shown), timeout=PATIENCE)
    patch.undo()
    press(qtbot, shown.cards, again)
    assert said not in texts(shown)
    quiet()
    qtbot.waitUntil(lambda: "nterrupted" not in texts(shown), timeout=PATIENCE)
    assert then in texts(shown)
    assert not sample.status.is_showing_work


def test_the_check_of_the_table_can_be_stopped_and_begun_anew(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    patch = hold(WORK["schema"])
    sample.show_stage("schema")
    interrupt(qtbot, sample)
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    assert stage.model.is_interrupted
    patch.undo()
    press(qtbot, stage.drawer, "Check again")
    quiet()
    assert stage.model.is_current
    assert not stage.model.is_interrupted


def test_the_measuring_of_the_risk_can_be_stopped_and_begun_anew(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    patch = hold("ui.view_models.risk._measure")
    sample.show_stage("personal")
    assert sample.workspace is not None
    section = sample.workspace.inspector.findChild(RiskSection)
    assert not section.again.isVisible()
    interrupt(qtbot, sample)
    assert section.remark.text().startswith("Interrupted")
    patch.undo()
    qtbot.mouseClick(section.again, Qt.MouseButton.LeftButton)
    assert not section.again.isVisible()
    quiet()
    assert "nterrupted" not in section.remark.text()


def test_a_scan_off_the_screen_does_not_wait_for_a_check_that_was_stopped(
    qtbot: QtBot, sample: MainWindow, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    hold(WORK["schema"])
    sample.show_stage("schema")
    interrupt(qtbot, sample)
    assert sample.workspace is not None
    scan = sample.workspace.stages["personal"].model  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(scan.is_current), timeout=PATIENCE)


@pytest.mark.parametrize("stage", ["schema", "personal"])
def test_what_was_not_looked_at_to_the_end_is_not_done(
    qtbot: QtBot, sample: MainWindow, hold: Callable[[str], pytest.MonkeyPatch], stage: str
) -> None:
    hold(WORK[stage])
    sample.show_stage(stage)
    interrupt(qtbot, sample)
    assert sample.workspace is not None
    item = sample.workspace.rail.item(stage)
    qtbot.waitUntil(lambda: item.badge.count == 1, timeout=PATIENCE)
    texts = [label.text() for label in sample.workspace.inspector.findChildren(QLabel)]
    assert "Being looked at…" not in texts


def test_what_is_still_being_looked_at_is_not_done(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    assert sample.workspace is not None
    item = sample.workspace.rail.item("preview")
    patch = hold(WORK["preview"])
    sample.show_stage("preview")
    qtbot.waitUntil(_has_begun.is_set, timeout=PATIENCE)
    qtbot.waitUntil(sample.status.stop_button.isVisible, timeout=PATIENCE)
    sample.show_stage("source")
    assert item.state is not StageState.DONE
    patch.undo()
    sample.show_stage("preview")
    interrupt(qtbot, sample)
    stage: Any = sample.workspace.stages["preview"]
    stage.model.look_again()
    quiet()
    sample.show_stage("source")
    assert item.state is StageState.DONE


def test_stopping_an_export_is_said_and_leaves_nothing(
    qtbot: QtBot,
    sample: MainWindow,
    quiet: Quiet,
    hold: Callable[[str], pytest.MonkeyPatch],
    tmp_path: Path,
) -> None:
    sample.show_stage("publication")
    quiet()
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    before = sorted(path.name for path in tmp_path.iterdir())
    patch = hold("curator.publish.package._write_files")
    patch.setattr("curator.publish.package._write_files", _writing_for_ever)
    stage.panel.export.click()
    interrupt(qtbot, sample)
    assert stage.message_bar.text == "Interrupted: no package was written."
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    patch.undo()
    with qtbot.waitSignal(stage.model.exported, timeout=PATIENCE):
        stage.panel.export.click()


def _writing_for_ever(_release: Any, folder: Path, report: Callable[[float, str], None]) -> None:
    (folder / "half.csv").write_text("half")
    _has_begun.set()
    while True:
        report(0.5, "")
        threading.Event().wait(0.005)


def test_stopping_the_checks_before_an_export_stops_that_too(
    qtbot: QtBot, sample: MainWindow, hold: Callable[[str], pytest.MonkeyPatch], tmp_path: Path
) -> None:
    hold(WORK["publication"])
    sample.show_stage("publication")
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    qtbot.waitUntil(is_checking, timeout=PATIENCE)
    stage.panel.export.click()
    assert stage.model.is_exporting
    with qtbot.assertNotEmitted(stage.model.exported):
        interrupt(qtbot, sample)
        qtbot.wait(100)
    assert not stage.model.is_exporting
    assert stage.message_bar.text == "Interrupted: no package was written."
    assert not list(tmp_path.glob("BROUILLON*"))


def test_the_checks_of_a_dossier_that_is_closed_are_given_up(
    qtbot: QtBot, sample: MainWindow, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    hold(WORK["publication"])
    sample.show_stage("publication")
    qtbot.waitUntil(is_checking, timeout=PATIENCE)
    with qtbot.waitSignal(sample.dossier.closed, timeout=PATIENCE):
        sample.dossier.close()
    qtbot.waitUntil(lambda: not is_checking(), timeout=PATIENCE)


def test_an_export_asked_for_is_made_although_another_file_is_opened(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, tmp_path: Path
) -> None:
    sample.show_stage("publication")
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    qtbot.waitUntil(is_checking, timeout=PATIENCE)
    other = tmp_path / "autre.csv"
    other.write_text("nom;ville\nAlpha;Issy\n", encoding="utf-8")
    with qtbot.waitSignal(stage.model.exported, timeout=PATIENCE):
        stage.panel.export.click()
        sample.opening.open(other)
    quiet()
    assert sample.dossier.source.file.name == "autre.csv"
    assert list(tmp_path.glob("BROUILLON*.zip"))
    # Where the user looks now, not under the title of the stage that was left.
    assert sample.workspace.stage.message_bar.text.startswith("A draft package was written")


def test_the_window_does_not_close_over_an_export_unasked(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    sample.show_stage("publication")
    quiet()
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    hold("ui.view_models.publication_work.export")
    stage.panel.export.click()
    sample.close()
    assert sample.isVisible()
    assert stage.message_bar.text == (
        "The package is still being written. Close again to give it up."
    )
    sample.close()
    qtbot.waitUntil(lambda: not sample.isVisible(), timeout=PATIENCE)


def test_a_stopped_sort_leaves_the_rows_and_what_is_said_of_them(
    qtbot: QtBot,
    sample: MainWindow,
    quiet: Quiet,
    hold: Callable[[str], pytest.MonkeyPatch],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sample.show_stage("schema")
    quiet()
    assert sample.workspace is not None
    grid = sample.workspace.grid
    field = sample.dossier.table.names[0]
    value = sample.dossier.table.column(field)[0].as_py()
    grid.arranging.filter(ValueFilter(field=field, values=frozenset({value})))
    in_force, rows = grid.arranging.arrangement, grid.table_model.rowCount()
    monkeypatch.setattr("ui.models.latest.AT_ONCE_ROWS", 0)
    hold("ui.widgets.grid_arranging.arranged")
    grid.arranging.sort(field)
    interrupt(qtbot, sample)
    assert grid.arranging.arrangement == in_force
    assert grid.table_model.rowCount() == rows


def test_a_change_that_is_stopped_is_not_made(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    patch = hold("ui.view_models.work.apply_steps")
    names = list(sample.dossier.table.names)
    sample.dossier.apply(RenameField(field=names[0], to="autre"))
    interrupt(qtbot, sample)
    assert sample.dossier.table.names == names
    patch.undo()
    sample.dossier.apply(RenameField(field=names[0], to="autre"))
    quiet()
    assert sample.dossier.table.names[0] == "autre"


def test_a_stopped_trial_can_be_applied_all_the_same(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    from ui.dialogs.transform import TrialDialog
    from ui.view_models.transforms import TransformViewModel

    hold("ui.view_models.transforms._preview")
    quiet()
    dialog = TrialDialog("Essai", TransformViewModel(sample.dossier, sample), sample)
    field = sample.dossier.table.names[0]
    dialog.try_out(RenameField(field=field, to="autre"))
    dialog.show()
    interrupt(qtbot, sample)
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    quiet()
    assert sample.dossier.table.names[0] == "autre"


def test_the_catalogue_can_be_fetched_again_after_it_was_stopped(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, hold: Callable[[str], pytest.MonkeyPatch]
) -> None:
    sample.show_stage("schema")
    quiet()
    assert sample.workspace is not None
    choice = sample.workspace.stage.choice  # type: ignore[attr-defined]
    choice.show_published()
    quiet()
    hold("ui.view_models.published_schemas._refreshed")
    dialog = choice.dialog
    qtbot.mouseClick(dialog.refresh_button, Qt.MouseButton.LeftButton)
    assert not dialog.refresh_button.isEnabled()
    interrupt(qtbot, sample)
    assert dialog.refresh_button.isEnabled()
    assert dialog.state.text() == "Interrupted: nothing was changed."
    choice.close()
