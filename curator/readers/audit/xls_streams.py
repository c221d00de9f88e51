"""BIFF workbooks: the records and streams beside the cells."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from curator.i18n import N_
from curator.readers.audit.registry import found, xls_rule
from curator.readers.audit.xls_book import XlsView
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.model import HiddenFinding
from curator.severity import Severity

USUAL = frozenset(
    {"workbook", "book", "\x05summaryinformation", "\x05documentsummaryinformation", "\x01compobj"}
)

STREAMS: tuple[tuple[str, str, str, Severity], ...] = (
    (
        "_sx_db_cur",
        "pivot-cache",
        N_(
            "A pivot table keeps a copy of its source data, even if that sheet was deleted. It is"
            " not exported."
        ),
        Severity.WARNING,
    ),
    (
        "revision log",
        "revision-log",
        N_("The workbook keeps a log of changes, with old values and users. It is not exported."),
        Severity.WARNING,
    ),
    (
        "user names",
        "file-sharing",
        N_("The workbook names the users who shared it. They are not exported."),
        Severity.WARNING,
    ),
    (
        "_vba_project_cur",
        "macro",
        N_("The workbook holds macros. They are not run and not exported."),
        Severity.WARNING,
    ),
    (
        "mbd",
        "embedded-object",
        N_(
            "Another document is embedded in the workbook and could not be looked into. It is not"
            " exported."
        ),
        Severity.WARNING,
    ),
    (
        "ctls",
        "control",
        N_("The workbook holds form controls. They are not exported."),
        Severity.NOTE,
    ),
)

PAGE_TEXTS = (
    "header-footer",
    N_("A sheet has page headers or footers. They are not exported."),
    Severity.NOTE,
)

RECORDS: dict[int, tuple[str, str, Severity]] = {
    0x0014: PAGE_TEXTS,
    0x0015: PAGE_TEXTS,
    0x005B: (
        "file-sharing",
        N_("The workbook names the user who reserved it. It is not exported."),
        Severity.NOTE,
    ),
    0x00AF: (
        "scenario",
        N_("A sheet holds scenarios with other values. They are not exported."),
        Severity.WARNING,
    ),
    0x01BE: (
        "data-validation",
        N_("The workbook has input rules with lists or messages. They are not exported."),
        Severity.NOTE,
    ),
    0x01AE: (
        "external-link",
        N_(
            "The workbook refers to another one and keeps its path and copies of its values. They"
            " are not exported."
        ),
        Severity.WARNING,
    ),
    0x004D: (
        "printer-settings",
        N_("The workbook names a printer. It is not exported."),
        Severity.NOTE,
    ),
    0x00EC: (
        "drawing",
        N_("The workbook holds drawings or pictures. They are not exported."),
        Severity.NOTE,
    ),
}
"""Records of [MS-XLS] that carry content beside the cells."""

WRITEACCESS = 0x005C
OWN_BOOK = (b"\x01\x04", b"\x01\x3a")
"""How an external-book record says that it is this workbook itself, or an add-in."""


def _container(view: XlsView) -> dict[str, bytes]:
    import olefile

    if not view.data.startswith(b"\xd0\xcf\x11\xe0"):
        return {"workbook": view.data}  # older files are the stream itself
    streams = {}
    try:
        with olefile.OleFileIO(io.BytesIO(view.data)) as container:
            for path in container.listdir():
                streams["/".join(path)] = container.openstream(path).read()
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return streams  # what could be read before the damage; the reader reports the damage
    return streams


@xls_rule
def streams(view: XlsView) -> Iterator[HiddenFinding]:
    """Streams of the container, each known by its name or reported as unknown."""
    for name, data in _container(view).items():
        top = name.split("/")[0].casefold()
        if top in ("workbook", "book"):
            yield from _records(view, data)
            continue
        if "summaryinformation" in top:
            yield from _summary(name, data)
            continue
        known = next((s for s in STREAMS if top.startswith(s[0])), None)
        if known is not None:
            _prefix, kind, message, severity = known
            yield found(kind, name, message, severity=severity, texts=strings_of(data))
        elif top not in USUAL and top != "\x01ole":
            yield found(
                "unknown-part",
                name.replace("\x05", "").replace("\x01", ""),
                N_("The workbook holds a part that Curator does not know. It is not exported."),
                texts=strings_of(data),
            )


def _summary(name: str, data: bytes) -> Iterator[HiddenFinding]:
    programs = ("Microsoft Excel", "LibreOffice", "Feuil", "Sheet", "Worksheets", "Feuilles")
    texts = [t for t in strings_of(data, 3) if not t.startswith(programs)]
    if texts:
        yield found(
            "document-properties",
            name.replace("\x05", ""),
            N_(
                "The document properties name a person, an organisation or a subject. They are not"
                " exported."
            ),
            severity=Severity.NOTE,
            texts=texts,
        )


def _records(view: XlsView, data: bytes) -> Iterator[HiddenFinding]:
    texts: dict[int, list[str]] = {}
    at = 0
    while at + 4 <= len(data):
        record, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        if record == WRITEACCESS and body[3:].strip(b" \x00"):
            texts.setdefault(record, []).extend(strings_of(body[3:], 3))
        elif record in RECORDS and length and not (record == 0x01AE and body[2:4] in OWN_BOOK):
            texts.setdefault(record, []).extend(strings_of(body, 3))
    for record, held in texts.items():
        if record == WRITEACCESS:
            yield found(
                "document-properties",
                view.name,
                N_("The workbook names the user who saved it. It is not exported."),
                severity=Severity.NOTE,
                texts=held,
            )
        else:
            kind, message, severity = RECORDS[record]
            yield found(kind, view.name, message, severity=severity, texts=held)
