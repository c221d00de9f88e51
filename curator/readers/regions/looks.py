"""The looks of the cells of a block, by which its header is told from its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.readers.regions.cells import (
    Look,
    is_separator_line,
    is_truth_word,
    label_key,
    look_of,
)

Rows = Sequence[Sequence[str]]

TYPED_SHARE = 0.6
"""A column is typed when at least this share of its filled cells has a form of its own."""
LEAST_VALUES = 0.2
"""Fewer values than this to each word make no column of values, however few words there are."""
LEAST_FILL = 0.2
"""Columns filled less than this share of the fullest one are not asked."""


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
