"""What a kind does to a person's privacy, and what is proposed against it."""

from __future__ import annotations

from collections.abc import Sequence

from curator.operations.base import Operation
from curator.privacy.model import KindScore, Role, Rule

DIRECT = frozenset(
    {
        "first-name", "last-name", "full-name", "email", "phone", "postal-address", "nir",
        "tax-number", "identity-card", "passport", "driving-licence", "residence-permit", "iban",
        "payment-card", "licence-plate", "student-number", "health-professional-number",
        "staff-number", "ip-address", "mac-address", "device-id", "social-handle", "profile-url",
        "signature", "photo-link", "coordinates", "cadastral-parcel",
    }
)  # fmt: skip
SENSITIVE = frozenset(
    {
        "health", "disability", "politics", "union", "religion", "origin", "sexual-life",
        "offence", "social-aid",
    }
)  # fmt: skip
QUASI = frozenset(
    {
        "birth-date", "birth-year", "birth-place", "age", "age-band", "sex", "commune", "iris",
        "postal-code", "profession", "nationality", "family-situation", "event-date", "minor",
    }
)  # fmt: skip
KINDS = DIRECT | SENSITIVE | QUASI
"""Every kind a scan can name (``docs``: the closed list of the command line’s contract)."""

LIKELY = 0.5
"""Confidence from which a kind counts."""

CERTAIN = 0.9


def role_of(kind: str) -> Role:
    """What one kind does to privacy."""
    if kind in DIRECT:
        return Role.DIRECT_IDENTIFIER
    if kind in SENSITIVE:
        return Role.SENSITIVE
    if kind in QUASI:
        return Role.QUASI_IDENTIFIER
    from curator.privacy.house_kinds import house_kinds

    return next((house.role for house in house_kinds() if house.name == kind), Role.NONE)


_ORDER = (Role.DIRECT_IDENTIFIER, Role.SENSITIVE, Role.QUASI_IDENTIFIER)


def role_of_field(kinds: Sequence[KindScore]) -> Role:
    """The gravest role of the kinds that count."""
    roles = {role_of(score.kind) for score in kinds if score.confidence >= LIKELY}
    return next((role for role in _ORDER if role in roles), Role.NONE)


def suggestion_for(
    field: str, kinds: Sequence[KindScore], role: Role, rule: Rule | None, contained: Sequence[str]
) -> Operation | None:
    """The operation proposed for a field; None where nothing needs to be done at once.

    ``contained``: kinds that only some of its texts hold.
    """
    from curator.operations.privacy import (
        GeneraliseDate,
        Pseudonymise,
        RedactText,
        TruncatePostalCode,
    )
    from curator.operations.structure import SuppressField

    counting = [score.kind for score in kinds if score.confidence >= LIKELY]
    if not counting or rule in (Rule.ELECTED_OFFICIAL, Rule.ROLE_MAILBOX):
        return None
    whole = [kind for kind in counting if kind not in contained]
    if not whole:
        return RedactText(field=field, kinds=tuple(sorted(contained)))
    if role in (Role.DIRECT_IDENTIFIER, Role.SENSITIVE):
        if whole[0] in ("staff-number", "student-number"):
            return Pseudonymise(field=field)
        return SuppressField(field=field)
    if "birth-date" in whole:
        return GeneraliseDate(field=field)
    return TruncatePostalCode(field=field) if "postal-code" in whole else None
