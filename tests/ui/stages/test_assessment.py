"""What is shown of a publication is of what is there: no assessment outlives a change unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from curator.errors import Cancelled, UsageError
from curator.operations.structure import SuppressField
from ui.main_window import MainWindow
from ui.view_models.publication import PublicationViewModel, publication_of

PATIENCE = 30_000


@pytest.fixture
def submitted(sample: MainWindow, qtbot: QtBot) -> PublicationViewModel:
    """The publication on screen and assessed, waiting for its review."""
    model = publication_of(sample.dossier)
    sample.show_stage("publication")
    sample.dossier.decide("submit", "Awa <awa@exemple.fr>")
    qtbot.waitUntil(lambda: model.state == "submitted", timeout=PATIENCE)
    return model


def shown(window: MainWindow) -> str:
    assert window.workspace is not None
    stage: Any = window.workspace.stage
    return " ".join(f"{card.title.text()} {card.text.text()}" for card in stage.cards.cards())


@pytest.mark.parametrize("error", [Cancelled(), UsageError(reason="no")])
def test_nothing_is_told_of_the_table_before_a_change_whose_check_did_not_end(
    sample: MainWindow,
    qtbot: QtBot,
    submitted: PublicationViewModel,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    assert "data.gouv.fr" in shown(sample)
    before = submitted.assessment

    def stopped(*_arguments: Any, report: Callable[[float, str], None]) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("ui.view_models.publication_work.assess", stopped)
        sample.dossier.apply(SuppressField(field="Courriel"))
        qtbot.waitUntil(lambda: submitted.is_interrupted, timeout=PATIENCE)
    assert submitted.assessment is None
    assert submitted.state == "draft"
    assert "data.gouv.fr" not in shown(sample)
    assert "Checks interrupted" in shown(sample)
    assert "Review: waiting" not in shown(sample)
    submitted.assess_again()
    qtbot.waitUntil(lambda: submitted.assessment is not None, timeout=PATIENCE)
    assert submitted.assessment is not before
    assert "data.gouv.fr" in shown(sample)
