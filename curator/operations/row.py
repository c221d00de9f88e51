"""Operations on rows: which ones stay, and in what order."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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
        keys = pa.table(
            [table.column(name) for name in names] + [pa.array(np.arange(len(table)))],
            names=[f"k{i}" for i in range(len(names))] + ["position"],
        )
        records = keys.filter(pa.array(table.is_record))
        firsts = records.group_by(keys.column_names[:-1]).aggregate([("position", "min")])
        keep = ~table.is_record
        keep[pc.cast(firsts["position_min"], pa.int64()).to_numpy()] = True
        return table.filter_rows(keep)

    def sentence(self) -> str:
        return _("Remove duplicated rows")
