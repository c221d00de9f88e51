"""Where a person lives or was born: communes, postal codes, IRIS, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.context import Context
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, TableEvidence, Value
from curator.privacy.model import Rule
from curator.privacy.names import communes
from curator.privacy.owner import Owner, owner_of
from curator.privacy.score import Case, Finding
from curator.privacy.text import folded, words

_POSTAL = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-8])\s?\d{3}|[1-9]\d{3}")
_IRIS = re.compile(r"\d[\dAB]\d{3}\s?\d{4}|\d{4}|[\w' \-]+")
_IRIS_CODE = re.compile(r"\d[\dAB]\d{3}\s?\d{4}")
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{3,}")
_PAIR = re.compile(
    r"[\[(]?\s*-?\d{1,3}[.,]\d{3,}\s*[,; ]\s*-?\d{1,3}[.,]\d{3,}\s*[\])]?|POINT\s?\(.+\)",
    re.IGNORECASE,
)


def _is_commune(value: Value) -> bool:
    name = re.sub(
        r"\s*(?:\(\d[\dAB]\d?\)|cedex.*|\d+e(?:me|r)?(?: arr.*)?|\d{2}$)", "", value.folded
    )
    return " ".join(words(folded(name))) in communes()


def _is_postal_code(value: Value) -> bool:
    return bool(_POSTAL.fullmatch(value.number))


@detector
def detect_birth_places(view: View) -> Iterable[Finding]:
    """Places of birth: the header says it, the values are places."""
    column, context = view.column, view.context
    header = column.header.strength("birth-place")
    if header < 0.5 or not column.filled:
        return
    case = Case("birth-place", share=1.0, group="place")
    header_evidence(case, column)
    share = column.share(_is_commune)
    case.add(1.0 + share, N_("{share} of the values are names of communes"), share=share)
    if column.share(_is_like_date) >= 0.5:
        case.add(-8)
    if context.is_settled and context.subject("official") >= 0.5:
        case.rule = Rule.ELECTED_OFFICIAL
    yield case.closed()


def _is_like_date(value: Value) -> bool:
    return sum(c.isdigit() for c in value.text) >= 6


def _weigh_residence(
    case: Case, column: ColumnEvidence, table: TableEvidence, context: Context
) -> None:
    """A place matters where the rows are persons and it is theirs."""
    if not context.is_settled:
        case.at_most(0.5)
        return
    owner = owner_of(column, table, context)
    is_public_life = context.subject("official") >= 0.5 and not column.header.has("domicile")
    if owner is not Owner.PUBLIC and context.person >= 0.5 and not is_public_life:
        case.add(1.8, N_("The rows are persons"))
    else:
        case.at_most(0.25)


def _are_bare_codes(column: ColumnEvidence, context: Context) -> bool:
    """Whether five digits without a header are postal codes: most of those end in zero."""
    return (
        column.header.is_missing
        and context.person >= 0.6
        and column.share(_is_postal_code) >= 0.9
        and column.share(_ends_in_zero) >= 0.6
        and column.distinct > 1
    )


def _ends_in_zero(value: Value) -> bool:
    return len(value.number) == 5 and value.number.endswith("0") and value.number[-3:] != "000"


@detector
def detect_residence(view: View) -> Iterable[Finding]:
    """Commune, postal code and IRIS of persons: quasi-identifiers; of anything else, nothing."""
    column, table, context = view.column, view.table, view.context
    checks = (
        ("commune", _is_commune, 0.5, 3.5),
        ("postal-code", _is_postal_code, 0.7, 0.5),
        ("iris", _is_iris, 0.7, 0.5),
    )
    for kind, test, least, weight in checks:
        share, header = column.share(test), column.header.strength(kind)
        is_bare = kind == "postal-code" and _are_bare_codes(column, context)
        if share < least or (header < 0.3 and not is_bare and (kind != "commune" or share < 0.7)):
            continue
        if column.header.strength("birth-place") >= 0.5:
            continue
        case = Case(kind, share=share, group="place")
        header_evidence(case, column)
        case.add(
            (3.0 if is_bare else weight) * share,
            N_("{share} of the values have the right form"),
            share=share,
        )
        _weigh_residence(case, column, table, context)
        yield case.closed()


def _is_iris(value: Value) -> bool:
    return bool(_IRIS.fullmatch(value.text)) and not (
        value.number.isdigit() and len(value.number) not in (4, 9)
    )


def _is_coordinate(value: Value) -> bool:
    return bool(_DECIMAL.fullmatch(value.text) or _PAIR.fullmatch(value.text)) or (
        value.number.replace(".", "").isdigit() and len(value.number.partition(".")[0]) in (6, 7)
    )


_DEGREES = re.compile(r"(?:4[1-9]|5[01])[.,]\d{5,}|-?\d[.,]\d{5,}")
"""A latitude or longitude of metropolitan France, to the metre."""


def _are_bare_degrees(column: ColumnEvidence) -> bool:
    return column.header.is_missing and column.share(_is_degrees) >= 0.95


def _is_degrees(value: Value) -> bool:
    return bool(_DEGREES.fullmatch(value.text))


@detector
def detect_coordinates(view: View) -> Iterable[Finding]:
    """Exact coordinates of homes: those of anything public are no one’s."""
    column, context = view.column, view.context
    header, share = column.header.strength("coordinates"), column.share(_is_coordinate)
    is_bare = header < 0.3 and context.person >= 0.7 and _are_bare_degrees(column)
    if (header < 0.3 and not is_bare) or share < 0.5:
        return
    case = Case("coordinates", share=share, group="number")
    header_evidence(case, column)
    weight = 4.0 if is_bare else 2.0
    case.add(weight * share, N_("{share} of the values are coordinates"), share=share)
    if context.is_settled:
        if (
            (context.person >= 0.7 or column.header.has("domicile"))
            and context.public < 0.85
            and not context.subject("official") >= 0.5
        ):
            case.add(1.0, N_("The rows are persons"))
        else:
            case.at_most(0.3)
    yield case.closed()
