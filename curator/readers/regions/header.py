"""Where the header of a block of rows is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from curator.readers.regions.cells import (
    Look,
    is_separator_line,
    is_truth_word,
    label_key,
    look_of,
    squeezed,
)

Rows = Sequence[Sequence[str]]

MOST_HEADER_ROWS = 6
LEAST_BELOW = 2
"""Rows that must stand below a row for it to be told from them."""
TYPED_SHARE = 0.6
"""A column is typed when at least this share of its filled cells has a form of its own."""
LEAST_VALUES = 0.2
"""Fewer values than this to each word make no column of values, however few words there are."""
LEAST_FILL = 0.2
"""Columns filled less than this share of the fullest one are not asked."""


UNIT = re.compile(r"\s*(?:\([^()]{1,30}\)|\[[^\[\]]{1,30}\])\s*")
"""What a second row of labels often holds: “(€)”, “[km]”."""


@dataclass(frozen=True)
class Header:
    """``rows`` are positions in the block, top first, empty when there is no header; ``first``
    is the position of the first row after it."""

    rows: tuple[int, ...]
    first: int


@dataclass(frozen=True)
class Looks:
    """The looks of the cells of a block's first rows, computed once."""

    rows: Rows
    cells: tuple[tuple[Look, ...], ...]
    typed: frozenset[int]
    """Columns whose cells mostly have a form of their own."""

    @classmethod
    def of(cls, rows: Rows) -> Looks:
        found = [[look_of(cell) for cell in row] for row in rows]
        if found and is_separator_line(rows[0]):
            found[0] = [Look.EMPTY] * len(found[0])
        _words_among_values(rows, found)
        cells = tuple(map(tuple, found))
        return cls(rows, cells, _typed_columns(rows, cells))

    def fill(self, row: int) -> int:
        return sum(look != Look.EMPTY for look in self.cells[row])

    def values(self, row: int) -> int:
        """Filled cells of typed columns that do have a form of their own."""
        return sum(self.cells[row][c] in (Look.TYPED, Look.YEAR) for c in self.typed)

    def words(self, row: int) -> int:
        """Cells of typed columns that hold words."""
        return sum(self.cells[row][c] == Look.WORDS for c in self.typed)


def _words_among_values(rows: Rows, looks: list[list[Look]]) -> None:
    """“Oui” is a value beside “non”; once, on top of a column of numbers, it is a word."""
    places = [
        (r, c) for r, row in enumerate(rows) for c, cell in enumerate(row) if is_truth_word(cell)
    ]
    for column in {c for _r, c in places}:
        filled = [r for r, row in enumerate(looks) if row[column] != Look.EMPTY]
        own = [r for r, c in places if c == column]
        rest = [looks[r][column] for r in filled[1:]]
        if own == filled[:1] and len(rest) > 1 and Look.WORDS not in rest:
            looks[own[0]][column] = Look.WORDS


def _typed_columns(rows: Rows, cells: Sequence[Sequence[Look]]) -> frozenset[int]:
    width = len(cells[0]) if cells else 0
    fills = [sum(row[c] != Look.EMPTY for row in cells) for c in range(width)]
    # A stray value in a column that is nearly empty says nothing about where records begin.
    least = max(fills, default=0) * LEAST_FILL
    return frozenset(c for c in range(width) if fills[c] >= least and _is_typed(rows, cells, c))


def _is_typed(rows: Rows, cells: Sequence[Sequence[Look]], column: int) -> bool:
    values = sum(row[column] in (Look.TYPED, Look.YEAR) for row in cells)
    said = [
        label_key(row[column])
        for row, looks in zip(rows, cells, strict=True)
        if looks[column] == Look.WORDS
    ]
    if values < LEAST_VALUES * len(said):
        return False
    # The same words count once: a header that is repeated, or “NC” for what is missing.
    words = len(set(said))
    filled = values + words
    # One header cell and one value: half of two cells is enough to see a typed column.
    return values > 0 and (values >= TYPED_SHARE * filled or (filled <= 4 and words <= values))


def find_header(rows: Rows) -> Header:
    """The header of a block whose first rows are ``rows`` (blank ones among them)."""
    looks = Looks.of(rows)
    found = _found_header(looks)
    return _downwards(looks, found) if found.rows else found


def _found_header(looks: Looks) -> Header:
    first = _first_record(looks)
    if first is None:
        return _header_of_words(looks)
    last = _last_header_row(looks, first)
    if last is None or looks.fill(last) < looks.fill(first):
        years = _header_of_years(looks, first)
        if years is not None:
            return years
    if last is None or (last < first - 1 and looks.fill(last) == 1):
        # A title in the column of row numbers, which has no label, is no header.
        beside = _header_beside_values(looks, first)
        last = last if beside is None else beside
    if last is None:
        return Header((), _first_filled(looks))
    return Header(_upwards(looks, last), last + 1)


