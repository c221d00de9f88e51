"""XLS (BIFF 2 to 8) with xlrd; calamine for what xlrd does not open."""

from __future__ import annotations

import contextlib
import io
import struct
from typing import Any

import pyarrow as pa

from curator.readers.errors import DamagedFile
from curator.readers.workbook.formats import NumberFormat, number_format
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request
from curator.readers.workbook.text import column_text, date_text, number_text, time_text

# xlrd meets damage with whatever the wrong bytes lead to.
DAMAGE = (
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    OverflowError,
    RecursionError,
    OSError,
)


def read_xls(data: bytes, request: Request) -> ParsedBook:
    """Parse an XLS. Raises ``DamagedFile``."""
    from curator.readers.workbook.books import with_calamine

    try:
        book = open_book(data)
    except DamagedFile:
        return with_calamine(io.BytesIO(data), request)
    return ParsedBook(sheets=[_sheet(book, book.sheet_by_index(n)) for n in range(book.nsheets)])


def open_book(data: bytes) -> Any:
    """The workbook as xlrd sees it, formats included. Raises ``DamagedFile``."""
    import xlrd

    silence = io.StringIO()  # xlrd prints its doubts
    with contextlib.redirect_stdout(silence):
        for formatting in (True, False):
            try:
                return xlrd.open_workbook(
                    file_contents=data, logfile=silence, formatting_info=formatting
                )
            except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *DAMAGE):
                continue
    raise DamagedFile(name="", format="XLS")


def _sheet(book: Any, sheet: Any) -> ParsedSheet:
    from curator.readers.workbook.xlsx import error_cells

    formats = _formats(book)
    columns: list[pa.Array] = []
    errors = 0
    for column in range(sheet.ncols):
        cells = [
            sheet.cell(row, column) if column < sheet.row_len(row) else None
            for row in range(sheet.nrows)
        ]
        errors += sum(cell is not None and cell.ctype == 5 for cell in cells)
        columns.append(column_text([_value(book, cell, formats) for cell in cells]))
    parsed = ParsedSheet(name=sheet.name, columns=columns, is_hidden=bool(sheet.visibility))
    if errors:
        parsed.notes.append(error_cells(errors))
    return parsed


def _formats(book: Any) -> dict[int, NumberFormat]:
    found = {}
    for index, style in enumerate(getattr(book, "xf_list", ())):
        code = book.format_map.get(style.format_key)
        known = number_format(code.format_str) if code is not None else NumberFormat()
        if known.matters:
            found[index] = known
    return found


def _value(book: Any, cell: Any, formats: dict[int, NumberFormat]) -> Any:
    """The value of a cell: a float, or its text."""
    import xlrd

    if cell is None or cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        style = formats.get(cell.xf_index) if cell.xf_index is not None else None
        return style.text(cell.value) if style else float(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return serial_text(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "true" if cell.value else "false"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERR!")
    return str(cell.value)


def serial_text(serial: float, datemode: int) -> str:
    """A serial date as ISO text (``datemode`` 1: counted from 1904)."""
    import datetime as dt

    if 0 <= serial < 1 and not datemode:
        return time_text((dt.datetime.min + _seconds(serial)).time())
    # Day 60 of the 1900 system is 29 February 1900, which never was.
    base = dt.datetime(1904, 1, 1) if datemode else dt.datetime(1899, 12, 30)
    if not datemode and serial < 60:
        base += dt.timedelta(days=1)
    try:
        return date_text(base + _seconds(serial))
    except OverflowError:
        return number_text(serial)


def _seconds(serial: float) -> Any:
    import datetime as dt

    return dt.timedelta(milliseconds=round(serial * 86_400_000 / 100) * 100)
