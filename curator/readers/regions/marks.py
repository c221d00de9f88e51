"""Which rows of a table are not records: totals, notes, group headings, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from curator.readers.grid import Counts, Grid
from curator.readers.regions.cells import Look, label_key, look_of
from curator.table import RowMark

Marks = npt.NDArray[np.uint8]

EVERY_ROW_UP_TO = 50_000
"""Larger tables are looked at only where the pattern of filled cells is unusual."""

TOTAL = re.compile(
    r"(?:sous[- ]?|s/)?tota(?:l|ux)\b|(?:grand|general|général)\s+total\b|sub-?total\b|"
    r"(?:somme|ensemble|cumul|moyenne|m[ée]diane|average|mean|sum)\b(?!\s+de\s+l[’'])",
    re.IGNORECASE,
)
_LABEL_LENGTH = 80


def mark_rows(
    grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[int], header: Sequence[Sequence[str]]
) -> Marks:
    """One mark per row of ``rows`` (positions in the grid, none of them blank)."""
    marks: Marks = np.zeros(len(rows), dtype=np.uint8)
    if not len(rows):
        return marks
    counts = grid.fill_of(columns)
    counts = counts if len(rows) == len(counts) else counts[rows]
    usual = int(np.median(counts))
    labels = [[label_key(row[c]) for c in columns] for row in header]
    for index in _candidates(counts, usual):
        cells = grid.rows(int(rows[index]), int(rows[index]) + 1)[0]
        marks[index] = _mark_of([cells[c] for c in columns], labels, usual)
    _notes_at_the_end(marks, counts)
    return marks


def _candidates(counts: Counts, usual: int) -> Sequence[int]:
    if len(counts) <= EVERY_ROW_UP_TO:
        return range(len(counts))
    unusual = np.flatnonzero(counts < max(2, usual * 0.6))
    edges = np.concatenate([np.arange(20), np.arange(len(counts) - 20, len(counts))])
    found = np.union1d(unusual[:EVERY_ROW_UP_TO], edges)
    return [int(i) for i in found]


def _mark_of(cells: Sequence[str], labels: Sequence[Sequence[str]], usual: int) -> int:
    filled = [c for c in cells if c.strip()]
    if not filled:
        return RowMark.RECORD
    if any(_is_repeated(cells, row) for row in labels):
        return RowMark.HEADER
    looks = [look_of(c) for c in filled]
    words = next((c for c, look in zip(filled, looks, strict=True) if look == Look.WORDS), "")
    if TOTAL.match(words.strip().lstrip("*- ")) and len(words) <= _LABEL_LENGTH:
        if len(filled) > 1:
            return RowMark.TOTAL
        return RowMark.TOTAL if usual < 3 else RowMark.HEADING
    if len(filled) == 1 and usual >= 3:
        return RowMark.HEADING
    return RowMark.RECORD


def repeats_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Whether the cells say a header row again (numbers may differ: “Année 2009”)."""
    return _is_repeated(cells, [label_key(label) for label in header])


def _is_repeated(cells: Sequence[str], labels: Sequence[str]) -> bool:
    wanted = sum(bool(label) for label in labels)
    if wanted < 2:
        return False
    same = differs = 0
    for cell, label in zip(cells, labels, strict=True):
        key = label_key(cell)
        same += bool(key) and key == label
        differs += bool(key) and key != label
    return same >= max(2, 0.35 * wanted) and differs * 4 <= same


def _notes_at_the_end(marks: Marks, counts: Counts) -> None:
    """Lines of words below the last record are notes, not headings of what does not follow."""
    last = len(marks)
    while (
        last > 0 and marks[last - 1] in (RowMark.HEADING, RowMark.TOTAL) and counts[last - 1] <= 1
    ):
        last -= 1
    for index in range(last, len(marks)):
        if marks[index] == RowMark.HEADING:
            marks[index] = RowMark.NOTE
