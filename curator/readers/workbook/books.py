"""The parser for each workbook format."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO, Any

from curator.i18n import gettext as _
from curator.readers.errors import DamagedFile, EncryptedFile, TooLarge
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request


def parse_book(request: Request) -> ParsedBook:
    """Parse a workbook by its format. Raises ``SourceError``."""
    data = _bytes_of(request)
    if request.format == "ole":
        from curator.readers.workbook.decrypt import plain_ole

        kind, stream = plain_ole(data, request)
        data = stream.read()
    else:
        kind = "xls" if request.format == "biff" else request.format
    book = _parse(kind, data, request)
    book.format = kind
    return book


def _bytes_of(request: Request) -> bytes:
    path = Path(request.path)
    if not request.archive:
        return path.read_bytes()
    from curator.readers.archives import open_member

    return open_member(path, request.archive).data


def _parse(kind: str, data: bytes, request: Request) -> ParsedBook:
    if kind == "xlsx":
        from curator.readers.workbook.xlsx import read_xlsx

        return read_xlsx(io.BytesIO(data), request)
    if kind == "xls":
        from curator.readers.workbook.xls import read_xls

        return read_xls(data, request)
    if kind == "xlsb":
        from curator.readers.workbook.xlsb import read_xlsb

        return read_xlsb(data, request)
    if kind == "ods":
        from curator.readers.workbook.ods import read_ods

        return read_ods(data, request)
    if kind in ("fods", "xml-2003", "html"):
        from curator.readers.workbook.markup import read_markup

        return read_markup(kind, data, request)
    return with_calamine(io.BytesIO(data), request)


def with_calamine(stream: IO[bytes], request: Request) -> ParsedBook:
    """Values as calamine reads them. Raises ``DamagedFile``, ``EncryptedFile``."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
        sheets = [
            _sheet(book, meta)
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise EncryptedFile(name=request.name) from error
    except (calamine.CalamineError, OSError) as error:
        if "limit" in str(error):
            reason = _("it asks for more cells than a sheet can have")
            raise TooLarge(name=request.name, reason=reason) from error
        raise DamagedFile(name=request.name, format=request.format.upper()) from error
    return ParsedBook(sheets=sheets)


def _sheet(book: Any, meta: Any) -> ParsedSheet:
    import python_calamine as calamine

    from curator.readers.workbook.columns import column_text

    rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    columns = [column_text(values) for values in zip(*rows, strict=True)]
    return ParsedSheet(
        name=meta.name,
        columns=columns,
        is_hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
    )
