"""Four eyes: who may do what, and what voids it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from curator.dossier import Dossier
from curator.errors import DossierError, UsageError
from curator.operations import from_descriptor
from curator.review.decisions import decide, review_status
from curator.review.events import Action, Event
from curator.review.history import status_of
from curator.review.people import Person
from curator.review.status import State

AGENT = Person.parse("Camille Durand <camille.durand@mairie.example>")
OTHER = Person.parse("Dominique Petit <dpo@mairie.example>")


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    path = tmp_path / "aides.csv"
    path.write_text("ville;montant\nIssy;12\nVanves;8\n", encoding="utf-8")
    return Dossier.create(path)


def rename(dossier: Dossier) -> None:
    op = from_descriptor({"type": "field-rename", "field": "ville", "to": "commune"})
    dossier.commit(op, op.apply(dossier.table))


def test_the_straight_way(dossier: Dossier) -> None:
    assert review_status(dossier).state is State.DRAFT
    assert decide(dossier, Action.SUBMIT, AGENT).state is State.SUBMITTED
    status = decide(dossier, Action.APPROVE, OTHER)
    assert status.state is State.APPROVED
    assert (status.submitted_by, status.approved_by) == (AGENT, OTHER)
    assert status.problems == ()


@pytest.mark.parametrize(
    "same", ["camille.durand@mairie.example", "C. D. <Camille.Durand@MAIRIE.example>"]
)
def test_nobody_approves_their_own(dossier: Dossier, same: str) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    status = decide(dossier, Action.APPROVE, Person.parse(same))
    assert status.state is State.SUBMITTED
    assert status.problems == ("Nobody approves their own submission: another person must do it.",)
    assert len(dossier.events) == 1


def test_nothing_is_approved_before_it_was_submitted(dossier: Dossier) -> None:
    status = decide(dossier, Action.APPROVE, OTHER)
    assert status.state is State.DRAFT
    assert "submit the dossier first" in status.problems[0]


def test_a_refusal_needs_a_reason_and_a_new_submission(dossier: Dossier) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    assert decide(dossier, Action.REJECT, OTHER, reason="  ").problems == (
        "A refusal needs a reason.",
    )
    status = decide(dossier, Action.REJECT, OTHER, reason="Le champ contact reste")
    assert (status.state, status.reason) == (State.REJECTED, "Le champ contact reste")
    assert "submit it again" in decide(dossier, Action.APPROVE, OTHER).problems[0]
    assert decide(dossier, Action.SUBMIT, AGENT).state is State.SUBMITTED
    assert decide(dossier, Action.APPROVE, OTHER).state is State.APPROVED


def change_table(dossier: Dossier) -> None:
    op = from_descriptor({"type": "cell-replace", "row": 2, "field": "ville", "value": "I"})
    dossier.commit(op, op.apply(dossier.table))


def change_schema(dossier: Dossier) -> None:
    op = from_descriptor(
        {"type": "field-define", "field": "ville", "properties": {"title": "Ville"}}
    )
    dossier.commit(op, op.apply(dossier.table))


def change_metadata(dossier: Dossier) -> None:
    dossier.set_metadata({"title": "Autre"})


def change_recipe(dossier: Dossier) -> None:
    """A step that leaves the table as it is."""
    op = from_descriptor({"type": "row-deduplicate"})
    dossier.commit(op, op.apply(dossier.table))


@pytest.mark.parametrize("change", [change_table, change_schema, change_metadata, change_recipe])
def test_any_change_voids_the_approval(dossier: Dossier, change: object) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    approved = decide(dossier, Action.APPROVE, OTHER)
    change(dossier)  # type: ignore[operator]
    status = review_status(dossier)
    assert status.state is State.DRAFT
    assert status.content_sha256 != approved.content_sha256
    assert status.problems == (
        "The content changed after it was approved: the approval no longer counts.",
    )


def test_undoing_the_change_brings_the_approval_back(dossier: Dossier) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    decide(dossier, Action.APPROVE, OTHER)
    rename(dossier)
    dossier.undo()
    assert review_status(dossier).state is State.APPROVED


def test_a_submission_of_old_content_is_not_approved(dossier: Dossier) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    rename(dossier)
    status = decide(dossier, Action.APPROVE, OTHER)
    assert status.state is State.DRAFT
    assert "changed after it was submitted" in status.problems[0]


def test_reviews_are_saved_with_the_dossier(dossier: Dossier, tmp_path: Path) -> None:
    decide(dossier, Action.SUBMIT, AGENT)
    decide(dossier, Action.APPROVE, OTHER)
    path = dossier.save(tmp_path / "a.dossier.json")
    assert review_status(Dossier.open(path)).state is State.APPROVED


def test_what_later_versions_add_to_an_event_is_kept() -> None:
    descriptor = {
        "action": "submit",
        "by": str(AGENT),
        "content_sha256": "aa",
        "recipe_sha256": "bb",
        "signature": "…",
    }
    assert Event.from_descriptor(descriptor, "d").to_descriptor() == descriptor


@pytest.mark.parametrize("descriptor", [3, {"action": "shred", "by": "a@b"}])
def test_a_damaged_event_is_refused(descriptor: object) -> None:
    with pytest.raises(DossierError):
        Event.from_descriptor(descriptor, "d.dossier.json")


@pytest.mark.parametrize("text", ["", "Camille", "Camille <>", "Camille <@mairie>", "a@"])
def test_a_person_without_an_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="a person is written"):
        Person.parse(text)


def test_no_order_of_events_approves_what_one_person_did_alone() -> None:
    """Every sequence of up to five acts by one person ends without an approval."""
    acts = [
        Event(action=action, by=AGENT, content_sha256="x", recipe_sha256="r", reason="z")
        for action in Action
    ]
    for length in range(1, 6):
        for sequence in itertools.product(acts, repeat=length):
            status = status_of(sequence, "x")
            assert status.state is not State.APPROVED or status.approved_by != status.submitted_by
