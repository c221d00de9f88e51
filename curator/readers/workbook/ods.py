"""OpenDocument spreadsheets in their container."""

from __future__ import annotations

import io
from functools import partial

from curator.readers.audit.elements import root_of
from curator.readers.audit.ods import OdsView
from curator.readers.audit.ods_unseen import reasons
from curator.readers.audit.registry import findings
from curator.readers.errors import DamagedFile, EncryptedFile
from curator.readers.workbook.model import ParsedBook, Request
from curator.readers.workbook.ods_password import is_sealed, unsealed
from curator.readers.workbook.opendocument import read_content
from curator.readers.workbook.package import Package, refuse_entities


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
    return _read(package, raw, request)


def _read(package: Package, raw: bytes, request: Request) -> ParsedBook:
    content = package.read("content.xml")
    refuse_entities(content, request.name)
    common = root_of(package.find("styles.xml"))
    document = read_content(content, request.name, "ODS", partial(reasons, common), common)
    view = OdsView(request.name, document.root, package, raw, document.sheets)
    return ParsedBook(sheets=document.sheets, hidden=findings("ods", view))


def read_flat(data: bytes, request: Request) -> ParsedBook:
    """Parse a flat document (FODS). Raises ``SourceError``."""
    refuse_entities(data, request.name)
    document = read_content(data, request.name, "FODS", reasons)
    view = OdsView(request.name, document.root, sheets=document.sheets)
    return ParsedBook(sheets=document.sheets, hidden=findings("ods", view))
