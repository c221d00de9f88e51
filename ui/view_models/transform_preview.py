"""What an operation would do to a table, in a few rows: computed before it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from curator.operations import Operation
from curator.preview import Difference, DifferenceSummary, difference
from curator.progress import Report, silent
from curator.table import NO_SOURCE_ROW, Table

MOST_ROWS = 30
"""Lines of a preview."""

MOST_FIELDS = 24

Kind = Literal["cells", "rows", "table", "nothing"]


@dataclass(frozen=True, kw_only=True)
class TransformPreview:
    """``kind`` says what ``lines`` show.

    ``cells``: (row, field, before, after) for cells that change. ``rows``: the row's number and
    its cells for rows that go. ``table``: the same for the first rows of what the table becomes.
    ``fields`` names the columns of the last two, new ones first; ``new`` are those that were not
    there. ``nothing``: the table stays as it is, its definitions included.
    """

    operation: Operation
    kind: Kind
    summary: DifferenceSummary
    lines: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = ()
    new: frozenset[str] = frozenset()
    is_reordered: bool = False
    """The rows are in another order."""
    is_rearranged: bool = False
    """The fields are."""
    is_redefined: bool = False
    """A field has another type or another form."""


def transform_preview(
    table: Table, operation: Operation, *, report: Report = silent
) -> TransformPreview:
    """Apply ``operation`` to a table and say what it changed. Raises what the operation raises."""
    report(0.0, "")
    after = operation.apply(table)
    report(0.6, "")
    found = difference(table, after, [operation])
    summary = found.summary
    is_reordered = not summary.rows_added and bool((np.diff(found.source_positions) < 0).any())
    is_rearranged = sorted(after.names) == sorted(table.names) and after.names != table.names
    is_redefined = any(f.name in table.schema and f != table.schema[f.name] for f in after.schema)
    has_other_shape = bool(summary.fields_added or summary.fields_removed or summary.rows_added)
    fields: tuple[str, ...] = ()
    if has_other_shape or is_reordered or is_rearranged:
        kind: Kind = "table"
        # New fields first: they may be the last of many.
        fields = tuple(sorted(after.names, key=lambda name: name not in summary.fields_added))
        fields = fields[:MOST_FIELDS]
        lines = tuple(_rows(after, fields, np.arange(min(len(after), MOST_ROWS))))
    elif summary.rows_removed:
        kind, fields = "rows", tuple(table.names[:MOST_FIELDS])
        lines = tuple(_rows(table, fields, found.removed_rows[:MOST_ROWS]))
    else:
        kind = "cells" if summary.cells_changed or is_redefined else "nothing"
        lines = tuple(_cells(found))
    return TransformPreview(
        operation=operation,
        kind=kind,
        summary=summary,
        lines=lines,
        fields=fields,
        new=frozenset(summary.fields_added),
        is_reordered=is_reordered,
        is_rearranged=is_rearranged,
        is_redefined=is_redefined,
    )


def _cells(found: Difference) -> Iterator[tuple[str, ...]]:
    """Changed cells from the top; the distinct changes first, since repeats say nothing new."""
    seen: set[tuple[str, str, str]] = set()
    repeated: list[tuple[str, ...]] = []
    shown = 0
    for position in found.changed_rows()[: 50 * MOST_ROWS].tolist():
        for field in (name for name, mask in found.changed.items() if mask[position]):
            cell = found.cell(position, field)
            line = (_number(found.public, position), field, cell.before or "", cell.after)
            if line[1:] in seen:
                repeated.append(line)
                continue
            seen.add((field, cell.before or "", cell.after))
            yield line
            shown += 1
            if shown == MOST_ROWS:
                return
    yield from repeated[: MOST_ROWS - shown]


def _rows(table: Table, fields: Sequence[str], positions: np.ndarray) -> Iterator[tuple[str, ...]]:
    columns = [table.column(name) for name in fields]
    for position in positions.tolist():
        yield (_number(table, position), *(column[position].as_py() for column in columns))


def _number(table: Table, position: int) -> str:
    """The number of a row in the source; ``""`` for a row that an operation made."""
    row = int(table.source_rows[position])
    return "" if row == NO_SOURCE_ROW else str(row)
