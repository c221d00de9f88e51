"""Relecture: what an approval goes against is told, and what was decided is of one dossier."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.operations.structure import SuppressField
from ui.main_window import MainWindow
from ui.widgets.rail import StageState

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SUBMITTER = "Awa Diallo <awa.diallo@ville.example>"
REVIEWER = ("Louis Martin", "louis.martin@ville.example")
Quiet = Callable[[], None]


@pytest.fixture
def review(qtbot: QtBot, sample: MainWindow, quiet: Quiet) -> Any:
    """The sample as it was submitted, personal data and all, seen by another person."""
    sample.settings.person = REVIEWER
    sample.dossier.decide("submit", SUBMITTER)
    sample.show_stage("review")
    quiet()
    assert sample.workspace is not None
    stage: Any = sample.workspace.stage
    qtbot.waitUntil(lambda: stage.model.assessment is not None, timeout=20_000)
    return stage


def titles(stage: Any) -> list[str]:
    return [card.title.text() for card in stage.cards.cards()]


def test_personal_data_that_nobody_settled_are_told(review: Any) -> None:
    card = next(c for c in review.cards.cards() if c.title.text() == "Personal data")
    assert card.text.text() == "some of it is neither treated nor kept for a reason"


def test_an_approval_against_the_checks_wants_a_reason(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, review: Any
) -> None:
    qtbot.mouseClick(review.primary, Qt.MouseButton.LeftButton)
    quiet()
    assert "checks are to be settled before publishing" in review.message_bar.text
    assert review.panel.reason.hasFocus()
    assert [event.action.value for event in sample.dossier.dossier.events] == ["submit"]
    review.panel.reason.setPlainText("Only elected officials.")
    qtbot.mouseClick(review.primary, Qt.MouseButton.LeftButton)
    quiet()
    event = sample.dossier.dossier.events[-1]
    assert (event.action.value, event.reason) == ("approve", "Only elected officials.")


def test_an_approval_that_lapsed_is_not_shown_as_done(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, review: Any
) -> None:
    sample.dossier.decide("approve", "{} <{}>".format(*REVIEWER), "So decided.")
    quiet()
    qtbot.waitUntil(lambda: "Approved" in titles(review), timeout=20_000)
    sample.dossier.apply(SuppressField(field="Courriel"))
    quiet()
    qtbot.waitUntil(lambda: "To be submitted again" in titles(review), timeout=20_000)
    sample.show_stage("publication")
    quiet()
    assert sample.workspace is not None
    assert sample.workspace.rail.item("review").state is not StageState.DONE


def test_a_reason_is_of_the_dossier_it_was_typed_for(
    qtbot: QtBot, sample: MainWindow, quiet: Quiet, review: Any, tmp_path: Path
) -> None:
    review.panel.reason.setPlainText("The names are still there.")
    other = tmp_path / "autre.csv"
    other.write_text("lieu;nombre\nGymnase;3\n", encoding="utf-8")
    with qtbot.waitSignal(sample.dossier.opened, timeout=20_000):
        sample.opening.open(other)
    quiet()
    assert review.panel.reason.toPlainText() == ""
