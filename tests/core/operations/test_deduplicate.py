"""Rows that repeat others: the first of each stays, whatever the chunks and marks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.operations.row import DeduplicateRows
from curator.table import RowMark, Table

CELLS = st.sampled_from(["", "a", "b", "ab"])


@given(st.lists(st.tuples(CELLS, CELLS, st.booleans()), max_size=20), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_the_first_of_each_record_stays(lines: list[tuple[str, str, bool]], cut: int) -> None:
    columns = {}
    for n, name in enumerate("xy"):
        texts = [line[n] for line in lines]
        columns[name] = pa.chunked_array([texts[:cut], texts[cut:]], type=pa.string())
    marks = np.array([RowMark.TOTAL if line[2] else RowMark.RECORD for line in lines], np.uint8)
    table = replace(Table.from_columns(columns), marks=marks)
    seen: set[tuple[str, str]] = set()
    wanted = []
    for row, (x, y, is_total) in enumerate(lines, start=2):
        if is_total or (x, y) not in seen:
            wanted.append(row)
        if not is_total:
            seen.add((x, y))
    assert DeduplicateRows().apply(table).source_rows.tolist() == wanted
