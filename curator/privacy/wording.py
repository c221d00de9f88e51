"""Kinds, roles, rules and levels in the words of the interface."""

from __future__ import annotations

from typing import Any

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.privacy.model import FieldFinding, Role, Rule
from curator.privacy.roles import CERTAIN, LIKELY

_KINDS = {
    "first-name": N_("first name"),
    "last-name": N_("surname"),
    "full-name": N_("name of a person"),
    "email": N_("e-mail address"),
    "phone": N_("telephone number"),
    "postal-address": N_("postal address"),
    "birth-date": N_("date of birth"),
    "birth-year": N_("year of birth"),
    "birth-place": N_("place of birth"),
    "age": N_("age"),
    "age-band": N_("age band"),
    "nir": N_("social security number"),
    "tax-number": N_("tax number"),
    "identity-card": N_("identity card number"),
    "passport": N_("passport number"),
    "driving-licence": N_("driving licence number"),
    "residence-permit": N_("residence permit number"),
    "iban": N_("bank account"),
    "payment-card": N_("payment card"),
    "licence-plate": N_("licence plate"),
    "student-number": N_("pupil or student number"),
    "health-professional-number": N_("health professional number"),
    "staff-number": N_("staff number"),
    "ip-address": N_("IP address"),
    "mac-address": N_("MAC address"),
    "device-id": N_("device identifier"),
    "social-handle": N_("account on a social network"),
    "profile-url": N_("profile page"),
    "coordinates": N_("exact coordinates"),
    "cadastral-parcel": N_("cadastral parcel"),
    "signature": N_("signature"),
    "photo-link": N_("portrait"),
    "health": N_("health"),
    "disability": N_("disability"),
    "politics": N_("political opinion"),
    "union": N_("union membership"),
    "religion": N_("religion"),
    "origin": N_("ethnic origin"),
    "sexual-life": N_("sexual life"),
    "offence": N_("offence or conviction"),
    "social-aid": N_("social aid"),
    "minor": N_("minor"),
    "sex": N_("sex"),
    "commune": N_("commune"),
    "iris": N_("IRIS district"),
    "postal-code": N_("postal code"),
    "profession": N_("profession"),
    "nationality": N_("nationality"),
    "family-situation": N_("family situation"),
    "event-date": N_("date of an event"),
}

_ROLES = {
    Role.DIRECT_IDENTIFIER: N_("direct identifier"),
    Role.QUASI_IDENTIFIER: N_("quasi-identifier"),
    Role.SENSITIVE: N_("sensitive information"),
    Role.NONE: N_("not personal"),
}

_RULES = {
    Rule.ELECTED_OFFICIAL: N_(
        "Elected officials: names and mandates may be published (CRPA, art. D312-1-3); to be "
        "checked."
    ),
    Rule.PUBLIC_AGENT: N_(
        "Public servants acting as such: name, grade and office may be communicated, private "
        "details may not; to be checked."
    ),
    Rule.SOLE_TRADER: N_(
        "A person’s name beside a company number: a sole trader is a person; to be checked."
    ),
    Rule.ROLE_MAILBOX: N_("Mailboxes of offices are not personal; to be checked."),
}  # fmt: skip


def in_words(name: str, value: Any) -> Any:
    """What fills a line of evidence: a share (0 to 1) as per cent, a kind as its name."""
    if isinstance(value, float):
        return percent(value)
    return kind_name(value) if name == "kind" else value


def percent(share: float) -> str:
    """A share as per cent; less than one is not rounded to nothing."""
    number = f"{100 * share:.0f}" if share >= 0.01 or share == 0 else f"{100 * share:.2g}"
    # Translators: a number and its per cent sign.
    return _("{number}%").format(number=number)


def kind_name(kind: str) -> str:
    """A kind in words (one that an organisation added is its own name)."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def role_name(role: Role) -> str:
    """A role in words."""
    return _(_ROLES[role])


def rule_sentence(rule: Rule) -> str:
    """What a rule allows, and that a human must look."""
    return _(_RULES[rule])


def level_name(finding: FieldFinding) -> str:
    """How sure a finding is: certain, probable, or to be checked (a rule applies)."""
    best = max((score.confidence for score in finding.kinds), default=0.0)
    if finding.rule is not None or best < LIKELY:
        return _("to be checked")
    return _("certain") if best >= CERTAIN else _("probable")
