"""Cells of an XLSX whose text depends on their number format."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.readers.workbook.formats import NumberFormat

Places = dict[tuple[int, int], list[int]]
"""(style, column) → rows, all from 0."""


def styled_places(data: bytes, cell: bytes, formats: dict[int, NumberFormat]) -> Places:
    """Where the cells with one of ``formats`` are; ``cell`` is the pattern of a cell's tag."""
    from curator.readers.workbook.xlsx import column_number

    places: Places = defaultdict(list)
    if not formats:
        return places
    wanted = b"|".join(str(n).encode() for n in formats)
    usual = not re.search(cell + rb" (?!r=)", data[: 1 << 16])
    place = rb'([A-Z]{1,3})(\d{1,7})"'
    # The usual order of attributes is quicker to look for than any order.
    styled = re.compile(
        cell + b' r="' + place + b' s="(' + wanted + b')"'
        if usual
        else cell + rb'(?=[^>]*? r="' + place + rb')[^>]*? s="(' + wanted + rb')"'
    )
    for letters, number, style in styled.findall(data):
        places[int(style), column_number(letters)].append(int(number) - 1)
    return places


def apply_formats(
    columns: list[pa.Array],
    rows: list[list[Any]],
    places: Places,
    formats: dict[int, NumberFormat],
) -> None:
    """Replace the texts of numbers in ``columns`` at ``places``; ``rows`` has their values."""
    for (style, column), positions in places.items():
        if column >= len(columns):
            continue
        numbers = [r for r in positions if r < len(rows) and type(rows[r][column]) is float]
        if numbers:
            at = np.array(sorted(numbers), dtype=np.int64)
            texts = _texts(columns[column].take(pa.array(at)), rows, at, column, formats[style])
            mask = np.zeros(len(rows), dtype=bool)
            mask[at] = True
            columns[column] = pc.replace_with_mask(columns[column], pa.array(mask), texts)


def _texts(
    plain: pa.Array, rows: list[list[Any]], at: Any, column: int, style: NumberFormat
) -> pa.Array:
    if style.is_percent:
        return pa.array([style.text(rows[r][column]) for r in at.tolist()], type=pa.string())
    # Only whole numbers without a sign are padded: those are all digits already.
    whole = pc.match_substring_regex(plain, r"^\d+$")
    return pc.if_else(whole, pc.utf8_lpad(plain, style.digits, padding="0"), plain)
