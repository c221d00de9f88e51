"""Where the header of a block of rows is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from curator.readers.regions.cells import Look, label_key, squeezed
from curator.readers.regions.looks import Looks, Rows
from curator.readers.regions.times import end_of_times

MOST_HEADER_ROWS = 6
LEAST_BELOW = 2
"""Rows that must stand below a row for it to be told from them."""

UNIT = re.compile(r"\s*(?:\([^()]{1,30}\)|\[[^\[\]]{1,30}\])\s*")
"""What a second row of labels often holds: “(€)”, “[km]”."""


@dataclass(frozen=True)
class Header:
    """``rows`` are positions in the block, top first, empty when there is no header; ``first``
    is the position of the first row after it."""

    rows: tuple[int, ...]
    first: int


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
        end = end_of_times(looks, first)
        if end is not None:
            return Header((*_upwards(looks, first), *range(first + 1, end)), end)
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
    if any(looks.cells[last][c] != Look.WORDS for c in filled) or not _is_cycle(names):
        return header
    if len(filled) < 2 or _recurs(looks, last, filled):
        return header
    above = [looks.rows[r] for r in header.rows]
    if _names_the_rest(looks, above, last, filled) or _is_under_groups(above[-1], filled):
        return Header((*header.rows, last), last + 1)
    return header


def _is_cycle(names: Sequence[str]) -> bool:
    """Whether all differ, or the same several names follow each other again and again, as they do
    under groups (“matin, soir, matin, soir”)."""
    distinct = list(dict.fromkeys(names))
    if len(distinct) == len(names):
        return True
    return len(distinct) > 1 and list(names) == distinct * (len(names) // len(distinct))


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
