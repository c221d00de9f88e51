"""The state that the events of a review add up to.

Events are only ever appended. Each is bound to the SHA-256 of what was looked at: a submission or
an approval of other content counts for nothing, so any change of table, schema, metadata or recipe
voids it without anyone having to remember. Events pass the same gates when they are read as when
they were made: a line added to the file by hand gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from curator.i18n import gettext as _
from curator.review.events import Action, Event
from curator.review.gates import Act, objections
from curator.review.status import ReviewStatus, State


def status_of(events: Sequence[Event], content_sha256: str) -> ReviewStatus:
    """The state of the content with this digest, given everything that happened."""
    status = ReviewStatus(state=State.DRAFT, content_sha256=content_sha256)
    for event in events:
        status = _after(event, status)
    return status


def _after(event: Event, status: ReviewStatus) -> ReviewStatus:
    """The state once ``event`` happened; an event that a gate refuses changes nothing."""
    blank = ReviewStatus(state=State.DRAFT, content_sha256=status.content_sha256)
    if event.content_sha256 != status.content_sha256:
        return replace(blank, problems=(_voided(event.action),))
    problems = objections(Act(event=event, status=status))
    if problems:
        return replace(status, problems=problems)
    if event.action is Action.SUBMIT:
        return replace(blank, state=State.SUBMITTED, submitted_by=event.by)
    if event.action is Action.REJECT:
        return replace(
            blank, state=State.REJECTED, submitted_by=status.submitted_by, reason=event.reason
        )
    return replace(
        blank,
        state=State.APPROVED,
        submitted_by=status.submitted_by,
        approved_by=event.by,
        reason=event.reason,
    )


def _voided(action: Action) -> str:
    if action is Action.APPROVE:
        return _("The content changed after it was approved: the approval no longer counts.")
    if action is Action.SUBMIT:
        return _("The content changed after it was submitted: submit it again.")
    return _("The content changed after it was refused: submit it again.")
