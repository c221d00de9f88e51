"""What one cell looks like: nothing, a value with a form of its own, or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum


class Look(IntEnum):
    """The look of a cell, as far as finding tables needs it."""

    EMPTY = 0
    """Nothing, or a sign that nothing is known: “-”, “n.d.”."""
    TYPED = 1
    """A number, amount, percentage, date, time or truth value."""
    YEAR = 2
    """Four digits that can be a year: a value, or the label of a column."""
    WORDS = 3


_YEAR = re.compile(r"(?:18|19|20|21)\d\d(?:\.0)?")
_NUMBER = re.compile(
    r"[-+−(<>≤≥~]*\s*(?:[€$£¥]|EUR|CHF)?\s*[-+−]?"
    r"\d{1,3}(?:[\s\u00a0\u202f\u2009.,'’]?\d{3})*(?:[.,]\d*)?(?:[eE][-+]?\d+)?"
    r"\s*(?:[€$£¥%‰°]|EUR|CHF|euros?|[kKM]€|k€|m²|m2|ha|km|kg|h)?\s*\)?"
)
_PLAIN = re.compile(
    r"[-+−]?[\d\s\u00a0\u202f]*\d(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s*[€%]?|[-+−]?[.,]\d+"
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T\s]+\d{1,2}[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_TIME = re.compile(r"\d{1,2}[:h]\d{2}(?::\d{2})?")
TRUTH = frozenset({"true", "false", "vrai", "faux", "oui", "non", "yes", "no"})

_SEPARATOR_LINE = re.compile(r"sep=.{0,2}", re.IGNORECASE)
_MISSING = frozenset(
    {"-", "--", "---", "–", "—", "/", "//", "///", ".", "..", "...", "…", "?"}
    | {"nc", "n.c.", "nd", "n.d.", "n/a", "n.a."}
)
"""What people write where there is no value; no label of a column says it."""
_LONGEST_MISSING = 4
_DIGITS = re.compile(r"\d+")
_LONGEST_VALUE = 40


def look_of(text: str) -> Look:
    """The look of ``text``."""
    text = text.strip()
    if not text or (len(text) <= _LONGEST_MISSING and text.lower() in _MISSING):
        return Look.EMPTY
    if len(text) > _LONGEST_VALUE or not (
        text[0].isdigit() or text[-1].isdigit() or len(text) < 20
    ):
        return Look.WORDS
    if _DIGITS.search(text):
        if _YEAR.fullmatch(text):
            return Look.YEAR
        for pattern in (_PLAIN, _NUMBER, _DATE, _TIME):
            if pattern.fullmatch(text):
                return Look.TYPED
        return Look.WORDS
    return Look.TYPED if text.lower() in TRUTH else Look.WORDS


def is_date(text: str) -> bool:
    """Whether ``text`` is a day, with or without its time."""
    return _DATE.fullmatch(text.strip()) is not None


def is_truth_word(text: str) -> bool:
    """Whether ``text`` is yes or no."""
    return len(text) < 10 and text.strip().lower() in TRUTH


def is_separator_line(cells: Sequence[str]) -> bool:
    """Whether the row is the line ``sep=;`` that tells Excel how the file is cut."""
    return _SEPARATOR_LINE.fullmatch(cells[0].strip()) is not None and not any(cells[2:])


def squeezed(text: str) -> str:
    """``text`` with every run of white space, line breaks included, as one space."""
    return " ".join(text.replace("\ufeff", "").split())


def label_key(text: str) -> str:
    """``text`` for comparing labels: case, spaces and the numbers in words set aside."""
    key = squeezed(text).casefold()
    has_both = _DIGITS.search(key) and any(map(str.isalpha, key))
    return _DIGITS.sub("#", key) if has_both else key
