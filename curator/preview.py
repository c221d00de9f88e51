"""What the recipe did: the difference between the source table and the public one, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.operations import Operation
from curator.quality.totals import Total, total_of
from curator.table import NO_SOURCE_ROW, Table, is_same_memory

ABSENT = -1
"""Position of a row that is not in the other table."""


@dataclass(frozen=True, kw_only=True)
class DifferenceSummary:
    """Names and counts only: what reports and packages may quote.

    ``fields_renamed`` pairs (before, after); ``cells_changed`` is by public field and leaves out
    those without a change; ``marked_rows_removed`` counts the removed rows that were no records
    (totals, notes …).
    """

    source_rows: int
    source_fields: int
    public_rows: int
    public_fields: int
    fields_removed: tuple[str, ...]
    fields_added: tuple[str, ...]
    fields_renamed: tuple[tuple[str, str], ...]
    rows_removed: int
    marked_rows_removed: int
    rows_added: int
    cells_changed: Mapping[str, int]

    @property
    def changed_cell_count(self) -> int:
        """Cells of kept rows and fields whose text changed."""
        return sum(self.cells_changed.values())

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data in a stable order."""
        return {
            "sourceRows": self.source_rows,
            "sourceFields": self.source_fields,
            "publicRows": self.public_rows,
            "publicFields": self.public_fields,
            "fieldsRemoved": list(self.fields_removed),
            "fieldsAdded": list(self.fields_added),
            "fieldsRenamed": [list(pair) for pair in self.fields_renamed],
            "rowsRemoved": self.rows_removed,
            "markedRowsRemoved": self.marked_rows_removed,
            "rowsAdded": self.rows_added,
            "cellsChanged": dict(self.cells_changed),
        }


@dataclass(frozen=True, kw_only=True)
class CellDifference:
    """A public cell beside the source cell it comes from (``before`` None: there is none)."""

    before: str | None
    after: str
    is_changed: bool


@dataclass(frozen=True, kw_only=True)
class FieldTotals:
    """Sums over the records of a numeric field, before and after."""

    field: str
    before: Total | None
    after: Total


@dataclass(frozen=True, eq=False, kw_only=True)
class Difference:
    """Source and public table, aligned by source row and by the lineage of fields.

    ``lineage`` gives for every public field the source field it comes from (None: added).
    ``source_positions`` gives for every public row its position in the source, or ``ABSENT``.
    ``changed`` holds, for the public fields with changed cells, a mask over the public rows.
    """

    source: Table
    public: Table
    lineage: Mapping[str, str | None]
    source_positions: npt.NDArray[np.int64]
    changed: Mapping[str, npt.NDArray[np.bool_]]
    summary: DifferenceSummary

    @cached_property
    def removed_rows(self) -> npt.NDArray[np.int64]:
        """Positions in the source of the rows that are not in the public table."""
        return np.flatnonzero(~_kept(len(self.source), self.source_positions))

    def changed_rows(self) -> npt.NDArray[np.int64]:
        """Positions of the public rows with at least one changed cell."""
        any_change = np.zeros(len(self.public), dtype=np.bool_)
        for mask in self.changed.values():
            any_change |= mask
        return np.flatnonzero(any_change)

    def cell(self, position: int, field: str) -> CellDifference:
        """The public cell at ``position`` (from 0) in ``field`` and what it was.

        Raises ``FieldNotFound``.
        """
        after = self.public.column(field)[position].as_py()
        origin, row = self.lineage[field], int(self.source_positions[position])
        if origin is None or row == ABSENT:
            return CellDifference(before=None, after=after, is_changed=False)
        before = self.source.column(origin)[row].as_py()
        return CellDifference(before=before, after=after, is_changed=before != after)

    @cached_property
    def totals(self) -> tuple[FieldTotals, ...]:
        """Sums of the numeric fields over the records of either table."""
        source, public = self.source.records(), self.public.records()
        found = []
        for field in self.public.schema:
            if field.type not in ("number", "integer"):
                continue
            origin = self.lineage[field.name]
            before = None
            if origin is not None:
                before = total_of(source.column(origin), source.schema[origin])
            after = total_of(public.column(field.name), field)
            found.append(FieldTotals(field=field.name, before=before, after=after))
        return tuple(found)


