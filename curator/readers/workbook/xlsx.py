"""XLSX: values from calamine, and from the parts what it does not give.

Calamine parses in a thread and lets go of the interpreter meanwhile. All that does not need the
values is done in that time, the loading of Arrow and of the audit included: so what heads this
module is light, and the rest is imported where it is used.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from curator.readers.audit.registry import findings
from curator.readers.audit.xlsx import BookView, SheetView
from curator.readers.errors import DamagedFile
from curator.readers.model import Note
from curator.readers.workbook.cell_notes import error_cells, formulas_without_value
from curator.readers.workbook.formats import format_kind
from curator.readers.workbook.model import TOP_ROWS, ParsedBook, ParsedSheet, Request
from curator.readers.workbook.package import Package, refuse_entities
from curator.readers.workbook.xlsx_parts import (
    CELL_PLACE,
    CELL_VALUE,
    Patterns,
    SheetPart,
    column_number,
    formats_that_matter,
    is_far,
    read_codes,
    read_layout,
)

if TYPE_CHECKING:
    import pyarrow as pa

    from curator.readers.grid import Grid, Span
    from curator.readers.workbook.formats import NumberFormat
    from curator.readers.workbook.scan import CellScan
    from curator.readers.workbook.styled import Places


def read_xlsx(data: bytes, request: Request) -> ParsedBook:
    """Parse an XLSX (or XLSM, XLTX). Raises ``SourceError``."""
    stream = io.BytesIO(data)
    package = Package(stream, request.name, "XLSX")
    package.check_headers()
    layout = read_layout(package)
    shared = package.find("xl/sharedStrings.xml")
    if shared is not None:
        refuse_entities(shared, request.name)
    parts = tuple(sheet.part for sheet in layout.sheets)
    view = BookView(package, layout.part, parts, raw=data)
    sheets = [s for s in layout.sheets if s.part and s.kind.endswith("/worksheet")]
    with ThreadPoolExecutor(1) as pool:
        codes = read_codes(package, layout)
        reader = _Reader(view, codes, _Values(stream, request), pool, shared)
        # Loaded while the first sheet is being unpacked.
        pool.submit(import_module, "curator.readers.workbook.columns")
        parsed = [reader.sheet(sheet, is_last=sheet is sheets[-1]) for sheet in sheets]
    if not sheets:
        reader.audit_book()
    return ParsedBook(sheets=parsed, hidden=view.findings + reader.book_findings)


class _Values:
    """Calamine's view of the workbook, opened only if a sheet needs it."""

    def __init__(self, stream: IO[bytes], request: Request) -> None:
        self._stream = stream
        self._name = request.name

    @cached_property
    def _book(self) -> Any:
        import python_calamine as calamine

        self._stream.seek(0)
        return calamine.CalamineWorkbook.from_filelike(self._stream)

    def start(self, sheet: str, pool: ThreadPoolExecutor) -> Future[Any]:
        """Parse a sheet in a thread of ``pool``. Raises ``DamagedFile``."""
        with self._refusing():
            # Opened here and now: the thread has no need of the interpreter until it is done.
            return pool.submit(self._book.get_sheet_by_name, sheet)

    def result(self, reading: Future[Any]) -> Any:
        """The sheet when it is parsed. Raises ``DamagedFile``."""
        with self._refusing():
            return reading.result()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        import python_calamine as calamine

        try:
            yield
        except (calamine.CalamineError, OSError) as error:
            raise DamagedFile(name=self._name, format="XLSX") from error


class _Cells:
    """The cells of a sheet that is being parsed: asking for them waits."""

    def __init__(
        self,
        values: _Values,
        reading: Future[Any],
        errors: list[tuple[int, int, str]],
        places: Places,
        formats: dict[int, NumberFormat],
    ) -> None:
        self._values = values
        self._reading = reading
        self._formats = formats
        self.errors = errors
        self._places = places

    @cached_property
    def columns(self) -> list[pa.Array]:
        """The texts, by column. Raises ``DamagedFile``."""
        import pyarrow as pa

        from curator.readers.workbook.columns import columns_of, with_cells
        from curator.readers.workbook.styled import formatter

        sheet = self._values.result(self._reading)
        left = sheet.start[1] if sheet.start else 0
        columns = columns_of(sheet.iter_rows(), formatter(self._places, self._formats, left))
        height = len(columns[0]) if columns else 0
        blank = [pa.array([""] * height, type=pa.string())] * left
        return with_cells(blank + columns, self.errors)

    @cached_property
    def grid(self) -> Grid:
        """The texts as a grid."""
        return _grid_of(self.columns)


