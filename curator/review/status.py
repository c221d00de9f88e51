"""Where a dossier stands in its review."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curator.review.people import Person


class State(StrEnum):
    """Where the dossier stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"


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
