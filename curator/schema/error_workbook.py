"""The failing rows of a table as a workbook, to be sent back to the service that owns the data.

Every failing row stands there as it was read, under its row number of the source, the cells at
fault marked and told in words in a last column. Nothing is hidden: no comment, no filter, no
formula, no hidden sheet, row or column.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from curator.errors import OutputError
from curator.files import replacing
from curator.i18n import N_
from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.schema.messages import naming_field
from curator.schema.validation.report import ErrorGroup, ErrorItem, ValidationReport
from curator.table import NO_SOURCE_ROW, Table

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1_048_576, 16_384, 32_767
"""What a sheet of the format holds: rows, columns, characters of a cell."""

INK, FILL, RULE, HEAD = "#B3261E", "#FBE9E7", "#DCE0E6", "#F1F3F6"
REPORT_EVERY = 2_000
"""Rows written between two reports of progress."""


class TooManyFaults(OutputError):
    code = "too-many-faults"
    template = N_(
        "{name} could not be written: a sheet cannot hold {rows} rows of {columns} columns; "
        "correct what they have in common first."
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class Fault:
    """One problem of some rows: where it is and what it says.

    ``positions`` are indices in the table, ascending; ``field`` is the column at fault (``""``:
    the whole row). ``sentences`` has one sentence for all positions, or one for each.
    """

    positions: npt.NDArray[np.int64]
    sentences: tuple[str, ...]
    field: str = ""

    def sentence(self, index: int) -> str:
        """What is wrong with the position number ``index``."""
        return self.sentences[index if len(self.sentences) > 1 else 0]


@dataclass(frozen=True, kw_only=True)
class ErrorWorkbook:
    """What was written: how many rows of the source, how many remarks on them."""

    path: Path
    rows: int
    faults: int


def faults_of(report: ValidationReport) -> tuple[Fault, ...]:
    """Every error in the rows of a validated table; not those of its header or blank rows."""
    return tuple(
        Fault(positions=group.positions, field=group.column, sentences=_sentences(group))
        for group in report.groups
    )


def _sentences(group: ErrorGroup) -> tuple[str, ...]:
    if group.others is None:
        return (group.message(),)
    return tuple(group.message(at) for at in range(len(group)))


def write_error_workbook(
    table: Table,
    faults: Sequence[Fault],
    path: Path,
    *,
    header: Sequence[str] = (),
    blank_rows: Sequence[int] = (),
    report: Report = silent,
) -> ErrorWorkbook:
    """Write the rows of ``table`` that ``faults`` names, in the order of the source.

    ``header`` are sentences on the fields themselves (they get a sheet of their own);
    ``blank_rows`` are numbers of source rows to remove, ascending. Words are in the current
    language. Raises ``OutputError``.
    """
    import xlsxwriter

    rows = _rows(faults)
    height, width = len(rows) + len(blank_rows) + 1, len(table.names) + 2
    if height > MAX_ROWS or width > MAX_COLUMNS:
        raise TooManyFaults(name=path.name, rows=height, columns=width)
    with replacing(path) as stream:
        book = xlsxwriter.Workbook(
            stream, {"constant_memory": True, "in_memory": True, "strings_to_urls": False}
        )
        # A fixed date: the same rows give the same bytes.
        book.set_properties({"created": dt.datetime(2000, 1, 1)})
        sheet = _Sheet(book, table)
        blank = deque(blank_rows)
        for n, row in enumerate(rows):
            if n % REPORT_EVERY == 0:
                report(n / height, "")
            while blank and blank[0] < table.source_rows[row.position]:
                sheet.add_blank(blank.popleft())
            sheet.add(row)
        for number in blank:
            sheet.add_blank(number)
        if header:
            _add_header_sheet(book, header)
        book.close()
    report(1.0, "")
    count = sum(len(row.sentences) for row in rows) + len(blank_rows) + len(header)
    return ErrorWorkbook(path=path, rows=len(rows) + len(blank_rows), faults=count)


@dataclass(kw_only=True)
class _Row:
    """A failing row: its index in the table, the columns at fault, what is wrong with each."""

    position: int
    columns: set[str] = field(default_factory=set)
    sentences: list[str] = field(default_factory=list)


def _rows(faults: Iterable[Fault]) -> list[_Row]:
    found: dict[int, _Row] = {}
    for fault in faults:
        for index, position in enumerate(fault.positions.tolist()):
            row = found.get(position)
            if row is None:
                row = found[position] = _Row(position=position)
            sentence = fault.sentence(index)
            if fault.field:
                row.columns.add(fault.field)
                sentence = naming_field(sentence, fault.field)
            row.sentences.append(sentence)
    return [found[position] for position in sorted(found)]


class _Sheet:
    """The sheet of failing rows, written from top to bottom."""

    def __init__(self, book: Any, table: Table) -> None:
        self._table = table
        line = {"border": 1, "border_color": RULE, "valign": "top"}
        self._plain = book.add_format({**line, "num_format": "@"})
        self._bad = book.add_format(
            {**line, "num_format": "@", "bg_color": FILL, "font_color": INK, "bold": True}
        )
        self._number = book.add_format({**line, "bg_color": HEAD})
        self._said = book.add_format({**line, "text_wrap": True})
        head = book.add_format({**line, "bold": True, "bg_color": HEAD, "text_wrap": True})
        # Translators: name of a sheet, at most 31 letters and none of []:*?/\
        self._sheet = book.add_worksheet(_("Rows to correct"))
        self._sheet.freeze_panes(1, 1)
        self._last = len(table.names) + 1
        self._sheet.set_column(0, 0, 8)
        self._sheet.set_column(1, self._last - 1, 22)
        self._sheet.set_column(self._last, self._last, 70)
        names = [_("Row"), *table.names, _("What to correct")]
        for column, name in enumerate(names):
            self._sheet.write_string(0, column, _fitting(name), head)
        self._at = 1

    def add(self, row: _Row) -> None:
        """Write one failing row."""
        number = int(self._table.source_rows[row.position])
        if number != NO_SOURCE_ROW:
            self._sheet.write_number(self._at, 0, number, self._number)
        (cells,) = self._table.rows(row.position, row.position + 1)
        for column, (name, cell) in enumerate(zip(self._table.names, cells, strict=True), 1):
            style = self._bad if name in row.columns else self._plain
            if cell:
                self._sheet.write_string(self._at, column, _fitting(cell), style)
            else:
                self._sheet.write_blank(self._at, column, None, style)
        self._say("\n".join(row.sentences))

    def add_blank(self, number: int) -> None:
        """Write the number of a row that is empty in the source."""
        self._sheet.write_number(self._at, 0, number, self._number)
        self._say(ErrorItem(type="blank-row", row_number=number).message())

    def _say(self, text: str) -> None:
        self._sheet.write_string(self._at, self._last, _fitting(text), self._said)
        self._at += 1


def _add_header_sheet(book: Any, sentences: Sequence[str]) -> None:
    # Translators: name of a sheet, at most 31 letters and none of []:*?/\
    sheet = book.add_worksheet(_("Fields to correct"))
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, _("What to correct"), book.add_format({"bold": True}))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for row, sentence in enumerate(sentences, 1):
        sheet.write_string(row, 0, _fitting(sentence), wrapped)


def _fitting(text: str) -> str:
    """``text`` as a cell of the format can hold it; what is cut off shows as an ellipsis."""
    return text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…"
