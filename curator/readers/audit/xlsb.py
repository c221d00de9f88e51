"""XLSB: what hides in the binary parts. The parts in XML are looked at by the rules for XLSX."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from curator.i18n import N_
from curator.readers.audit.registry import found, xlsb_rule
from curator.readers.audit.xlsx import BookView, column_letters
from curator.readers.audit.xlsx_data import strings_of
from curator.readers.audit.xlsx_sheets import FILTERED, HIDDEN
from curator.readers.model import HiddenFinding
from curator.readers.workbook.model import ParsedSheet
from curator.readers.workbook.xlsb_cells import SheetCells, counted_text, records
from curator.severity import Severity

BUNDLE_SHEET = 156
VERY_HIDDEN = 2

PARTS: tuple[tuple[str, str, str, Severity], ...] = (
    (
        r"xl/(?:.*/)?comments\d*\.bin",
        "comment",
        N_("Cells carry notes, often with the name of an author. Notes are not exported."),
        Severity.WARNING,
    ),
    (
        r"xl/pivotCache/.*\.bin",
        "pivot-cache",
        N_(
            "A pivot table keeps a copy of its source data, even if that sheet was deleted. It is"
            " not exported."
        ),
        Severity.WARNING,
    ),
    (
        r"xl/externalLinks/[^/]*\.bin",
        "external-link",
        N_(
            "The workbook refers to another one and keeps its path and copies of its values. They"
            " are not exported."
        ),
        Severity.WARNING,
    ),
    (
        r"xl/connections\.bin",
        "connection",
        N_("The workbook is connected to a data source. The connection is not exported."),
        Severity.WARNING,
    ),
    (
        r"xl/queryTables/.*\.bin",
        "query-table",
        N_("A table is filled by a query. The query is not exported."),
        Severity.NOTE,
    ),
    (
        r"xl/revisions/.*\.bin",
        "revision-log",
        N_("The workbook keeps a log of changes, with old values and users. It is not exported."),
        Severity.WARNING,
    ),
)
"""Binary parts that are known by their name."""

SCENARIO = (
    "scenario",
    N_("A sheet holds scenarios with other values. They are not exported."),
    Severity.WARNING,
)

RECORDS: dict[int, tuple[str, str, Severity]] = {
    39: (
        "defined-names",
        N_(
            "The workbook has defined names, which can hold values or point to deleted cells. They"
            " are not exported."
        ),
        Severity.NOTE,
    ),
    64: (
        "data-validation",
        N_("The workbook has input rules with lists or messages. They are not exported."),
        Severity.NOTE,
    ),
    397: (
        "custom-view",
        N_("The workbook has views named after users. They are not exported."),
        Severity.NOTE,
    ),
    461: (
        "conditional-format",
        N_("The workbook has conditional formats. They are not exported."),
        Severity.NOTE,
    ),
    479: (
        "header-footer",
        N_("A sheet has page headers or footers. They are not exported."),
        Severity.NOTE,
    ),
    502: SCENARIO,
    504: SCENARIO,
    494: (
        "hyperlinks",
        N_("Cells carry links whose address is not their text. The addresses are not exported."),
        Severity.NOTE,
    ),
    548: (
        "file-sharing",
        N_("The workbook names the user who reserved it. It is not exported."),
        Severity.NOTE,
    ),
    2071: (
        "author-path",
        N_("The workbook names the folder where it was saved. It is not exported."),
        Severity.NOTE,
    ),
}
"""Records that carry content beside the cells ([MS-XLSB] 2.3.2)."""


@dataclass(eq=False)
class XlsbView:
    """The container, what the cells tell beside their values, and the sheets as they were read."""

    book: BookView
    cells: dict[str, SheetCells] = field(default_factory=dict)
    """By the name of the sheet; a sheet whose part is damaged is not there."""
    parsed: Sequence[ParsedSheet] = ()

    def part(self, name: str) -> bytes:
        """The bytes of a part, none where it is missing."""
        return self.book.package.find(name) or b""

    def related(self, kind: str) -> bytes:
        """The bytes of the part to which the workbook has a relation of ``kind``."""
        targets = (t for k, t, _out in self.book.relations.values() if k.endswith(kind))
        return self.part(next(targets, ""))

    @cached_property
    def bundle(self) -> list[tuple[str, int, str]]:
        """Name, state and part of every sheet."""
        found = []
        for kind, body in records(self.part(self.book.part)):
            if kind == BUNDLE_SHEET:
                (state,) = struct.unpack_from("<I", body, 0)
                relation, at = counted_text(body, 8)
                name, _end = counted_text(body, at)
                target = self.book.relations.get(relation, ("", "", False))[1]
                found.append((name, state, target))
        return found

    def sheets(self) -> Iterator[tuple[ParsedSheet, int]]:
        """Every sheet that was read, and its state."""
        by_name = {sheet.name: sheet for sheet in self.parsed}
        for name, state, _part in self.bundle:
            if name in by_name:
                yield by_name[name], state


@xlsb_rule
def hidden_sheets(view: XlsbView) -> Iterator[HiddenFinding]:
    """Sheets that are not among the tabs."""
    for sheet, state in view.sheets():
        if not state:
            continue
        columns = [column.to_pylist() for column in sheet.columns]
        rows = sum(any(row) for row in zip(*columns, strict=True))
        yield found(
            "very-hidden-sheet" if state == VERY_HIDDEN else "hidden-sheet",
            sheet.name,
            N_(
                "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
                " of exports unless it is chosen."
            ),
            texts=(text for column in columns for text in column),
            sheet=sheet.name,
            rows=rows,
        )


@xlsb_rule
def hidden_rows_and_columns(view: XlsbView) -> Iterator[HiddenFinding]:
    """Rows and columns that are hidden, of no size, or put away by a filter."""
    for sheet, _state in view.sheets():
        cells = view.cells[sheet.name]
        texts = [column.to_pylist() for column in sheet.columns]
        height = len(texts[0]) if texts else 0
        held = [
            r
            for r in sorted(cells.hidden_rows)
            if r < height and any(column[r] for column in texts)
        ]
        if held:
            yield found(
                "filtered-rows" if cells.is_filtered else "hidden-rows",
                f"{sheet.name}!{held[0] + 1}:{held[-1] + 1}",
                FILTERED if cells.is_filtered else HIDDEN,
                texts=(column[r] for r in held for column in texts),
                count=len(held),
                sheet=sheet.name,
                row=held[0] + 1,
            )
        used = [c for c in sorted(cells.hidden_columns) if c < len(texts) and any(texts[c])]
        if used:
            yield found(
                "hidden-columns",
                f"{sheet.name}!{column_letters(used[0])}",
                N_(
                    "Columns of the sheet “{sheet}” are hidden. They are read like the others and"
                    " would be published: check that they are meant."
                ),
                texts=(text for c in used for text in texts[c]),
                sheet=sheet.name,
            )


@xlsb_rule
def binary_parts(view: XlsbView) -> Iterator[HiddenFinding]:
    """Notes, caches, links and connections."""
    for pattern, kind, message, severity in PARTS:
        for part in view.book.parts(pattern):
            yield found(kind, part, message, severity=severity, texts=strings_of(view.part(part)))


@xlsb_rule
def beside_the_cells(view: XlsbView) -> Iterator[HiddenFinding]:
    """Names, links, rules and paths in the workbook and its sheets."""
    for part in (view.book.part, *view.book.sheet_parts):
        texts: dict[tuple[str, str, Severity], list[str]] = {}
        for kind, body in records(view.part(part)):
            if kind in RECORDS:
                texts.setdefault(RECORDS[kind], []).extend(strings_of(body, 3))
        for (name, message, severity), held in texts.items():
            yield found(name, part, message, severity=severity, texts=held)
