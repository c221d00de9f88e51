"""What should be known about the text of a sheet: damage done before, tables inside cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.mojibake import DAMAGE, LOST, MARKS
from curator.readers.grid import Grid
from curator.readers.model import Note
from curator.readers.sheet import Sheet

LEAST_ROWS = 3


def text_notes(grid: Grid) -> Iterator[Note]:
    """Notes on damaged characters."""
    hits = _rows_with(grid, MARKS, DAMAGE)
    if hits:
        yield Note(
            code="mojibake",
            message=N_(
                "Some texts were damaged by an earlier conversion (“Ã©” for “é”; cells: {count},"
                " the first in row {row}): a repair is proposed."
            ),
            parameters={"count": len(hits), "row": hits[0] + 1},
            row=hits[0] + 1,
        )
    lost = _rows_with(grid, (LOST,), None)
    if lost:
        yield Note(
            code="lost-characters",
            message=N_(
                "Some characters were lost before this file was written (“\ufffd”; cells: {count},"
                " the first in row {row}): they cannot be recovered from it."
            ),
            parameters={"count": len(lost), "row": lost[0] + 1},
            row=lost[0] + 1,
        )


def _rows_with(grid: Grid, needles: tuple[str, ...], pattern: re.Pattern[str] | None) -> list[int]:
    """Rows of cells that hold one of ``needles`` (and match ``pattern``), one entry a cell."""
    wanted = [needle.encode() for needle in needles]
    rows: list[int] = []
    for column in grid.columns:
        start = 0
        for chunk in column.chunks:
            data = chunk.buffers()[2]
            raw = bytes(data) if data is not None else b""
            # Most text is searched once as bytes and left alone.
            if not raw.isascii() and any(needle in raw for needle in wanted):
                rows += [start + int(n) for n in _matching(chunk, needles, pattern)]
            start += len(chunk)
    return sorted(rows)


def _matching(
    chunk: pa.Array, needles: tuple[str, ...], pattern: re.Pattern[str] | None
) -> list[int]:
    mask = np.zeros(len(chunk), dtype=bool)
    for needle in needles:
        mask |= pc.match_substring(chunk, needle).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(mask)
    if pattern is None:
        return [int(n) for n in at]
    return [int(n) for n in at if pattern.search(chunk[int(n)].as_py())]


def unpacked(sheet: Sheet) -> Sheet:
    """A sheet whose column A holds a whole delimited text, cut into columns; else the same."""
    from curator.progress import silent
    from curator.readers.delimited.dialect import find_dialect
    from curator.readers.delimited.tolerant import parse_text

    grid = sheet.grid
    used = np.flatnonzero(grid.used)
    if len(used) != 1 or grid.height < LEAST_ROWS:
        return sheet
    cells = grid.columns[int(used[0])].to_pylist()
    lines = [cell for cell in cells if cell.strip()]
    if any("\n" in cell or "\r" in cell for cell in lines):
        return sheet
    dialect = find_dialect("\n".join(lines))
    counts = [line.count(dialect.delimiter) for line in lines] if dialect.delimiter else [0]
    regular = max(set(counts), key=counts.count)
    if dialect.delimiter not in (";", ",", "\t", "|") or regular < 1:
        return sheet
    if counts.count(regular) < 0.8 * len(counts):
        return sheet
    cut, notes = parse_text("\n".join(cells), dialect, sheet.name or "", silent)
    note = Note(
        code="text-in-column",
        message=N_(
            "A whole text table stands in column A of this sheet: it was cut at “{delimiter}”."
        ),
        parameters={"delimiter": dialect.delimiter},
    )
    return replace(sheet, grid=cut, formats={}, notes=(*sheet.notes, note, *notes))