class _FarCells:
    """The cells of a sheet whose columns were found one by one."""

    errors: tuple[()] = ()

    def __init__(self, columns: list[pa.Array]) -> None:
        self.columns = columns

    @cached_property
    def grid(self) -> Grid:
        """The texts as a grid."""
        return _grid_of(self.columns)


def _grid_of(columns: list[pa.Array]) -> Grid:
    import pyarrow as pa

    from curator.readers.grid import Grid

    chunked = tuple(pa.chunked_array([column]) for column in columns)
    return Grid(chunked, len(columns[0]) if columns else 0)


class _Reader:
    """Reads the sheets of one workbook, in order."""

    def __init__(
        self,
        book: BookView,
        codes: Sequence[str],
        values: _Values,
        pool: ThreadPoolExecutor,
        shared: bytes | None,
    ) -> None:
        self.book = book
        self.book_findings: list[Any] = []
        self._formats = formats_that_matter(codes)
        self._kinds = [format_kind(code) for code in codes]
        self._values = values
        self._pool = pool
        self._shared = shared

    def audit_book(self) -> None:
        """Look into the parts beside the sheets (once every sheet's strings are counted)."""
        self.book_findings = findings("book", self.book)

    def sheet(self, sheet: SheetPart, *, is_last: bool) -> ParsedSheet:
        """Read a sheet and audit it; beside the last one also what stands around the sheets."""
        data = self.book.package.read(sheet.part)
        refuse_entities(data, self.book.package.name)
        parsed = ParsedSheet(name=sheet.name, columns=[], is_hidden=sheet.state != "visible")
        far = is_far(data)
        reading = None if far else self._values.start(sheet.name, self._pool)
        tags = self._tags(data)
        self.book.used_strings |= tags.strings
        cells: Any = (
            self._far(parsed, data)
            if reading is None
            else _Cells(self._values, reading, _errors(data, tags), tags.places, self._formats)
        )
        view = SheetView(sheet.name, sheet.state, sheet.part, data, tags, cells, self.book)
        if not far:
            parsed.spans = _spans(view)
            parsed.formats = _column_kinds(tags, self._kinds)
            parsed.notes += _formula_notes(view, len(cells.errors))
        if is_last:
            self.audit_book()
        self.book.findings += findings("sheet", view)
        parsed.columns = cells.columns
        self.book.findings += findings("cells", view)
        return parsed

    def _tags(self, data: bytes) -> CellScan:
        from curator.readers.workbook.scan import scan_cells, search_cells

        styles = self._formats.keys() | self.book.styles.invisible.keys()
        return scan_cells(data, styles) or search_cells(data, styles)

    def _far(self, parsed: ParsedSheet, data: bytes) -> Any:
        from curator.readers.workbook.sparse import sparse_columns

        columns, note = sparse_columns(data, self._shared, self._formats)
        parsed.notes.append(note)
        return _FarCells(columns)


def _column_kinds(tags: CellScan, kinds: Sequence[str]) -> dict[int, str]:
    from curator.readers.workbook.styled import column_kinds

    return column_kinds(tags.styles, kinds)


def _errors(data: bytes, tags: CellScan) -> list[tuple[int, int, str]]:
    """Row, column and sign (``#N/A``) of the error cells, which calamine leaves empty."""
    if not tags.has_errors:
        return []
    errors = []
    for found in Patterns.of(data).error_cell.finditer(data):
        place, value = CELL_PLACE.search(found.group(1)), CELL_VALUE.search(found.group(2))
        if place is not None and value is not None:
            text = value.group(1).decode("utf-8", "replace")
            errors.append((int(place.group(2)) - 1, column_number(place.group(1)), text))
    return errors


def _spans(view: SheetView) -> list[Span]:
    spans = []
    for first, top, last, _bottom in Patterns.of(view.data).merge.findall(view.around):
        if first != last and int(top) <= TOP_ROWS:
            spans.append((int(top) - 1, column_number(first), column_number(last)))
    return spans


def _formula_notes(view: SheetView, errors: int) -> list[Note]:
    notes = []
    if errors:
        notes.append(error_cells(errors))
    if view.tags.has_formulas:
        count = sum(1 for _ in Patterns.of(view.data).no_value.finditer(view.data))
        if count:
            notes.append(formulas_without_value(count))
    return notes
