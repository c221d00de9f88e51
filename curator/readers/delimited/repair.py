"""Rows that separators inside their values tore apart, put together again.

Nothing is lost or added: cells that belong together are joined by the separator that cut them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from curator.readers.delimited.dialect import USUAL, Dialect, split_rows, unwrapped
from curator.readers.regions.cells import Look, look_of

_WHOLE = re.compile(r"\s*[-+]?\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*\s*")
_DECIMALS = re.compile(r"\d{1,2}\s*(?:[€%]|EUR)?\s*")

LEAST_ROWS = 5
PROFILE_ROWS = 200
LEAST_WORDS = 3
"""Fewer cells of words than this may be a sentence with a sign in it."""
LONGEST_RUN = 6
WORST = 1.5
"""Highest cost at which a torn row is put together; beyond, it stays ragged."""


@dataclass
class Repairs:
    """Positions of the rows that were changed, by what was done to them."""

    wrapped: list[int] = field(default_factory=list)
    otherwise: list[int] = field(default_factory=list)
    decimals: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)


def repair(rows: list[list[str]], dialect: Dialect) -> Repairs:
    """Mend ``rows`` in place."""
    repairs = Repairs()
    if not rows or not dialect.delimiter:
        return repairs
    for index, again in unwrapped(rows, dialect).items():
        rows[index] = again
        repairs.wrapped.append(index)
    width = _header_width(rows)
    profile = Profile.of(rows)
    for index, row in enumerate(rows):
        if row:
            rows[index] = mended(row, dialect, width, profile, index, repairs)
    if dialect.delimiter == ",":
        _join_decimals(rows, width, repairs)
    return repairs


def _header_width(rows: Sequence[Sequence[str]]) -> int:
    """Cells of the first row if it names columns, else the usual number."""
    first = next((row for row in rows if any(row)), [])
    names = [cell for cell in first if cell.strip()]
    distinct = len(names) > 1 and len(set(names)) == len(names)
    if distinct and all(look_of(name) == Look.WORDS for name in names):
        return len(first)
    return Counter(len(row) for row in rows if row).most_common(1)[0][0]


@dataclass(frozen=True)
class Profile:
    """What the cells of each column mostly look like in rows of the usual width."""

    looks: tuple[Look, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]]) -> Profile:
        """The profile of rows; those of another width are left out."""
        widths = Counter(len(row) for row in rows if row)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        if count * 2 < widths.total():
            return cls(())
        good = list(islice((row for row in rows if len(row) == width), PROFILE_ROWS))
        columns = zip(*good, strict=True)
        return cls(tuple(Counter(map(look_of, column)).most_common(1)[0][0] for column in columns))

    def fits(self, cells: Sequence[str], delimiter: str) -> bool:
        """Whether values stand in the columns of values, or at least no prose was torn."""
        if len(cells) != len(self.looks):
            return False
        looks = [
            look_of(cell)
            for cell, look in zip(cells, self.looks, strict=True)
            if look in (Look.TYPED, Look.YEAR)
        ]
        if delimiter == " ":  # a sentence has as many words as a row has cells now and then
            return len(looks) > 1 and Look.WORDS not in looks and looks.count(Look.EMPTY) < 2
        if any(looks):
            # A column of values may say “NC”; two of three that do not fit are too many.
            return looks.count(Look.WORDS) * 3 <= len(looks) - looks.count(Look.EMPTY)
        return len(cells) >= LEAST_WORDS and not any(cell[:1] == " " for cell in cells)


def mended(
    row: list[str],
    dialect: Dialect,
    width: int,
    profile: Profile,
    index: int,
    repairs: Repairs,
) -> list[str]:
    """A row as it was meant, if it was quoted as a whole or is cut at another separator; else the
    same. ``width`` is that of the header; ``repairs`` remembers ``index``."""
    filled = [cell for cell in row if cell.strip()]
    if width >= 3 and len(filled) == 1 and filled[0].count(dialect.delimiter) >= width - 1:
        inner = split_rows(filled[0], dialect, 2)
        if len(inner) == 1 and len(inner[0]) >= width:
            repairs.wrapped.append(index)
            return inner[0]
    if len(row) >= len(profile.looks):
        return row
    text = dialect.delimiter.join(row)
    for other in (*USUAL, " "):
        if other != dialect.delimiter and text.count(other) >= len(profile.looks) - 1:
            inner = split_rows(text, Dialect(other, dialect.quote), 2)
            if len(inner) == 1 and profile.fits(inner[0], other):
                repairs.otherwise.append(index)
                return inner[0]
    return row


def _join_decimals(rows: list[list[str]], width: int, repairs: Repairs) -> None:
    """Amounts such as ``100 000,00`` in a text whose separator is the comma."""
    surplus = {i: _filled_length(row) - width for i, row in enumerate(rows)}
    torn = [i for i, extra in surplus.items() if extra == 1]
    if len(torn) < max(LEAST_ROWS, 0.3 * len(rows)):
        return
    votes = Counter(p for i in torn for p in range(width) if _is_torn(rows[i], p))
    if not votes or votes.most_common(1)[0][1] < 0.8 * len(torn):
        return
    place = votes.most_common(1)[0][0]
    for index in torn:
        row = rows[index]
        if _is_torn(row, place):
            rows[index] = [*row[:place], f"{row[place]},{row[place + 1]}", *row[place + 2 :]]
            repairs.decimals.append(index)
    _join_texts(rows, width, repairs)


def _filled_length(row: Sequence[str]) -> int:
    """Cells up to the last that is not empty."""
    length = len(row)
    while length and not row[length - 1].strip():
        length -= 1
    return length


def _is_torn(row: Sequence[str], place: int) -> bool:
    return (
        place + 1 < len(row)
        and _WHOLE.fullmatch(row[place]) is not None
        and _DECIMALS.fullmatch(row[place + 1]) is not None
    )


def _join_texts(rows: list[list[str]], width: int, repairs: Repairs) -> None:
    """Rows with more surplus: the joining that best fits the columns of the others."""
    good = [rows[i] for i in repairs.decimals if len(rows[i]) == width]
    if len(good) < LEAST_ROWS:
        return
    profile = [Counter(look_of(row[c]) for row in good).most_common(1)[0][0] for c in range(width)]
    for index, row in enumerate(rows):
        length = _filled_length(row)
        if index and width < length <= width + LONGEST_RUN:
            joined = _best_joining(tuple(row[:length]), tuple(profile))
            if joined is not None:
                rows[index] = joined
                repairs.joined.append(index)


def _best_joining(cells: tuple[str, ...], profile: tuple[Look, ...]) -> list[str] | None:
    """``cells`` in ``len(profile)`` columns at the least cost; None when that is too high."""

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[str, ...]]:
        if column == len(profile):
            return (0.0, ()) if cell == len(cells) else (1e9, ())
        options = []
        for run in range(1, min(LONGEST_RUN, len(cells) - cell) + 1):
            text = ",".join(cells[cell : cell + run])
            rest, texts = best(cell + run, column + 1)
            options.append((rest + _cost(text, run, profile[column]), (text, *texts)))
        return min(options, default=(1e9, ()))

    cost, texts = best(0, 0)
    return list(texts) if cost <= WORST else None


def _cost(text: str, run: int, expected: Look) -> float:
    look = look_of(text)
    same = look == expected or (look != Look.WORDS and expected not in (Look.WORDS, Look.EMPTY))
    cost = 0.0 if same else 0.4 if Look.EMPTY in (look, expected) else 1.0
    # Prose puts a space after its comma; a separator has none.
    loose = sum(1 for part in text.split(",")[1:] if part[:1] not in (" ", "\u00a0"))
    return cost + (0.1 * (run - 1) + (0.4 * loose if expected == Look.WORDS and run > 1 else 0))
