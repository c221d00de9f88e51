"""XLSX: values from calamine, and from the parts what it does not give."""

from __future__ import annotations

import io
import re
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from typing import IO, Any

import pyarrow as pa

from curator.i18n import N_
from curator.readers import limits
from curator.readers.audit.registry import findings
from curator.readers.audit.xlsx import BookView, SheetView
from curator.readers.errors import DamagedFile
from curator.readers.grid import Grid, Span
from curator.readers.model import Note
from curator.readers.workbook.formats import BUILT_IN_PERCENT, NumberFormat, number_format
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.package import Package, local, parse_xml, refuse_entities
from curator.readers.workbook.sparse import sparse_columns
from curator.readers.workbook.styled import apply_formats, styled_places
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


_REF = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_FAR = re.compile(rb' r="([A-Z]{3})\d')
_WIDE = re.compile(rb' r="([A-Z]{2})\d')
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")


@dataclass(frozen=True)
class Patterns:
    """Expressions for the elements of a sheet under its prefix.

    Each begins with literal characters: a pattern that may begin with any prefix has to be tried at
    every element, which takes longer than reading the sheet.
    """

    error_cell: re.Pattern[bytes]
    no_value: re.Pattern[bytes]
    shared: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    row: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    formula_mark: bytes
    cell: bytes

    @classmethod
    def of(cls, data: bytes) -> Patterns:
        """The patterns for the prefix that ``data`` uses."""
        found = _PREFIX.search(data[:4096])
        return _patterns((found.group(1) or b"") if found else b"")


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> Patterns:
    p = re.escape(prefix)
    return Patterns(
        error_cell=re.compile(b"<" + p + rb'c\b([^>]*\bt="e"[^>]*)>(.*?)</' + p + b"c>", re.DOTALL),
        no_value=re.compile(
            b"<" + p + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + p + rb"f>)\s*</" + p + b"c>"
        ),
        shared=re.compile(rb't="s"[^>]*>\s*<' + p + rb"v>(\d{1,9})<"),
        merge=re.compile(
            b"<" + p + rb'mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
        ),
        row=re.compile(b"<" + p + rb'row\b[^>]*?\br="(\d+)"'),
        formula=re.compile(b"<" + p + rb"f\b[^>]*>([^<]{2,})</" + p + b"f>"),
        formula_mark=b"<" + prefix + b"f",
        cell=b"<" + p + rb"c\b",
    )


@lru_cache(maxsize=16_384)
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
    pattern = Patterns.of(data).row
    found = [int(n) for n in pattern.findall(data, start)]
    return found or [int(n) for n in pattern.findall(data)]


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

    def sheet(self, name: str) -> Any:
        """Parse a sheet. Raises what calamine raises."""
        import python_calamine as calamine

        if self._book is None:
            self._stream.seek(0)
            self._book = calamine.CalamineWorkbook.from_filelike(self._stream)
        return self._book.get_sheet_by_name(name)

    def rows(self, reading: Future[Any]) -> list[list[Any]]:
        """The values of a sheet that is being parsed. Raises ``DamagedFile``."""
        import python_calamine as calamine

        try:
            found: list[list[Any]] = reading.result().to_python(skip_empty_area=False)
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
    parsed = ParsedSheet(name=sheet.name, columns=[], is_hidden=sheet.state != "visible")
    patterns = Patterns.of(data)
    if is_far(data):
        book.used_strings.update(map(int, patterns.shared.findall(data)))
        parsed.columns, note = sparse_columns(data, shared, formats)
        parsed.notes.append(note)
        rows = [list(row) for row in zip(*(c.to_pylist() for c in parsed.columns), strict=True)]
        far = SheetView(sheet.name, sheet.state, sheet.part, data, rows, grid_of(parsed), book)
        book.findings += findings("sheet", far)
        return parsed
    with ThreadPoolExecutor(1) as pool:
        # Calamine lets go of the interpreter while it parses.
        reading = pool.submit(values.sheet, sheet.name)
        book.used_strings.update(map(int, patterns.shared.findall(data)))
        places = styled_places(data, patterns.cell, formats)
        rows = values.rows(reading)
    errors = _apply_errors(rows, data)
    parsed.columns = [column_text(column) for column in zip(*rows, strict=True)]
    apply_formats(parsed.columns, rows, places, formats)
    parsed.spans = _spans(data)
    parsed.notes += _formula_notes(data, errors)
    view = SheetView(sheet.name, sheet.state, sheet.part, data, rows, grid_of(parsed), book)
    book.findings += findings("sheet", view)
    return parsed


def grid_of(parsed: ParsedSheet) -> Grid:
    """The columns of a sheet as a grid."""
    columns = tuple(pa.chunked_array([column]) for column in parsed.columns)
    return Grid(columns, len(columns[0]) if columns else 0)


def _apply_errors(rows: list[list[Any]], data: bytes) -> int:
    """Calamine leaves error cells empty; they get their sign (``#N/A``). Returns how many."""
    count = 0
    if b't="e"' not in data:
        return 0
    for found in Patterns.of(data).error_cell.finditer(data):
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
    for first, top, last, _bottom in Patterns.of(data).merge.findall(data):
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
    patterns = Patterns.of(data)
    if patterns.formula_mark in data:
        count = sum(1 for _ in patterns.no_value.finditer(data))
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
