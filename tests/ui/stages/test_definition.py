"""The definition of a field in the inspector shows what the schema says, and changes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.widgets.inspector.definition import DefinitionSection

LEFT = Qt.MouseButton.LeftButton
Showing = Callable[[str], Any]


def test_the_form_of_numbers_is_the_one_of_the_field(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "montants.csv"
    rows = "".join(f"n{n};{n * 7 % 13},5\n" for n in range(40))
    path.write_text(f"nom;montant\n{rows}", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    window.workspace.grid.select_field("montant")
    section = window.findChild(DefinitionSection)
    assert window.dossier.schema["montant"].options["decimalChar"] == ","
    assert section.format.currentText() == "1234,50"
    section.format.setCurrentIndex(section.format.findText("1234.50"))
    section.format.activated.emit(section.format.currentIndex())
    quiet()
    assert "decimalChar" not in window.dossier.schema["montant"].options
    assert section.format.currentText() == "1234.50"


def test_the_inspector_edits_type_format_and_rules(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("schema")
    assert sample.workspace is not None
    sample.workspace.grid.select_field("Date de la convention")
    definition = sample.workspace.inspector.sections["definition"]
    definition.type.setCurrentIndex(definition.type.findData("date"))
    definition.type.activated.emit(definition.type.currentIndex())
    quiet()
    definition.format.setCurrentIndex(definition.format.findData("%d/%m/%Y"))
    definition.format.activated.emit(definition.format.currentIndex())
    quiet()
    qtbot.mouseClick(definition.required, LEFT, pos=definition.required.rect().center() / 4)
    quiet()
    qtbot.mouseClick(definition.more, LEFT)
    definition.rules.description.setFocus()
    qtbot.keyClicks(definition.rules.description, "Jour de la signature")
    qtbot.keyClick(definition.rules.description, Qt.Key.Key_Tab)
    quiet()
    definition.rules.missing.setFocus()
    qtbot.keyClicks(definition.rules.missing, "n.c. | s.o.")
    qtbot.keyClick(definition.rules.missing, Qt.Key.Key_Return)
    quiet()
    field = sample.dossier.table.schema["Date de la convention"]
    assert field.type == "date"
    assert field.format == "%d/%m/%Y"
    assert field.is_required
    assert field.description == "Jour de la signature"
    assert field.missing_values == ("", "n.c.", "s.o.")
    assert len(sample.dossier.history) == 5


def test_a_limit_of_a_number_is_a_number(
    number: str, qtbot: QtBot, sample: MainWindow, quiet: Callable[[], None]
) -> None:
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    definition = sample.workspace.inspector.sections["definition"]
    definition.more.click()
    limit = definition.rules.limits["minimum"]
    limit.setFocus()
    qtbot.keyClicks(limit, "1000")
    qtbot.keyClick(limit, Qt.Key.Key_Return)
    quiet()
    assert sample.dossier.table.schema[number].constraints == {"minimum": 1000}
    assert any("too small" in p.sentence for p in stage.model.problems)


def typing_in_the_pattern(qtbot: QtBot, window: MainWindow, field: str) -> Any:
    """The pattern of a field with ``A+`` typed in it, not yet left."""
    assert window.workspace is not None
    window.workspace.grid.select_field(field)
    definition: Any = window.workspace.inspector.sections["definition"]
    definition.more.click()
    pattern = definition.rules.pattern
    pattern.setFocus()
    qtbot.keyClicks(pattern, "A+")
    return pattern


def constraints(window: MainWindow, field: str) -> Any:
    return dict(window.dossier.table.schema[field].constraints)


def test_what_is_being_typed_is_of_the_field_it_was_typed_for(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("schema")
    assert sample.workspace is not None
    pattern = typing_in_the_pattern(qtbot, sample, "Courriel")
    sample.workspace.grid.select_field("Domaine")  # as F8 does: the focus stays
    quiet()
    assert pattern.text() == ""
    qtbot.keyClick(pattern, Qt.Key.Key_Return)
    quiet()
    assert constraints(sample, "Courriel") == {"pattern": "A+"}
    assert constraints(sample, "Domaine") == {}


def test_what_is_being_typed_is_kept_when_the_dossier_is_closed(
    qtbot: QtBot, sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    show_stage("schema")
    typing_in_the_pattern(qtbot, sample, "Courriel")
    source = sample.dossier.source.path
    with qtbot.waitSignal(sample.dossier.closed, timeout=20_000):
        sample.dossier.close()
    with qtbot.waitSignal(sample.dossier.opened, timeout=20_000):
        sample.opening.open(source)
    assert constraints(sample, "Courriel") == {"pattern": "A+"}


def test_what_is_typed_while_another_file_opens_is_not_of_that_one(
    qtbot: QtBot,
    sample: MainWindow,
    show_stage: Showing,
    quiet: Callable[[], None],
    tmp_path: Path,
) -> None:
    show_stage("schema")
    other = tmp_path / "autre.csv"
    other.write_text("Courriel;n\na@b.example;1\n", encoding="utf-8")
    with qtbot.waitSignal(sample.dossier.opened, timeout=20_000):
        sample.opening.open(other)
        pattern = typing_in_the_pattern(qtbot, sample, "Courriel")
    sample.show_stage("schema")
    quiet()
    qtbot.keyClick(pattern, Qt.Key.Key_Return)
    quiet()
    assert sample.dossier.source.path == other
    assert constraints(sample, "Courriel") == {}
