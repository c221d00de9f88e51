"""Parsing a large regular file with Arrow while it is read."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv

from curator.readers.delimited.dialect import Dialect
from curator.readers.delimited.marks import NotRegular
from curator.readers.delimited.repair import PROFILE_ROWS, Profile, Repairs, mended
from curator.readers.delimited.stream import Utf8File
from curator.readers.grid import Fill, Mask, counted, filled_cells_of

MOST_ODD_ROWS = 100_000
FEW_PROCESSORS = 2
"""With no more than these Arrow's own threads take time from those that read, hash and look at
the cells beside it."""


@dataclass
class OddRows:
    """Rows with another number of cells: their positions and their raw text."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def take(self, row: Any) -> str:
        """Arrow's handler of a row that does not fit."""
        if row.number is None or len(self.numbers) >= MOST_ODD_ROWS:
            return "error"
        self.numbers.append(row.number - 1)
        self.texts.append(row.text)
        return "skip"


@dataclass
class Parsed:
    """What Arrow made of a file; ``fill`` is None where rows were set aside."""

    columns: list[pa.ChunkedArray]
    fill: Fill | None
    odd: OddRows


def parse(stream: Utf8File, dialect: Dialect, width: int, *, ragged: bool) -> Parsed:
    """Parse ``stream`` while it is read.

    Without ``ragged`` the first row that does not fit ``width`` raises ``NotRegular``; with it such
    rows are set aside and one thread parses.
    """
    odd = OddRows()
    batches: list[pa.RecordBatch] = []
    fills: list[Future[Fill]] = []
    # Arrow parses one block after the other: which cells are filled is seen beside it.
    with ThreadPoolExecutor(1, "filled") as beside:
        try:
            for batch in _reader(stream, dialect, width, odd if ragged else None):
                batches.append(batch)
                if not ragged:
                    fills.append(beside.submit(_fill_of, batch))
        except pa.ArrowInvalid as error:
            raise NotRegular from error
    columns = [
        pa.chunked_array([batch.column(index) for batch in batches], pa.string())
        for index in range(width)
    ]
    return Parsed(columns, _joined([fill.result() for fill in fills]), odd)


def _reader(
    stream: Utf8File, dialect: Dialect, width: int, odd: OddRows | None
) -> pacsv.CSVStreamingReader:
    """Batches of ``width`` columns of text; rows that do not fit go to ``odd``."""
    names = [f"{n}" for n in range(width)]
    return pacsv.open_csv(
        pa.PythonFile(stream, mode="r"),
        read_options=pacsv.ReadOptions(
            column_names=names,
            use_threads=odd is None and (os.cpu_count() or 1) > FEW_PROCESSORS,
            block_size=_block(width),
        ),
        parse_options=pacsv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            double_quote=True,
            escape_char=False,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=None if odd is None else odd.take,
        ),
        convert_options=pacsv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=False,
        ),
    )


def _fill_of(batch: pa.RecordBatch) -> Fill:
    masks = [filled_cells_of(column) for column in batch.columns]
    used: Mask = np.array([mask.any() for mask in masks])
    return Fill(counted(masks, batch.num_rows), used)


def _joined(fills: Sequence[Fill]) -> Fill | None:
    if not fills:
        return None
    columns: Mask = np.logical_or.reduce([fill.columns for fill in fills])
    return Fill(np.concatenate([fill.rows for fill in fills]), columns)


def _block(width: int) -> int:
    return max(1 << 20, min(1 << 24, width * 4096))


def odd_rows(parsed: Parsed, dialect: Dialect) -> tuple[list[list[str]], Repairs]:
    """The cells of the rows that were set aside, mended where that can be, and what was mended."""
    repairs = Repairs()
    if not parsed.odd.numbers:
        return [], repairs
    first = [column.slice(0, PROFILE_ROWS).to_pylist() for column in parsed.columns]
    profile = Profile.of(list(zip(*first, strict=True)))
    rows = []
    for number, text in zip(parsed.odd.numbers, parsed.odd.texts, strict=True):
        row = _cells(text, dialect)
        rows.append(mended(row, dialect, len(first), profile, number, repairs))
    return rows, repairs


def with_rows(
    columns: Sequence[pa.ChunkedArray], rows: Sequence[Sequence[str]], numbers: Sequence[int]
) -> list[pa.ChunkedArray]:
    """The columns with ``rows`` put in as rows number ``numbers``, as wide as the widest."""
    if not rows:
        return list(columns)
    width = max([len(columns), *map(len, rows)])
    height = len(columns[0]) + len(rows)
    is_odd = np.zeros(height, dtype=bool)
    is_odd[numbers] = True
    order = np.empty(height, dtype=np.int64)
    order[~is_odd] = np.arange(height - len(rows))
    order[is_odd] = np.arange(height - len(rows), height)
    result = []
    for index in range(width):
        extra = pa.array([row[index] if index < len(row) else "" for row in rows], pa.string())
        if index < len(columns):
            base = columns[index]
        else:
            base = pa.chunked_array([pa.repeat(pa.scalar(""), height - len(rows))])
        joined = pa.chunked_array([*base.chunks, extra])
        result.append(joined.take(pa.array(order)))
    return result


def _cells(text: str, dialect: Dialect) -> list[str]:
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
    )
    return next(reader, [])
