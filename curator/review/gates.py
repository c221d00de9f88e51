"""The rules an act of review must pass. Each gate is a function; all that say no are told.

To add a rule (a policy of the town, say), write a function of the same form and add it to
``GATES``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from curator.i18n import gettext as _
from curator.review.events import Action, Event
from curator.review.status import ReviewStatus, State


@dataclass(frozen=True, kw_only=True)
class Act:
    """What is about to happen, and the state it happens in."""

    event: Event
    status: ReviewStatus


Gate = Callable[[Act], str | None]
"""Says why the act may not happen, or None."""


def _decides_on_a_submission(act: Act) -> str | None:
    if act.event.action is Action.SUBMIT or act.status.state is not State.DRAFT:
        return None
    if act.status.problems:
        return act.status.problems[0]
    return _("Nothing was submitted yet: submit the dossier first.")


def _is_not_settled(act: Act) -> str | None:
    if act.event.action is Action.SUBMIT:
        return None
    if act.status.state is State.APPROVED and act.event.action is Action.APPROVE:
        return _("The dossier is approved already.")
    if act.status.state is State.REJECTED and act.event.action is Action.APPROVE:
        return _("The dossier was refused: submit it again before it can be approved.")
    return None


def _two_persons(act: Act) -> str | None:
    submitter = act.status.submitted_by
    if act.event.action is not Action.APPROVE or submitter is None:
        return None
    if act.event.by.is_same_as(submitter):
        return _("Nobody approves their own submission: another person must do it.")
    return None


def _refusal_has_a_reason(act: Act) -> str | None:
    if act.event.action is Action.REJECT and not act.event.reason.strip():
        return _("A refusal needs a reason.")
    return None


GATES: Sequence[Gate] = (
    _decides_on_a_submission,
    _is_not_settled,
    _two_persons,
    _refusal_has_a_reason,
)


def objections(act: Act) -> tuple[str, ...]:
    """Why the act may not happen; empty when it may."""
    return tuple(reason for gate in GATES if (reason := gate(act)) is not None)
