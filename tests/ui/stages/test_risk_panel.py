"""Données personnelles: the risk left is measured, and measured again after a treatment."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.operations.structure import SuppressField
from ui import i18n, tasks
from ui.main_window import MainWindow
from ui.view_models import risk as risk_view_model
from ui.view_models.personal import personal_of
from ui.view_models.risk import risk_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PATIENCE = 30_000

PEOPLE = """profession;tranche_age;annee_naissance;montant
infirmier;30-39 ans;1990;100
infirmier;30-39 ans;1990;200
boulanger;30-39 ans;1990;300
boulanger;40-49 ans;1980;400
boulanger;40-49 ans;1980;500
infirmier;40-49 ans;1980;600
"""


def counted(window: MainWindow) -> tuple[int, int]:
    """Size of the smallest group over the fields found, and how many rows are alone."""
    fields = risk_of(window.dossier).fields()
    columns = [window.dossier.table.column(name).to_pylist() for name in fields]
    sizes = Counter(zip(*columns, strict=True)).values()
    return min(sizes), sum(size == 1 for size in sizes)


@pytest.fixture
def people(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """Six people known by profession and age band, on the stage, with the risk measured."""
    path = tmp_path / "aides.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(path)
    window.show_stage("personal")
    qtbot.waitUntil(lambda: risk_of(window.dossier).is_current, timeout=PATIENCE)
    assert window.workspace is not None
    window.workspace.grid.select_field("profession")
    qtbot.wait(20)
    return window


def test_the_panel_shows_the_smallest_group_and_follows_a_treatment(
    people: MainWindow, qtbot: QtBot
) -> None:
    model = risk_of(people.dossier)
    assert {"profession", "tranche_age"} <= set(model.fields())
    assert people.workspace is not None
    section = people.workspace.inspector.sections["risk"]
    # Nurses of 30-39 twice, bakers of 40-49 twice, one of each alone.
    assert counted(people) == (1, 2)
    assert (section.k.text(), section.uniques.text()) == ("1", "2 of 6")
    assert "profession, tranche_age" in section.remark.text()
    people.dossier.apply(SuppressField(field="profession"))
    qtbot.waitUntil(
        lambda: "profession" not in model.fields() and model.is_current, timeout=PATIENCE
    )
    people.workspace.grid.select_field("tranche_age")
    assert counted(people) == (3, 0)
    assert (section.k.text(), section.uniques.text()) == ("1 → 3", "2 → 0 of 6")
    people.dossier.undo()
    qtbot.waitUntil(lambda: "profession" in model.fields() and model.is_current, timeout=PATIENCE)
    assert section.k.text() == "1"


@pytest.fixture
def left(people: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A treatment taken back while the treated table was measured, which ends with this event."""
    measure = risk_view_model._measure
    has_begun, gate = threading.Event(), threading.Event()

    def held(*arguments: Any, **options: Any) -> Any:
        found = measure(*arguments, **options)
        has_begun.set()
        assert gate.wait(PATIENCE / 1000)
        return found

    monkeypatch.setattr(risk_view_model, "_measure", held)
    people.dossier.apply(SuppressField(field="profession"))
    qtbot.waitUntil(has_begun.is_set, timeout=PATIENCE)
    with qtbot.waitSignal(people.dossier.applied, timeout=PATIENCE):
        people.dossier.undo()
    return gate


def test_the_risk_before_is_of_the_table_without_treatments(
    people: MainWindow, qtbot: QtBot, left: threading.Event
) -> None:
    model = risk_of(people.dossier)
    with qtbot.waitSignal(model.changed, timeout=PATIENCE):
        left.set()
    people.dossier.redo()
    qtbot.waitUntil(
        lambda: "profession" not in model.fields() and model.is_current, timeout=PATIENCE
    )
    assert model.before is not None
    assert model.now is not None
    assert (model.before.k, model.now.k) == (1, 3)


def test_the_risk_of_a_table_that_was_left_is_not_shown_as_that_of_the_present_one(
    people: MainWindow, qtbot: QtBot, left: threading.Event
) -> None:
    model = risk_of(people.dossier)
    qtbot.waitUntil(lambda: personal_of(people.dossier).is_current, timeout=PATIENCE)
    assert model.is_current
    left.set()
    qtbot.waitUntil(lambda: not tasks.running(), timeout=PATIENCE)
    assert model.is_current
    assert model.now is not None
    assert model.now.k == 1


@pytest.fixture
def reachable(
    opened: Callable[[Path], MainWindow], quiet: Callable[[], None], tmp_path: Path
) -> MainWindow:
    """Twenty people with their mail address, on the stage, with the risk measured."""
    path = tmp_path / "in" / "aides.csv"
    path.parent.mkdir()
    jobs = ("infirmier", "boulanger")
    rows = "".join(
        f"{n};awa.diallo{n}@exemple.fr;06 12 34 56 {n + 10};{jobs[n % 2]}\n" for n in range(20)
    )
    path.write_text(f"n;courriel;telephone;profession\n{rows}", encoding="utf-8")
    window = opened(path)
    window.show_stage("personal")
    quiet()
    assert window.workspace is not None
    window.workspace.grid.select_field("profession")
    return window


def test_direct_identifiers_come_first(reachable: MainWindow) -> None:
    assert reachable.workspace is not None
    section = reachable.workspace.inspector.sections["risk"]
    assert "treat them first" in section.remark.text()


def test_direct_identifiers_that_are_kept_are_not_to_be_treated(
    reachable: MainWindow, quiet: Callable[[], None], qapp: QApplication
) -> None:
    personal = personal_of(reachable.dossier)
    assert reachable.workspace is not None
    remark = reachable.workspace.inspector.sections["risk"].remark
    personal.keep("courriel", "consent", "Signed forms")
    quiet()
    assert "treat them first" in remark.text()  # the telephone is still to be treated
    personal.keep("telephone", "consent", "Signed forms")
    quiet()
    assert "kept for a reason" in remark.text()
    i18n.switch(qapp, "fr")
    assert "gardés pour un motif" in remark.text()
    i18n.switch(qapp, "en")
    personal.reconsider("telephone")
    quiet()
    assert "treat them first" in remark.text()


def test_a_reason_is_asked_only_for_what_is_about_people(people: MainWindow) -> None:
    assert people.workspace is not None
    keeping = people.workspace.inspector.sections["keeping"]
    people.workspace.grid.select_field("profession")
    assert keeping.ground.isVisible()
    people.workspace.grid.select_field("montant")
    assert not keeping.ground.isVisible()
    assert not keeping.heading.isVisible()
