"""The review of a dossier as a list of events: who did what, to which content."""

from __future__ import annotations

from collections.abc import Mapping
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
