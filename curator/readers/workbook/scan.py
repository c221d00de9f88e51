"""One pass over the cells of an XLSX sheet: formats, strings used, rows' tags, errors, formulas.

Expressions need a second for each million cells; here the tags are taken apart by column of bytes
instead. That covers sheets as programs write them (``<c r="B7" s="4" t="s"><v>12</v></c>``); of any
other form nothing is said, and the expressions of ``xlsx_parts`` are used.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from curator.readers.workbook.styled import Places, styled_cells
from curator.readers.workbook.xlsx_parts import Patterns

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]

SLICE = 1 << 20
"""Bytes that are taken apart together: their positions stay in the cache."""
MOST_STRINGS = 10_000_000
TYPE_LENGTHS = (len("inlineStr"), len("str"), len("s"))
"""Lengths of the types that cells have; the shortest that fits counts."""
STYLE_DIGITS, ROW_DIGITS, STRING_DIGITS = 5, 7, 8


@dataclass(eq=False)
class CellScan:
    """What the tags of a sheet say. ``places`` are those of the styles asked for."""

    places: Places = field(default_factory=lambda: defaultdict(list))
    strings: set[int] = field(default_factory=set)
    """Numbers of the shared strings that cells show."""
    styles: Counter[tuple[int, int]] = field(default_factory=Counter)
    """(style, column) → cells that have it."""
    row_tags: bytes = b""
    """The opening tags of the rows, perhaps among others."""
    has_errors: bool = False
    has_formulas: bool = False


def search_cells(data: bytes, styles: Collection[int]) -> CellScan:
    """The same by expressions, for tags of any form."""
    patterns = Patterns.of(data)
    places, counts = styled_cells(data, patterns.tag, styles)
    return CellScan(
        places=places,
        styles=counts,
        strings=set(map(int, set(patterns.shared.findall(data)))),
        row_tags=data,
        has_errors=b't="e"' in data,
        has_formulas=patterns.formula_mark in data,
    )


class _Unusual(Exception):
    """A tag that is not of the usual form."""


def scan_cells(data: bytes, styles: Collection[int]) -> CellScan | None:
    """Take the tags of a sheet apart; None when any is not of the usual form."""
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    if not 0 <= start < end:
        return None
    found = CellScan()
    tags: list[bytes] = []
    array = np.frombuffer(data, dtype=np.uint8)
    try:
        for first, last in _slices(data, start, end):
            tags.append(_scan(data, array, first, last, styles, found))
    except _Unusual:
        return None
    found.row_tags = b"".join(tags)
    return found


def _slices(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of whole rows."""
    while start < end:
        stop = end
        if end - start > SLICE:
            stop = data.rfind(b"<row", start + 1, start + SLICE)
            if stop < 0:
                raise _Unusual
        yield start, stop
        start = stop


def _scan(
    data: bytes, array: Bytes, first: int, last: int, styles: Collection[int], found: CellScan
) -> bytes:
    """Take a stretch apart into ``found``; returns the tags of its rows."""
    tags = np.flatnonzero(array[first:last] == ord("<")) + first
    name, after = array[tags + 1], array[tags + 2]
    found.has_formulas |= bool((name == ord("f")).any())
    is_cell = name == ord("c")
    if (after[is_cell] != ord(" ")).any() or (name == ord("!")).any():
        raise _Unusual
    cells = tags[is_cell]
    for offset, letter in enumerate('r="', 3):
        if (array[cells + offset] != ord(letter)).any():
            raise _Unusual
    columns, at = _letters(array, cells + 6)
    digits = at
    _none, at = _number(array, at, ROW_DIGITS, needs_value=False)
    at += 1
    number, at = _style(array, at)
    _count(number, columns, found.styles)
    for style in styles:
        hits = np.flatnonzero(number == style)
        rows, _end = _number(array, digits[hits], ROW_DIGITS)
        for column in np.unique(columns[hits]).tolist():
            found.places[style, column] += (rows[columns[hits] == column] - 1).tolist()
    _types(array, at, found)
    is_row = np.flatnonzero((name == ord("r")) & (after == ord("o")))
    ends = np.append(tags, last)[is_row + 1]
    pairs = zip(tags[is_row].tolist(), ends.tolist(), strict=True)
    return b"".join([data[begin:end] for begin, end in pairs])


def _count(styles: Positions, columns: Positions, found: Counter[tuple[int, int]]) -> None:
    """Add to ``found`` how many cells of each column have each style."""
    if not len(styles):
        return
    width = int(columns.max()) + 1
    counts = np.bincount(styles * width + columns)
    for key in np.flatnonzero(counts).tolist():
        found[divmod(key, width)] += int(counts[key])


def _letters(array: Bytes, at: Positions) -> tuple[Positions, Positions]:
    """The columns that letters name (from 0), and where the letters end."""
    column = array[at].astype(np.int64) - 64
    at = at + 1
    for _place in range(2):
        letter = array[at] - 65
        more = letter < 26
        if not more.any():
            break
        column = np.where(more, column * 26 + letter + 1, column)
        at += more
    return column - 1, at


def _number(
    array: Bytes, at: Positions, most: int, *, needs_value: bool = True
) -> tuple[Positions, Positions]:
    """The numbers written at some places and where they end. Raises ``_Unusual`` where none is."""
    value = np.zeros(len(at), dtype=np.int64)
    start = at
    at = at.copy()
    for _place in range(most):
        digit = array[at] - 48
        more = digit < 10
        if not more.any():
            break
        if needs_value:
            value = np.where(more, value * 10 + digit, value)
        at += more
    ends = array[at]
    if (at == start).any() or ((ends != ord('"')) & (ends != ord("<"))).any():
        raise _Unusual
    return value, at


def _style(array: Bytes, at: Positions) -> tuple[Positions, Positions]:
    """The style of every cell (0 where none is stated), and where its attribute ends."""
    number = np.zeros(len(at), dtype=np.int64)
    stated = np.flatnonzero((array[at + 1] == ord("s")) & (array[at] == ord(" ")))
    if len(stated):
        number[stated], ends = _number(array, at[stated] + 4, STYLE_DIGITS)
        at[stated] = ends + 1
    return number, at


def _types(array: Bytes, at: Positions, found: CellScan) -> None:
    """The types of cells: strings they show, errors. What follows is the end of the tag."""
    typed = (array[at] == ord(" ")) & (array[at + 1] == ord("t")) & (array[at + 2] == ord("="))
    _must_end(array, at[~typed])
    at = at[typed]
    length = np.zeros(len(at), dtype=np.int64)
    for size in TYPE_LENGTHS:
        length[array[at + 4 + size] == ord('"')] = size
    _must_end(array, at + 5 + length)
    kind, alone = array[at + 4], length == 1
    found.has_errors |= bool((alone & (kind == ord("e"))).any())
    shared = at[alone & (kind == ord("s"))] + 6
    filled = shared[array[shared] == ord(">")]
    for offset, letter in enumerate("<v>", 1):
        if (array[filled + offset] != ord(letter)).any():
            raise _Unusual
    if len(filled):
        strings, _end = _number(array, filled + 4, STRING_DIGITS)
        if strings.max() > MOST_STRINGS:
            raise _Unusual
        is_used = np.zeros(int(strings.max()) + 1, dtype=bool)
        is_used[strings] = True
        found.strings.update(np.flatnonzero(is_used).tolist())


def _must_end(array: Bytes, at: Positions) -> None:
    """Raises ``_Unusual`` unless the tags end there."""
    ends = array[at]
    if ((ends != ord(">")) & (ends != ord("/"))).any():
        raise _Unusual
