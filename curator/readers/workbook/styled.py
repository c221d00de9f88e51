"""Cells of an XLSX whose text depends on their number format."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.readers.workbook.formats import NumberFormat

Places = dict[tuple[int, int], list[int]]
"""(style, column) → rows, all from 0."""


def styled_places(data: bytes, cell: bytes, styles: Collection[int]) -> Places:
    """Where the cells with one of ``styles`` are; ``cell`` is the pattern of a cell's tag."""
    from curator.readers.workbook.xlsx_parts import column_number

    places: Places = defaultdict(list)
    if not styles:
        return places
    wanted = b"|".join(str(n).encode() for n in styles)
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


def by_column(
    places: Places, styles: Collection[int]
) -> dict[int, list[tuple[int, npt.NDArray[np.int64]]]]:
    """Column → which of ``styles`` it has and the rows, in order, that have them."""
    found: dict[int, list[tuple[int, npt.NDArray[np.int64]]]] = defaultdict(list)
    for (style, column), rows in places.items():
        if style in styles:
            found[column].append((style, np.sort(np.array(rows, dtype=np.int64))))
    return found


def with_format(
    texts: pa.Array, values: Sequence[Any], rows: npt.NDArray[np.int64], style: NumberFormat
) -> pa.Array:
    """``texts`` of ``values`` with the numbers at ``rows`` written as ``style`` says."""
    at = np.array([r for r in rows.tolist() if type(values[r]) is float], dtype=np.int64)
    if not len(at):
        return texts
    mask = np.zeros(len(values), dtype=bool)
    mask[at] = True
    plain = texts.take(pa.array(at))
    return pc.replace_with_mask(texts, pa.array(mask), _styled(plain, values, at, style))


def _styled(plain: pa.Array, values: Sequence[Any], at: Any, style: NumberFormat) -> pa.Array:
    if style.is_percent:
        return pa.array([style.text(values[r]) for r in at.tolist()], type=pa.string())
    # Only whole numbers without a sign are padded: those are all digits already.
    whole = pc.match_substring_regex(plain, r"^\d+$")
    return pc.if_else(whole, pc.utf8_lpad(plain, style.digits, padding="0"), plain)
