"""The parser for each workbook format."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from curator.i18n import gettext as _
from curator.readers.errors import DamagedFile, EncryptedFile, TooLarge
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request

if TYPE_CHECKING:
    from curator.readers.workbook.columns import Finish


Parser = Callable[[bytes, Request], ParsedBook]

PARSERS = {
    "xlsx": ("xlsx", "read_xlsx"),
    "xls": ("xls", "read_xls"),
    "xlsb": ("xlsb", "read_xlsb"),
    "ods": ("ods", "read_ods"),
    "fods": ("ods", "read_flat"),
    "xml-2003": ("xml_2003", "read_xml_2003"),
    "html": ("html_tables", "read_html"),
}
"""Kind of workbook → module and function that parse it."""


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
    parser = PARSERS.get(kind)
    if parser is None:
        return with_calamine(io.BytesIO(data), request)
    module, function = parser
    # Each parser is loaded only where it is needed: the process lives for one workbook.
    read: Parser = getattr(import_module(f"{__package__}.{module}"), function)
    return read(data, request)


def with_calamine(
    stream: IO[bytes], request: Request, finishes: Mapping[str, Finish] | None = None
) -> ParsedBook:
    """Values as calamine reads them; ``finishes``, by sheet, write them as their formats say.

    Raises ``DamagedFile``, ``EncryptedFile``.
    """
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
        sheets = [
            _sheet(book, meta, (finishes or {}).get(meta.name))
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


def _sheet(book: Any, meta: Any, finish: Finish | None) -> ParsedSheet:
    import python_calamine as calamine

    from curator.readers.workbook.columns import as_they_are, columns_of

    rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
    columns = columns_of(iter(rows), finish or as_they_are)
    return ParsedSheet(
        name=meta.name,
        columns=columns,
        is_hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
    )
