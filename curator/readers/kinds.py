"""What a file is, by its content; the name is only a hint for plain text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from curator.i18n import N_
from curator.readers.delimited.encoding import encoding_by_bom, wide_without_bom

HEAD = 8192

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BIFF_STARTS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")

NOT_TABULAR: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", N_("a PDF document")),
    (b"\x89PNG\r\n\x1a\n", N_("a PNG image")),
    (b"\xff\xd8\xff", N_("a JPEG image")),
    (b"GIF87a", N_("a GIF image")),
    (b"GIF89a", N_("a GIF image")),
    (b"BM\x00\x00", N_("a bitmap image")),
    (b"II*\x00", N_("a TIFF image")),
    (b"MM\x00*", N_("a TIFF image")),
    (b"Rar!\x1a\x07", N_("a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7-Zip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an XZ archive")),
    (b"{\\rtf", N_("an RTF document")),
    (b"SQLite format 3\x00", N_("an SQLite database")),
    (b"\x00\x01\x00\x00Standard ACE DB", N_("an Access database")),
    (b"\x00\x01\x00\x00Standard Jet DB", N_("an Access database")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"ID3", N_("a sound recording")),
    (b"OggS", N_("a sound recording")),
    (b"RIFF", N_("a sound or video recording")),
)
"""Signatures of formats that hold no table, with the words for them."""

OLE_DOCUMENTS: tuple[tuple[str, str], ...] = (
    ("WordDocument", N_("a Word document")),
    ("PowerPoint Document", N_("a PowerPoint presentation")),
    ("__properties_version1.0", N_("an Outlook message")),
)

_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": N_("a text document"),
    b"application/vnd.oasis.opendocument.presentation": N_("a presentation"),
    b"application/epub+zip": N_("an electronic book"),
}


BINARY = N_("a binary file of an unknown kind")
MOST_CONTROLS = 0.03
"""Share of control characters that text has at most; random bytes have a tenth."""
_TEXT_BYTES = bytes(set(range(256)) - set(range(0x02, 0x09)) - set(range(0x0E, 0x1A)) - {0x7F})
"""All but control characters that stand in no text (NUL, SUB and separators do)."""


def not_tabular(head: bytes) -> str | None:
    """Words for a format without tables that ``head`` shows; None when it may hold one."""
    for signature, words in NOT_TABULAR:
        if head.startswith(signature):
            return words
    if head[4:8] == b"ftyp":
        return N_("a video recording")
    return None


def is_binary(head: bytes) -> bool:
    """Whether a file whose kind is ``text`` is none: it has control characters all over it."""
    if encoding_by_bom(head) or wide_without_bom(head):
        return False
    return len(head.translate(None, _TEXT_BYTES)) > MOST_CONTROLS * len(head)


def kind_of(head: bytes, file: Path | IO[bytes]) -> str:
    """``xlsx xlsb ods zip gzip xls ole biff parquet fods xml-2003 html json text``.

    ``ole`` is an OLE container that is not known to be a workbook (encrypted or another document).
    """
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return zip_kind(file)
    if head.startswith(OLE):
        return "ole"
    if head[:2] in BIFF_STARTS and head[2:4] in (
        b"\x04\x00",
        b"\x06\x00",
        b"\x08\x00",
        b"\x10\x00",
    ):
        return "biff"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"PAR1"):
        return "parquet"
    return _text_kind(head)


def _text_kind(head: bytes) -> str:
    start = decoded_head(head).lstrip("\ufeff \t\r\n")
    low = start[:4096].lower()
    if low.startswith("<"):
        tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
            ("fods", lambda s: "office:document" in s and "opendocument" in s),
            ("xml-2003", lambda s: "urn:schemas-microsoft-com:office:spreadsheet" in s),
            ("html", lambda s: "<table" in s or "<html" in s or s.startswith("<!doctype html")),
            ("xml", lambda s: s.startswith("<?xml")),
        )
        for kind, test in tests:
            if test(low):
                return kind
    if low[:1] in ("{", "["):
        return "json"
    return "text"


def decoded_head(head: bytes) -> str:
    """The first bytes as characters, good enough to look for markup."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def zip_kind(file: Path | IO[bytes]) -> str:
    """What a ZIP container is. A container whose directory cannot be read is ``zip-damaged``."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, KeyError):
        return "zip-damaged"
    except RuntimeError:
        return "zip-encrypted"
    return _kind_by_members(names, mimetype)


def _kind_by_members(names: set[str], mimetype: bytes) -> str:
    low = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.bin" in low:
        return "xlsb"
    if "[content_types].xml" in low:
        if any(name.startswith("xl/") for name in low):
            return "xlsx"
        if any(name.startswith(("word/", "ppt/", "visio/")) for name in low):
            return "office-other"
    if mimetype.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if mimetype.strip() in _OPEN_DOCUMENTS:
        return "office-other"
    return "zip"
