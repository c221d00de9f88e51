"""HTML tables, which some programs name ``.xls``."""

from __future__ import annotations

import re

import pyarrow as pa
from lxml import etree

from curator.i18n import gettext as _
from curator.readers import limits
from curator.readers.audit.markup import MarkupView
from curator.readers.audit.registry import findings
from curator.readers.errors import DamagedFile, TooLarge
from curator.readers.workbook.model import ParsedBook, ParsedSheet, Request

Rows = list[list[str]]


def read_html(data: bytes, request: Request) -> ParsedBook:
    """Parse every table of a page. Raises ``DamagedFile``, ``TooLarge``."""
    root = _root(data, request)
    tables = [t for t in root.iter("table") if next(t.iterdescendants("table"), None) is None]
    sheets = [
        _parsed(_caption(table) or f"{number}", _html_rows(table, request))
        for number, table in enumerate(tables, 1)
    ]
    view = MarkupView(request.name, root, sheets, tables)
    return ParsedBook(sheets=sheets, hidden=findings("html", view))


def _caption(table: etree._Element) -> str:
    return (table.findtext("caption") or "").strip()


def _parsed(name: str, rows: Rows) -> ParsedSheet:
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    columns = [pa.array(list(column), pa.string()) for column in zip(*padded, strict=True)]
    return ParsedSheet(name=name, columns=columns)


def _root(data: bytes, request: Request) -> etree._Element:
    from lxml import html

    declared = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
    encoding = declared.group(1).decode() if declared else _text_encoding(data)
    try:
        parser = html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False)
        root: etree._Element = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise DamagedFile(name=request.name, format="HTML") from error
    return root


def _text_encoding(data: bytes) -> str:
    from curator.readers.delimited.encoding import encoding_by_bom, single_byte_encoding

    if found := encoding_by_bom(data):
        return found
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return single_byte_encoding([data])
    return "utf-8"


def _html_rows(table: etree._Element, request: Request) -> Rows:
    rows: Rows = []
    spans: dict[int, tuple[int, str]] = {}
    for element in table.iter("tr"):
        row: list[str] = []
        below: dict[int, tuple[int, str]] = {}
        for cell in element.iter("td", "th"):
            _take_spans(row, spans, below)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            # Like a merged cell: the text stands in the first of the cells it covers.
            for offset in range(across):
                if down > 1:
                    below[len(row)] = (down - 1, "")
                row.append(_html_text(cell) if offset == 0 else "")
        _take_spans(row, spans, below)
        spans = below
        rows.append(row)
        if sum(map(len, rows[-1:])) > limits.COLUMNS or len(rows) > limits.CELLS:
            raise TooLarge(name=request.name, reason=_("it asks for more cells than can be held"))
    return rows


def _take_spans(
    row: list[str], spans: dict[int, tuple[int, str]], below: dict[int, tuple[int, str]]
) -> None:
    while len(row) in spans:
        left, text = spans[len(row)]
        if left > 1:
            below[len(row)] = (left - 1, text)
        row.append(text)


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return min(max(1, int(text)), 1000) if text.isdigit() else 1


def _html_text(cell: etree._Element) -> str:
    for line_break in cell.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    lines = "".join(cell.itertext()).replace("\r", "").split("\n")
    return "\n".join(" ".join(line.split(" ")).strip(" \t") for line in lines).strip("\n")
