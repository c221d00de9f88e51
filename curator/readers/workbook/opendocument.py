"""The content of an OpenDocument spreadsheet, zipped (ODS) or flat (FODS)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO

import pyarrow as pa
from lxml import etree

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.errors import DamagedFile, TooLarge
from curator.readers.grid import Span
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet
from curator.readers.workbook.package import local
from curator.readers.workbook.text import number_text, percent_text

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"

ROWS = 1_048_576


@dataclass
class _Sheet:
    name: str
    style: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    next_row: int = 0
    width: int = 0
    column_styles: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass
class _Styles:
    """Digits to pad to, by cell style; tables that are not shown, by table style."""

    formats: dict[str, int] = field(default_factory=dict)
    digits: dict[str, int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def read_content(stream: IO[bytes], name: str, format_name: str) -> ParsedBook:
    """Parse ``content.xml`` or a flat document. Raises ``DamagedFile``, ``TooLarge``."""
    styles = _Styles()
    sheets: list[_Sheet] = []
    sheet: _Sheet | None = None
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        depth = 0
        for event, element in events:
            if event == "start":
                depth += 1
                if depth > limits.XML_DEPTH:
                    raise TooLarge(name=name, reason=_("its parts are nested too deeply"))
                if element.tag == f"{TABLE}table" and sheet is None:
                    sheet = _Sheet(
                        element.get(f"{TABLE}name", ""), element.get(f"{TABLE}style-name", "")
                    )
                continue
            depth -= 1
            if element.tag in (f"{STYLE}style", f"{NUMBER}number-style"):
                _learn(styles, element)
            elif sheet is not None and element.tag == f"{TABLE}table-column":
                _column(sheet, element)
            elif sheet is not None and element.tag == f"{TABLE}table-row":
                _row(sheet, element, styles, name)
                element.clear()
            elif element.tag == f"{TABLE}table" and sheet is not None:
                sheets.append(sheet)
                sheet = None
                element.clear()
    except etree.XMLSyntaxError as error:
        raise DamagedFile(name=name, format=format_name) from error
    return ParsedBook(sheets=[_parsed(s, styles, name) for s in sheets])


def _learn(styles: _Styles, element: etree._Element) -> None:
    own = element.get(f"{STYLE}name", "")
    if element.tag == f"{NUMBER}number-style":
        for child in element:
            digits = child.get(f"{NUMBER}min-integer-digits", "")
            decimals = child.get(f"{NUMBER}decimal-places", "0")
            whole = local(child.tag) == "number" and decimals == "0"
            if whole and digits.isdigit() and int(digits) > 1:
                styles.formats[own] = int(digits)
        return
    family = element.get(f"{STYLE}family")
    if family == "table-cell":
        data_style = element.get(f"{STYLE}data-style-name", "")
        if data_style in styles.formats:
            styles.digits[own] = styles.formats[data_style]
    elif family == "table":
        for child in element:
            if child.get(f"{TABLE}display") == "false":
                styles.hidden.add(own)


def _repeat(element: etree._Element, what: str) -> int:
    text = element.get(f"{TABLE}number-{what}-repeated", "1")
    return max(1, int(text)) if text.isdigit() else 1


def _column(sheet: _Sheet, element: etree._Element) -> None:
    style = element.get(f"{TABLE}default-cell-style-name", "")
    count = min(_repeat(element, "columns"), limits.COLUMNS - len(sheet.column_styles))
    sheet.column_styles += [style] * count


def _row(sheet: _Sheet, element: etree._Element, styles: _Styles, name: str) -> None:
    cells: list[str] = []
    pending = 0
    for cell in element:
        if local(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        count = _repeat(cell, "columns")
        text = _cell_text(cell, sheet, len(cells) + pending, styles)
        if not text:
            pending += count
            continue
        if len(cells) + pending + count > limits.COLUMNS:
            raise TooLarge(name=name, reason=_("it asks for more cells than a sheet can have"))
        _note_span(cell, sheet, len(cells) + pending)
        cells += [""] * pending + [text] * count
        pending = 0
    times = _repeat(element, "rows")
    if cells:
        used = len(sheet.rows) + times
        if sheet.next_row + times > 4 * ROWS or used * max(sheet.width, len(cells)) > limits.CELLS:
            raise TooLarge(name=name, reason=_("it asks for more cells than a sheet can have"))
        for offset in range(times):
            sheet.rows[sheet.next_row + offset] = cells
        sheet.width = max(sheet.width, len(cells))
    sheet.next_row += times


def _note_span(cell: etree._Element, sheet: _Sheet, column: int) -> None:
    """Remember a cell near the top that is merged with others to its right."""
    width = cell.get(f"{TABLE}number-columns-spanned", "1")
    if width.isdigit() and int(width) > 1 and sheet.next_row < TOP_ROWS:
        sheet.spans.append((sheet.next_row, column, column + int(width) - 1))


def _cell_text(cell: etree._Element, sheet: _Sheet, column: int, styles: _Styles) -> str:
    kind = cell.get(f"{OFFICE}value-type")
    value = cell.get(f"{OFFICE}value", "")
    if kind in ("float", "currency", "percentage") and value:
        try:
            number = float(value)
        except ValueError:
            return str(value)
        return _number(number, kind, cell, sheet, column, styles)
    if kind == "date":
        text = cell.get(f"{OFFICE}date-value", "")
        return re.sub(r"T00:00:00(?:\.0+)?$", "", text)
    if kind == "time":
        return duration_text(cell.get(f"{OFFICE}time-value", ""))
    if kind == "boolean":
        return str(cell.get(f"{OFFICE}boolean-value", ""))
    stated = cell.get(f"{OFFICE}string-value")
    return str(stated) if stated is not None else paragraphs(cell)


def _number(
    number: float,
    kind: str,
    cell: etree._Element,
    sheet: _Sheet,
    column: int,
    styles: _Styles,
) -> str:
    if kind == "percentage":
        return percent_text(number)
    own = cell.get(f"{TABLE}style-name")
    if own is None and column < len(sheet.column_styles):
        own = sheet.column_styles[column]
    digits = styles.digits.get(own or "", 0)
    text = number_text(number)
    return text.zfill(digits) if digits and text.isdigit() else text


_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def duration_text(text: str) -> str:
    """``PT12H30M00S`` as ``12:30:00``."""
    found = _DURATION.fullmatch(text)
    if not found:
        return text
    days, hours, minutes, seconds = (int(found.group(n) or 0) for n in range(2, 6))
    return f"{found.group(1)}{days * 24 + hours:02d}:{minutes:02d}:{seconds:02d}"


def paragraphs(cell: etree._Element) -> str:
    """The text of a cell: its paragraphs, one a line; notes and drawings are not part of it."""
    lines = [_inline(child) for child in cell if child.tag == f"{TEXT}p"]
    return "\n".join(lines)


def _inline(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local(child.tag)
        if name == "s":
            count = child.get(f"{TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdigit() else 1, 10_000))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name not in ("annotation", "frame", "note"):
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _parsed(sheet: _Sheet, styles: _Styles, name: str) -> ParsedSheet:
    height = max(sheet.rows, default=-1) + 1
    if height * max(1, sheet.width) > limits.CELLS:
        raise TooLarge(name=name, reason=_("it asks for more cells than a sheet can have"))
    columns = []
    for column in range(sheet.width):
        texts = [""] * height
        for row, cells in sheet.rows.items():
            if column < len(cells):
                texts[row] = cells[column]
        columns.append(pa.array(texts, type=pa.string()))
    return ParsedSheet(
        name=sheet.name,
        columns=columns,
        is_hidden=sheet.style in styles.hidden,
        spans=sheet.spans,
    )
