"""XLSB: values from calamine; what is not shown from the binary records of the parts."""

from __future__ import annotations

import io
from collections.abc import Iterator

from curator.readers.audit.registry import findings
from curator.readers.audit.xlsx import BookView
from curator.readers.workbook.model import ParsedBook, Request
from curator.readers.workbook.package import Package

WORKBOOK = "xl/workbook.bin"


def read_xlsb(data: bytes, request: Request) -> ParsedBook:
    """Parse an XLSB. Raises ``SourceError``."""
    from curator.readers.audit.xlsb import XlsbView
    from curator.readers.workbook.books import with_calamine

    package = Package(io.BytesIO(data), request.name, "XLSB")
    package.check_headers()
    book = with_calamine(io.BytesIO(data), request)
    related = package.relations(WORKBOOK).values()
    parts = tuple(target for kind, target, _out in related if kind.endswith("/worksheet"))
    view = BookView(package, WORKBOOK, parts, raw=data)
    book.hidden = findings("xlsb", XlsbView(view, book)) + findings("book", view)
    return book


def records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and body of each record of a part ([MS-XLSB] 2.1.4); stops where one is cut."""
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
