"""The content of an OpenDocument spreadsheet, zipped (ODS) or flat (FODS)."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from lxml import etree

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.errors import DamagedFile, TooLarge
from curator.readers.grid import Span
from curator.readers.workbook.formats import column_kind
from curator.readers.workbook.model import TOP_ROWS, ParsedSheet
from curator.readers.workbook.ods_styles import PLAIN, STYLE_TAGS, TABLE, Styles
from curator.readers.workbook.package import local
from curator.readers.workbook.text import number_text, percent_text

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SPREADSHEET = f"{OFFICE}spreadsheet"
SHEET, ROW, COLUMN = f"{TABLE}table", f"{TABLE}table-row", f"{TABLE}table-column"
CELL, COVERED = f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
PARAGRAPH = f"{TEXT}p"
REPEATED = f"{TABLE}number-columns-repeated"
STYLE_NAME, DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
FORMULA, VISIBILITY = f"{TABLE}formula", f"{TABLE}visibility"
VALUE_TYPE, VALUE = f"{OFFICE}value-type", f"{OFFICE}value"
STRING_VALUE = f"{OFFICE}string-value"

ROWS = 1_048_576
EXACT_DIGITS = 15
"""Whole numbers of so many digits are written as they are stored."""
MARKUP = frozenset(f"{TEXT}{name}" for name in ("p", "s", "tab", "line-break", "span"))
"""Elements of a cell that hold nothing beside its text."""

Unseen = Callable[[Any], Collection[str]]
"""The cell styles that hide their text, given the root of a document."""


@dataclass(frozen=True)
class Document:
    """``root`` is the document without what cells hold that is text or number and no more: rows
    that say something else (notes, formulas, hidden rows …) are still in it."""

    sheets: list[ParsedSheet]
    root: Any


@dataclass
class _Sheet:
    name: str
    style: str
    rows: dict[int, list[str]] = field(default_factory=dict)
    next_row: int = 0
    width: int = 0
    column_styles: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    seen: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    """(column, style, type of value) → cells."""


def read_content(
    content: bytes, name: str, format_name: str, unseen: Unseen, common: Any = None
) -> Document:
    """Parse ``content.xml`` or a flat document; ``common`` is the root of the styles beside it.

    Raises ``DamagedFile``, ``TooLarge``.
    """
    events = etree.iterparse(
        io.BytesIO(content),
        events=("start", "end"),
        tag=(*STYLE_TAGS, COLUMN, ROW, SHEET),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    reader = _Reader(name, unseen, has_formulas=b":formula=" in content)
    for element in common.iter(*STYLE_TAGS) if common is not None else ():
        reader.styles.learn(element)
    try:
        for event, element in events:
            if event == "end":
                reader.end(element)
            elif element.tag == SHEET:
                reader.start_table(element)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise TooLarge(name=name, reason=_("its parts are nested too deeply")) from error
        raise DamagedFile(name=name, format=format_name) from error
    return Document([_parsed(sheet, reader.styles, name) for sheet in reader.sheets], events.root)


class _Reader:
    """Takes the elements of a document as they are parsed."""

    def __init__(self, name: str, unseen: Unseen, *, has_formulas: bool) -> None:
        self.styles = Styles()
        self.sheets: list[_Sheet] = []
        self._name = name
        self._unseen = unseen
        self._has_formulas = has_formulas
        self._hiding: Collection[str] = ()
        self._depth = 0
        """Tables that are open: cells can hold tables of their own."""

    def start_table(self, element: Any) -> None:
        """A table begins; it is a sheet where it stands directly in the document."""
        parent = element.getparent()
        if self._depth or (parent is not None and parent.tag == SPREADSHEET):
            self._depth += 1
        if self._depth == 1:
            if not self.sheets:
                self._hiding = self._unseen(element.getroottree().getroot())
            style = element.get(STYLE_NAME, "")
            self.sheets.append(_Sheet(element.get(f"{TABLE}name", ""), style))

    def end(self, element: Any) -> None:
        """An element is complete."""
        if element.tag == SHEET:
            self._depth = max(0, self._depth - 1)
        elif element.tag == ROW:
            if self._depth == 1 and self._row(self.sheets[-1], element):
                element.clear()
        elif element.tag != COLUMN:
            self.styles.learn(element)
        elif self._depth == 1:
            _column(self.sheets[-1], element)

    def _row(self, sheet: _Sheet, row: Any) -> bool:
        """Take a row of cells; returns whether that was all there is to it."""
        cells: list[str] = []
        column = 0
        is_plain: bool = row.get(VISIBILITY, "visible") == "visible"
        default = row.get(DEFAULT_STYLE)
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                is_plain = False
                continue
            count = _repeat(cell.get(REPEATED))
            kind = cell.get(VALUE_TYPE)
            if kind is not None or len(cell):
                style = cell.get(STYLE_NAME) or default or _column_style(sheet, column)
                text, is_simple = self._text(cell, kind, style)
                is_plain &= is_simple and cell.tag == CELL and style not in self._hiding
                if text:
                    self._append(cells, column, text, count)
                    for at in range(column, column + count):
                        sheet.seen[at, style, kind or ""] += 1
                    _note_span(cell, sheet, column)
            if self._has_formulas and cell.get(FORMULA) is not None:
                is_plain = False
            column += count
        self._place(sheet, cells, _repeat(row.get(f"{TABLE}number-rows-repeated")))
        return is_plain

    def _text(self, cell: Any, kind: str | None, style: str) -> tuple[str, bool]:
        """The text of a cell; whether nothing else is in it."""
        is_simple = True
        if len(cell):
            first = cell[0]
            is_simple = len(cell) == 1 and first.tag == PARAGRAPH and not len(first)
        if kind is None or kind == "string":
            text = cell.get(STRING_VALUE)
            if text is None:
                text = (first.text or "") if is_simple and len(cell) else paragraphs(cell)
        else:
            text = _value_text(cell, kind, self.styles.cells.get(style, PLAIN).digits)
        return text, is_simple or all(inner.tag in MARKUP for inner in cell.iterdescendants())

    def _append(self, cells: list[str], column: int, text: str, count: int) -> None:
        """Put ``text`` into ``count`` cells from ``column`` on; those before it are empty."""
        if column + count > limits.COLUMNS:
            raise self._too_large()
        if column > len(cells):
            cells += [""] * (column - len(cells))
        cells += [text] * count

    def _place(self, sheet: _Sheet, cells: list[str], times: int) -> None:
        """Put a row that stands ``times`` times where it belongs."""
        if cells:
            used = len(sheet.rows) + times
            width = max(sheet.width, len(cells))
            if sheet.next_row + times > 4 * ROWS or used * width > limits.CELLS:
                raise self._too_large()
            for offset in range(times):
                sheet.rows[sheet.next_row + offset] = cells
            sheet.width = width
        sheet.next_row += times

    def _too_large(self) -> TooLarge:
        return TooLarge(name=self._name, reason=_("it asks for more cells than a sheet can have"))


def _repeat(text: str | None) -> int:
    return max(1, int(text)) if text is not None and text.isdigit() else 1


def _column(sheet: _Sheet, element: Any) -> None:
    count = min(_repeat(element.get(REPEATED)), limits.COLUMNS - len(sheet.column_styles))
    sheet.column_styles += [element.get(DEFAULT_STYLE, "")] * count


def _column_style(sheet: _Sheet, column: int) -> str:
    return sheet.column_styles[column] if column < len(sheet.column_styles) else ""


def _note_span(cell: Any, sheet: _Sheet, column: int) -> None:
    """Remember a cell near the top that is merged with others to its right."""
    if sheet.next_row < TOP_ROWS:
        width = _repeat(cell.get(f"{TABLE}number-columns-spanned"))
        if width > 1:
            sheet.spans.append((sheet.next_row, column, column + width - 1))


def _value_text(cell: Any, kind: str, digits: int) -> str:
    """The text of a value that is not text."""
    if kind == "date":
        return re.sub(r"T00:00:00(?:\.0+)?$", "", cell.get(f"{OFFICE}date-value", ""))
    if kind == "time":
        return duration_text(cell.get(f"{OFFICE}time-value", ""))
    if kind == "boolean":
        return str(cell.get(f"{OFFICE}boolean-value", ""))
    value = str(cell.get(VALUE, ""))
    if value.isdecimal() and value.isascii() and len(value) <= EXACT_DIGITS:
        text = value.lstrip("0") or "0"
    else:
        try:
            text = number_text(float(value))
        except ValueError:
            return value or paragraphs(cell)
    if kind == "percentage":
        return percent_text(float(value))
    return text.zfill(digits) if digits and text.isdecimal() else text


_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


def duration_text(text: str) -> str:
    """``PT12H30M00S`` as ``12:30:00``."""
    found = _DURATION.fullmatch(text)
    if not found:
        return text
    days, hours, minutes, seconds = (int(found.group(n) or 0) for n in range(2, 6))
    return f"{found.group(1)}{days * 24 + hours:02d}:{minutes:02d}:{seconds:02d}"


def paragraphs(cell: Any) -> str:
    """The text of a cell: its paragraphs, one a line; notes and drawings are not part of it."""
    return "\n".join(_inline(child) for child in cell if child.tag == PARAGRAPH)


def _inline(element: Any) -> str:
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


def _parsed(sheet: _Sheet, styles: Styles, name: str) -> ParsedSheet:
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
        formats=_column_kinds(sheet, styles),
    )


def _column_kinds(sheet: _Sheet, styles: Styles) -> dict[int, str]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for (column, style, value_type), count in sheet.seen.items():
        counts[column][styles.kind(style, value_type)] += count
    kinds = {column: column_kind(found) for column, found in counts.items()}
    return {column: kind for column, kind in kinds.items() if kind}
