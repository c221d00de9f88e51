"""Cells of an XLSX whose text depends on their number format."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.readers.workbook.columns import Finish
from curator.readers.workbook.formats import NumberFormat, column_kind

_PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{0,3})(\d{1,7})"')
_STYLE = re.compile(rb'(?:^|\s)s="(\d{1,7})"')

Places = dict[tuple[int, int], list[int]]
"""(style, column) → rows, all from 0."""


def styled_cells(
    data: bytes, tag: re.Pattern[bytes], styles: Collection[int]
) -> tuple[Places, Counter[tuple[int, int]]]:
    """Where the cells with one of ``styles`` are, and how many have each (style, column).

    ``tag`` finds the tags of rows and cells: the name, then the attributes, in any order. A row or
    a cell that does not say where it is follows the one before it.
    """
    from curator.readers.workbook.xlsx_parts import column_number

    places: Places = defaultdict(list)
    counts: Counter[tuple[int, int]] = Counter()
    row = column = -1
    for name, attributes in tag.findall(data):
        place = _PLACE.search(attributes)
        if name == b"row":
            row, column = int(place.group(2)) - 1 if place else row + 1, -1
            continue
        column = column_number(place.group(1)) if place else column + 1
        found = _STYLE.search(attributes)
        style = int(found.group(1)) if found else 0
        counts[style, column] += 1
        if style in styles:
            places[style, column].append(row)
    return places, counts


def column_kinds(styles: Counter[tuple[int, int]], kinds: Sequence[str]) -> dict[int, str]:
    """Column → kind of its number format, where it has one.

    ``styles`` says how many cells have each (style, column), where -1 is no style; ``kinds`` is
    the kind of each style.
    """
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for (style, column), count in styles.items():
        counts[column][kinds[style] if 0 <= style < len(kinds) else ""] += count
    found = {column: column_kind(counted) for column, counted in counts.items()}
    return {column: kind for column, kind in found.items() if kind}


def by_column(
    places: Places, styles: Collection[int]
) -> dict[int, list[tuple[int, npt.NDArray[np.int64]]]]:
    """Column → which of ``styles`` it has and the rows, in order, that have them."""
    found: dict[int, list[tuple[int, npt.NDArray[np.int64]]]] = defaultdict(list)
    for (style, column), rows in places.items():
        if style in styles:
            found[column].append((style, np.sort(np.array(rows, dtype=np.int64))))
    return found


def formatter(places: Places, formats: Mapping[int, NumberFormat], left: int = 0) -> Finish:
    """Writes the numbers of columns as their styles say; the first column is number ``left``."""
    styled = by_column(places, formats)

    def finish(number: int, texts: pa.Array, values: Sequence[Any], top: int) -> pa.Array:
        for style, rows in styled.get(left + number, ()):
            first, last = rows.searchsorted((top, top + len(values)))
            texts = with_format(texts, values, rows[first:last] - top, formats[style])
        return texts

    return finish


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
