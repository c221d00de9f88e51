"""Fields without a header in tables of persons: ages, numbers of identity cards, pseudonyms.

Their values have no form that proves them; how they are spread, and the persons beside them, tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from curator.i18n import N_
from curator.privacy.context import Context
from curator.privacy.detectors.base import View, detector
from curator.privacy.evidence import ColumnEvidence, Value
from curator.privacy.score import Case, Finding

_PERSONS = 0.6
"""How sure the other fields must be of persons."""

_FEW = 8
"""Values under which nothing can be told from how they are spread."""

_CARD = re.compile(r"\d{2}(?:0[1-9]|1[0-2])[0-9A-Z]{2}[0-9A-Z]\d{5}")
"""The old national identity card: year, month, department, place, sequence."""

_PSEUDONYM = re.compile(r"(?=.*[a-z]{3})(?=.*[\d_.])[a-z][a-z0-9_.\-]{3,24}")
_NOT_A_PSEUDONYM = re.compile(
    r".*\.(?:fr|com|org|net|eu|pdf|jpe?g|png|docx?|xlsx?|csv|html?)$|www\.|[a-z]{1,3}[_.\-]?\d+$|"
    r"(?:ref|lot|art|num|id|ligne|code|poste|salle|site|bat)[_.\-]?\d+$"
)


def _is_bare(column: ColumnEvidence, context: Context) -> bool:
    """Whether a field has no header and stands in a table that other fields make of persons."""
    return (
        column.header.is_missing
        and context.is_settled
        and column.filled >= _FEW
        and context.person_apart(column) >= _PERSONS
        and context.public < 0.85
    )


def _is_age(value: Value) -> bool:
    return value.number.isdigit() and len(value.number) <= 3 and int(value.number) <= 110


def _are_ages(column: ColumnEvidence) -> bool:
    """Whether numbers are spread as ages are: over generations, none of them round or tiny.

    Quantities begin at nought and heap up low; marks and shares stop at twenty or a hundred.
    """
    if column.share(_is_age) < 1.0:
        return False
    ages = sorted(int(v.number) for v in column.sample for _ in range(v.count))
    tenth = len(ages) // 10
    low, middle, high = ages[tenth], ages[len(ages) // 2], ages[-1 - tenth]
    is_wide = high - low >= 25 and low >= 5 and 20 <= middle <= 75 and ages[-1] <= 105
    is_round = sum(n % 5 == 0 for n in ages) > 0.4 * len(ages)
    return is_wide and not is_round and column.distinct >= _FEW


@detector
def detect_bare_ages(view: View) -> Iterable[Finding]:
    """Whole numbers without a header, spread as ages are, beside persons."""
    column, context = view.column, view.context
    if not _is_bare(column, context) or not _are_ages(column):
        return
    if context.kind_elsewhere(column, "age", "birth-date", "birth-year") >= 0.5:
        return
    case = Case("age", share=1.0, group="age")
    yield case.add(4.4, N_("Whole numbers spread as ages are, beside persons")).closed()


def _formed(view: View, test: Callable[[Value], bool], least: float, distinct: float) -> float:
    """The share of values of a form, in a field without a header where nearly each is another.

    0 when it is under ``least``, or when fewer than the share ``distinct`` of them differ.
    """
    column = view.column
    if not _is_bare(column, view.context) or column.distinct < distinct * column.filled:
        return 0.0
    share = column.share(test)
    return share if share >= least else 0.0


def _is_card(value: Value) -> bool:
    return bool(_CARD.fullmatch(value.number.replace(" ", "")))


@detector
def detect_bare_cards(view: View) -> Iterable[Finding]:
    """Numbers of identity cards without a header: their month is one of the calendar."""
    if share := _formed(view, _is_card, 0.9, 0.9):
        case = Case("identity-card", share=share, group="number")
        case.add(4.6, N_("{share} of the values have the right form"), share=share)
        yield case.closed()


def _is_pseudonym(value: Value) -> bool:
    text = value.text
    return bool(_PSEUDONYM.fullmatch(text)) and not _NOT_A_PSEUDONYM.match(text)


@detector
def detect_bare_pseudonyms(view: View) -> Iterable[Finding]:
    """Names that people give themselves, without a header: letters with digits or points."""
    if share := _formed(view, _is_pseudonym, 0.7, 0.8):
        case = Case("social-handle", share=share)
        case.add(4.4, N_("{share} of the values have the form of an account name"), share=share)
        yield case.closed()
