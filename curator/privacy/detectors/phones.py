"""Telephone numbers, in every form a spreadsheet leaves them in; switchboards set apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.context import Context
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, TableEvidence, Value
from curator.privacy.model import Reason
from curator.privacy.owner import Owner, owner_of
from curator.privacy.score import Case, Finding

_SEPARATOR = r"[\s.\-/_]{0,2}"
NATIONAL = rf"0[1-9](?:{_SEPARATOR}\d{{2}}){{4}}"
INTERNATIONAL = (
    rf"(?:\+|00)\s?(?:33|262|590|594|596|269|687|689|508|681|32|41|352|34|39|49|44|351|212|213|216|221|223|225|1|7|90|48|40)"
    rf"{_SEPARATOR}(?:\(0\))?(?:{_SEPARATOR}\d){{8,10}}"
)
# In a text the separators must be alike, or dates side by side would do.
PHONE = re.compile(
    rf"(?<![\w+.,/\-])(?:{INTERNATIONAL}|"
    r"(?:0|\(0\)[ ]?)[1-9](?P<s>[ .\-/\u00a0\u202f]?)\d\d(?:(?P=s)\d\d){3}|"
    rf"0[1-9]\d{{2}}(?P<t>[ .])\d{{2}}(?P=t)\d{{2}}(?P=t)\d{{2}})(?!\d|[.,/\-]\d)"
)
"""A telephone number inside any text."""

_NATIONAL_ONLY = re.compile(
    rf"{NATIONAL}|0[1-9]{_SEPARATOR}\d(?:{_SEPARATOR}\d{{3}}){{2}}{_SEPARATOR}\d?"
)
_INTERNATIONAL_ONLY = re.compile(INTERNATIONAL)
_ANY_INTERNATIONAL = re.compile(r"\+\d{1,3}(?:[\s.\-]?\(?\d+\)?){2,6}")
LOST_ZERO = re.compile(r"[1-9](?:[\s.\-]?\d{2}){4}")
"""A whole text: a French telephone number that was taken for a number."""

_BARE_33 = re.compile(r"33[1-9]\d{8}")
_MOBILE = re.compile(r"(?:0|\+?33\D{0,4}|0033)?[67]\d?")
_LABEL = re.compile(
    r"^(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|fixe|fax)?\s*[.:°]*\s*", re.IGNORECASE
)
_NOT_PHONE = (
    "siret", "siren", "code", "compte", "marche", "facture", "dossier", "reference", "montant",
    "nir", "latitude", "longitude", "identifiant", "budget", "mandat", "finess", "rna", "serie",
    "inventaire",
)  # fmt: skip


def phones_of(value: Value) -> list[str]:
    """The parts of a value when every one is a telephone number in a sure form; else nothing."""
    parts = [
        _LABEL.sub("", p).strip()
        for p in re.split(r"\s*(?:[/;,|\n]|\bou\b|\bet\b)\s*", value.number)
    ]
    text = _LABEL.sub("", value.number).strip(" '\"")
    for candidates in ([text], [p for p in parts if p]):
        if candidates and all(_is_phone(c) for c in candidates):
            return candidates
    return []


def _is_phone(text: str) -> bool:
    if _NATIONAL_ONLY.fullmatch(text) or _INTERNATIONAL_ONLY.fullmatch(text):
        return True
    digits = sum(c.isdigit() for c in text)
    return bool(_ANY_INTERNATIONAL.fullmatch(text)) and 9 <= digits <= 15


def _is_sure(value: Value) -> bool:
    return bool(phones_of(value))


def _lost_its_zero(value: Value) -> bool:
    return bool(LOST_ZERO.fullmatch(value.number) or _BARE_33.fullmatch(value.number))


def _is_mobile(value: Value) -> bool:
    digits = re.sub(r"\D", "", value.number)
    digits = re.sub(r"^(?:0033|33|0)", "", digits)
    return digits[:1] in ("6", "7")


@detector
def detect_phones(view: View) -> Iterable[Finding]:
    """A field of telephone numbers: form and header decide (any nine digits look like one)."""
    column, table, context = view.column, view.table, view.context
    sure, lost = column.share(_is_sure), column.share(_lost_its_zero)
    share = sure + lost
    if share < 0.3:
        return
    case = Case("phone", share=share, group="number")
    header = header_evidence(case, column)
    case.add(9 * sure)
    if sure:
        case.reasons.append(_sentence(sure))
    if lost >= 0.1:
        is_mixed = sure > lost or sure >= _SOME  # those that kept their zero vouch for the rest
        weight = 4.0 if header >= 0.3 or is_mixed else 0.0
        case.add(
            weight * lost, N_("{share} of the values are telephone numbers that lost their zero"),
            share=lost,
        )  # fmt: skip
        if header < 0.3 and not is_mixed:
            case.add(_bare_weight(column, context) * lost)
    if column.header.has(*_NOT_PHONE) and header < 0.5:
        case.add(-5)
    _weigh_owner(case, column, table, context)
    yield case.closed()


def _bare_weight(column: ColumnEvidence, context: Context) -> float:
    """What nine digits without a telling header are worth: mobiles all begin with 6 or 7."""
    if not _is_mostly_mobile(column):
        return -2.5
    if column.share(_is_mobile) < 0.9 or column.distinct < _ENOUGH or context.person < 0.6:
        return -0.5
    return 4.5


_SOME = 0.05

_ENOUGH = 6
"""Different numbers that do not all begin with 6 or 7 by chance."""


def _is_mostly_mobile(column: ColumnEvidence) -> bool:
    return column.share(_is_mobile) >= 0.6


def _sentence(share: float) -> Reason:
    message = N_("{share} of the values have the form of a telephone number")
    return Reason(message=message, parameters={"share": share})


def _weigh_owner(
    case: Case, column: ColumnEvidence, table: TableEvidence, context: Context
) -> None:
    owner = owner_of(column, table, context)
    is_own = column.header.has("portable") or _is_mostly_mobile(column)
    if owner is Owner.PUBLIC and not is_own:
        case.at_most(0.35).add(
            0, N_("The neighbouring fields make it the number of an office or a place")
        )
    elif owner is Owner.PERSON:
        case.add(1, N_("The neighbouring fields are about a person"))
