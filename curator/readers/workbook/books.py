"""The parser for each workbook format."""

from __future__ import annotations

from typing import Any

from curator.readers.errors import DamagedFile
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request
from curator.readers.workbook.text import column_text

FORMAT_NAMES = {
    "xlsx": "XLSX",
    "xlsb": "XLSB",
    "xls": "XLS",
    "ods": "ODS",
}


def parse_book(request: Request) -> ParsedBook:
    """Parse with calamine, then with what else can read the format. Raises ``SourceError``."""
    return with_calamine(request)


def with_calamine(request: Request) -> ParsedBook:
    """Values as calamine reads them. Raises ``DamagedFile``."""
    import python_calamine as calamine

    try:
        with open(request.path, "rb") as stream:
            book = calamine.CalamineWorkbook.from_filelike(stream)
            sheets = [
                _sheet(book, meta)
                for meta in book.sheets_metadata
                if meta.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except (calamine.CalamineError, OSError) as error:
        raise DamagedFile(name=request.name, format=FORMAT_NAMES[request.format]) from error
    return ParsedBook(sheets=sheets)


def _sheet(book: Any, meta: Any) -> ParsedSheet:
    import python_calamine as calamine

    rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    columns = [column_text(values) for values in zip(*rows, strict=True)]
    return ParsedSheet(
        name=meta.name,
        columns=columns,
        is_hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
    )
