"""What stands below the last record: notes, sources, legends, small tables of explanations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.readers.grid import Grid
from curator.readers.regions.cells import Look, look_of
from curator.table import RowMark

Marks = npt.NDArray[np.uint8]
Rows = Sequence[Sequence[str]]

LAST_ROWS = 60
"""Rows at the end that are looked at."""
NOTE = re.compile(
    r"(?:sources?|notes?(?: de lecture)?|nota(?: bene)?|n\.?\s?b\.?|l[ée]gende|remarques?|lecture"
    r"|champ|avertissement)\s*:|\(\d{1,2}\)\s|\*+\s*\w",
    re.IGNORECASE,
)
"""How notes begin under French statistical tables."""


@dataclass(frozen=True)
class Usual:
    """How many cells of a record are filled, and how many columns have a label."""

    fill: int
    labels: int


def mark_end(
    grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[int], marks: Marks, usual: Usual
) -> None:
    """Mark the last of ``rows`` that are no records, in place."""
    start = max(0, len(rows) - LAST_ROWS)
    cells = [[row[c] for c in columns] for row in grid.picked(rows[start:])]
    ending = marks[start:]  # a view
    if usual.fill >= 2:
        for first in _groups_from_the_end(rows[start:]):
            if not _explains(cells[first:], usual):
                break
            ending[first:][ending[first:] == RowMark.RECORD] = RowMark.NOTE
    _notes_at_the_end(ending, cells, usual)


def _groups_from_the_end(rows: npt.NDArray[np.int64]) -> list[int]:
    """Where groups begin that a blank row sets apart from what is above, the last first."""
    starts: list[int] = (np.flatnonzero(np.diff(rows) > 1) + 1).tolist()
    return starts[::-1]


def _explains(rows: Rows, usual: Usual) -> bool:
    """Whether the rows, set apart by a blank one, are lines of words or a legend, which opens with
    words and leaves more than half of the usual cells empty."""
    filled = [[c for c, cell in enumerate(row) if cell.strip()] for row in rows]
    opening = [rows[0][c] for c in filled[0]]
    if any(look_of(cell) != Look.WORDS for cell in opening):
        return False
    is_titled = len(opening) == 1
    if is_titled and NOTE.match(opening[0].strip()):
        return True
    lone = [row[at[0]] for row, at in zip(rows, filled, strict=True) if len(at) == 1]
    if len(lone) == len(rows) and all(look_of(cell) == Look.WORDS for cell in lone):
        return True
    used = len({c for row in filled for c in row})
    if is_titled:
        return used * 2 <= max(usual.fill, usual.labels)
    return used * 2 < usual.fill


def _notes_at_the_end(marks: Marks, rows: Rows, usual: Usual) -> None:
    """Lines of words below the last record are notes, not headings of what does not follow."""
    last = len(marks)
    while last > 0 and _may_be_note(marks[last - 1], rows[last - 1], usual):
        last -= 1
    for index in range(last, len(marks)):
        if marks[index] in (RowMark.HEADING, RowMark.RECORD):
            marks[index] = RowMark.NOTE


def _may_be_note(mark: int, row: Sequence[str], usual: Usual) -> bool:
    filled = [cell for cell in row if cell.strip()]
    if mark == RowMark.RECORD:
        return usual.fill >= 2 and len(filled) == 1 and NOTE.match(filled[0].strip()) is not None
    return mark == RowMark.NOTE or (mark in (RowMark.HEADING, RowMark.TOTAL) and len(filled) <= 1)
