"""Postal addresses: a home, or a building where the public goes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.context import Context
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, TableEvidence, Value
from curator.privacy.model import Rule
from curator.privacy.owner import Owner, owner_of
from curator.privacy.score import Case, Finding

STREET = (
    r"(?:rue|r\.|avenue|ave?\.?|boulevard|bo?u?ll?e?v?a?rd|bd\.?|blvd\.?|bld\.?|place|pl\.?|"
    r"impasse|imp\.?|chemin|chem?\.?|all[ée]es?|all\.?|quai|cours|route|rte\.?|square|sq\.?|"
    r"ruelle|sentier|sente|passage|pass\.?|rond[ -]point|voie|lotissement|lot\.?|r[ée]sidence|"
    r"r[ée]s\.?|hameau|ham\.?|lieu[ -]dit|cit[ée]|esplanade|promenade|mont[ée]e|c[ôo]te|traverse|"
    r"clos|mail|parvis|faubourg|fbg|quartier|villa|venelle|cour|domaine)"
)
_NUMBERED = re.compile(
    r"(?:.*[,;(]\s*|(?:apt|appt?|bat|bât|esc)\S*\s+\S+\s+)?"
    r"\d{1,4}\s?(?:bis|ter|quater|[a-dA-D])?(?:\s?[-/]\s?\d{1,4})?\s*[,]?\s+"
    rf"(?:\w+\s+)?{STREET}\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(rf"(?:{STREET})\s+\S.*|bp\s?\d+.*|lieu[ -]?dit\s.*", re.IGNORECASE | re.DOTALL)
_WITH_POSTAL_CODE = re.compile(r".*\S.*[ ,\-]\s*(?:F-)?\d{2}\s?\d{3}\s+[^\W\d_].*", re.DOTALL)
_NUMBER_ONLY_START = re.compile(
    r"\d{1,4}\s?(?:bis|ter|[A-D])?,?\s+[^\W\d_][^\d]{3,}", re.IGNORECASE
)


def _may_be_address(value: Value) -> bool:
    """A quick look: several words, or a post office box."""
    return " " in value.text or value.folded.startswith("bp")


def _is_numbered(value: Value) -> bool:
    return _may_be_address(value) and bool(_NUMBERED.fullmatch(value.text))


def is_address(value: Value) -> bool:
    """A street address, with or without number."""
    text = value.text
    return _may_be_address(value) and (
        _is_numbered(value)
        or bool(_NAMED.fullmatch(text))
        or (bool(_WITH_POSTAL_CODE.fullmatch(text)) and any(c.isdigit() for c in text[:5]))
    )


def _starts_with_number(value: Value) -> bool:
    return bool(_NUMBER_ONLY_START.fullmatch(value.text))


@detector
def detect_postal_addresses(view: View) -> Iterable[Finding]:
    """Addresses of persons; those of organisations, places and works sites stay quiet."""
    column, table, context = view.column, view.table, view.context
    share = column.share(is_address)
    header = column.header.strength("postal-address")
    numbered = column.share(_is_numbered)
    loose = column.share(_starts_with_number) if header >= 0.8 else 0.0
    if max(share, loose) < 0.3 or column.header.strength("email") >= 0.5:
        return
    case = Case("postal-address", share=max(share, loose))
    header_evidence(case, column)
    case.add(
        4 * max(numbered, 0.6 * share, 0.5 * loose),
        N_("{share} of the values are street addresses"),
        share=max(share, loose),
    )
    if context.is_settled:
        _weigh_owner(case, column, table, context)
    if numbered < 0.1 and share and not column.header.has("adresse", "domicile"):
        case.at_most(0.45)  # streets without a number: where something is, not where one lives
    yield case.closed()


def _weigh_owner(
    case: Case, column: ColumnEvidence, table: TableEvidence, context: Context
) -> None:
    owner = owner_of(column, table, context)
    if owner is Owner.PUBLIC:
        case.at_most(0.3).add(
            0,
            N_("The neighbouring fields make it the address of an organisation or a public place"),
        )
    elif owner is Owner.PERSON:
        case.add(2.0, N_("The neighbouring fields are about a person"))
        if context.subject("official") >= 0.5:
            case.rule = Rule.ELECTED_OFFICIAL
    elif not column.header.has("domicile"):
        says_post = column.header.has("adresse") and column.header.has("postal")
        is_likely = context.public < 0.3 and (context.person >= 0.35 or says_post)
        case.at_most(0.55 if is_likely else 0.45)
    if column.header.has("lieu") and not column.header.has("domicile", "adresse"):
        case.at_most(0.45)
