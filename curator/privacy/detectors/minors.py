"""Children: a header that names one; classes, births and ages under eighteen beside names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from curator.i18n import N_
from curator.privacy.calendar import date_profile, read_day
from curator.privacy.detectors.base import View, detector
from curator.privacy.evidence import TableEvidence, Value
from curator.privacy.score import Case, Finding

_MAJORITY = 18
_MOSTLY = 0.8
"""Share of the values from which a field is one of children."""

_NAMES = ("first-name", "last-name", "full-name")
_CLASS = re.compile(
    r"(?:classe (?:de )?)?(?:t?ps|ms|gs|cp|ce ?[12]|cm ?[12]|"
    r"(?:petite|moyenne|grande|tres petite|toute petite) section|"
    r"[3-6] ?(?:e|eme)|(?:sixieme|cinquieme|quatrieme|troisieme))"
    r"(?:[ /\\-]?(?:[a-h]|[1-9]|(?:t?ps|ms|gs|cp|ce[12]|cm[12])))?(?: (?:de |m|mme).*)?"
)
"""A class of nursery, primary or lower secondary school, folded (GS, CE1, 6e B, CM1-CM2)."""

_TEACHERS = (
    "enseignant",
    "enseignante",
    "professeur",
    "instituteur",
    "atsem",
    "directeur",
    "agent",
)

_AGE = re.compile(r"(\d{1,2})(?:[.,]0+)?(?: ?(?:ans|a|mois))?")


def _is_class(value: Value) -> bool:
    return bool(_CLASS.fullmatch(value.folded))


def _is_under_age(value: Value) -> bool:
    match = _AGE.fullmatch(value.folded)
    return bool(match) and int(match[1]) < _MAJORITY if match else False


def _is_born_lately(value: Value) -> bool:
    today = date.today()
    day = read_day(value.number, today.year)
    return day is not None and (today.year - _MAJORITY, today.month, today.day) < day


@detector
def detect_minors(view: View) -> Iterable[Finding]:
    """Children’s names and details: they are owed more care than anybody else’s."""
    column, context = view.column, view.context
    if not column.filled or not context.is_settled:
        return
    for share, message in _signs(view):
        if share >= _MOSTLY:
            yield Case("minor", share=share).add(6, message, share=share).closed()
            return


def _signs(view: View) -> Iterable[tuple[float, str]]:
    """What may say that a child is meant: the share of the values that do, and why."""
    column, context = view.column, view.context
    if column.header.has("enfant", "eleve", "mineur"):
        named = context.kind_at(column.index, *_NAMES, "birth-date") >= 0.5
        yield float(named), N_("The header says that a child is meant")
    if context.kind_elsewhere(column, *_NAMES) < 0.5:
        return
    if context.kind_at(column.index, "birth-date") >= 0.5 and date_profile(column).share >= 0.5:
        yield (
            column.share(_is_born_lately),
            N_("{share} of the dates are births less than eighteen years ago"),
        )
    if context.kind_at(column.index, "age") >= 0.5:
        yield column.share(_is_under_age), N_("{share} of the ages are under eighteen")
    if not view.table.once("teachers", view.table, lambda: _is_of_teachers(view.table)):
        yield column.share(_is_class), N_("{share} of the values are classes of a school")


def _is_of_teachers(table: TableEvidence) -> bool:
    """Whether the persons are those who teach the classes."""
    return any(column.header.has(*_TEACHERS) for column in table.columns)
