"""Changes asked for from the menus: each shows what it would do, and is one step once applied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from curator.operations.cell import ReplaceCell
from ui.main_window import MainWindow
from ui.models.transform_list import GROUPS, transforms
from ui.models.transforms import Transform
from ui.widgets.transform_form import FieldList

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Showing = Callable[[str], Any]
TRANSFORMS = {one.key: one for one in transforms()}


@pytest.fixture
def ask(show_stage: Showing, qtbot: QtBot) -> Callable[..., Any]:
    """Open the dialog of a transform on the Schéma stage, fill it in, wait for the preview."""
    stage = show_stage("schema")

    def open_and_fill(key: str, field: str = "", /, **answers: Any) -> Any:
        stage.transforming.open(TRANSFORMS[key], field)
        dialog = stage.transforming.dialog
        for name, answer in answers.items():
            fill(dialog.form.inputs[name], answer)
        qtbot.waitUntil(lambda: is_told(dialog), timeout=20_000)
        return dialog

    return open_and_fill


def is_told(dialog: Any) -> bool:
    """Whether the preview of the operation as it stands is there, or why there is none."""
    return dialog.apply_button.isEnabled() or bool(
        dialog._operation is None or dialog.preview.sentence.property("role") in ("error", "strong")
    )


def fill(widget: Any, answer: Any) -> None:
    if isinstance(widget, FieldList):
        widget.tick(answer)
    elif hasattr(widget, "findData"):
        widget.setCurrentIndex(widget.findData(answer))
    elif hasattr(widget, "edit"):
        widget.edit.setText(answer)
    elif hasattr(widget, "setChecked"):
        widget.setChecked(answer)
    elif hasattr(widget, "setValue"):
        widget.setValue(answer)
    else:
        widget.setText(answer)


def lines(dialog: Any) -> list[list[str]]:
    table = dialog.preview.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_a_change_is_previewed_then_one_step(
    ask: Callable[..., Any], sample: MainWindow, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    before = sample.dossier.table.column("Domaine").to_pylist()
    dialog = ask("find", "Domaine", find="Culture", replace="Arts")
    assert "9 cells" in dialog.preview.sentence.text()
    assert ["6", "Domaine", "Culture", "Arts"] in lines(dialog)
    assert sample.dossier.table.column("Domaine").to_pylist() == before
    qtbot.mouseClick(dialog.apply_button, Qt.MouseButton.LeftButton)
    quiet()
    assert [step.type for step in sample.dossier.recipe.operations] == ["cell-find-replace"]
    assert "Arts" in sample.dossier.table.column("Domaine").to_pylist()
    sample.dossier.undo()
    quiet()
    assert sample.dossier.table.column("Domaine").to_pylist() == before


ANSWERS: dict[str, dict[str, Any]] = {
    "find": {"field": "Objet", "find": "e", "replace": "E"},
    "case": {"field": "Objet", "case": "upper"},
    "fill-down": {"field": "Quartier"},
    "constant": {"field": "Quartier", "value": "Centre"},
    "trim": {"field": "Bénéficiaire"},
    "formula": {"field": "Titre", "expression": '{Domaine} & " : " & {Objet}'},
    "split": {"field": "Objet", "separator": " ", "into": "Premier | Reste"},
    "merge": {"fields": ["Domaine", "Objet"], "into": "Ensemble"},
    "copy": {"field": "Objet", "to": "Objet 2"},
    "add": {"field": "Commune", "value": "Valmont"},
    "order": {"fields": ["Objet"]},
    "filter": {"field": "Domaine", "condition": "in", "values": "Culture | Sport"},
    "sort": {"field": "Objet"},
    "deduplicate": {"fields": ["Domaine"]},
    "unpivot": {"fields": ["Courriel", "Téléphone"], "key": "moyen", "value": "contact"},
    "date": {"field": "Date de la convention"},
    "decimal": {"field": "Montant / accordé"},
    "boolean": {"field": "Versée", "true": "vrai", "false": "faux"},
    "pad": {"field": "N° SIRET", "length": 15},
    "compact": {"field": "N° SIRET"},
    "form": {"field": "Téléphone", "form": "telephone"},
}


@pytest.mark.parametrize("key", sorted(ANSWERS))
def test_every_change_of_the_menu_previews_and_applies(
    key: str, ask: Callable[..., Any], sample: MainWindow, quiet: Callable[[], None]
) -> None:
    dialog = ask(key, **ANSWERS[key])
    if dialog.apply_button.isEnabled():
        assert lines(dialog)
        dialog.apply_button.click()
        quiet()
        assert len(sample.dossier.history) == 1
    else:  # what it would mend is not in the sample
        assert dialog.preview.sentence.text() == "Nothing would change."
        assert key in ("trim", "pad", "fill-down")
        dialog.close()


def test_rows_become_columns(
    ask: Callable[..., Any], sample: MainWindow, apply: Callable[[Operation], None]
) -> None:
    from curator.operations.cleanup_shape import Unpivot

    apply(Unpivot(fields=("Courriel", "Téléphone"), key="moyen", value="contact"))
    dialog = ask("pivot", key="moyen", value="contact")
    assert {"Courriel (new)", "Téléphone (new)"} <= {
        dialog.preview.table.horizontalHeaderItem(n).text()
        for n in range(dialog.preview.table.columnCount())
    }
    dialog.close()


def test_what_is_missing_or_wrong_is_said_and_cannot_be_applied(ask: Callable[..., Any]) -> None:
    dialog = ask("split", "Objet")
    assert "New fields" in dialog.preview.sentence.text()
    assert not dialog.apply_button.isEnabled()
    dialog = ask("find", "Objet", find="(", regex=True)
    assert "regular expression" in dialog.preview.sentence.text()
    assert not dialog.apply_button.isEnabled()
    dialog.close()


def test_a_condition_asks_only_for_what_it_needs(ask: Callable[..., Any]) -> None:
    dialog = ask("filter", "Domaine", condition="empty")
    assert not dialog.form.inputs["values"].isVisible()
    assert not dialog.form.inputs["value"].isVisible()
    dialog = ask("filter", "Domaine", condition="less")
    assert dialog.form.inputs["value"].isVisible()
    dialog.close()


def test_the_dialog_goes_when_the_table_does(
    ask: Callable[..., Any], sample: MainWindow, apply: Callable[[Operation], None]
) -> None:
    dialog: QDialog = ask("case", "Objet")
    apply(ReplaceCell(row=6, field="Objet", value="x"))
    assert not dialog.isVisible()


def test_similar_values_are_merged_as_they_are_ticked(
    ask: Callable[..., Any],
    sample: MainWindow,
    apply: Callable[[Operation], None],
    quiet: Callable[[], None],
    qtbot: QtBot,
) -> None:
    for row, value in ((6, "culture"), (7, "CULTURE "), (15, "sport")):
        apply(ReplaceCell(row=row, field="Domaine", value=value))
    dialog = ask("clusters", "Domaine")
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 2, timeout=20_000)
    assert dialog.mapping() == {"culture": "Culture", "CULTURE ": "Culture", "sport": "Sport"}
    culture = dialog.tree.topLevelItem(0)
    dialog.tree.itemDoubleClicked.emit(culture.child(1), 0)
    assert culture.text(2) == culture.child(1).text(0) != "Culture"
    culture.setText(2, "Arts")
    dialog.tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.mapping() == {"Culture": "Arts", "culture": "Arts", "CULTURE ": "Arts"}
    qtbot.waitUntil(dialog.apply_button.isEnabled, timeout=20_000)
    dialog.apply_button.click()
    quiet()
    left = set(sample.dossier.table.column("Domaine").to_pylist())
    assert "Arts" in left
    assert "sport" in left
    assert not {"Culture", "culture"} & left
    assert sample.dossier.history[-1].sentence == "Replace values of “Domaine”"


def test_values_are_replaced_one_by_one(
    ask: Callable[..., Any], sample: MainWindow, quiet: Callable[[], None], qtbot: QtBot
) -> None:
    dialog = ask("map", "Domaine")
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 4, timeout=20_000)
    dialog.search.setText("solid")
    shown = [row for row in range(4) if not dialog.table.isRowHidden(row)]
    dialog.table.item(shown[0], 2).setText("Social")
    assert dialog.mapping() == {"Solidarité": "Social"}
    qtbot.waitUntil(dialog.apply_button.isEnabled, timeout=20_000)
    dialog.apply_button.click()
    quiet()
    assert "Social" in sample.dossier.table.column("Domaine").to_pylist()


def test_a_formula_takes_the_names_of_fields(ask: Callable[..., Any]) -> None:
    dialog = ask("formula", field="Double")
    formula = dialog.form.inputs["expression"]
    formula.button.menu().actions()[0].trigger()
    assert formula.edit.text() == "{Domaine}"
    dialog.close()


def test_the_menu_of_a_field_has_what_can_be_done_to_it(
    sample: MainWindow, show_stage: Showing
) -> None:
    from ui.widgets.grid_menus import field_menu

    show_stage("schema")
    assert sample.workspace is not None
    grid = sample.workspace.grid
    inner = field_menu(grid, "Objet").actions()[-1].menu()
    offered = [a.text() for group in inner.actions() for a in group.menu().actions()]
    assert "Split…" in offered
    assert "Turn rows into columns…" not in offered
    show_stage("personal")
    assert field_menu(grid, "Objet").actions()[-1].menu() is None


def test_menus_that_are_filled_anew_do_not_pile_up(qtbot: QtBot, show_stage: Showing) -> None:
    transforming = show_stage("schema").transforming
    menu = QMenu()
    qtbot.addWidget(menu)
    for _time in range(3):
        transforming.fill(menu)
    assert len(menu.findChildren(QMenu)) == len(menu.actions()) == len(GROUPS)


def test_every_operation_for_cleaning_up_is_offered() -> None:
    """What people who clean up tables look for, by type of operation."""
    made: set[str] = set()
    for one in transforms():
        if one.key in ANSWERS:
            made.add(made_by(one, ANSWERS[one.key]).type)
    assert made >= {
        "cell-find-replace", "cell-case", "field-split", "field-merge", "cell-fill-down",
        "table-unpivot", "row-deduplicate", "row-filter", "row-sort", "cell-constant",
        "field-formula",
    }  # fmt: skip


def made_by(one: Transform, answers: dict[str, Any]) -> Operation:
    values: dict[str, Any] = {
        i.key: {"flag": False, "number": 1, "names": (), "fields": ()}.get(i.kind, i.default)
        for i in one.inputs
    }
    values |= {i.key: i.choices[0][0] for i in one.inputs if i.choices}
    for key, answer in answers.items():
        kind = next(i.kind for i in one.inputs if i.key == key)
        values[key] = answer
        if kind == "names":
            values[key] = tuple(part.strip() for part in answer.split("|"))
        elif kind == "fields":
            values[key] = tuple(answer)
    return one.make(values)
