"""The profile of a field in the inspector: its values, what they mean, the rows that do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from curator.operations.cell import ReplaceCell
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
Showing = Callable[[str], Any]


def told_by(section: QWidget) -> str:
    """Everything that a part of the inspector shows in words, tool tips included."""
    labels = [label for label in section.findChildren(QLabel) if label.isVisible()]
    return "\n".join(text for label in labels for text in (label.text(), label.toolTip()))


def test_the_profile_of_a_number_has_bars(number: str, sample: MainWindow, qtbot: QtBot) -> None:
    assert sample.workspace is not None
    profile = sample.workspace.inspector.sections["profile"]
    qtbot.waitUntil(profile.histogram.isVisible, timeout=20_000)
    assert "26 values" in told_by(profile)


def test_the_profile_says_what_a_field_means_and_which_rows_do_not(
    sample: MainWindow, show_stage: Showing, qtbot: QtBot
) -> None:
    show_stage("schema")
    assert sample.workspace is not None
    sample.workspace.grid.select_field("N° SIRET")
    profile = sample.workspace.inspector.sections["profile"]
    qtbot.waitUntil(lambda: "Recognised: SIRET" in told_by(profile), timeout=20_000)


def test_the_rows_that_speak_against_a_meaning_are_shown_on_demand(
    sample: MainWindow, show_stage: Showing, apply: Callable[[Operation], None], qtbot: QtBot
) -> None:
    show_stage("schema")
    apply(ReplaceCell(row=8, field="N° SIRET", value="à demander"))
    assert sample.workspace is not None
    grid = sample.workspace.grid
    grid.select_field("N° SIRET")
    profile = sample.workspace.inspector.sections["profile"]
    qtbot.waitUntil(profile.exceptions_button.isVisible, timeout=20_000)
    assert "à demander" in told_by(profile)
    assert "SIRET" in told_by(profile)
    qtbot.mouseClick(profile.exceptions_button, LEFT)
    assert grid.table_model.source_row(grid.currentIndex().row()) == 8
    assert grid.selected_field == "N° SIRET"


def test_a_field_is_never_shown_with_the_profile_of_the_last(
    number: str, sample: MainWindow, qtbot: QtBot
) -> None:
    assert sample.workspace is not None
    profile = sample.workspace.inspector.sections["profile"]
    qtbot.waitUntil(profile.histogram.isVisible, timeout=20_000)
    sample.workspace.grid.select_field("Objet")
    assert told_by(profile).strip() == "PROFILE"
    qtbot.waitUntil(lambda: "values" in told_by(profile), timeout=20_000)
