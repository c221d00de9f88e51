"""OpenDocument spreadsheets: calamine, or the content itself where number formats matter."""

from __future__ import annotations

import io
import re

from curator.readers.audit.ods import OdsView
from curator.readers.audit.registry import findings
from curator.readers.errors import DamagedFile, EncryptedFile
from curator.readers.workbook.model import ParsedBook, Request
from curator.readers.workbook.ods_password import is_sealed, unsealed
from curator.readers.workbook.opendocument import read_content
from curator.readers.workbook.package import Package, refuse_entities

_PADDED = re.compile(rb'min-integer-digits="(?:[2-9]|\d\d)"')


def read_ods(data: bytes, request: Request) -> ParsedBook:
    """Parse an ODS. Raises ``SourceError``."""
    package = Package(io.BytesIO(data), request.name, "ODS")
    package.check_headers()
    manifest = package.find("META-INF/manifest.xml") or b""
    raw = data
    if is_sealed(manifest):
        if not request.password:
            raise EncryptedFile(name=request.name)
        data = unsealed(package, manifest, request.password)
        package = Package(io.BytesIO(data), request.name, "ODS")
    if "content.xml" not in package:
        raise DamagedFile(name=request.name, format="ODS")
    content = package.read("content.xml")
    refuse_entities(content, request.name)
    if _needs_formats(content):
        book = read_content(io.BytesIO(content), request.name, "ODS")
    else:
        book = _values(data, content, request)
    book.hidden = findings("ods", OdsView(request.name, content, package, raw, book.sheets))
    return book


def _values(data: bytes, content: bytes, request: Request) -> ParsedBook:
    """Calamine's view, which is quicker; the content itself where calamine refuses."""
    from curator.readers.workbook.books import with_calamine

    try:
        return with_calamine(io.BytesIO(data), request)
    except DamagedFile:
        return read_content(io.BytesIO(content), request.name, "ODS")


def _needs_formats(content: bytes) -> bool:
    """Whether a cell's text depends on its number format: percentages, zeros in front."""
    return b'value-type="percentage"' in content or bool(_PADDED.search(content))
