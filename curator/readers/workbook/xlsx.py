"""XLSX: values from calamine, and from the parts what it does not give."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import IO, Any

from curator.i18n import N_
from curator.readers import limits
from curator.readers.audit.registry import findings
from curator.readers.audit.xlsx import BookView, SheetView
from curator.readers.errors import DamagedFile
from curator.readers.grid import Span
from curator.readers.model import Note
from curator.readers.workbook.formats import BUILT_IN_PERCENT, NumberFormat, number_format
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.package import Package, local, parse_xml, refuse_entities
from curator.readers.workbook.sparse import sparse_columns
from curator.readers.workbook.text import column_text

OFFICE_DOCUMENT = "/officeDocument"
FAR_COLUMNS = 1024
"""Columns from which a sheet is read cell by cell if it would make too large a rectangle."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook and the part that holds it."""

    name: str
    state: str
    part: str
    kind: str


@dataclass
class Layout:
    """What the workbook part says."""

    part: str
    sheets: list[SheetPart] = field(default_factory=list)


def read_layout(package: Package) -> Layout:
    """The sheets of a workbook and where they are. Raises ``DamagedFile``."""
    part = next(
        (
            target
            for kind, target, outside in package.relations("").values()
            if kind.endswith(OFFICE_DOCUMENT) and not outside
        ),
        "xl/workbook.xml",
    )
    data = package.read(part)
    refuse_entities(data, package.name)
    root = parse_xml(data)
    if root is None:
        raise DamagedFile(name=package.name, format=package.format_name)
    relations = package.relations(part)
    layout = Layout(part)
    for element in root.iter():
        if local(element.tag) != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if local(k) == "id"), "")
        kind, target, _outside = relations.get(relation, ("", "", False))
        layout.sheets.append(
            SheetPart(element.get("name", ""), element.get("state", "visible"), target, kind)
        )
    return layout


def read_formats(package: Package, layout: Layout) -> dict[int, NumberFormat]:
    """Styles (by the number that cells name) whose number format matters."""
    part = next(
        (t for kind, t, _o in package.relations(layout.part).values() if kind.endswith("/styles")),
        "xl/styles.xml",
    )
    data = package.find(part)
    root = parse_xml(data) if data else None
    if root is None:
        return {}
    codes = {
        int(e.get("numFmtId", "-1")): e.get("formatCode", "")
        for e in root.iter()
        if local(e.tag) == "numFmt"
    }
    styles: dict[int, NumberFormat] = {}
    for group in root:
        if local(group.tag) != "cellXfs":
            continue
        for index, style in enumerate(group):
            found = _format_of(int(style.get("numFmtId", "0")), codes)
            if found.matters:
                styles[index] = found
    return styles


def _format_of(number: int, codes: dict[int, str]) -> NumberFormat:
    if number in BUILT_IN_PERCENT and number not in codes:
        return NumberFormat(is_percent=True)
    return number_format(codes.get(number, ""))


_TAG = rb"<(?:\w+:)?c\b([^>]*)>"
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_NO_VALUE = re.compile(
    rb"<(?:\w+:)?c\b([^>]*[^/])?>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*</(?:\w+:)?c>"
)
_SHARED = re.compile(rb't="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})<')
_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_FAR = re.compile(rb'\br="([A-Z]{3})\d')
_WIDE = re.compile(rb'\br="([A-Z]{2})\d')


def column_number(letters: bytes | str) -> int:
    """0-based number of a column named by letters."""
    if isinstance(letters, bytes):
        letters = letters.decode()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def is_far(data: bytes) -> bool:
    """Whether the cells of a sheet span a rectangle that is too large to hold."""
    last = 0
    for at in _tail_rows(data):
        last = max(last, at)
    widest = 26
    pattern = _FAR if _FAR.search(data) else _WIDE
    if found := pattern.findall(data):
        widest = max(map(column_number, set(found))) + 1
    return last * widest > limits.CELLS


def _tail_rows(data: bytes) -> list[int]:
    """Row numbers near the end of a sheet, where the largest are."""
    start = max(0, len(data) - (1 << 16))
    found = [int(n) for n in _LAST_ROW.findall(data, start)]
    return found or [int(n) for n in _LAST_ROW.findall(data)]


def read_xlsx(stream: io.BytesIO, request: Request) -> ParsedBook:
    """Parse an XLSX (or XLSM, XLTX). Raises ``SourceError``."""
    package = Package(stream, request.name, "XLSX")
    package.check_headers()
    layout = read_layout(package)
    shared = package.find("xl/sharedStrings.xml")
    if shared is not None:
        refuse_entities(shared, request.name)
    formats = read_formats(package, layout)
    values = _Values(stream, request)
    parts = tuple(sheet.part for sheet in layout.sheets)
    view = BookView(package, layout.part, parts, raw=stream.getvalue())
    book = ParsedBook(sheets=[])
    for sheet in layout.sheets:
        if sheet.part and sheet.kind.endswith("/worksheet"):
            book.sheets.append(_sheet(view, sheet, formats, values, shared))
    book.hidden = view.findings + findings("book", view)
    return book


