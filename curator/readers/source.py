"""A file opened for reading: what is in it, and the tables themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa

from curator.digest import Digest
from curator.i18n import N_
from curator.progress import Report, silent
from curator.readers.errors import NoSuchSheet, NoSuchTable, NoTable
from curator.readers.grid import Grid
from curator.readers.model import (
    FileInfo,
    HiddenFinding,
    Note,
    PreviewRow,
    ReadingOptions,
    TableInfo,
)
from curator.readers.noticing import text_notes
from curator.readers.regions.tables import Region, find_regions
from curator.readers.sheet import Content, Sheet
from curator.schema.model import Field, Schema
from curator.table import RowMark, Table


@dataclass(frozen=True, eq=False)
class Found:
    """A table and the sheet it stands on."""

    sheet: Sheet
    region: Region


@dataclass(frozen=True, eq=False)
class Source:
    """An opened file. ``found`` is in the order of ``tables``: the main table first."""

    path: Path
    options: ReadingOptions
    file: FileInfo
    content: Content
    found: tuple[Found, ...]

    @cached_property
    def tables(self) -> tuple[TableInfo, ...]:
        """The tables found, the main one first."""
        return tuple(_info(found) for found in self.found)

    @cached_property
    def text_notes(self) -> tuple[Note, ...]:
        """Notes on damaged characters: they need a look at every cell, so they come on demand."""
        sheets = dict.fromkeys(found.sheet for found in self.found)
        return tuple(note for sheet in sheets for note in text_notes(sheet.grid))

    @cached_property
    def hidden(self) -> tuple[HiddenFinding, ...]:
        """What the file carries out of sight."""
        from curator.readers.audit.delimited import text_findings

        texts = [sheet for sheet in self.content.sheets if sheet.encoding is not None]
        found = [f for sheet in texts for f in text_findings(sheet.grid, self.file.name)]
        return (*self.content.hidden, *found)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What should be known about the file as a whole."""
        if self.found:
            return self.content.notes
        none = Note(code="no-table", message=N_("The file can be read but holds no table."))
        return (*self.content.notes, none)

    @property
    def sheet(self) -> str | None:
        """The sheet of the table the options ask for; None where there is none."""
        return self.tables[self.number() - 1].sheet if self.tables else None

    def number(self) -> int:
        """Which of ``tables`` the options ask for (from 1). Raises ``SourceError``."""
        if not self.tables:
            raise NoTable(name=self.file.name)
        if self.options.sheet is not None:
            return self._on_sheet(self.options.sheet, self.options.table)
        number = self.options.table or 1
        if not 1 <= number <= len(self.tables):
            raise NoSuchTable(name=self.file.name, number=number, count=len(self.tables))
        return number

    def _on_sheet(self, sheet: str, table: int | None) -> int:
        wanted = sheet.strip().casefold()
        numbers = [
            n for n, t in enumerate(self.tables, 1) if (t.sheet or "").strip().casefold() == wanted
        ]
        if not numbers:
            sheets = dict.fromkeys(f"“{t.sheet}”" for t in self.tables if t.sheet is not None)
            known = ", ".join(sheets) or "–"
            raise NoSuchSheet(name=self.file.name, sheet=sheet, sheets=known)
        if table is not None:
            if table not in numbers:
                raise NoSuchTable(name=self.file.name, number=table, count=len(self.tables))
            return table
        return numbers[0]

    def read(self, table: int | None = None, *, report: Report = silent) -> Table:
        """The cells of a table (from 1; default: the one the options ask for)."""
        number = self.number() if table is None else table
        if not 1 <= number <= len(self.found):
            if not self.found:
                raise NoTable(name=self.file.name)
            raise NoSuchTable(name=self.file.name, number=number, count=len(self.found))
        result = _table(self.found[number - 1], self.file.digest)
        report(1.0, "")
        return result

    def preview(self, table: int | None = None, rows: int = 200) -> tuple[PreviewRow, ...]:
        """The first rows of the table's sheet as they stand in the file, title lines included."""
        if not self.content.sheets:
            return ()
        number = table or (self.number() if self.found else None)
        sheet = self.content.sheets[0] if number is None else self.found[number - 1].sheet
        first = sheet.grid.rows(0, rows)
        return tuple(PreviewRow(number=n, cells=tuple(row)) for n, row in enumerate(first, 1))


