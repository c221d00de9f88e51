"""Schéma: problems lead to their cells, corrections are one step each, definitions are edited."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from curator.operations.row import DropRows
from curator.operations.structure import DefineField, RenameField
from ui import i18n
from ui.main_window import MainWindow
from ui.models.marks import Mark
from ui.view_models.schema_analysis import Proposal

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Showing = Callable[[str], Any]


def confirm(stage: Any, qtbot: QtBot) -> None:
    """Apply the schema in the dialog as it is proposed there."""
    qtbot.waitUntil(lambda: stage.choice.dialog is not None, timeout=30_000)
    qtbot.waitUntil(stage.choice.dialog.apply_button.isEnabled, timeout=30_000)
    qtbot.mouseClick(stage.choice.dialog.apply_button, LEFT)


def proposal(stage: Any, field: str) -> Any:
    return next(p for p in stage.model.proposals if p.field == field)


def test_the_stage_lists_problems_and_corrections_and_the_rail_counts_them(
    sample: MainWindow, show_stage: Showing
) -> None:
    stage = show_stage("schema")
    assert len(stage.drawer.lines("corrections")) == len(stage.model.proposals) > 3
    assert stage.pending_count() == stage.model.pending_count > 0
    assert sample.workspace is not None
    assert sample.workspace.is_grid_shown()


def test_a_correction_in_the_drawer_is_one_step_named_like_it(
    amount: str, qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    stage.drawer.set_current("corrections")
    wanted = proposal(stage, amount)
    line = next(w for w in stage.drawer.lines("corrections") if w.line.text == wanted.sentence)
    qtbot.mouseClick(line.buttons[-1], LEFT)
    quiet()
    assert [entry.sentence for entry in sample.dossier.history] == [wanted.sentence]
    assert sample.dossier.undo_sentence == wanted.sentence
    assert sample.dossier.table.schema[amount].type == "number"
    assert not [p for p in stage.model.proposals if p.sentence == wanted.sentence]
    sample.dossier.undo()
    quiet()
    assert sample.dossier.table.schema[amount].type == "string"
    assert [p for p in stage.model.proposals if p.sentence == wanted.sentence]


def test_every_safe_correction_is_a_step_of_its_own(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    stage.drawer.set_current("corrections")
    wanted = [proposal.sentence for proposal in stage.model.safe_proposals]
    assert len(wanted) > 1
    qtbot.mouseClick(stage.drawer.buttons["corrections"], LEFT)
    quiet()
    assert [entry.sentence for entry in sample.dossier.history] == wanted
    assert not stage.model.safe_proposals
    sample.dossier.undo()
    quiet()
    assert [p.sentence for p in stage.model.safe_proposals] == wanted[-1:]


def test_hovering_a_correction_lights_up_what_it_would_change(
    amount: str, qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    wanted = proposal(stage, amount)
    line = next(w for w in stage.drawer.lines("corrections") if w.line.text == wanted.sentence)
    stage.drawer.set_current("corrections")
    line.buttons[-1].setFocus()
    qtbot.waitUntil(lambda: bool(grid.table_model.marks.proposed))
    mask = grid.table_model.marks.proposed[amount]
    after = sample.dossier.table
    for operation in wanted.operations:
        after = operation.apply(after)
    before = sample.dossier.table.column(amount).to_pylist()
    changed = [a != b for a, b in zip(before, after.column(amount).to_pylist(), strict=True)]
    assert mask.tolist() == changed
    column = grid.table_model.column_of(amount)
    assert grid.table_model.cell(changed.index(True), column).flags & Mark.PROPOSED
    grid.setFocus()
    quiet()
    assert not grid.table_model.marks.proposed


def test_hovering_a_correction_of_names_lights_up_no_cell(
    amount: str, qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    stage.drawer.set_current("corrections")
    lines = {widget.line.text: widget for widget in stage.drawer.lines("corrections")}
    names = next(p for p in stage.model.proposals if p.unit == "fields")
    assert len(names.operations) > 1
    lines[proposal(stage, amount).sentence].buttons[-1].setFocus()
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    qtbot.waitUntil(lambda: bool(model.marks.proposed))
    told = []
    stage.model.proposed_changed.connect(lambda: told.append(dict(stage.model.proposed)))
    lines[names.sentence].buttons[-1].setFocus()
    quiet()
    assert told
    assert not any(told)  # at no time, and what was lit up before is so no more
    assert not model.marks.proposed


def test_a_correction_that_cannot_be_made_says_nothing_of_the_table(
    sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    step = RenameField(field="absent", to="other")
    stage.model.hover(Proposal(operations=(step,), sentence="", reason=""))
    quiet()
    assert stage.model.refusal == ""
    assert stage.model.problems


def test_show_leads_to_the_cells_of_a_problem(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    line = stage.drawer.lines("problems")[0]
    qtbot.mouseClick(line.buttons[0], LEFT)
    quiet()
    problem = stage.model.problems[0]
    row = int(sample.dossier.table.source_rows[problem.positions[0]])
    assert grid.table_model.source_row(grid.currentIndex().row()) == row
    assert grid.selected_field == problem.field


def test_a_defined_type_marks_what_does_not_fit_and_explains_it(
    sample: MainWindow, show_stage: Showing, apply: Callable[[Operation], None]
) -> None:
    stage = show_stage("schema")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    apply(DefineField(field="Date de la convention", properties={"type": "date"}))
    column = model.column_of("Date de la convention")
    assert column is not None
    bad = [row for row in range(model.rowCount()) if model.cell(row, column).flags & Mark.INVALID]
    assert bad
    assert model.header(column).invalid > 0
    tip = model.data(model.index(bad[0], column), Qt.ItemDataRole.ToolTipRole)
    assert "date is expected" in tip
    assert any(p.field == "Date de la convention" for p in stage.model.problems)


def test_an_edited_cell_is_a_step_and_the_view_stays(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    grid.setFocus()
    grid.go_to_source_row(10, "Objet")
    scrolled = grid.verticalScrollBar().value()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QWidget, "cell-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "Corrected")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    quiet()
    (step,) = sample.dossier.recipe.operations
    assert step.source == sample.dossier.source.file.sha256
    position = sample.dossier.table.position_of_row(10)
    assert sample.dossier.table.column("Objet")[position].as_py() == "Corrected"
    assert grid.table_model.source_row(grid.currentIndex().row()) == 11
    assert grid.verticalScrollBar().value() == scrolled


def test_a_renaming_in_the_inspector_follows_everywhere(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("schema")
    assert sample.workspace is not None
    grid, inspector = sample.workspace.grid, sample.workspace.inspector
    grid.select_field("Objet")
    name = inspector.sections["definition"].name
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "objet")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    quiet()
    assert sample.dossier.recipe.operations == (RenameField(field="Objet", to="objet"),)
    assert grid.selected_field == inspector.field == "objet"


def test_a_schema_file_is_applied_and_its_missing_fields_are_problems(
    sample: MainWindow,
    show_stage: Showing,
    quiet: Callable[[], None],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    stage = show_stage("schema")
    path = tmp_path / "schema.json"
    fields = [
        {"name": "Objet", "type": "string", "constraints": {"maxLength": 3}},
        {"name": "siret"},
    ]
    path.write_text(json.dumps({"title": "Mine", "fields": fields, "fieldsMatch": "superset"}))
    stage.model.schemas.open_file(path)
    confirm(stage, qtbot)
    quiet()
    assert stage.model.schemas.applied == "Mine"
    assert "“Mine”" in stage.purpose()
    sentences = [p.sentence for p in stage.model.problems]
    assert any("too long" in sentence for sentence in sentences)


def test_a_file_that_is_no_schema_is_refused_in_a_sentence(
    sample: MainWindow, show_stage: Showing, quiet: Callable[[], None], tmp_path: Path
) -> None:
    stage = show_stage("schema")
    path = tmp_path / "schema.json"
    path.write_text("{}")
    stage.model.schemas.open_file(path)
    quiet()
    assert "schema.json" in stage.message_bar.text
    assert not sample.dossier.history


def test_a_contradiction_in_the_rules_is_told_and_not_a_crash(
    sample: MainWindow,
    show_stage: Showing,
    apply: Callable[[Operation], None],
) -> None:
    stage = show_stage("schema")
    apply(DefineField(field="Objet", properties={"constraints": {"pattern": "("}}))
    assert "Objet" in stage.drawer.lines("problems")[0].line.text
    sample.dossier.undo()


def test_the_type_menu_of_the_chip_sets_the_type(
    sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    menu = stage.type_menu("Objet")
    next(a for a in menu.actions() if a.text() == "anything").trigger()
    quiet()
    assert sample.dossier.table.schema["Objet"].type == "any"


def test_switching_the_language_words_everything_anew(
    qapp: QApplication,
    sample: MainWindow,
    show_stage: Showing,
    quiet: Callable[[], None],
    qtbot: QtBot,
) -> None:
    stage = show_stage("schema")
    assert sample.workspace is not None
    model = sample.workspace.grid.table_model
    english = [p.sentence for p in stage.model.proposals]
    i18n.switch(qapp, "fr")
    qtbot.waitUntil(
        lambda: all(p.sentence not in english for p in stage.model.proposals), timeout=20_000
    )
    quiet()
    assert stage.drawer.lines("corrections")[0].line.text.startswith("Retirer")
    assert model.header(model.column_of("Objet")).chip == "texte"
    assert sample.workspace.inspector.sections["definition"].title() == "Définition"


def test_a_link_to_another_table_is_checked_once_its_file_is_given(
    sample: MainWindow, show_stage: Showing, quiet: Callable[[], None], tmp_path: Path, qtbot: QtBot
) -> None:
    stage = show_stage("schema")
    path = tmp_path / "schema.json"
    key = {"fields": "Domaine", "reference": {"resource": "domaines", "fields": "nom"}}
    path.write_text(json.dumps({
        "title": "Mine", "fields": [{"name": "Domaine"}], "foreignKeys": [key],
        "fieldsMatch": "superset",
    }))  # fmt: skip
    stage.model.schemas.open_file(path)
    confirm(stage, qtbot)
    quiet()
    (asked,) = [p for p in stage.model.problems if p.lacks]
    line = next(w for w in stage.drawer.lines("problems") if w.line.text == asked.sentence)
    assert [button.text() for button in line.buttons] == ["Choose the file…"]
    known = tmp_path / "domaines.csv"
    known.write_text("nom\nCulture\nSport\nSolidarité\n", encoding="utf-8")
    stage.model.give_reference("domaines", known)
    qtbot.waitUntil(lambda: not any(p.lacks for p in stage.model.problems), timeout=20_000)
    (problem,) = [p for p in stage.model.problems if "domaines" in p.sentence]
    rows = sample.dossier.table.source_rows[problem.positions]
    domains = sample.dossier.table.column("Domaine").to_pylist()
    assert {domains[sample.dossier.table.position_of_row(int(r))] for r in rows} == {
        "Fêtes et jumelages"
    }


def test_a_problem_in_rows_that_an_operation_made_leads_to_the_first_of_them(
    sample: MainWindow, show_stage: Showing, apply: Callable[[Operation], None]
) -> None:
    from curator.operations.cleanup_shape import Unpivot

    stage = show_stage("schema")
    apply(Unpivot(fields=("Courriel", "Téléphone"), key="moyen", value="contact"))
    apply(DefineField(field="moyen", properties={"constraints": {"enum": ["Courriel"]}}))
    problem = next(p for p in stage.model.problems if p.field == "moyen")
    stage.model.show_problem(problem)
    assert sample.workspace is not None
    grid = sample.workspace.grid
    assert not grid.arranging.arrangement.filters
    assert grid.table_model.cell(grid.currentIndex().row(), grid.currentIndex().column()).text == (
        "Téléphone"
    )


def test_a_line_of_the_last_check_leads_to_its_rows_after_others_went(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    sample.dossier.apply(DefineField(field="Domaine", properties={"type": "integer"}))
    quiet()
    problem = next(p for p in stage.model.problems if p.field == "Domaine" and len(p.positions))
    table = sample.dossier.table
    rows = table.source_rows[problem.positions].tolist()
    gone = tuple(rows[:5])
    with qtbot.waitSignal(sample.dossier.applied):
        sample.dossier.apply(DropRows(rows=gone, source=table.source_sha256))
    stage.model.show_problem(problem)
    quiet()
    shown = [grid.table_model.source_row(row) for row in range(grid.table_model.rowCount())]
    assert shown == rows[5:]


def test_a_correction_asked_for_twice_is_one_step(
    sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    stage = show_stage("schema")
    proposals = stage.model.safe_proposals
    first = proposals[0]
    stage.model.apply(first)
    stage.model.apply(first)
    stage.model.apply_all_safe()
    quiet()
    made = [revision.operation for revision in sample.dossier.dossier.history[1:]]
    assert made == [op for proposal in proposals for op in proposal.operations]
    sample.dossier.go_to(0)
    quiet()
    stage.model.apply(first)  # undone, so it can be made again
    quiet()
    assert sample.dossier.undo_sentence == first.sentence
