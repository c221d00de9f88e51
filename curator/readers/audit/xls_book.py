"""BIFF workbooks: sheets, rows, columns and cells that are not seen, notes, names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curator.i18n import N_
from curator.readers.audit.biff import BookStream, book_stream, container_streams
from curator.readers.audit.colours import TINY, WHITE, hides_values, is_same
from curator.readers.audit.merges import values_under
from curator.readers.audit.registry import found, xls_rule
from curator.readers.audit.xlsx_cells import WHYS
from curator.readers.audit.xlsx_sheets import FILTERED, HIDDEN
from curator.readers.model import HiddenFinding
from curator.readers.workbook.model import ParsedSheet
from curator.severity import Severity

FILTER_MODE = 0x009B
"""The record of a sheet whose filter is at work."""


@dataclass(eq=False)
class XlsView:
    """A workbook as xlrd sees it (None where xlrd fails), and its bytes."""

    name: str
    book: Any
    data: bytes
    parsed: Sequence[ParsedSheet] = ()
    """The sheets as they were read."""

    @cached_property
    def container(self) -> dict[str, bytes]:
        """The streams of its container by path."""
        return container_streams(self.data)

    @cached_property
    def stream(self) -> BookStream:
        """The records of the workbook."""
        named = {path.casefold(): data for path, data in self.container.items()}
        return book_stream(named.get("workbook") or named.get("book") or b"")

    @property
    def sheets(self) -> list[Any]:
        """Its sheets."""
        return [self.book.sheet_by_index(n) for n in range(self.book.nsheets)] if self.book else []


def _texts(sheet: Any, row: int) -> list[str]:
    return [str(value) for value in sheet.row_values(row) if str(value).strip()]


@xls_rule
def hidden_sheets(view: XlsView) -> Iterator[HiddenFinding]:
    """Sheets that are not among the tabs."""
    for sheet in view.sheets:
        if sheet.visibility:
            rows = [_texts(sheet, row) for row in range(sheet.nrows)]
            yield found(
                "very-hidden-sheet" if sheet.visibility == 2 else "hidden-sheet",
                sheet.name,
                N_(
                    "The sheet “{sheet}” is hidden (rows with text: {rows}). It is left out"
                    " of exports unless it is chosen."
                ),
                texts=[text for row in rows for text in row],
                sheet=sheet.name,
                rows=sum(bool(row) for row in rows),
            )


@xls_rule
def hidden_rows_and_columns(view: XlsView) -> Iterator[HiddenFinding]:
    """Rows and columns that are hidden, of no size, or put away by a filter."""
    filtered = {record.start for record in view.stream.of(FILTER_MODE)}
    for sheet in view.sheets:
        rows = [
            row
            for row, info in sorted(sheet.rowinfo_map.items())
            if (info.hidden or info.height == 0) and row < sheet.nrows and _texts(sheet, row)
        ]
        if rows:
            is_filtered = _start_of(view.book, sheet) in filtered
            yield found(
                "filtered-rows" if is_filtered else "hidden-rows",
                f"{sheet.name}!{rows[0] + 1}:{rows[-1] + 1}",
                FILTERED if is_filtered else HIDDEN,
                texts=[text for row in rows for text in _texts(sheet, row)],
                count=len(rows),
                sheet=sheet.name,
                row=rows[0] + 1,
            )
        yield from _hidden_columns(sheet)


def _start_of(book: Any, sheet: Any) -> int:
    """Where a sheet begins in the stream of the workbook."""
    starts = getattr(book, "_sh_abs_posn", ())
    return starts[sheet.number] - book.base if sheet.number < len(starts) else -1


def _hidden_columns(sheet: Any) -> Iterator[HiddenFinding]:
    columns = {c for c, info in sheet.colinfo_map.items() if info.hidden or info.width == 0}
    texts = [
        str(value)
        for row in range(sheet.nrows)
        for column, value in enumerate(sheet.row_values(row))
        if column in columns and str(value).strip()
    ]
    if texts:
        yield found(
            "hidden-columns",
            sheet.name,
            N_(
                "Columns of the sheet “{sheet}” are hidden. They are read like the others and would"
                " be published: check that they are meant."
            ),
            texts=texts,
            sheet=sheet.name,
        )


@xls_rule
def invisible_text(view: XlsView) -> Iterator[HiddenFinding]:
    """White on white, tiny, or a format that shows nothing."""
    book = view.book
    why_of = {
        number: why
        for number, style in enumerate(getattr(book, "xf_list", ()) or ())
        if (why := _why(book, style))
    }
    if not why_of:
        return
    for sheet in view.sheets:
        seen: dict[str, list[str]] = {}
        for row in range(sheet.nrows):
            for column, value in enumerate(sheet.row_values(row)):
                if str(value).strip() and (why := why_of.get(sheet.cell_xf_index(row, column), "")):
                    seen.setdefault(why, []).append(str(value))
        for why, texts in seen.items():
            yield found(
                "invisible-text",
                sheet.name,
                WHYS[why],
                texts=texts,
                count=len(texts),
                sheet=sheet.name,
                cell=sheet.name,
            )


def _why(book: Any, style: Any) -> str:
    code = book.format_map.get(style.format_key)
    if code is not None and hides_values(code.format_str):
        return "format"
    if style.font_index >= len(book.font_list):
        return ""
    font = book.font_list[style.font_index]
    if 0 < font.height < TINY * 20:
        return "size"
    colour = book.colour_map.get(font.colour_index)
    background = WHITE
    if style.background.fill_pattern == 1:
        fill = book.colour_map.get(style.background.pattern_colour_index)
        background = _hex(fill) if fill else WHITE
    return "colour" if colour and is_same(_hex(colour), background) else ""


def _hex(colour: tuple[int, int, int]) -> str:
    return "".join(f"{part:02X}" for part in colour)


@xls_rule
def notes(view: XlsView) -> Iterator[HiddenFinding]:
    """Notes at cells with their authors."""
    for sheet in view.sheets:
        held = list(sheet.cell_note_map.values())
        if held:
            yield found(
                "comment",
                sheet.name,
                N_(
                    "Cells carry notes, often with the name of an author ({count} in all). "
                    "Notes are not exported."
                ),
                texts=[t for note in held for t in (note.text, note.author or "")],
                count=len(held),
            )


@xls_rule
def values_under_merges(view: XlsView) -> Iterator[HiddenFinding]:
    """Merged cells show the first value only."""
    for sheet in view.sheets:
        texts = [
            str(sheet.cell_value(row, column))
            for top, bottom, left, right in sheet.merged_cells[:20_000]
            for row in range(top, min(bottom, sheet.nrows))
            for column in range(left, min(right, sheet.row_len(row)))
            if (row, column) != (top, left) and str(sheet.cell_value(row, column)).strip()
        ]
        yield from values_under(sheet.name, texts)


@xls_rule
def hyperlinks(view: XlsView) -> Iterator[HiddenFinding]:
    """Addresses behind the text of cells."""
    for sheet in view.sheets:
        if sheet.hyperlink_list:
            yield found(
                "hyperlinks",
                sheet.name,
                N_(
                    "Cells of the sheet “{sheet}” carry links whose address is not their text "
                    "({count} in all). The addresses are not exported."
                ),
                severity=Severity.NOTE,
                texts=[str(link.url_or_path or "") for link in sheet.hyperlink_list],
                count=len(sheet.hyperlink_list),
                sheet=sheet.name,
            )


@xls_rule
def defined_names(view: XlsView) -> Iterator[HiddenFinding]:
    """Names that hold constants or are hidden."""
    names = [n for n in getattr(view.book, "name_obj_list", ()) or () if not n.builtin]
    if names:
        yield found(
            "defined-names",
            view.name,
            N_(
                "The workbook has defined names, which can hold values or point to deleted "
                "cells ({count} in all). They are not exported."
            ),
            severity=Severity.NOTE,
            texts=[str(n.name) for n in names],
            count=len(names),
        )
