"""Operations on cells that do not depend on what a field means."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.operations.base import RowOperation, operation
from curator.table import Table

# Every kind of space a spreadsheet produces, as an RE2 class: Unicode separators (no-break,
# narrow no-break, thin …), control blanks, zero-width space and byte order mark.
SPACES = r"[\p{Z}\t\n\v\f\r\x{0085}\x{200B}\x{FEFF}]"

SMALL_CHUNK = 4096
"""Rows below which pieces of a column are joined after a block of cells changed."""


@operation("cell-replace")
class ReplaceCell(RowOperation):
    """Put another text in one cell, addressed by its row in the source."""

    type: ClassVar[str]
    row: int
    field: str
    value: str
    source: str = ""

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        position = table.position_of_row(self.row)
        if position is None:
            reason = _("the table has no row {row}").format(row=self.row)
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        before, after = column.slice(0, position), column.slice(position + 1)
        cell = pa.array([self.value], type=pa.string())
        chunks = [*before.chunks, cell, *after.chunks]
        return table.with_column(self.field, pa.chunked_array(chunks, type=pa.string()))

    def sentence(self) -> str:
        return _("Change row {row}, field “{field}”").format(row=self.row, field=self.field)


@operation("cells-replace")
class ReplaceCells(RowOperation):
    """Put other texts in a block of cells at once, as a paste does.

    ``values`` has one list per row of ``rows`` (numbered as in the source) with one text per field
    of ``fields``; null leaves that cell as it is.
    """

    type: ClassVar[str]
    rows: tuple[int, ...]
    fields: tuple[str, ...]
    values: tuple[tuple[str | None, ...], ...]
    source: str = ""

    def apply(self, table: Table) -> Table:
        self._check_form()
        positions = self._positions(table)
        for n, field in enumerate(self.fields):
            given = [(p, line[n]) for p, line in zip(positions, self.values, strict=True)]
            chosen = {int(p): text for p, text in given if text is not None}
            if chosen:
                table = table.with_column(field, _replacing(table.column(field), chosen))
        return table

    def _check_form(self) -> None:
        width = len(self.fields)
        if len(self.values) != len(self.rows) or any(len(line) != width for line in self.values):
            reason = _("its texts do not fill its rows and fields")
            raise OperationError(operation=self.sentence(), reason=reason)

    def _positions(self, table: Table) -> list[int]:
        wanted = np.array(self.rows, dtype=np.int64)
        by_row = np.argsort(table.source_rows, kind="stable")
        place = np.searchsorted(table.source_rows[by_row], wanted)
        place = np.minimum(place, max(len(table) - 1, 0))
        positions = by_row[place] if len(table) else np.zeros(len(wanted), dtype=np.int64)
        found = table.source_rows[positions] == wanted if len(table) else wanted < 0
        if not found.all():
            reason = _("the table has no row {row}").format(row=int(wanted[~found][0]))
            raise OperationError(operation=self.sentence(), reason=reason)
        return [int(p) for p in positions]

    def sentence(self) -> str:
        n = sum(text is not None for line in self.values for text in line)
        return ngettext("Change {n} cell", "Change {n} cells", n).format(n=n)


def _replacing(column: pa.ChunkedArray, texts: dict[int, str]) -> pa.ChunkedArray:
    """The column with other texts at some positions; chunks between them are shared."""
    chunks: list[pa.Array] = []
    done = 0
    for position in sorted(texts):
        if position > done:
            chunks.extend(column.slice(done, position - done).chunks)
        chunks.append(pa.array([texts[position]], type=pa.string()))
        done = position + 1
    chunks.extend(column.slice(done).chunks)
    return _joined(chunks)


def _joined(chunks: list[pa.Array]) -> pa.ChunkedArray:
    """Neighbouring small pieces put together: a column of a thousand chunks is slow to read."""
    merged: list[pa.Array] = []
    small: list[pa.Array] = []
    for chunk in chunks:
        if len(chunk) < SMALL_CHUNK:
            small.append(chunk)
            continue
        merged += [pa.concat_arrays(small), chunk] if small else [chunk]
        small = []
    if small:
        merged.append(pa.concat_arrays(small))
    return pa.chunked_array(merged, type=pa.string())


@operation("cell-trim")
class TrimCells:
    """Remove white space around the texts of a field, and squeeze it inside if asked."""

    type: ClassVar[str]
    field: str
    squeeze: bool = False

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        pattern = rf"^{SPACES}+|{SPACES}+$"
        trimmed = pc.replace_substring_regex(column, pattern=pattern, replacement="")
        if self.squeeze:
            trimmed = pc.replace_substring_regex(trimmed, pattern=f"{SPACES}+", replacement=" ")
        return table.with_column(self.field, trimmed)

    def sentence(self) -> str:
        return _("Remove superfluous spaces in “{field}”").format(field=self.field)