def difference(source: Table, public: Table, operations: Sequence[Operation] = ()) -> Difference:
    """How ``public`` differs from ``source``, given the operations that lie between them.

    Rows are matched by their source row number; a source row that gave several rows is matched by
    each, and those after the first count as added. Without ``operations`` a renamed field counts
    as one removed and one added.
    """
    lineage = field_lineage(source.names, public.names, operations)
    positions = _aligned(source, public)
    changed = {
        field: mask
        for field, origin in lineage.items()
        if origin is not None
        and (mask := _changes(source.column(origin), public.column(field), positions)) is not None
    }
    return Difference(
        source=source,
        public=public,
        lineage=lineage,
        source_positions=positions,
        changed=changed,
        summary=_summary(source, public, lineage, positions, changed),
    )


def field_lineage(
    source: Sequence[str], public: Sequence[str], operations: Sequence[Operation]
) -> dict[str, str | None]:
    """For every public field, the source field it comes from (None: added).

    An operation says what it does to names through an optional ``renames`` mapping or method
    (before → after); ``field-rename``, ``field-suppress`` and ``field-add`` are read by their
    parameters. Others are taken to leave names alone.
    """
    origin: dict[str, str | None] = {name: name for name in source}
    for op in operations:
        _follow(op, origin)
    known = set(source)
    used = {name for name in origin.values() if name is not None}
    found: dict[str, str | None] = {}
    for name in public:
        # A name nobody announced was made by an operation that says nothing of names.
        unannounced = name if name in known and name not in used else None
        found[name] = origin.get(name, unannounced)
    return found


def _follow(op: Operation, origin: dict[str, str | None]) -> None:
    """Take the names on by one operation."""
    field, to = getattr(op, "field", None), getattr(op, "to", None)
    if op.type == "field-suppress":
        origin.pop(str(field), None)
        return
    if op.type == "field-add":
        origin[str(field)] = None
        return
    renames = getattr(op, "renames", None)
    if callable(renames):
        renames = renames(tuple(origin))
    if op.type == "field-rename":
        renames = {str(field): str(to)}
    if isinstance(renames, Mapping):
        moved = {after: origin.pop(before) for before, after in renames.items() if before in origin}
        origin.update(moved)


def _aligned(source: Table, public: Table) -> npt.NDArray[np.int64]:
    """Position in the source of every public row, ``ABSENT`` where there is none."""
    if public.source_rows is source.source_rows or np.array_equal(
        public.source_rows, source.source_rows
    ):
        return np.arange(len(public), dtype=np.int64)
    last = int(max(source.source_rows.max(initial=0), public.source_rows.max(initial=0)))
    position_of = np.full(last + 1, ABSENT, dtype=np.int64)
    position_of[source.source_rows] = np.arange(len(source), dtype=np.int64)
    position_of[NO_SOURCE_ROW] = ABSENT
    return position_of[public.source_rows]


def _kept(source_rows: int, positions: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    kept = np.zeros(source_rows, dtype=np.bool_)
    kept[positions[positions != ABSENT]] = True
    return kept


def _changes(
    before: pa.ChunkedArray, after: pa.ChunkedArray, positions: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_] | None:
    """Which public rows changed; None when none did."""
    if len(before) == len(after) and _is_identity(positions):
        if is_same_memory(before, after):
            return None
        mask = _differs(before, after)
    else:
        present = positions != ABSENT
        taken = before.take(pa.array(np.where(present, positions, 0))) if len(before) else None
        if taken is None:
            return None
        mask = _differs(taken, after) & present
    return mask if mask.any() else None


def _is_identity(positions: npt.NDArray[np.int64]) -> bool:
    return not len(positions) or bool(
        positions[0] == 0
        and positions[-1] == len(positions) - 1
        and (np.diff(positions) == 1).all()
    )


def _differs(a: pa.ChunkedArray, b: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    return np.asarray(pc.not_equal(a, b).to_numpy(), dtype=np.bool_)


def _summary(
    source: Table,
    public: Table,
    lineage: Mapping[str, str | None],
    positions: npt.NDArray[np.int64],
    changed: Mapping[str, npt.NDArray[np.bool_]],
) -> DifferenceSummary:
    origins = set(lineage.values())
    kept = _kept(len(source), positions)
    return DifferenceSummary(
        source_rows=len(source),
        source_fields=len(source.names),
        public_rows=len(public),
        public_fields=len(public.names),
        fields_removed=tuple(name for name in source.names if name not in origins),
        fields_added=tuple(name for name, origin in lineage.items() if origin is None),
        fields_renamed=tuple(
            (origin, name) for name, origin in lineage.items() if origin and origin != name
        ),
        rows_removed=int(np.count_nonzero(~kept)),
        marked_rows_removed=int(np.count_nonzero(~kept & ~source.is_record)),
        rows_added=len(public) - int(np.count_nonzero(kept)),
        cells_changed={name: int(np.count_nonzero(mask)) for name, mask in changed.items()},
    )
