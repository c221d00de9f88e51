"""The review of a dossier as a list of events, and the state they add up to.

Events are only ever appended. Each is bound to the SHA-256 of what was looked at: a submission or
an approval of other content counts for nothing, so any change of table, schema, metadata or recipe
voids it without anyone having to remember.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from curator.errors import DossierError
from curator.i18n import gettext as _
from curator.review.people import Person


class Action(StrEnum):
    """What a person did."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"


class State(StrEnum):
    """Where the dossier stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One act of review.

    ``content_sha256`` is the digest of the whole content, ``recipe_sha256`` of the recipe alone
    (operations, schema, metadata), which is what an approval for next month's file rests on.
    ``at`` is the moment, ISO 8601 in UTC; it stays in the dossier and never enters a package.
    ``extra`` keeps what later versions add (signatures).
    """

    action: Action
    by: Person
    content_sha256: str
    recipe_sha256: str
    reason: str = ""
    at: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data in a stable order."""
        descriptor = {
            "action": self.action.value,
            "by": str(self.by),
            "content_sha256": self.content_sha256,
            "recipe_sha256": self.recipe_sha256,
            "reason": self.reason,
            "at": self.at,
        }
        return {key: value for key, value in descriptor.items() if value} | dict(self.extra)

    @classmethod
    def from_descriptor(cls, descriptor: Any, name: str) -> Event:
        """Read JSON data; ``name`` says which dossier in errors. Raises ``DossierError``."""
        if not isinstance(descriptor, Mapping):
            raise DossierError(name=name, reason=_("an event of its review has no content"))
        known = {key: str(descriptor.get(key, "")) for key in _TEXTS}
        try:
            action = Action(str(descriptor.get("action")))
        except ValueError:
            reason = _("an event of its review is neither submission, approval nor refusal")
            raise DossierError(name=name, reason=reason) from None
        by = Person.parse(str(descriptor.get("by", "")))
        rest = {k: v for k, v in descriptor.items() if k not in {*_TEXTS, "action", "by"}}
        return cls(action=action, by=by, extra=rest, **known)


_TEXTS = ("content_sha256", "recipe_sha256", "reason", "at")


@dataclass(frozen=True, kw_only=True)
class ReviewStatus:
    """What the events say of the content as it is now.

    ``problems`` are sentences: why an earlier approval or submission does not count, or what a
    gate refused.
    """

    state: State
    content_sha256: str
    submitted_by: Person | None = None
    approved_by: Person | None = None
    reason: str = ""
    problems: tuple[str, ...] = ()

    def to_document(self) -> dict[str, Any]:
        """The JSON that ``review`` and ``verify`` print."""
        return {
            "state": self.state.value,
            "submitted_by": str(self.submitted_by) if self.submitted_by else None,
            "approved_by": str(self.approved_by) if self.approved_by else None,
            "content_sha256": self.content_sha256,
            "problems": list(self.problems),
        }


def status_of(events: Sequence[Event], content_sha256: str) -> ReviewStatus:
    """The state of the content with this digest, given everything that happened."""
    status = ReviewStatus(state=State.DRAFT, content_sha256=content_sha256)
    if not events:
        return status
    last = events[-1]
    if last.content_sha256 != content_sha256:
        return ReviewStatus(
            state=State.DRAFT, content_sha256=content_sha256, problems=(_voided(last.action),)
        )
    submission = _submission(events, content_sha256)
    if last.action is Action.SUBMIT or submission is None:
        return ReviewStatus(
            state=State.SUBMITTED, content_sha256=content_sha256, submitted_by=last.by
        )
    if last.action is Action.REJECT:
        return ReviewStatus(
            state=State.REJECTED,
            content_sha256=content_sha256,
            submitted_by=submission.by,
            reason=last.reason,
        )
    return ReviewStatus(
        state=State.APPROVED,
        content_sha256=content_sha256,
        submitted_by=submission.by,
        approved_by=last.by,
        reason=last.reason,
    )


def _submission(events: Sequence[Event], content_sha256: str) -> Event | None:
    """The last submission of this content."""
    fitting = [
        e for e in events if e.action is Action.SUBMIT and e.content_sha256 == content_sha256
    ]
    return fitting[-1] if fitting else None


def _voided(action: Action) -> str:
    if action is Action.APPROVE:
        return _("The content changed after it was approved: the approval no longer counts.")
    if action is Action.SUBMIT:
        return _("The content changed after it was submitted: submit it again.")
    return _("The content changed after it was refused: submit it again.")
