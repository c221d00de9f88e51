"""The binary records of an XLSB: the formats of its styles, and what its cells tell beside their
values ([MS-XLSB] 2.1.4, 2.3.2)."""

from __future__ import annotations

import struct
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from curator.readers.workbook.formats import BUILT_IN
from curator.readers.workbook.styled import Places

FORMAT, STYLE = 44, 47
CELL_STYLES, CELL_STYLES_END = 617, 618
ROW_HEADER, COLUMN_INFO, FILTER, CELL_SHARED, MERGE = 0, 60, 161, 7, 176
CELLS = range(2, 12)
"""Cells with a value; from 8 on it comes from a formula."""
TEXT_FORMULA, NUMBER_FORMULA = 8, 9
HIDDEN_ROW, FOLDED_ROW, HIDDEN_COLUMNS, FOLDED_COLUMNS = 0x10, 0x08, 0x0001, 0x1000
LAST_COLUMN = 16_383


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of each record of a part; stops where one is cut."""
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        size, at = _varying(data, at, 4)
        if at + size > len(data):
            return
        yield kind, data[at : at + size]
        at += size


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in bytes of seven bits, low ones first, the eighth telling that more follow."""
    value = 0
    for place in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if not byte & 0x80:
            break
    return value, at


def counted_text(body: bytes, at: int) -> tuple[str, int]:
    """A counted UTF-16 text, and where it ends."""
    (count,) = struct.unpack_from("<I", body, at)
    end = at + 4 + 2 * count
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def format_codes(styles: bytes) -> list[str]:
    """The code of the number format of every style, in the order in which cells number them."""
    codes = dict(BUILT_IN)
    found: list[str] = []
    is_cell = False
    for kind, body in records(styles):
        if kind == FORMAT:
            codes[struct.unpack_from("<H", body, 0)[0]] = counted_text(body, 2)[0]
        elif kind in (CELL_STYLES, CELL_STYLES_END):
            is_cell = kind == CELL_STYLES
        elif kind == STYLE and is_cell:
            found.append(codes.get(struct.unpack_from("<H", body, 2)[0], ""))
    return found


@dataclass(eq=False)
class SheetCells:
    """What the cells of a sheet tell beside their values; rows and columns from 0."""

    styles: Counter[tuple[int, int]] = field(default_factory=Counter)
    """(style, column) → cells that have it."""
    places: Places = field(default_factory=lambda: defaultdict(list))
    """The places of the styles asked for."""
    used_strings: set[int] = field(default_factory=set)
    formulas: int = 0
    literals: list[str] = field(default_factory=list)
    """Texts inside formulas."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First and last row, first and last column."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_folded: bool = False
    is_filtered: bool = False


def sheet_cells(data: bytes, styles: Collection[int]) -> SheetCells:
    """Walk the part of a sheet; ``styles`` are those whose places are wanted."""
    cells = SheetCells()
    row = 0
    for kind, body in records(data):
        if kind in CELLS:
            _take_cell(cells, kind, body, row, styles)
        elif kind == ROW_HEADER and len(body) >= 12:
            row, _style, height = struct.unpack_from("<IIH", body, 0)
            cells.is_folded |= bool(body[11] & FOLDED_ROW)
            if body[11] & HIDDEN_ROW or not height:
                cells.hidden_rows.add(row)
        elif kind == COLUMN_INFO and len(body) >= 18:
            first, last, width, _style, flags = struct.unpack_from("<IIIIH", body, 0)
            cells.is_folded |= bool(flags & FOLDED_COLUMNS)
            if flags & HIDDEN_COLUMNS or not width:
                cells.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))
        elif kind == MERGE:
            cells.merges.append(struct.unpack_from("<IIII", body, 0))
        elif kind == FILTER:
            cells.is_filtered = True
    return cells


def _take_cell(
    cells: SheetCells, kind: int, body: bytes, row: int, styles: Collection[int]
) -> None:
    column, style = struct.unpack_from("<II", body, 0)
    style &= 0xFFFFFF  # the eighth above tells whether phonetic guides are shown
    cells.styles[style, column] += 1
    if style in styles:
        cells.places[style, column].append(row)
    if kind == CELL_SHARED:
        cells.used_strings.add(struct.unpack_from("<I", body, 8)[0])
    elif kind >= TEXT_FORMULA:
        cells.formulas += 1
        cells.literals += _literals(_formula(kind, body))


def _formula(kind: int, body: bytes) -> bytes:
    """The parsed formula of a cell, behind its value and two bytes of flags."""
    if kind == TEXT_FORMULA:
        return body[counted_text(body, 8)[1] + 6 :]
    return body[(16 if kind == NUMBER_FORMULA else 9) + 6 :]


def _literals(code: bytes) -> list[str]:
    """Texts of two letters or more in a parsed formula."""
    texts: list[str] = []
    at = code.find(b"\x17")
    while 0 <= at <= len(code) - 3:
        (count,) = struct.unpack_from("<H", code, at + 1)
        end = at + 3 + 2 * count
        text = code[at + 3 : end].decode("utf-16-le", "replace")
        is_text = count > 1 and end <= len(code) and text.isprintable()
        if is_text:
            texts.append(text)
        at = code.find(b"\x17", end if is_text else at + 1)
    return texts