class _Values:
    """Calamine's view of the workbook, opened only if a sheet needs it."""

    def __init__(self, stream: IO[bytes], request: Request) -> None:
        self._stream = stream
        self._request = request
        self._book: Any = None

    def rows(self, sheet: str) -> list[list[Any]]:
        import python_calamine as calamine

        try:
            if self._book is None:
                self._stream.seek(0)
                self._book = calamine.CalamineWorkbook.from_filelike(self._stream)
            found: list[list[Any]] = self._book.get_sheet_by_name(sheet).to_python(
                skip_empty_area=False
            )
        except (calamine.CalamineError, OSError) as error:
            raise DamagedFile(name=self._request.name, format="XLSX") from error
        return found


def _sheet(
    book: BookView,
    sheet: SheetPart,
    formats: dict[int, NumberFormat],
    values: _Values,
    shared: bytes | None,
) -> ParsedSheet:
    data = book.package.read(sheet.part)
    refuse_entities(data, book.package.name)
    book.used_strings.update(map(int, _SHARED.findall(data)))
    parsed = ParsedSheet(name=sheet.name, columns=[], is_hidden=sheet.state != "visible")
    if is_far(data):
        parsed.columns, note = sparse_columns(data, shared, formats)
        parsed.notes.append(note)
        rows = [list(row) for row in zip(*(c.to_pylist() for c in parsed.columns), strict=True)]
        far = SheetView(sheet.name, sheet.state, sheet.part, data, rows, book)
        book.findings += findings("sheet", far)
        return parsed
    rows = values.rows(sheet.name)
    _apply_formats(rows, data, formats)
    errors = _apply_errors(rows, data)
    parsed.columns = [column_text(column) for column in zip(*rows, strict=True)]
    parsed.spans = _spans(data)
    parsed.notes += _formula_notes(data, errors)
    view = SheetView(sheet.name, sheet.state, sheet.part, data, rows, book)
    book.findings += findings("sheet", view)
    return parsed


def _apply_formats(rows: list[list[Any]], data: bytes, formats: dict[int, NumberFormat]) -> None:
    if not formats:
        return
    wanted = b"|".join(str(n).encode() for n in formats)
    for tag in re.finditer(rb'<(?:\w+:)?c\b([^>]*\bs="(?:' + wanted + rb')"[^>]*)>', data):
        place, style = _REF.search(tag.group(1)), _STYLE.search(tag.group(1))
        if place is None or style is None:
            continue
        row, column = int(place.group(2)) - 1, column_number(place.group(1))
        if row < len(rows) and column < len(rows[row]):
            value = rows[row][column]
            if isinstance(value, float):
                rows[row][column] = formats[int(style.group(1))].text(value)


def _apply_errors(rows: list[list[Any]], data: bytes) -> int:
    """Calamine leaves error cells empty; they get their sign (``#N/A``). Returns how many."""
    count = 0
    for found in _ERROR_CELL.finditer(data) if b't="e"' in data else ():
        place, value = _REF.search(found.group(1)), _VALUE.search(found.group(2))
        if place is None or value is None:
            continue
        row, column = int(place.group(2)) - 1, column_number(place.group(1))
        _grow(rows, row, column)
        rows[row][column] = value.group(1).decode("utf-8", "replace")
        count += 1
    return count


def _spans(data: bytes) -> list[Span]:
    spans = []
    for first, top, last, _bottom in _MERGE.findall(data):
        if first != last and int(top) <= TOP_ROWS:
            spans.append((int(top) - 1, column_number(first), column_number(last)))
    return spans


def _grow(rows: list[list[Any]], row: int, column: int) -> None:
    """Make room for a cell outside the rectangle that calamine saw."""
    width = max(column + 1, len(rows[0]) if rows else 0)
    if rows and width > len(rows[0]):
        for existing in rows:
            existing.extend([""] * (width - len(existing)))
    while len(rows) <= row:
        rows.append([""] * width)


def _formula_notes(data: bytes, errors: int) -> list[Note]:
    notes = []
    if errors:
        notes.append(error_cells(errors))
    if b"<f" in data or b":f" in data:
        count = sum(1 for _ in _NO_VALUE.finditer(data))
        if count:
            notes.append(formulas_without_value(count))
    return notes


def error_cells(count: int) -> Note:
    """The note on cells whose value is an error."""
    return Note(
        code="error-cells",
        message=N_(
            "Some cells hold an error (#N/A, #DIV/0! …) instead of a value (number: {count})."
        ),
        parameters={"count": count},
    )


def formulas_without_value(count: int) -> Note:
    """The note on formulas that were never computed."""
    return Note(
        code="formulas-without-value",
        message=N_(
            "Some formulas have no stored result and read as empty cells (number: "
            "{count}): open the file in a spreadsheet program, let it compute, and save"
            " it."
        ),
        parameters={"count": count},
    )
