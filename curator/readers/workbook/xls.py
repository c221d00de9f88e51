"""XLS (BIFF 2 to 8) with xlrd; calamine for what xlrd does not open."""

from __future__ import annotations

import contextlib
import io
import struct
from collections import Counter, defaultdict
from itertools import zip_longest
from typing import Any

from curator.readers.audit.registry import findings
from curator.readers.audit.xls_book import XlsView
from curator.readers.errors import DamagedFile
from curator.readers.workbook.columns import column_text
from curator.readers.workbook.formats import (
    NumberFormat,
    column_kind,
    format_kind,
    number_format,
)
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.text import date_text, number_text, time_text

EMPTY, TEXT, NUMBER, DATE, BOOLEAN, ERROR, BLANK = range(7)
"""Types of cells, numbered as xlrd does."""

FORMAT_ROWS = 2000
"""Rows looked at to see how a column shows its numbers."""

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
        parsed = with_calamine(io.BytesIO(data), request)
        parsed.hidden = findings("xls", XlsView(request.name, None, data, parsed.sheets))
        return parsed
    sheets = [_sheet(book, book.sheet_by_index(n)) for n in range(book.nsheets)]
    hidden = findings("xls", XlsView(request.name, book, data, sheets))
    return ParsedBook(sheets=sheets, hidden=hidden)


def open_book(data: bytes) -> Any:
    """The workbook as xlrd sees it, formats included. Raises ``DamagedFile``."""
    import xlrd

    silence = io.StringIO()  # xlrd prints its doubts
    with contextlib.redirect_stdout(silence):
        for formatting in (True, False):
            try:
                return xlrd.open_workbook(
                    file_contents=data,
                    logfile=silence,
                    formatting_info=formatting,
                    ragged_rows=True,
                )
            except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *DAMAGE):
                continue
    raise DamagedFile(name="", format="XLS")


def _sheet(book: Any, sheet: Any) -> ParsedSheet:
    from curator.readers.workbook.cell_notes import error_cells

    formats = _formats(book)
    rows = [_row(book, sheet, row, formats) for row in range(sheet.nrows)]
    while rows and not rows[-1]:
        rows.pop()
    columns = [column_text(values) for values in zip_longest(*rows, fillvalue="")]
    parsed = ParsedSheet(name=sheet.name, columns=columns, is_hidden=bool(sheet.visibility))
    parsed.formats = _column_kinds(book, sheet)
    parsed.spans = [
        (top, left, right - 1)
        for top, _bottom, left, right in getattr(sheet, "merged_cells", ())
        if right - left > 1 and top < TOP_ROWS
    ]
    errors = sum(list(sheet.row_types(row)).count(ERROR) for row in range(sheet.nrows))
    if errors:
        parsed.notes.append(error_cells(errors))
    return parsed


def _row(book: Any, sheet: Any, row: int, formats: dict[int, NumberFormat]) -> list[Any]:
    """The values of a row up to the last that is not blank (rows may have formats to the end)."""
    types, values = sheet.row_types(row), sheet.row_values(row)
    last = len(types)
    while last and types[last - 1] in (EMPTY, BLANK):
        last -= 1
    found = []
    for column in range(last):
        kind, value = types[column], values[column]
        if kind == NUMBER and formats:
            style = formats.get(sheet.cell_xf_index(row, column))
            value = style.text(value) if style else value
        elif kind not in (NUMBER, TEXT):
            value = _other_text(kind, value, book.datemode)
        found.append(value)
    return found


def _column_kinds(book: Any, sheet: Any) -> dict[int, str]:
    """Column → kind of number format, from the first rows that hold numbers."""
    if not getattr(book, "xf_list", None):
        return {}
    kinds = [
        format_kind(code.format_str) if (code := book.format_map.get(style.format_key)) else ""
        for style in book.xf_list
    ]
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for row in range(min(sheet.nrows, FORMAT_ROWS)):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind in (NUMBER, DATE, TEXT):
                counts[column][kinds[sheet.cell_xf_index(row, column)]] += 1
    found = {column: column_kind(counted) for column, counted in counts.items()}
    return {column: kind for column, kind in found.items() if kind}


def _formats(book: Any) -> dict[int, NumberFormat]:
    found = {}
    for index, style in enumerate(getattr(book, "xf_list", ())):
        code = book.format_map.get(style.format_key)
        known = number_format(code.format_str) if code is not None else NumberFormat()
        if known.matters:
            found[index] = known
    return found


def _other_text(kind: int, value: Any, datemode: int) -> str:
    """The text of what is neither a number nor text."""
    if kind == DATE:
        return serial_text(value, datemode)
    if kind == BOOLEAN:
        return "true" if value else "false"
    if kind == ERROR:
        from xlrd import error_text_from_code

        return str(error_text_from_code.get(value, "#ERR!"))
    return ""


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
