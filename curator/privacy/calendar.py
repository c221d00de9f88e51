"""Dates as spreadsheets hold them, read only as far as telling a birth from an event needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from curator.privacy.evidence import ColumnEvidence
from curator.privacy.text import folded

MONTHS = {
    name: n
    for n, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march",
            "avril avr april apr", "mai may", "juin june jun", "juillet juil july jul",
            "aout aou august aug", "septembre sept sep september", "octobre oct october",
            "novembre nov november", "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
"""Folded month names and abbreviations."""

MONTH_WORDS = "|".join(sorted(MONTHS, key=len, reverse=True))
_TIME = r"(?:[T ]\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([\-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([\-/. ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})|(\d{2})(\d{2})(\d{4})")
_SPOKEN = re.compile(
    rf"(?:\w+di |dimanche )?(\d{{1,2}})(?:er)?[ \-]({MONTH_WORDS})\.?[ \-](\d{{4}}|\d{{2}})"
)

Day = tuple[int, int, int]
"""Year, month, day."""


def read_day(text: str, this_year: int) -> Day | None:
    """The day that ``text`` is, day before month; None when it is no date."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[3], match[4], this_year)
    if match := _YEAR_LAST.fullmatch(text):
        return _day(match[4], match[3], match[1], this_year)
    if match := _SPOKEN.fullmatch(folded(text)):
        return _day(match[3], str(MONTHS[match[2]]), match[1], this_year)
    if match := _COMPACT.fullmatch(text):
        if match[1] and (found := _day(match[1], match[2], match[3], this_year)):
            return found
        return _day(text[4:], text[2:4], text[:2], this_year)
    return None


def _day(year: str, month: str, day: str, this_year: int) -> Day | None:
    y, m, d = int(year), int(month), int(day)
    if len(year) == 2:
        y += 2000 if y <= this_year % 100 else 1900
    if m > 12 and d <= 12:  # month first, as American files have it
        m, d = d, m
    return (y, m, d) if 1 <= m <= 12 and 1 <= d <= 31 and 1850 <= y <= 2100 else None


@dataclass(frozen=True)
class DateProfile:
    """Dates of a column, over its sample.

    ``share`` of the cells that are dates; ``serial`` that are whole numbers as Excel counts days;
    ``years`` at the 5th, 50th and 95th hundredth (0 when there are no dates); ``future`` and
    ``recent`` (the two last years): shares of the dates; ``first_of_year``: on 1 January.
    """

    share: float
    serial: float
    years: tuple[int, int, int]
    future: float
    recent: float
    first_of_year: float
    round_days: float

    @property
    def spread(self) -> int:
        """Years between the 5th and the 95th hundredth."""
        return self.years[2] - self.years[0]


def date_profile(column: ColumnEvidence) -> DateProfile:
    """The dates of a column."""
    profile: DateProfile = column.once("dates", lambda: _profile(column))
    return profile


def _profile(column: ColumnEvidence) -> DateProfile:
    today = date.today()
    found: list[tuple[Day, int]] = []
    serials = 0
    for value in column.sample:
        day = read_day(value.number, today.year)
        if day is not None:
            found.append((day, value.count))
        elif value.number.isdigit() and 1 <= len(value.number) <= 5:
            number = int(value.number)
            serials += value.count if 1 <= number <= 55000 else 0
    total = sum(n for _, n in found)
    if not total:
        return DateProfile(0.0, serials / column.weight, (0, 0, 0), 0.0, 0.0, 0.0, 0.0)
    days = sorted(found)
    return DateProfile(
        share=total / column.weight,
        serial=serials / column.weight,
        years=_quantiles(days, total),
        future=sum(n for d, n in days if d > (today.year, today.month, today.day)) / total,
        recent=sum(n for d, n in days if d[0] >= today.year - 2) / total,
        first_of_year=sum(n for d, n in days if d[1:] == (1, 1)) / total,
        round_days=sum(n for d, n in days if d[2] == 1) / total,
    )


def _quantiles(days: list[tuple[Day, int]], total: int) -> tuple[int, int, int]:
    wanted, found, seen = [0.05, 0.5, 0.95], [], 0
    for day, count in days:
        seen += count
        while wanted and seen >= wanted[0] * total:
            found.append(day[0])
            wanted.pop(0)
    found += [days[-1][0][0]] * len(wanted)
    return found[0], found[1], found[2]


_YEAR = re.compile(r"(?:19|20)\d\d")
_EXCEL_EPOCH = date(1899, 12, 30)


def day_of(text: str) -> Day | None:
    """The day that a text is, a bare year (month and day 0) and an Excel day number included."""
    text = text.removesuffix(".0")
    if _YEAR.fullmatch(text):
        return int(text), 0, 0
    if text.isascii() and text.isdigit() and 2 <= len(text) <= 5:
        found = _EXCEL_EPOCH + timedelta(days=int(text))
        return found.year, found.month, found.day
    return read_day(text, date.today().year)
