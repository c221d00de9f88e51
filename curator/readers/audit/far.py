"""Cells far below or to the right of all others, where nobody scrolls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from curator.i18n import N_
from curator.readers.audit.registry import found
from curator.readers.audit.xlsx import column_letters
from curator.readers.grid import filled_cells_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.model import ParsedSheet

FAR_ROWS = 1000
FAR_COLUMNS = 40

MESSAGE = N_(
    "The sheet “{sheet}” has cells far away from the others (from {place} on), where they"
    " are easily overlooked. They are read like the others."
)


def far_starts(rows: list[int], columns: list[int]) -> tuple[int | None, int | None]:
    """The first of the rows and of the columns in use that stand far from those before them."""
    row = next((b for a, b in pairwise(rows) if b - a > FAR_ROWS), None)
    column = next((b for a, b in pairwise(columns) if b - a > FAR_COLUMNS), None)
    return row, column


def place_of(row: int | None, column: int | None) -> str:
    """Where the far cells begin, as a spreadsheet numbers it."""
    return str(row + 1) if row is not None else column_letters(column or 0)


def far_cells_of(sheets: Iterable[ParsedSheet]) -> Iterator[HiddenFinding]:
    """Far cells of sheets as they were read."""
    for sheet in sheets:
        filled = [filled_cells_of(column) for column in sheet.columns]
        if not filled:
            continue
        rows = np.flatnonzero(np.logical_or.reduce(filled)).tolist()
        columns = [number for number, mask in enumerate(filled) if mask.any()]
        row, column = far_starts(rows, columns)
        if row is None and column is None:
            continue
        texts = [
            text
            for number in columns
            for at, text in enumerate(sheet.columns[number].to_pylist())
            if (row is not None and at >= row) or (column is not None and number >= column)
        ]
        place = place_of(row, column)
        yield found(
            "far-cells",
            f"{sheet.name}!{place}",
            MESSAGE,
            texts=texts,
            sheet=sheet.name,
            place=place,
        )
