"""The tables of the Aperçu stage: source, before and after in one, public; with their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.operations import Operation
from curator.preview import ABSENT, Difference, difference
from curator.progress import Report, part, silent
from curator.schema.model import Field, Schema
from curator.table import Table
from ui.models.marks import BoolArray, Marks


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """A table to show, and its marks."""

    table: Table
    marks: Marks


@dataclass(frozen=True, kw_only=True, eq=False)
class PreviewTables:
    """The difference and the three ways to look at it; ``removed`` and ``added`` name fields of
    the table of both."""

    difference: Difference
    source: Shown
    both: Shown
    public: Shown
    removed: tuple[str, ...]
    added: tuple[str, ...]


def preview_tables(
    source: Table,
    public: Table,
    operations: Sequence[Operation],
    *,
    report: Report = silent,
) -> PreviewTables:
    """Compare the tables and lay them over each other."""
    report(0.0, "")
    found = difference(source, public, operations)
    found.totals  # noqa: B018 - summed here, in the background, not when the screen asks
    both, removed = _both(found, report=part(report, 0.5, 1.0))
    return PreviewTables(
        difference=found,
        source=Shown(table=source, marks=_source_marks(found)),
        both=both,
        public=Shown(table=public, marks=Marks.of_rows(public)),
        removed=removed,
        added=found.summary.fields_added,
    )


def _source_marks(found: Difference) -> Marks:
    gone = np.zeros(len(found.source), dtype=np.bool_)
    gone[found.removed_rows] = True
    return Marks(
        removed_fields=frozenset(found.summary.fields_removed),
        removed_rows=gone if gone.any() else None,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Rows:
    """Rows of the table of both: places in the source and in the public table (``ABSENT``)."""

    source: npt.NDArray[np.int64]
    public: npt.NDArray[np.int64]

    @property
    def is_plain(self) -> bool:
        """Whether both tables have these rows as they stand."""
        return bool(np.array_equal(self.source, self.public))


def _rows(found: Difference) -> _Rows:
    """Public rows in their order, each removed row after the one it followed in the source."""
    kept = found.source_positions
    if not len(found.removed_rows):
        return _Rows(source=kept, public=np.arange(len(kept), dtype=np.int64))
    # A kept row sorts by its place in the public table; a removed one just behind the kept row
    # that stands before it in the source.
    place = np.full(len(found.source), -1, dtype=np.int64)
    present = np.flatnonzero(kept != ABSENT)
    place[kept[present]] = present
    followed = _last_seen(place)
    removed = found.removed_rows
    keys = np.concatenate((np.arange(len(kept), dtype=np.float64), followed[removed] + 0.5))
    order = np.argsort(keys, kind="stable")
    source = np.concatenate((kept, removed))[order]
    public = np.concatenate(
        (np.arange(len(kept), dtype=np.int64), np.full(len(removed), ABSENT, dtype=np.int64))
    )[order]
    return _Rows(source=source, public=public)


def _last_seen(place: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """For each source row the public place of the nearest kept row at or before it (-1: none)."""
    index = np.where(place >= 0, np.arange(len(place)), -1)
    nearest = np.maximum.accumulate(index) if len(index) else index
    result: npt.NDArray[np.int64] = np.where(nearest >= 0, place[nearest], -1)
    return result


def _both(found: Difference, *, report: Report) -> tuple[Shown, tuple[str, ...]]:
    """The tables laid over each other, and the names that its removed fields have there."""
    rows = _rows(found)
    fields, origins = _fields(found)
    columns: list[pa.ChunkedArray] = []
    before: dict[str, pa.ChunkedArray] = {}
    changed: dict[str, BoolArray] = {}
    removed = []
    for n, (field, (public_name, source_name)) in enumerate(zip(fields, origins, strict=True)):
        report(n / len(fields), "")
        if public_name is None:
            columns.append(_picked(found.source.column(str(source_name)), rows.source))
            removed.append(field.name)
            continue
        columns.append(_laid_over(found, rows, public_name, source_name))
        mask = found.changed.get(public_name)
        if mask is not None and source_name is not None:
            changed[field.name] = _spread(mask, rows.public)
            before[field.name] = _picked(found.source.column(source_name), rows.source)
    gone = rows.public == ABSENT
    table = Table(
        data=pa.table(columns, names=[f.name for f in fields]),
        schema=Schema(fields=tuple(fields)),
        source_rows=_numbers(found, rows),
        marks=np.zeros(len(rows.source), dtype=np.uint8),
    )
    marks = Marks(
        changed=changed,
        before=before,
        removed_fields=frozenset(removed),
        removed_rows=gone if gone.any() else None,
    )
    return Shown(table=table, marks=marks), tuple(removed)


def _fields(found: Difference) -> tuple[list[Field], list[tuple[str | None, str | None]]]:
    """Public fields in their order; each removed one behind the field it followed."""
    entries: list[tuple[str | None, str | None]] = list(found.lineage.items())
    before: str | None = None
    for name in found.source.names:
        if name in found.summary.fields_removed:
            index = next((n for n, (_p, s) in enumerate(entries) if s == before), -1)
            entries.insert(index + 1, (None, name))
        before = name
    taken: set[str] = set(found.public.names)
    fields = []
    for public_name, source_name in entries:
        if public_name is not None:
            fields.append(found.public.schema[public_name])
        else:
            name = _free(str(source_name), taken)
            taken.add(name)
            fields.append(replace(found.source.schema[str(source_name)], name=name))
    return fields, entries


def _free(name: str, taken: set[str]) -> str:
    """The name, with a stroke where a public field took it over."""
    while name in taken:
        name = f"{name}′"
    return name


def _picked(column: pa.ChunkedArray, positions: npt.NDArray[np.int64]) -> pa.ChunkedArray:
    """The texts at ``positions``, empty where it is ``ABSENT``."""
    if len(positions) == len(column) and _is_identity(positions):
        return column
    wanted = pa.array(positions, mask=positions == ABSENT)
    return _filled(column.take(wanted))


def _laid_over(
    found: Difference, rows: _Rows, public_name: str, source_name: str | None
) -> pa.ChunkedArray:
    """What the cell is in public; for removed rows what it was."""
    after = found.public.column(public_name)
    gone = rows.public == ABSENT
    if source_name is None or not gone.any():
        return _picked(after, rows.public)
    joined = pa.chunked_array(
        [*after.chunks, *found.source.column(source_name).chunks], pa.string()
    )
    positions = np.where(gone, rows.source + len(after), rows.public)
    return _filled(joined.take(pa.array(positions)))


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(column, "") if column.null_count else column


def _is_identity(positions: npt.NDArray[np.int64]) -> bool:
    return bool((positions == np.arange(len(positions))).all())


def _spread(mask: BoolArray, public: npt.NDArray[np.int64]) -> BoolArray:
    """A mask over the public rows as one over the rows of both."""
    if not len(mask):
        return np.zeros(len(public), dtype=np.bool_)
    return np.where(public == ABSENT, False, mask[np.maximum(public, 0)])


def _numbers(found: Difference, rows: _Rows) -> npt.NDArray[np.int32]:
    numbers = np.zeros(len(rows.source), dtype=np.int32)
    from_public = rows.public != ABSENT
    numbers[from_public] = found.public.source_rows[rows.public[from_public]]
    numbers[~from_public] = found.source.source_rows[rows.source[~from_public]]
    return numbers
