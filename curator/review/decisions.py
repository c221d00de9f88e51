"""Submit, approve, refuse: acts of review on a dossier, and the state it is in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from curator.dossier import Dossier
from curator.review.conditions import alarming_kinds
from curator.review.content import Digests, digests_of
from curator.review.events import Action, Event
from curator.review.history import status_of
from curator.review.people import Person
from curator.review.status import ReviewStatus


def review_status(dossier: Dossier, digests: Digests | None = None) -> ReviewStatus:
    """What the events of the dossier say of its content as it is now."""
    return status_of(dossier.events, (digests or digests_of(dossier.prepared())).content)


def decide(
    dossier: Dossier,
    action: Action,
    by: Person,
    *,
    reason: str = "",
    at: datetime | None = None,
    digests: Digests | None = None,
) -> ReviewStatus:
    """Record an act of review, unless a gate says no.

    The status returned is the one afterwards; when gates said no nothing is recorded and its
    ``problems`` are their sentences. ``at`` is the moment (now), ``digests`` spares computing
    those of the dossier's content again.
    """
    digests = digests or digests_of(dossier.prepared())
    moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    event = Event(
        action=action,
        by=by,
        content_sha256=digests.content,
        recipe_sha256=digests.recipe,
        reason=reason.strip(),
        at=moment,
    )
    before = status_of(dossier.events, digests.content)
    after = status_of((*dossier.events, event), digests.content)
    if after.problems:
        return replace(before, problems=after.problems)
    if action is Action.APPROVE:
        event = replace(event, extra=_seen(dossier))
    dossier.add_event(event)
    return after


def _seen(dossier: Dossier) -> dict[str, Any]:
    """What the approver looked at: next month's file must fit it for the approval to hold."""
    from curator.privacy.scan import scan

    return {
        "schema": dossier.schema.to_descriptor(),
        "findings": alarming_kinds(scan(dossier.table)),
    }