def find_tables(content: Content, options: ReadingOptions) -> tuple[Found, ...]:
    """Every table of a file, the main one first."""
    found = []
    for sheet in content.sheets:
        header = options.header_rows if _is_asked(sheet, options) else None
        if header is None and sheet.has_fixed_header:
            header = (0,)
        found += [Found(sheet, region) for region in find_regions(sheet.grid, header)]
    return _main_first(found)


def _is_asked(sheet: Sheet, options: ReadingOptions) -> bool:
    """Whether a stated header concerns this sheet."""
    if options.sheet is None or sheet.name is None:
        return True
    return sheet.name.strip().casefold() == options.sheet.strip().casefold()


def _main_first(found: list[Found]) -> tuple[Found, ...]:
    """The order of tables: the main one, then the others as in the file, hidden sheets last."""
    visible = [f for f in found if not f.sheet.is_hidden]
    hidden = [f for f in found if f.sheet.is_hidden]
    if not visible:
        return tuple(hidden)
    main = visible[0]
    for other in visible[1:]:
        # A table with others below it shows their rows too.
        is_apart = other.sheet is not main.sheet or not main.region.has_more
        if is_apart and _is_better(other, main):
            main = other
    return (main, *(f for f in visible if f is not main), *hidden)


def _is_better(other: Found, main: Found) -> bool:
    """Whether a table further on is the main one: far larger, or the same with more fields."""
    if _size(other) > 2 * _size(main):
        return True
    labels = {field.label for field in main.region.fields if field.label}
    known = {field.label for field in other.region.fields if field.label}
    fuller = len(known) > len(labels) and len(labels & known) * 2 > len(labels)
    return fuller and len(other.region.rows) >= len(main.region.rows)


def _size(found: Found) -> int:
    """Filled cells of records; a list of one column counts little."""
    region = found.region
    records = region.rows[region.marks == RowMark.RECORD]
    columns = list(region.columns)
    if len(columns) < 2:
        return len(records) // 4
    return int(found.sheet.grid.fill_of(columns)[records].sum())


def _info(found: Found) -> TableInfo:
    region, sheet = found.region, found.sheet
    return TableInfo(
        sheet=sheet.name,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        quote_char=sheet.quote_char,
        header_rows=region.header_rows,
        first_row=region.first_row,
        row_count=len(region.rows),
        record_count=int(np.count_nonzero(region.marks == RowMark.RECORD)),
        columns=region.fields,
        notes=(*sheet.notes, *_notes(region)),
    )


def _notes(region: Region) -> Iterator[Note]:
    """What finding the table told."""
    marked = np.flatnonzero(region.marks != RowMark.RECORD)
    if len(marked):
        yield Note(
            code="marked-rows",
            message=N_(
                "Totals, notes, headings or repeated headers stand among the records ("
                "{count} in all): they are marked and can be removed."
            ),
            parameters={"count": len(marked)},
            row=int(region.rows[marked[0]]) + 1,
        )
    if region.has_more:
        yield Note(
            code="further-tables",
            message=N_(
                "Further tables stand below this one on the sheet: their rows are marked here, and"
                " they are listed by themselves."
            ),
        )


def _table(found: Found, digest: Digest) -> Table:
    region = found.region
    columns = [_rows_of(found.sheet.grid, column, region) for column in region.columns]
    names = [field.name for field in region.fields]
    schema = Schema(fields=tuple(Field(name=name) for name in names))
    return Table(
        data=pa.table(columns, names=names),
        schema=schema,
        source_rows=np.add(region.rows, 1, dtype=np.int32, casting="same_kind"),
        marks=region.marks,
        digest=digest,
        hints=_hints(found, names),
    )


def _hints(found: Found, names: list[str]) -> dict[str, str]:
    """Field → kind of the number format that its cells have in the workbook."""
    formats = found.sheet.formats
    columns = zip(found.region.columns, names, strict=True)
    return {name: formats[column] for column, name in columns if column in formats}


def _rows_of(grid: Grid, column: int, region: Region) -> pa.ChunkedArray:
    cells = grid.columns[column]
    rows = region.rows
    if not len(rows):
        return cells.slice(0, 0)
    start, stop = int(rows[0]), int(rows[-1]) + 1
    piece = cells.slice(start, stop - start)
    return piece if len(rows) == stop - start else piece.take(pa.array(rows - start))
