"""The tables of a grid: blocks of columns, a header, the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.readers.grid import Grid
from curator.readers.model import Column
from curator.readers.regions.header import Header, find_header
from curator.readers.regions.marks import Marks, mark_rows
from curator.readers.regions.names import columns_of

HEAD_ROWS = 300
"""Rows that are looked at to find a header."""


@dataclass(frozen=True, eq=False)
class Region:
    """A table in a grid. Rows and columns are positions in the grid, from 0.

    ``rows`` are the non-blank rows after the header, ``marks`` what each of them is.
    """

    columns: tuple[int, ...]
    header_rows: tuple[int, ...]
    first_row: int
    rows: npt.NDArray[np.int64]
    marks: Marks
    fields: tuple[Column, ...]


def find_regions(grid: Grid, header_rows: tuple[int, ...] | None = None) -> tuple[Region, ...]:
    """The tables of ``grid``, the one that stands first first. ``header_rows`` overrides."""
    filled = grid.filled
    if not filled.any():
        return ()
    if header_rows is not None:
        return (_given(grid, header_rows),)
    blocks = _blocks(grid)
    return tuple(_region(grid, block) for block in blocks)


def _given(grid: Grid, header_rows: tuple[int, ...]) -> Region:
    first = header_rows[-1] + 1 if header_rows else 0
    used = np.flatnonzero(grid.filled[min(header_rows, default=0) :].any(axis=0))
    width = int(used[-1]) + 1 if len(used) else 0
    return _assembled(grid, tuple(range(width)), header_rows, first)


@dataclass(frozen=True)
class Block:
    """A rectangle of the grid that may hold one table."""

    left: int
    right: int
    top: int


def _blocks(grid: Grid) -> list[Block]:
    """Blocks of columns that stand side by side with rows of their own."""
    used = np.flatnonzero(grid.filled.any(axis=0))
    left, right = int(used[0]), int(used[-1]) + 1
    return [Block(0 if left else left, right, 0)]


def _region(grid: Grid, block: Block) -> Region:
    columns = list(range(block.left, block.right))
    head = [row[block.left : block.right] for row in grid.rows(block.top, block.top + HEAD_ROWS)]
    found: Header = find_header(head)
    header_rows = tuple(row + block.top for row in found.rows)
    first = found.first + block.top
    below = grid.filled[min(header_rows, default=first) :, block.left : block.right].any(axis=0)
    used = np.flatnonzero(below)
    width = int(used[-1]) + 1 if len(used) else 0
    return _assembled(grid, tuple(columns[:width]), header_rows, first)


def _assembled(
    grid: Grid, columns: Sequence[int], header_rows: tuple[int, ...], first: int
) -> Region:
    rows = np.flatnonzero(grid.fill_of(columns)[first:]) + first
    cells = [grid.rows(row, row + 1)[0] for row in header_rows if row < grid.height]
    fields = columns_of([[row[c] for c in columns] for row in cells], len(columns))
    return Region(
        tuple(columns),
        header_rows,
        first,
        rows,
        mark_rows(grid, rows, columns, cells),
        fields,
    )
