"""Which rows of a table are not records: totals, notes, group headings, repeated headers."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.readers.grid import Counts, Grid, Mask
from curator.readers.regions.cells import Look, label_key, look_of
from curator.readers.regions.endings import Usual, mark_end
from curator.readers.regions.looks import Looks
from curator.table import RowMark

Marks = npt.NDArray[np.uint8]

WORDS_UP_TO = 200_000
"""Rows up to which every cell is searched for words of totals; in larger tables only rows whose
pattern of filled cells is unusual are looked at."""
BATCH = 5_000
MOST_HEADINGS = 5_000
LEAST_ABOVE_TOTAL = 3

_ALONE = (
    r"(?:(?:sous|grand|sub)?[- ]?tota(?:l|ux)(?:\s+g[ée]n[ée]ral)?|ensemble|somme|cumul|moyenne)"
)
TOTAL_ALONE = re.compile(rf"{_ALONE}\s*:?", re.IGNORECASE)
"""What only a total is called, however complete its row."""
SUBTOTAL = re.compile(r"(?:sous[- ]?|s/|sub-?|grand[- ])tota(?:l|ux)\b", re.IGNORECASE)
"""What no record is called either."""
TOTAL_OF = re.compile(
    r"(?:sous[- ]?|s/|sub-?|grand\s+|g[ée]n[ée]ral\s+)?tota(?:l|ux)\b"
    r"(?!\s+(?:[eé]nergies?|direct)\b)|"  # companies
    r"(?:ensemble|somme|cumul)\s+(?:des?|du|total)\b|"
    r"(?:moyenne|m[ée]diane|average|mean|sum)\b",
    re.IGNORECASE,
)
"""Totals of something: only where the row is incomplete, or words stand in a column of values."""
_MAY_BE_TOTAL = (
    r"(?i)^[\s*-]*(?:sous[ -]|s/|sub-?tot|grand t|g[ée]n[ée]ral t|tota|ensemble|somme|cumul"
    r"|moyenne|m[ée]diane|average|mean|sum\b)"
)
_LABEL_LENGTH = 80
_SAMPLE = 200


def mark_rows(
    grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[int], header: Sequence[Sequence[str]]
) -> Marks:
    """One mark per row of ``rows`` (positions in the grid, none of them blank)."""
    marks: Marks = np.zeros(len(rows), dtype=np.uint8)
    if not len(rows):
        return marks
    counts = _at(grid.fill_of(columns), rows)
    labels = [[label_key(row[c]) for c in columns] for row in header]
    # The usual fill of a large table shows in every hundredth of its rows.
    usual = int(np.median(counts[:: max(1, len(counts) // 10_000)]))
    judge = _Judge(labels, usual, _typed(grid, rows, columns))
    unusual = counts < max(2, math.ceil(usual * 0.6))
    candidates = _candidates(grid, rows, columns, unusual, labels)
    for start in range(0, len(candidates), BATCH):
        batch = candidates[start : start + BATCH]
        for index, row in zip(batch, grid.picked(rows[batch]), strict=True):
            marks[index] = judge.mark([row[c] for c in columns])
    _mark_last_total(grid, rows, columns, marks)
    _spare_identified(grid.columns[columns[0]], rows, marks)
    labelled = len({c for row in labels for c, label in enumerate(row) if label})
    mark_end(grid, rows, columns, marks, Usual(usual, labelled))
    return marks


def _mark_last_total(
    grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[int], marks: Marks
) -> None:
    """“Total commune” before nothing but figures, at the very end, is a total however full its
    row; further up it may be a company."""
    records = np.flatnonzero(marks == RowMark.RECORD)
    if len(records) < LEAST_ABOVE_TOTAL:
        return
    last = int(records[-1])
    cells = [grid.columns[c][int(rows[last])].as_py().strip() for c in columns]
    filled = [cell for cell in cells if cell]
    are_figures = all(look_of(cell) in (Look.TYPED, Look.YEAR) for cell in filled[1:])
    if len(filled) > 2 and are_figures and TOTAL_OF.match(filled[0].lstrip("*- ")):
        marks[last] = RowMark.TOTAL


def _spare_identified(column: pa.ChunkedArray, rows: npt.NDArray[np.int64], marks: Marks) -> None:
    """Rows with nothing but an identifier are no headings: the first cells of records are of the
    same form (“D2020_001” among “D2020_002”, “CCAS” among “CCAS”)."""
    headings = np.flatnonzero(marks == RowMark.HEADING)
    if not 0 < len(headings) <= MOST_HEADINGS:
        return
    records = np.flatnonzero(marks == RowMark.RECORD)[:WORDS_UP_TO]
    said = pc.unique(column.take(pa.array(rows[records])))
    known = {label_key(text) for text in said.to_pylist()} - {""}
    for index in headings.tolist():
        if label_key(column[int(rows[index])].as_py()) in known:
            marks[index] = RowMark.RECORD


def _at(counts: Counts, rows: npt.NDArray[np.int64]) -> Counts:
    """The counts of ``rows``: a view where no row is missing between the first and the last."""
    first, end = int(rows[0]), int(rows[-1]) + 1
    return counts[first:end] if end - first == len(rows) else counts[rows]


def _typed(grid: Grid, rows: npt.NDArray[np.int64], columns: Sequence[int]) -> frozenset[int]:
    """Which of ``columns`` (by position) hold values rather than words."""
    sample = grid.rows(int(rows[0]), min(int(rows[-1]) + 1, int(rows[0]) + _SAMPLE))
    return Looks.of([[row[c] for c in columns] for row in sample]).typed


def _candidates(
    grid: Grid,
    rows: npt.NDArray[np.int64],
    columns: Sequence[int],
    unusual: Mask,
    labels: Sequence[Sequence[str]],
) -> npt.NDArray[np.int64]:
    """Positions of rows that may be something else than a record, ``unusual`` ones included."""
    unusual[:20] = unusual[-20:] = True
    if len(rows) <= WORDS_UP_TO:
        for position, column in enumerate(columns):
            pattern = _pattern([row[position] for row in labels])
            hits = pc.match_substring_regex(grid.columns[column], pattern)
            unusual |= hits.to_numpy()[rows]
    found: npt.NDArray[np.int64] = np.flatnonzero(unusual)[: 2 * WORDS_UP_TO]
    return found


def _pattern(labels: Sequence[str]) -> str:
    """Words of totals, or a label of the column again (numbers may differ)."""
    said = [
        r"\s+".join(re.escape(word).replace(r"\#", r"\d+") for word in label.split())
        for label in labels
        if label and len(label) < _LABEL_LENGTH and label.isprintable()
    ]
    return "|".join([_MAY_BE_TOTAL, *(rf"(?i)^\s*{label}\s*$" for label in said)])


@dataclass(frozen=True)
class _Judge:
    """What a row is, knowing the header's ``labels``, the ``usual`` fill and ``typed`` columns."""

    labels: Sequence[Sequence[str]]
    usual: int
    typed: frozenset[int]

    def mark(self, cells: Sequence[str]) -> int:
        filled = [c for c in range(len(cells)) if cells[c].strip()]
        if not filled:
            return RowMark.RECORD
        if any(_is_repeated(cells, row) for row in self.labels):
            return RowMark.HEADER
        worded = next((c for c in filled if look_of(cells[c]) == Look.WORDS), None)
        if worded is not None and self._is_total(cells[worded], worded, len(filled)):
            if len(filled) > 1:
                return RowMark.TOTAL
            return RowMark.TOTAL if self.usual < 3 else RowMark.HEADING
        if len(filled) == 1 and self.usual >= 3:
            # An identifier of which nothing else is known is a record all the same.
            is_value = look_of(cells[filled[0]]) in (Look.TYPED, Look.YEAR)
            is_identifier = filled == [0] and 0 in self.typed and is_value
            return RowMark.RECORD if is_identifier else RowMark.HEADING
        return RowMark.RECORD

    def _is_total(self, text: str, column: int, fill: int) -> bool:
        words = text.strip().lstrip("*- ").strip()
        if len(words) > _LABEL_LENGTH:
            return False
        if TOTAL_ALONE.fullmatch(words) or SUBTOTAL.match(words):
            return True
        loose = fill < self.usual or column in self.typed
        return loose and TOTAL_OF.match(words) is not None


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
