"""Inspector: what is chosen for a field is of this field, of this file alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.stages.conftest import PATIENCE, Showing
from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.widgets.inspector.treatment import PROPOSED

PLAIN = "Domaine"
"""A field of the sample about which nothing is proposed."""


@pytest.fixture
def section(sample: MainWindow, show_stage: Showing) -> Callable[[str, str], Any]:
    """Select a field on the stage and give one of the inspector's parts."""

    def select(field: str, part: str = "treatment") -> Any:
        assert sample.workspace is not None
        sample.workspace.grid.select_field(field)
        assert sample.workspace.inspector.field == field
        return sample.workspace.inspector.sections[part]

    show_stage("personal")
    return select


@pytest.fixture
def open_another(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path, show_stage: Showing
) -> Callable[[], None]:
    """Open another file with the same fields and come back to the stage."""

    def open_copy() -> None:
        copy = tmp_path / "autre" / f"autre{SAMPLE.suffix}"
        copy.parent.mkdir()
        shutil.copyfile(SAMPLE, copy)
        with qtbot.waitSignal(sample.dossier.opened, timeout=PATIENCE):
            sample.opening.open(copy)
        show_stage("personal")

    return open_copy


def choose(treatment: Any, key: str) -> None:
    treatment.choice.setCurrentIndex(treatment.choice.findData(key))
    assert treatment.choice.currentData() == key


def test_another_field_has_its_own_proposal_selected(section: Callable[..., Any]) -> None:
    choose(section("Courriel"), "cell-mask")
    assert section(PLAIN).choice.currentIndex() == 0
    choose(section(PLAIN), "cell-mask")
    assert section("Courriel").choice.currentData() == PROPOSED


def test_what_was_chosen_stays_while_the_field_is_shown(
    section: Callable[..., Any], sample: MainWindow, show_stage: Showing, quiet: Callable[[], None]
) -> None:
    treatment = section("Courriel")
    choose(treatment, "cell-mask")
    model = show_stage("personal").model
    model.keep("Téléphone", "consent", "Signed forms")
    quiet()
    assert sample.dossier.judgements
    assert treatment.choice.currentData() == "cell-mask"


def test_another_file_has_its_own_proposal_selected(
    section: Callable[..., Any], open_another: Callable[[], None], show_stage: Showing
) -> None:
    gravest = show_stage("personal").model.personal_findings[0].name
    choose(section(gravest), "cell-mask")
    open_another()
    assert section(gravest).choice.currentData() == PROPOSED


def test_a_reason_begun_for_one_file_is_not_offered_for_another(
    section: Callable[..., Any], open_another: Callable[[], None]
) -> None:
    keeping = section("Courriel", "keeping")
    keeping.ground.setCurrentIndex(keeping.ground.findData("consent"))
    keeping.note.setText("Signed forms")
    open_another()
    keeping = section("Courriel", "keeping")
    assert keeping.ground.currentIndex() == 0
    assert keeping.note.text() == ""
