"""SpreadsheetML 2003: the XML that Excel wrote before XLSX, often named ``.xls``."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.audit.markup import MarkupView
from curator.readers.audit.registry import findings
from curator.readers.errors import DamagedFile, TooLarge
from curator.readers.workbook.formats import NumberFormat, format_kind, number_format
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.package import local, parse_xml, refuse_entities
from curator.readers.workbook.styled import column_kinds
from curator.readers.workbook.text import number_text

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
NAMED_FORMATS = {
    "Percent": "0.00%", "Currency": "#,##0.00 €", "Euro Currency": "#,##0.00 €",
    "Fixed": "0.00", "Standard": "#,##0.00", "Scientific": "0.00E+00",
    "General Date": "dd/mm/yyyy h:mm", "Long Date": "d mmmm yyyy", "Medium Date": "d-mmm-yy",
    "Short Date": "dd/mm/yyyy", "Long Time": "h:mm:ss", "Medium Time": "h:mm AM/PM",
    "Short Time": "h:mm",
}  # fmt: skip
"""Formats that go by a name (XML Spreadsheet Reference, ``ss:Format``)."""
MOST_ROWS = 2_000_000
MOST_MERGED = 1000


@dataclass
class _Styles:
    """The number formats of styles, numbered in the order in which they are defined."""

    numbers: dict[str, int] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)

    @classmethod
    def of(cls, root: Any) -> _Styles:
        styles = cls()
        for style in root.iter(f"{SPREADSHEET}Style"):
            element = style.find(f"{SPREADSHEET}NumberFormat")
            code = "" if element is None else element.get(f"{SPREADSHEET}Format", "")
            code = NAMED_FORMATS.get(code, code)
            styles.numbers[style.get(f"{SPREADSHEET}ID", "")] = len(styles.kinds)
            styles.kinds.append(format_kind(code))
            styles.formats.append(number_format(code))
        return styles

    def number(self, *elements: Any) -> int:
        """The style that the first of ``elements`` to state one has; -1: none."""
        for element in elements:
            stated = None if element is None else element.get(f"{SPREADSHEET}StyleID")
            if stated is not None:
                return self.numbers.get(stated, -1)
        return -1


def read_xml_2003(data: bytes, request: Request) -> ParsedBook:
    """Parse a workbook. Raises ``DamagedFile``, ``TooLarge``."""
    refuse_entities(data, request.name)
    root = parse_xml(data)
    if root is None or local(root.tag) != "Workbook":
        raise DamagedFile(name=request.name, format="XML")
    styles = _Styles.of(root)
    sheets = root.iter(f"{SPREADSHEET}Worksheet")
    parsed = [_Reader(sheet, styles, request).parsed() for sheet in sheets]
    return ParsedBook(sheets=parsed, hidden=findings("xml", MarkupView(request.name, root, parsed)))


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Any, styles: _Styles, request: Request) -> None:
        self._sheet = sheet
        self._styles = styles
        self._request = request
        self._columns = self._column_elements()
        self._seen: Counter[tuple[int, int]] = Counter()
        self._spans: list[tuple[int, int, int]] = []

    def parsed(self) -> ParsedSheet:
        """The sheet. Raises ``TooLarge``."""
        rows = self._rows()
        width = max(map(len, rows), default=0)
        padded = [row + [""] * (width - len(row)) for row in rows]
        return ParsedSheet(
            name=self._sheet.get(f"{SPREADSHEET}Name", ""),
            columns=[pa.array(column, pa.string()) for column in zip(*padded, strict=True)],
            is_hidden=any(local(e.tag) == "Visible" and e.text for e in self._sheet.iter()),
            spans=self._spans,
            formats=column_kinds(self._seen, self._styles.kinds),
        )

    def _column_elements(self) -> dict[int, Any]:
        found: dict[int, Any] = {}
        at = 0
        for element in self._sheet.iter(f"{SPREADSHEET}Column"):
            at = _index(element, at)
            span = _number(element, "Span")
            found.update(dict.fromkeys(range(at, min(at + span + 1, limits.COLUMNS)), element))
            at += span + 1
        return found

    def _rows(self) -> list[list[str]]:
        rows: list[list[str]] = []
        for element in self._sheet.iter(f"{SPREADSHEET}Row"):
            at = _index(element, len(rows))
            if at * 2 > limits.CELLS or at > MOST_ROWS:
                raise self._too_large()
            rows += [[] for _missing in range(at - len(rows))]
            rows.append(self._cells(element, at))
        return rows

    def _cells(self, row: Any, number: int) -> list[str]:
        cells: list[str] = []
        for cell in row.iter(f"{SPREADSHEET}Cell"):
            column = _index(cell, len(cells))
            if column > limits.COLUMNS:
                raise self._too_large()
            cells += [""] * (column - len(cells))
            style = self._styles.number(cell, row, self._columns.get(column))
            text = _text(cell, self._styles.formats[style] if style >= 0 else None)
            if text:
                self._seen[style, column] += 1
            cells.append(text)
            merged = min(_number(cell, "MergeAcross"), MOST_MERGED)
            cells += [""] * merged
            if merged and number < TOP_ROWS:
                self._spans.append((number, column, column + merged))
        return cells

    def _too_large(self) -> TooLarge:
        reason = _("it asks for more cells than can be held")
        return TooLarge(name=self._request.name, reason=reason)


def _number(element: Any, name: str) -> int:
    text = element.get(f"{SPREADSHEET}{name}", "")
    return int(text) if text.isdigit() else 0


def _index(element: Any, default: int) -> int:
    return max(default, _number(element, "Index") - 1)


def _text(cell: Any, style: NumberFormat | None) -> str:
    data = next((child for child in cell if local(child.tag) == "Data"), None)
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{SPREADSHEET}Type", "String")
    if kind == "Number":
        try:
            value = float(text)
        except ValueError:
            return text
        return style.text(value) if style is not None and style.matters else number_text(value)
    if kind == "Boolean":
        return "true" if text.strip() == "1" else "false"
    if kind == "DateTime":
        return re.sub(r"T00:00:00(?:\.0+)?$", "", re.sub(r"\.0+$", "", text))
    return text
