"""BIFF workbooks: the records and streams beside the cells."""

from __future__ import annotations

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

OTHER_BOOK = (
    "external-link",
    N_(
        "The workbook refers to another one and keeps its path and copies of its values. They"
        " are not exported."
    ),
    Severity.WARNING,
)
CONNECTION = (
    "connection",
    N_("The workbook is connected to a data source. The connection is not exported."),
    Severity.WARNING,
)
LAST_USER = (
    "document-properties",
    N_("The workbook names the user who saved it. It is not exported."),
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
    0x01AE: OTHER_BOOK,
    0x005A: OTHER_BOOK,
    0x01A9: (
        "custom-view",
        N_("The workbook has views named after users. They are not exported."),
        Severity.NOTE,
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
    **dict.fromkeys((0x00CD, 0x00DC, 0x01AD, 0x0803, 0x0804, 0x0805, 0x080A, 0x0876), CONNECTION),
}
"""Records of [MS-XLS] that carry content beside the cells."""

WRITEACCESS = 0x005C
OWN_BOOK = (b"\x01\x04", b"\x01\x3a")
"""How an external-book record says that it is this workbook itself, or an add-in."""


@xls_rule
def streams(view: XlsView) -> Iterator[HiddenFinding]:
    """Streams of the container, each known by its name or reported as unknown."""
    for name, data in view.container.items():
        top = name.split("/")[0].casefold()
        if top in ("workbook", "book"):
            yield from _records(view)
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


def _records(view: XlsView) -> Iterator[HiddenFinding]:
    texts: dict[tuple[str, str, Severity], list[str]] = {}
    for record in view.stream.of(WRITEACCESS, *RECORDS):
        body = record.body
        if record.kind == WRITEACCESS:
            if body[3:].strip(b" \x00"):
                texts.setdefault(LAST_USER, []).extend(strings_of(body[3:], 3))
        elif body and not (record.kind == 0x01AE and body[2:4] in OWN_BOOK):
            texts.setdefault(RECORDS[record.kind], []).extend(strings_of(body, 3))
    for (kind, message, severity), held in texts.items():
        yield found(kind, view.name, message, severity=severity, texts=held)