def _first_filled(looks: Looks) -> int:
    return next((r for r in range(len(looks.rows)) if looks.fill(r)), 0)


def _first_record(looks: Looks) -> int | None:
    """The first row whose typed columns hold values and not words."""
    if not looks.typed:
        return None
    most = max(looks.values(r) for r in range(len(looks.rows)))
    least = max(2, _usual_fill_of_values(looks) / 2)  # “Exercice ; 2022” above a wide table
    for r in range(len(looks.rows)):
        values, words = looks.values(r), looks.words(r)
        is_record = values > words and values >= min(2, (most + 1) // 2)
        if is_record and looks.fill(r) >= least:
            return r
    for r in range(len(looks.rows)):
        if looks.values(r) > looks.words(r):
            return r
    return None


def _usual_fill_of_values(looks: Looks) -> float:
    """The median fill of the rows that hold values and not words."""
    fills = [looks.fill(r) for r in range(len(looks.rows)) if looks.values(r) > looks.words(r)]
    return median(fills) if fills else 0


def _last_header_row(looks: Looks, first: int) -> int | None:
    """The last row above ``first`` with words where the records have values."""
    if len(looks.typed) == 1:
        return _fullest_row(looks, first)
    for r in range(first - 1, -1, -1):
        if looks.words(r) > looks.values(r) and looks.fill(r) >= 2:
            return r
    best = None
    for r in range(first - 1, -1, -1):
        # A single label above a column of values is a header only when nothing better exists.
        if looks.words(r) and not looks.values(r):
            best = r
    return best


def _fullest_row(looks: Looks, first: int) -> int | None:
    """The topmost of the fullest rows with words above the only column of values.

    With one such column, words below the header (“NC”, a remark) look like a header too. What
    stands above a blank row is another matter.
    """
    named = [r for r in range(first) if looks.words(r)]
    group = [sum(not looks.fill(above) for above in range(r)) for r in range(first)]
    return max(named, key=lambda r: (looks.fill(r), group[r], -r), default=None)


def _header_beside_values(looks: Looks, first: int) -> int | None:
    """The row right above the first record, if it names most of the columns of words and none of
    those of values."""
    above = first - 1
    if above < 0 or looks.fill(above) < max(2, looks.fill(first) - len(looks.typed)):
        return None
    filled = [c for c, look in enumerate(looks.cells[above]) if look != Look.EMPTY]
    names = {squeezed(looks.rows[above][c]).casefold() for c in filled}
    is_worded = all(looks.cells[above][c] == Look.WORDS for c in filled)
    is_alone = len(names) == len(filled) and not _recurs(looks, above, filled)
    return above if is_worded and is_alone else None


def _upwards(looks: Looks, last: int) -> tuple[int, ...]:
    """Header rows from ``last`` up: labels of groups, or a second line of labels."""
    top = last
    while top > 0 and last - top + 1 < MOST_HEADER_ROWS and _belongs(looks, top - 1, top, last):
        top -= 1
    return tuple(range(top, last + 1))


def _belongs(looks: Looks, above: int, top: int, last: int) -> bool:
    filled = [c for c, look in enumerate(looks.cells[above]) if look != Look.EMPTY]
    if len(filled) < 2 or any(looks.cells[above][c] == Look.TYPED for c in filled):
        return False
    covered = [
        any(looks.cells[r][c] != Look.EMPTY for r in range(top, last + 1))
        for c in range(len(looks.cells[above]))
    ]
    if len(filled) >= sum(covered):
        return True
    used = [c for c in range(len(covered)) if covered[c] or c in filled]
    if not all(covered[c] for c in used):
        return True  # it names columns that the rows below leave without a label
    return _is_group_row(filled, covered)


def _is_group_row(filled: Sequence[int], covered: Sequence[bool]) -> bool:
    """Whether labels stand over groups of columns rather than being scattered words."""
    ends = [*filled[1:], max((c for c, yes in enumerate(covered) if yes), default=0) + 1]
    singles = sum(end - start == 1 for start, end in zip(filled, ends, strict=True))
    return singles * 3 <= len(filled)


def _downwards(looks: Looks, header: Header) -> Header:
    """The header with the row below it, where that names columns of groups or those left without
    a label."""
    last = header.first
    if last + LEAST_BELOW >= len(looks.rows):
        return header
    cells = looks.rows[last]
    filled = [c for c, look in enumerate(looks.cells[last]) if look != Look.EMPTY]
    if filled and all(UNIT.fullmatch(cells[c]) for c in filled):
        is_alone = not any(UNIT.fullmatch(cell) for row in looks.rows[last + 1 :] for cell in row)
        return Header((*header.rows, last), last + 1) if is_alone else header
    names = [squeezed(cells[c]).casefold() for c in filled]
    if any(looks.cells[last][c] != Look.WORDS for c in filled) or len(set(names)) < len(names):
        return header
    if len(filled) < 2 or _recurs(looks, last, filled):
        return header
    above = [looks.rows[r] for r in header.rows]
    if _names_the_rest(looks, above, last, filled) or _is_under_groups(above[-1], filled):
        return Header((*header.rows, last), last + 1)
    return header


def _recurs(looks: Looks, row: int, columns: Sequence[int]) -> bool:
    """Whether a cell of the row stands again in its column below, as values do."""
    below = looks.rows[row + 1 :]
    return any(
        any(label_key(other[c]) == label_key(looks.rows[row][c]) for other in below)
        for c in columns
    )


def _names_the_rest(looks: Looks, above: Rows, row: int, filled: Sequence[int]) -> bool:
    """Whether the row names every column that the rows ``above`` leave without a label, and leaves
    others to them."""
    width = len(looks.rows[row])
    used = [c for c in range(width) if any(cells[c] for cells in looks.cells[row + 1 :])]
    unnamed = {c for c in used if not any(labels[c].strip() for labels in above)}
    left = [c for c in used if c not in filled and c not in unnamed]
    return bool(unnamed) and unnamed <= set(filled) and bool(left)


def _is_under_groups(labels: Sequence[str], filled: Sequence[int]) -> bool:
    """Whether each of the columns stands under a label that is repeated for its neighbours."""
    keys = [label_key(label) for label in labels]
    repeated = {
        c
        for c, key in enumerate(keys)
        if key and (key in keys[max(0, c - 1) : c] or key in keys[c + 1 : c + 2])
    }
    groups = {keys[c] for c in filled}
    return set(filled) <= repeated and len(groups) >= 2


def _header_of_years(looks: Looks, first: int) -> Header | None:
    """A crosstab: the first row names its columns by years (``Commune, 2019, 2020, 2021``)."""
    cells = looks.cells[first]
    years = [looks.rows[first][c].strip() for c, look in enumerate(cells) if look == Look.YEAR]
    others = [c for c, look in enumerate(cells) if look == Look.TYPED]
    distinct = list(dict.fromkeys(years))
    if len(distinct) < 2 or others:
        return None
    if len(distinct) < len(years) and not _follow_each_other(distinct):
        return None
    below = [r for r in range(first + 1, len(looks.rows)) if looks.fill(r)]
    columns = [c for c, look in enumerate(cells) if look == Look.YEAR]
    values = [looks.cells[r][c] for r in below for c in columns if looks.cells[r][c] != Look.EMPTY]
    if not values:
        return None
    if sum(v == Look.YEAR for v in values) * 2 > len(values) and not _follow_each_other(years):
        return None
    last = first
    while last + 1 < len(looks.rows) and looks.words(last + 1) > 1 and not looks.values(last + 1):
        last += 1  # what is told of each year
    return Header((*_upwards(looks, first), *range(first + 1, last + 1)), last + 1)


def _follow_each_other(years: Sequence[str]) -> bool:
    """Whether at least three years come one after the other, as labels do and values hardly."""
    numbers = [int(float(year)) for year in years]
    return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _header_of_words(looks: Looks) -> Header:
    """Nothing but words: the first row that is about as full as the fullest ones."""
    fills = [looks.fill(r) for r in range(len(looks.rows))]
    filled = [f for f in fills if f]
    if not filled:
        return Header((), 0)
    usual = max(filled)
    for r in range(_start_of_words(fills), len(fills)):
        fill = fills[r]
        if fill >= max(2, 0.6 * usual) or (usual == 1 and fill == 1):
            if _is_like_those_below(looks, r):
                return Header((), _first_filled(looks))
            return Header(_upwards(looks, r) if usual > 1 else (r,), r + 1)
    return Header((), _first_filled(looks))


def _start_of_words(fills: Sequence[int]) -> int:
    """Where the fullest rows begin, below a few rows that a blank one sets apart; else the top."""
    blank = next((r for r, fill in enumerate(fills) if not fill and any(fills[:r])), None)
    if blank is None:
        return 0
    start = next((r for r in range(blank, len(fills)) if fills[r]), 0)
    is_fuller = start and fills[start] == max(fills) > max(fills[:blank])
    return start if is_fuller and len(fills) - start > LEAST_BELOW else 0


def _is_like_those_below(looks: Looks, row: int) -> bool:
    """Whether the row shares so many values with those below that it must be a record."""
    keys = [label_key(cell) for cell in looks.rows[row]]
    # A row that comes again as a whole is a header at the top of each printed page.
    below = [
        other
        for r, other in enumerate(looks.rows[row + 1 :], row + 1)
        if looks.fill(r) and [label_key(cell) for cell in other] != keys
    ]
    if len(below) < 2:
        return False
    shared = filled = 0
    for c, cell in enumerate(looks.rows[row]):
        if cell.strip():
            filled += 1
            key = label_key(cell)
            shared += sum(label_key(other[c]) == key for other in below) == 1
            shared += 2 * (sum(label_key(other[c]) == key for other in below) > 1)
    return filled > 0 and shared >= filled
