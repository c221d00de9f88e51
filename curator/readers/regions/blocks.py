"""Several tables on one sheet: side by side, or one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from curator.readers.grid import Grid, Mask
from curator.readers.regions.cells import Look, label_key
from curator.readers.regions.header import find_header
from curator.readers.regions.looks import Looks
from curator.readers.regions.marks import repeats_header

HEAD_ROWS = 300
"""Rows that are looked at to find a header."""
LEAST_WORDED = 3
"""Columns and rows from which words alone make a table above another."""
MOST_TITLES = 4
"""Rows at the top of a group among which its header stands."""
MOST_GROUPS = 500
"""A sheet with more groups of rows is one table with blank rows in it."""


@dataclass(frozen=True)
class Block:
    """A rectangle of the grid that holds one table: columns and rows, ends not included."""

    left: int
    right: int
    top: int
    bottom: int

    def rows(self, grid: Grid, start: int, stop: int) -> list[list[str]]:
        """The text of some rows (numbered in the grid) inside the block's columns."""
        found = grid.rows(max(start, self.top), min(stop, self.bottom))
        return [row[self.left : self.right] for row in found]


def side_by_side(grid: Grid) -> list[Block]:
    """Blocks of columns that stand beside each other with headers of their own."""
    used = grid.used
    last = int(np.flatnonzero(used)[-1]) + 1
    segments = _runs(used)
    blocks = [Block(0, last, 0, grid.height)]
    for left, right in segments[1:]:
        first = blocks[-1]
        candidate = Block(left, right, 0, grid.height)
        narrowed = Block(first.left, left, 0, grid.height)
        if _stands_alone(grid, narrowed, candidate):
            blocks[-1] = narrowed
            blocks.append(Block(left, last, 0, grid.height))
    return blocks


def _runs(used: Mask) -> list[tuple[int, int]]:
    """Where ``used`` is true without a gap: starts and ends."""
    padded = np.concatenate(([False], used, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _stands_alone(grid: Grid, left: Block, right: Block) -> bool:
    """Whether the block on the right has a header on rows where the left one has none of its, or
    labels of the left one again over fewer or more rows."""
    filled = grid.filled[:, right.left : right.right]
    if right.right - right.left < 2 or np.count_nonzero(filled.any(axis=1)) < 3:
        return False
    own = find_header(right.rows(grid, 0, HEAD_ROWS)).rows
    main = find_header(left.rows(grid, 0, HEAD_ROWS)).rows
    if not own or not main:
        return False
    if set(own) & set(main):
        return own == main and _is_another(grid, left, right, own[-1])
    return not filled[list(main)].any()


def _is_another(grid: Grid, left: Block, right: Block, header: int) -> bool:
    """Whether two blocks with their header on the same row are two tables: a label of the one
    stands over the other too, and one of them ends before the other."""
    labels = [
        {label_key(cell) for cell in block.rows(grid, header, header + 1)[0] if cell.strip()}
        for block in (left, right)
    ]
    ends = [
        np.flatnonzero(grid.fill_of(range(block.left, block.right))[header:])[-1]
        for block in (left, right)
    ]
    return bool(labels[0] & labels[1]) and ends[0] != ends[1]


def has_table_above(grid: Grid, block: Block, row: int) -> bool:
    """Whether a table with a header of its own stands in the block above ``row``."""
    fill = grid.fill_of(range(block.left, block.right))[block.top : row]
    groups = ((start + block.top, stop + block.top) for start, stop in _runs(fill > 0))
    for start, stop in groups:
        rows = block.rows(grid, start, stop)
        if _begins_table(rows, (), least=1) or _is_table_of_words(rows):
            return True
    return False


def _is_table_of_words(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are records of words under a header, which no lines of names and values
    above a table are: there are several, and nearly all fill the same columns."""
    header = find_header(rows).rows
    below = rows[header[-1] + 1 :] if header else []
    if len(below) < LEAST_WORDED:
        return False
    named = [bool(cell.strip()) for cell in rows[header[-1]]]
    same = sum([bool(cell.strip()) for cell in row] == named for row in below)
    return sum(named) >= LEAST_WORDED and same * 5 >= len(below) * 4


def stacked(grid: Grid, block: Block, header: Sequence[int], first: int) -> list[Block]:
    """Tables with another header that stand below the one with ``header``. Where that header comes
    again, as on every page of a printed list, its own table goes on.
    """
    labels = [row for at in header for row in block.rows(grid, at, at + 1)]
    found: list[Block] = []
    is_open = False
    for start, stop in _groups(grid, block, first):
        rows = block.rows(grid, start, min(stop, start + HEAD_ROWS))
        begins, goes_on = _begins_table(rows, labels), _says_again(rows, labels)
        if is_open and (begins or goes_on):
            found[-1] = replace(found[-1], bottom=start)
        if begins:
            found.append(replace(block, top=start))
        is_open = begins or (is_open and not goes_on)
    return found


def _groups(grid: Grid, block: Block, first: int) -> list[tuple[int, int]]:
    """Runs of rows without a blank one, from the first blank row after ``first`` on."""
    fill = grid.fill_of(range(block.left, block.right))[first : block.bottom]
    groups = _runs(fill > 0)
    if len(groups) > MOST_GROUPS:
        return []
    return [(start + first, stop + first) for start, stop in groups[1:]]


def _begins_table(
    rows: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], *, least: int = 2
) -> bool:
    """Whether the rows open with a header of their own, over ``least`` columns of values."""
    if len(rows) < 3:
        return False
    looks = Looks.of(rows)
    header = find_header(rows).rows
    if not header or len(rows) - header[-1] - 1 < 2:
        return False
    last = header[-1]
    if header[0] and looks.fill(header[0] - 1) == 1 and looks.fill(0) == 1:
        least = 1  # a title, then another header
    names = [c for c, look in enumerate(looks.cells[last]) if look == Look.WORDS]
    if looks.words(last) < least or looks.values(last) or len(names) < 2:
        return False
    return not _says_again([rows[at] for at in header], labels)


def _says_again(rows: Sequence[Sequence[str]], labels: Sequence[Sequence[str]]) -> bool:
    """Whether the labels stand among the first of these rows once more."""
    return any(repeats_header(row, label) for row in rows[:MOST_TITLES] for label in labels)
