"""XLSB: values from calamine; their formats and what is not shown from the binary records."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from curator.readers.audit.registry import BROKEN, findings
from curator.readers.audit.xlsx import BookView
from curator.readers.workbook.formats import format_kind
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.package import Package
from curator.readers.workbook.xlsb_cells import SheetCells, format_codes, sheet_cells
from curator.readers.workbook.xlsx_parts import formats_that_matter

if TYPE_CHECKING:
    from curator.readers.audit.xlsb import XlsbView

WORKBOOK = "xl/workbook.bin"


def read_xlsb(data: bytes, request: Request) -> ParsedBook:
    """Parse an XLSB. Raises ``SourceError``."""
    from curator.readers.audit.xlsb import XlsbView
    from curator.readers.workbook.books import with_calamine
    from curator.readers.workbook.styled import formatter

    package = Package(io.BytesIO(data), request.name, "XLSB")
    package.check_headers()
    related = package.relations(WORKBOOK).values()
    parts = tuple(target for kind, target, _out in related if kind.endswith("/worksheet"))
    view = XlsbView(BookView(package, WORKBOOK, parts, raw=data))
    codes = _walked(view)
    formats = formats_that_matter(codes)
    finishes = {name: formatter(cells.places, formats) for name, cells in view.cells.items()}
    book = with_calamine(io.BytesIO(data), request, finishes)
    _describe(book.sheets, view, codes)
    view.parsed = book.sheets
    book.hidden = findings("xlsb", view) + findings("book", view.book)
    return book


def _walked(view: XlsbView) -> list[str]:
    """Walk the cells of every sheet of ``view``; returns the format codes of the styles.

    What is damaged stays unknown: the audit says so.
    """
    from curator.readers.audit.xlsb_cells import unseen_styles

    codes: list[str] = []
    with suppress(*BROKEN):
        codes = format_codes(view.related("/styles"))
        wanted = formats_that_matter(codes).keys() | unseen_styles(view)[0].keys()
        for name, _state, part in view.bundle:
            with suppress(*BROKEN):
                view.cells[name] = sheet_cells(view.part(part), wanted)
    return codes


def _describe(sheets: Sequence[ParsedSheet], view: XlsbView, codes: Sequence[str]) -> None:
    """Tell of each sheet how its columns show numbers, and which cells near its top are merged."""
    from curator.readers.workbook.styled import column_kinds

    kinds = [format_kind(code) for code in codes]
    for sheet in sheets:
        cells = view.cells.get(sheet.name, SheetCells())
        sheet.formats = column_kinds(cells.styles, kinds)
        sheet.spans = [
            (top, left, right)
            for top, _bottom, left, right in cells.merges
            if right > left and top < TOP_ROWS
        ]
