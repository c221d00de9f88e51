"""Rows that are not data, rows that repeat others, fields without a value, years as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pyarrow.compute as pc

from curator.issues import Fix, Issue, Severity
from curator.operations.cleanup_shape import Unpivot
from curator.operations.row import DeduplicateRows, DropMarkedRows
from curator.operations.structure import SuppressField
from curator.schema.fixes.view import KEPT_ROWS
from curator.schema.model import Schema
from curator.table import Table


def propose_rows(table: Table, schema: Schema | None) -> Iterator[Issue]:  # noqa: ARG001
    """Rows to remove. Never safe: a person must see that they are what they seem."""
    marked = np.flatnonzero(~table.is_record)
    if len(marked):
        fix = Fix(operation=DropMarkedRows(), cells=len(marked) * len(table.names))
        yield Issue(
            code="rows-not-records",
            severity=Severity.BLOCKING,
            rows=tuple(table.source_rows[marked[:KEPT_ROWS]].tolist()),
            count=len(marked),
            fixes=(fix,),
        )
    yield from _duplicates(table)


def _duplicates(table: Table) -> Iterator[Issue]:
    if not table.names or table.record_count < 2:
        return
    operation = DeduplicateRows()
    kept = operation.apply(table)
    repeated = len(table) - len(kept)
    if repeated:
        gone = np.setdiff1d(table.source_rows, kept.source_rows)
        fix = Fix(operation=operation, cells=repeated * len(table.names))
        yield Issue(
            code="rows-duplicated",
            severity=Severity.WARNING,
            rows=tuple(gone[:KEPT_ROWS].tolist()),
            count=repeated,
            fixes=(fix,),
        )


def propose_fields(table: Table, schema: Schema | None) -> Iterator[Issue]:
    """Fields without a value; years side by side that would be rows."""
    for name in table.names:
        expected = schema is not None and name in schema
        if len(table) and not expected and pc.all(pc.equal(table.column(name), "")).as_py():
            fix = Fix(operation=SuppressField(field=name), cells=0)
            yield Issue(code="field-empty", severity=Severity.NOTE, field=name, fixes=(fix,))
    years = [name for name in table.names if re.fullmatch(r"(?:\D*[ _-])?(?:19|20)\d{2}", name)]
    stems = {name[:-4] for name in years}
    rest = [name for name in table.names if name not in years]
    if schema is None and len(years) >= 3 and len(stems) == 1 and rest:
        operation = Unpivot(fields=tuple(years), key="annee", value="valeur")
        if not {"annee", "valeur"} & set(rest):
            yield Issue(
                code="years-as-fields",
                severity=Severity.NOTE,
                count=len(years),
                fixes=(Fix(operation=operation, cells=len(table) * len(years)),),
            )
