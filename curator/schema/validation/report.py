"""The verdict on a table: exact counts, and the details page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from curator.table import NO_SOURCE_ROW, Table

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class ErrorItem:
    """One error. ``type`` is the reference implementation's name, or that of a custom check.

    ``row_number`` is the source's (None: a header error, or a row that an operation made),
    ``position`` the row's index in the table (-1: none). ``rule`` is the constraint that was
    broken, ``parameters`` what the message needs. ``cell`` is data: it never goes to a log.
    """

    type: str
    row_number: int | None = None
    field_number: int | None = None
    field_name: str = ""
    cell: str = field(default="", repr=False)
    rule: str = ""
    position: int = -1
    parameters: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def message(self) -> str:
        """What is wrong and what to do, in the current language."""
        from curator.schema.messages import error_message

        return error_message(self)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data for the command line."""
        return {
            "type": self.type,
            "rowNumber": self.row_number,
            "fieldNumber": self.field_number,
            "fieldName": self.field_name,
            "cell": self.cell,
            "note": self.message(),
        }


@dataclass(frozen=True, kw_only=True, eq=False)
class ErrorGroup:
    """All errors of one kind in one field (``column`` ``""``: of whole rows).

    ``positions`` are the failing rows' indices in the table, ascending. ``others`` numbers, for
    each, the row it repeats. ``field_name`` is the schema's name of the column, which may differ
    where fields are matched by position.
    """

    type: str
    positions: Positions
    column: str = ""
    field_name: str = ""
    field_number: int | None = None
    rule: str = ""
    others: npt.NDArray[np.int32] | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.positions)

    def message(self, at: int = 0) -> str:
        """What is wrong with the failing row number ``at`` (from 0), in the current language."""
        parameters = dict(self.parameters)
        if self.others is not None and len(self):
            parameters["other"] = int(self.others[at])
        return ErrorItem(
            type=self.type,
            field_number=self.field_number,
            field_name=self.field_name or self.column,
            rule=self.rule,
            parameters=parameters,
        ).message()


@dataclass(frozen=True, kw_only=True, eq=False)
class ValidationReport:
    """``header`` errors, then ``groups`` of errors in rows, and the source's blank rows.

    ``rows`` counts the rows of the table; those that are not records were not checked and are
    listed among the ``warnings``. Counts are exact whatever ``limit`` keeps of the details.
    """

    table: Table
    rows: int
    header: tuple[ErrorItem, ...] = ()
    groups: tuple[ErrorGroup, ...] = ()
    blank_rows: tuple[int, ...] = ()
    warnings: tuple[ErrorItem, ...] = ()
    limit: int | None = None

    @property
    def valid(self) -> bool:
        """Whether there is no error."""
        return not (self.header or self.groups or self.blank_rows)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Error type → how many."""
        counts = Counter(item.type for item in self.header)
        for group in self.groups:
            counts[group.type] += len(group)
        if self.blank_rows:
            counts["blank-row"] += len(self.blank_rows)
        return dict(sorted(counts.items()))

    @property
    def error_count(self) -> int:
        """How many errors there are."""
        return sum(self.counts.values())

    @cached_property
    def errors(self) -> tuple[ErrorItem, ...]:
        """The first ``limit`` errors (all when it is None)."""
        return self.page(0, self.limit)

    def page(self, offset: int = 0, size: int | None = None) -> tuple[ErrorItem, ...]:
        """Errors in the order of the reference: header, then row by row, field by field."""
        stop = None if size is None else offset + size
        header = self.header[offset:stop]
        start = max(0, offset - len(self.header))
        end = None if stop is None else max(0, stop - len(self.header))
        return (*header, *self._row_errors(start, end))

    def _row_errors(self, start: int, stop: int | None) -> list[ErrorItem]:
        # Each group is in row order, so the first ``stop`` of all are among its first ``stop``.
        heads = [group.positions[:stop].astype(np.float64) for group in self.groups]
        blank = self.blank_rows[:stop]
        where = np.searchsorted(self.table.source_rows, blank) - 0.5
        keys = np.concatenate([*heads, where]) if heads else where
        sizes = [*map(len, heads), len(blank)]
        owner = np.repeat(np.arange(len(sizes)), sizes)
        index = np.concatenate([np.arange(size) for size in sizes])
        order = np.lexsort((index, owner, keys))[start:stop]
        return [self._item(int(owner[n]), int(index[n])) for n in order]

    def _item(self, owner: int, index: int) -> ErrorItem:
        if owner == len(self.groups):
            return ErrorItem(type="blank-row", row_number=self.blank_rows[index])
        group = self.groups[owner]
        position = int(group.positions[index])
        number = int(self.table.source_rows[position])
        parameters = dict(group.parameters)
        if group.others is not None:
            parameters["other"] = int(group.others[index])
        return ErrorItem(
            type=group.type,
            row_number=None if number == NO_SOURCE_ROW else number,
            field_number=group.field_number,
            field_name=group.field_name,
            cell=self.table.data.column(group.column)[position].as_py() if group.column else "",
            rule=group.rule,
            position=position,
            parameters=parameters,
        )

    def of_field(self, name: str) -> Sequence[ErrorGroup]:
        """The groups of errors in one column of the table."""
        return [group for group in self.groups if group.column == name]

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data for the command line."""
        return {
            "valid": self.valid,
            "rows": self.rows,
            "counts": self.counts,
            "errors": [item.to_descriptor() for item in self.errors],
            "warnings": [item.to_descriptor() for item in self.warnings],
        }
