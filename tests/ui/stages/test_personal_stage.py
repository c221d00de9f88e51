"""Données personnelles: masked until revealed, treated in one step, kept for a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.operations.cleanup_rows import SortRows
from curator.operations.privacy import MaskCells
from curator.operations.structure import RenameField, SuppressField
from ui.main_window import MainWindow
from ui.models.marks import Mark
from ui.models.table_model import MASK
from ui.view_models.personal import Weight, personal_of
from ui.widgets.cards import Card

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Showing = Callable[[str], Any]


def card(stage: Any, title: str) -> Card:
    return next(c for c in stage.cards.cards() if c.title.text() == title)


def test_findings_are_cards_and_the_rail_counts_them(
    sample: MainWindow, show_stage: Showing
) -> None:
    stage = show_stage("personal")
    assert {"Courriel", "Téléphone"} <= {c.title.text() for c in stage.cards.cards()}
    assert stage.pending_count() >= 2
    assert stage.is_pending_blocking()


def test_values_are_masked_until_the_eye_is_held(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing
) -> None:
    show_stage("personal")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    grid.select_field("Courriel")
    column = grid.currentIndex().column()
    row = next(
        r for r in range(grid.table_model.rowCount()) if grid.table_model.cell(r, column).text
    )
    grid.go_to_cell(row, column)
    assert grid.table_model.cell(row, column).text == MASK
    qtbot.mousePress(grid.masked.button, LEFT)
    assert "@" in grid.table_model.cell(row, column).text
    qtbot.mouseRelease(grid.masked.button, LEFT)
    assert grid.table_model.cell(row, column).text == MASK


def test_the_other_stages_do_not_mask(sample: MainWindow, show_stage: Showing) -> None:
    show_stage("personal")
    show_stage("schema")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    column = model.column_of("Courriel")
    assert column is not None
    assert any("@" in model.cell(row, column).text for row in range(model.rowCount()))


def test_the_proposed_treatment_is_applied_and_taken_back(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("personal")
    pending = stage.pending_count()
    qtbot.mouseClick(card(stage, "Courriel").buttons()[0], LEFT)
    quiet()
    assert sample.dossier.recipe.operations == (SuppressField(field="Courriel"),)
    assert stage.pending_count() == pending - 1
    done = card(stage, "Courriel")
    qtbot.mouseClick(done.buttons()[0], LEFT)
    quiet()
    assert "Courriel" in sample.dossier.table.names
    assert stage.pending_count() == pending


def test_the_inspector_shows_evidence_and_applies_another_treatment(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("personal")
    assert sample.workspace is not None
    sample.workspace.grid.select_field("Courriel")
    sections = sample.workspace.inspector.sections
    assert sections["evidence"].isVisible()
    assert not sections["definition"].isVisible()
    assert "identifier" in sections["evidence"]._verdict.text()
    treatment = sections["treatment"]
    treatment.choice.setCurrentIndex(treatment.choice.findData("cell-mask"))
    qtbot.mouseClick(treatment.apply_button, LEFT)
    quiet()
    assert set(sample.dossier.table.column("Courriel").to_pylist()) <= {"", "***"}


def test_a_field_is_kept_for_a_reason_and_decided_again(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("personal")
    pending = stage.pending_count()
    assert sample.workspace is not None
    sample.workspace.grid.select_field("Téléphone")
    keeping = sample.workspace.inspector.sections["keeping"]
    assert not keeping.keep_button.isEnabled()
    keeping.ground.setCurrentIndex(keeping.ground.findData("consent"))
    qtbot.keyClicks(keeping.note, "Signed forms")
    qtbot.mouseClick(keeping.keep_button, LEFT)
    quiet()
    (judgement,) = sample.dossier.judgements
    assert judgement["field"] == "Téléphone"
    assert judgement["ground"] == "consent"
    assert "Signed forms" in judgement["reason"]
    assert stage.pending_count() == pending - 1
    finding = stage.model.finding("Téléphone")
    assert stage.model.weight(finding) is Weight.KEPT
    assert "Signed forms" in card(stage, "Téléphone").text.text()
    column = sample.workspace.grid.table_model.column_of("Téléphone")
    assert sample.workspace.grid.table_model.cell(0, column).text != MASK
    qtbot.mouseClick(keeping.reconsider_button, LEFT)
    quiet()
    assert not sample.dossier.judgements
    assert stage.pending_count() == pending


def test_another_reason_needs_words(sample: MainWindow, show_stage: Showing) -> None:
    show_stage("personal")
    assert sample.workspace is not None
    sample.workspace.grid.select_field("Téléphone")
    keeping = sample.workspace.inspector.sections["keeping"]
    keeping.ground.setCurrentIndex(keeping.ground.findData("other"))
    assert not keeping.keep_button.isEnabled()
    keeping.note.setText("because")
    assert keeping.keep_button.isEnabled()


def test_the_chips_say_what_a_field_is_about_people(
    sample: MainWindow, show_stage: Showing
) -> None:
    show_stage("personal")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    column = model.column_of("Courriel")
    assert column is not None
    assert model.header(column).chip == "direct identifier"
    assert model.header(column).tone == "danger"
    menu = sample.workspace.stage.treatment_menu("Courriel")
    assert next(a.text() for a in menu.actions()) == "Remove the field"


def test_a_card_leads_to_its_field(qtbot: QtBot, sample: MainWindow, show_stage: Showing) -> None:
    stage = show_stage("personal")
    assert sample.workspace is not None
    qtbot.mouseClick(card(stage, "Téléphone"), LEFT)
    assert sample.workspace.grid.selected_field == "Téléphone"
    assert sample.workspace.inspector.field == "Téléphone"


def test_a_renamed_field_stays_masked_until_it_was_looked_at(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing
) -> None:
    show_stage("personal")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    with qtbot.waitSignal(sample.dossier.table_changed):
        sample.dossier.apply(RenameField(field="Courriel", to="mail"))
    column = model.column_of("mail")
    assert column is not None
    assert {model.cell(row, column).text for row in range(model.rowCount())} <= {"", MASK}


def test_the_stage_opens_on_a_finding(sample: MainWindow, show_stage: Showing) -> None:
    assert sample.workspace is not None
    show_stage("schema")
    sample.workspace.grid.select_field("Domaine")
    stage = show_stage("personal")
    names = [finding.name for finding in stage.model.personal_findings]
    assert sample.workspace.grid.selected_field == names[0]


def test_a_field_about_nobody_gives_no_reasons(sample: MainWindow, show_stage: Showing) -> None:
    stage = show_stage("personal")
    assert sample.workspace is not None
    date = "Date de la convention"
    finding = stage.model.finding(date)
    assert finding.role == "none"
    assert finding.kinds, "something weak must speak for a kind, or this shows nothing"
    sample.workspace.grid.select_field(date)
    evidence = sample.workspace.inspector.sections["evidence"]
    texts = [label.text() for label in evidence.findChildren(QLabel) if label.isVisible()]
    assert not [text for text in texts if text.startswith("•")]


def test_a_table_without_any_field_is_looked_at(
    sample: MainWindow, show_stage: Showing, apply: Callable[[Any], None]
) -> None:
    """Nothing unforeseen is raised: the fixture of the window looks."""
    show_stage("personal")
    for name in sample.dossier.table.names:
        apply(SuppressField(field=name))
    assert sample.dossier.table.names == []
    stage = show_stage("personal")
    assert stage.pending_count() == 0
    sample.dossier.go_to(0)
    show_stage("personal")
    assert sample.workspace is not None
    assert sample.workspace.grid.selected_field


def test_rows_that_change_places_stay_masked_until_they_were_looked_at(
    opened: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "in" / "demandes.csv"
    path.parent.mkdir()
    remarks = ["rappeler le 06 12 34 56 78"] * 6 + ["dossier complet, rien à signaler"] * 14
    rows = "".join(f"{n};{remark}\n" for n, remark in enumerate(remarks))
    path.write_text(f"n;remarque\n{rows}", encoding="utf-8")
    window = opened(path)
    model = personal_of(window.dossier)
    model.look_now()
    qtbot.waitUntil(lambda: model.is_current, timeout=30_000)
    assert model.is_partly("remarque")
    with qtbot.waitSignal(window.dossier.table_changed):
        window.dossier.apply(SortRows(by=("-n",)))
    flags = model.marks().flags("remarque", slice(0, len(window.dossier.table)))
    assert flags is not None
    texts = window.dossier.table.column("remarque").to_pylist()
    masked = [bool(flag & Mark.MASKED) for flag in flags]
    assert all(hidden for text, hidden in zip(texts, masked, strict=True) if "06 12" in text)


def test_a_field_whose_treatment_is_taken_back_is_masked_at_once(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("personal")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    stage.model.apply(MaskCells(field="Courriel"))
    quiet()
    column = model.column_of("Courriel")
    assert column is not None
    shown = {model.cell(row, column).text for row in range(model.rowCount())}
    assert MASK not in shown  # nothing personal is left
    sample.dossier.undo()
    qtbot.waitUntil(lambda: not stage.model.is_current)
    assert {model.cell(row, column).text for row in range(model.rowCount())} <= {MASK, ""}
    quiet()


def test_a_scan_that_crashed_can_be_begun_anew(
    qtbot: QtBot,
    sample: MainWindow,
    show_stage: Showing,
    quiet: Callable[[], None],
    crashes: list[str],
) -> None:
    def crash(*_args: Any, **_options: Any) -> None:
        raise RuntimeError

    patch = pytest.MonkeyPatch()
    patch.setattr("ui.view_models.personal._scan", crash)
    sample.show_stage("personal")
    qtbot.waitUntil(lambda: bool(crashes))
    patch.undo()
    crashes.clear()
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    sample.dialogs.made["crash"].close()
    qtbot.mouseClick(card(stage, "Interrupted").buttons()[0], LEFT)
    quiet()
    assert card(stage, "Courriel")


def test_a_treatment_clicked_on_twice_is_made_once(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("personal")
    button = card(stage, "Courriel").buttons()[0]
    qtbot.mouseDClick(button, LEFT)
    qtbot.mouseClick(button, LEFT)
    quiet()
    assert stage.message_bar.text == ""
    assert [one.operation.type for one in stage.model.applied()] == ["field-suppress"]
