"""The tables of a grid: blocks of columns, a header, the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from curator.readers.grid import Grid
from curator.readers.model import Column
from curator.readers.regions.blocks import HEAD_ROWS, Block, has_table_above, side_by_side, stacked
from curator.readers.regions.header import Header, find_header
from curator.readers.regions.marks import Marks, mark_rows
from curator.readers.regions.names import columns_of, spread
from curator.table import RowMark


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
    has_more: bool = False
    """Rows of further tables stand below it, marked."""


def find_regions(grid: Grid, header_rows: tuple[int, ...] | None = None) -> tuple[Region, ...]:
    """The tables of ``grid``, from left to right and from top to bottom.

    ``header_rows`` overrides: then there is one table. A table runs to the bottom of the sheet, so
    that nothing below it is left out without a word; rows of further tables are marked in it, and
    those tables come after it as well.
    """
    if not grid.used.any():
        return ()
    if header_rows is not None:
        return (_given(grid, header_rows),)
    regions = []
    for block in side_by_side(grid):
        regions += _regions(grid, block)
    return tuple(regions)


def _given(grid: Grid, header_rows: tuple[int, ...]) -> Region:
    first = header_rows[-1] + 1 if header_rows else 0
    used = grid.used_between(range(grid.width), min(header_rows, default=0), grid.height)
    width = used[-1] + 1 if used else 0
    return _assembled(grid, tuple(range(width)), header_rows, first, grid.height)


def _regions(grid: Grid, block: Block) -> list[Region]:
    found: Header = find_header(block.rows(grid, block.top, block.top + HEAD_ROWS))
    header = tuple(row + block.top for row in found.rows)
    first = found.first + block.top
    if header and has_table_above(grid, block, header[0]):
        above = replace(block, bottom=header[0])
        return [*_regions(grid, above), *_regions(grid, replace(block, top=header[0]))]
    below = stacked(grid, block, header, first) if header else []
    columns = _used_columns(grid, block, min(header, default=first), below)
    main = _assembled(grid, columns, header, first, block.bottom)
    others = [region for other in below for region in [_single(grid, other)] if region is not None]
    return [_marked(main, below, others), *others]


def _single(grid: Grid, block: Block) -> Region | None:
    """The table of a block that is known to hold one."""
    found = find_header(block.rows(grid, block.top, block.top + HEAD_ROWS))
    header = tuple(row + block.top for row in found.rows)
    first = found.first + block.top
    columns = _used_columns(grid, block, min(header, default=first))
    return _assembled(grid, columns, header, first, block.bottom) if columns else None


def _used_columns(
    grid: Grid, block: Block, top: int, others: Sequence[Block] = ()
) -> tuple[int, ...]:
    """The block's columns up to the last that holds something, leading empty ones left out; what
    stands in other tables inside the block does not count.
    """
    starts = [top, *(other.bottom for other in others)]
    ends = [*(other.top for other in others), block.bottom]
    wanted = range(block.left, block.right)
    used = [
        column
        for start, end in zip(starts, ends, strict=True)
        for column in grid.used_between(wanted, start, end)
    ]
    if not used:
        return ()
    return tuple(range(min(used) if block.top else block.left, max(used) + 1))


def _marked(main: Region, below: Sequence[Block], others: Sequence[Region]) -> Region:
    """``main`` with the rows of the tables ``below``, which are ``others``, marked as what is not
    its own.
    """
    if not others:
        return main
    marks = main.marks.copy()
    for other in below:
        inside = (main.rows >= other.top) & (main.rows < other.bottom)
        marks[inside & (marks == RowMark.RECORD)] = RowMark.NOTE
    headers = [row for other in others for row in other.header_rows]
    marks[np.isin(main.rows, headers)] = RowMark.HEADER
    return replace(main, marks=marks, has_more=True)


def _assembled(
    grid: Grid, columns: Sequence[int], header_rows: tuple[int, ...], first: int, bottom: int
) -> Region:
    rows = np.flatnonzero(grid.fill_of(columns)[first:bottom])
    rows += first
    cells = [grid.rows(row, row + 1)[0] for row in header_rows if row < grid.height]
    labels = [spread(cells[n], grid.spans, row) for n, row in enumerate(header_rows[: len(cells)])]
    fields = columns_of([[row[c] for c in columns] for row in labels], len(columns))
    return Region(
        tuple(columns),
        header_rows,
        first,
        rows,
        mark_rows(grid, rows, columns, cells),
        fields,
    )
