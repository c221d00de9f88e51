"""The texts of whole columns of a workbook's values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.readers.workbook.text import EXACT_INTEGERS, cell_text, number_text

BLOCK_ROWS = 8192
"""Rows that are turned into text together: few enough for their values to stay in the cache."""

SMALL, LARGE = 1e-3, 1e10
"""Between these Arrow writes no exponent."""

Finish = Callable[[int, pa.Array, Sequence[Any], int], pa.Array]
"""What becomes of the texts of a column, given its number, values and first row (from 0)."""


def as_they_are(_number: int, texts: pa.Array, _values: Sequence[Any], _top: int) -> pa.Array:
    """A ``Finish`` that changes nothing."""
    return texts


def columns_of(rows: Iterator[Sequence[Any]], finish: Finish) -> list[pa.Array]:
    """The texts of rows of values, all as long, by column."""
    chunks: list[list[pa.Array]] = []
    top = 0
    while block := list(islice(rows, BLOCK_ROWS)):
        for number, values in enumerate(zip(*block, strict=True)):
            if not top:
                chunks.append([])
            chunks[number].append(finish(number, column_text(values), values, top))
        top += len(block)
    return [pa.concat_arrays(pieces) for pieces in chunks]


def with_cells(columns: list[pa.Array], cells: list[tuple[int, int, str]]) -> list[pa.Array]:
    """``columns`` with some cells (row, column, text) written over; there is room for them."""
    if not cells:
        return columns
    height = max(len(columns[0]) if columns else 0, *(row + 1 for row, _c, _t in cells))
    width = max(len(columns), *(column + 1 for _r, column, _t in cells))
    wide = columns + [pa.array([], type=pa.string())] * (width - len(columns))
    texts: dict[int, list[str]] = {}
    for row, column, text in cells:
        if column not in texts:
            texts[column] = wide[column].to_pylist()
            texts[column] += [""] * (height - len(texts[column]))
        texts[column][row] = text
    return [
        pa.array(texts[number], type=pa.string()) if number in texts else _of_height(column, height)
        for number, column in enumerate(wide)
    ]


def _of_height(column: pa.Array, height: int) -> pa.Array:
    missing = height - len(column)
    blank = pa.array([""] * missing, type=pa.string())
    return pa.concat_arrays([column, blank]) if missing else column


def column_text(values: Sequence[Any]) -> pa.Array:
    """The texts of a column of values."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, type=pa.string())
    # Mostly a header stands above values of one kind: those are turned into text as a whole.
    head = 0
    while head < len(values) and type(values[head]) is str:
        head += 1
    rest = values[head:]
    whole = _of_one_kind(rest, set(map(type, rest)) if head else kinds)
    if whole is not None:
        return pa.concat_arrays([pa.array(values[:head], type=pa.string()), whole])
    if kinds <= {float, str}:
        return _floats_and_strings(values)
    return pa.array(list(map(cell_text, values)), type=pa.string())


def _of_one_kind(values: Sequence[Any], kinds: set[type]) -> pa.Array | None:
    if kinds == {float}:
        return _floats(np.array(values, dtype=np.float64))
    if kinds == {dt.date}:
        texts = {day: day.isoformat() for day in set(values)}
        return pa.array([texts[day] for day in values], type=pa.string())
    return None


def _floats_and_strings(values: Sequence[Any]) -> pa.Array:
    is_float = np.fromiter((type(v) is float for v in values), dtype=bool, count=len(values))
    if np.count_nonzero(is_float) < 1000:
        return pa.array(list(map(cell_text, values)), type=pa.string())
    numbers = _floats(np.array([v for v in values if type(v) is float], dtype=np.float64))
    strings = pa.array([v for v in values if type(v) is str], type=pa.string())
    order = np.empty(len(values), dtype=np.int64)
    order[is_float] = np.arange(len(numbers))
    order[~is_float] = np.arange(len(numbers), len(values))
    return pa.concat_arrays([numbers, strings]).take(pa.array(order))


def _floats(numbers: Any) -> pa.Array:
    """Like ``number_text``, by column."""
    whole = (np.abs(numbers) < EXACT_INTEGERS) & (numbers == np.floor(numbers))
    if whole.all():
        return pc.cast(pa.array(numbers.astype(np.int64)), pa.string())
    text = pc.cast(pa.array(numbers), pa.string())
    integers = pc.cast(pa.array(np.where(whole, numbers, 0).astype(np.int64)), pa.string())
    text = pc.if_else(pa.array(whole), integers, text)
    size = np.abs(numbers)
    if (whole | ((size >= SMALL) & (size < LARGE))).all():
        return text
    odd = pc.match_substring_regex(text, "[en]").to_numpy(zero_copy_only=False)
    if odd.any():
        fixed = text.to_pylist()
        for index in np.flatnonzero(odd):
            fixed[index] = number_text(float(numbers[index]))
        text = pa.array(fixed, type=pa.string())
    return text
