"""Operations on rows: which ones stay, and in what order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.operations.base import RowOperation, operation
from curator.table import RowMark, Table

Marked = Literal["total", "note", "heading", "header"]


@operation("row-drop")
class DropRows(RowOperation):
    """Remove rows, addressed by their numbers in the source."""

    type: ClassVar[str]
    rows: tuple[int, ...]
    source: str = ""

    def apply(self, table: Table) -> Table:
        return table.filter_rows(~np.isin(table.source_rows, np.array(self.rows, dtype=np.int64)))

    def sentence(self) -> str:
        n = len(self.rows)
        return ngettext("Remove {n} row", "Remove {n} rows", n).format(n=n)


@operation("row-drop-marked")
class DropMarkedRows:
    """Remove the rows that are not records: totals, notes, group headings, repeated headers.

    Addresses rows by what they are, so it works on next month's file too. ``marks`` limits it.
    """

    type: ClassVar[str]
    marks: tuple[Marked, ...] = ("total", "note", "heading", "header")

    def apply(self, table: Table) -> Table:
        marks = np.array([RowMark[name.upper()] for name in self.marks], dtype=np.uint8)
        return table.filter_rows(~np.isin(table.marks, marks))

    def sentence(self) -> str:
        return _("Remove the rows that are not records")


@operation("row-deduplicate")
class DeduplicateRows:
    """Keep the first of the records that are alike in ``fields`` (none named: in all)."""

    type: ClassVar[str]
    fields: tuple[str, ...] = ()

    def apply(self, table: Table) -> Table:
        names = list(self.fields) or table.names
        records = np.flatnonzero(table.is_record)
        keep = ~table.is_record
        keep[records[_firsts([table.column(name) for name in names], records)]] = True
        return table.filter_rows(keep)

    def sentence(self) -> str:
        return _("Remove duplicated rows")


def _firsts(columns: Sequence[pa.ChunkedArray], rows: npt.NDArray[np.int64]) -> Any:
    """Which of ``rows`` are the first with their texts in ``columns``, as indices of ``rows``.

    Column by column, until all rows are told apart: grouping by all columns at once holds every
    text a second time, more than the memory of the table.
    """
    groups = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        encoded = column.dictionary_encode()  # one dictionary for all chunks
        codes = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks] or [[]])
        keys = groups * (len(column) + 1) + codes.astype(np.int64)[rows]
        groups = np.unique(keys, return_inverse=True)[1]
        if len(rows) and int(groups.max()) + 1 == len(rows):
            break
    return np.unique(groups, return_index=True)[1]
