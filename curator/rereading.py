"""The source of a dossier read in another way, with the steps that still fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curator.operations import Operation, from_descriptor, to_descriptor
from curator.pipeline import open_file
from curator.progress import Report, part, silent
from curator.readers import ReadingOptions, Source
from curator.recipe import fitting
from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A state of the table and the operation that led to it (None: as read)."""

    table: Table
    operation: Operation | None


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """Operations to try on another reading, and the sheet they were made on."""

    operations: tuple[Operation, ...]
    sheet: str | None

    def to_descriptor(self) -> dict[str, Any]:
        """As the journal holds it."""
        return {"steps": [to_descriptor(op) for op in self.operations], "sheet": self.sheet}

    @classmethod
    def from_descriptor(cls, descriptor: dict[str, Any]) -> Attempt:
        """Raises ``RecipeError`` for an operation that is none."""
        steps = enumerate(descriptor["steps"], start=1)
        operations = tuple(from_descriptor(step, n) for n, step in steps)
        return cls(operations=operations, sheet=descriptor["sheet"])


@dataclass(frozen=True, kw_only=True)
class Reread:
    """The source read in another way, with the operations that still fit applied again."""

    source: Source
    revisions: tuple[Revision, ...]
    attempt: Attempt
    dropped: tuple[Operation, ...]
    """Operations that do not fit the new reading."""

    @property
    def fitted(self) -> tuple[Operation, ...]:
        """Operations that fit it."""
        return operations_of(self.revisions)


def operations_of(revisions: Sequence[Revision]) -> tuple[Operation, ...]:
    """What led from the table as read to the last of ``revisions``."""
    return tuple(one.operation for one in revisions if one.operation is not None)


def reread(
    present: Source,
    attempt: Attempt,
    options: ReadingOptions,
    *,
    key: bytes | None = None,
    report: Report = silent,
) -> Reread:
    """Read ``present`` with other options and try operations on it. Raises ``SourceError``."""
    opened = open_file(present.path, options, report=part(report, 0.0, 0.7))
    fitted = fitting(
        attempt.operations,
        opened.table,
        bound_to=opened.source.file.sha256,
        has_same_rows=opened.source.sheet == attempt.sheet,
        key=key,
        report=part(report, 0.7, 1.0),
    )
    as_read = Revision(table=opened.table, operation=None)
    made = (Revision(table=table, operation=op) for op, table in fitted.applied)
    return Reread(
        source=opened.source,
        revisions=(as_read, *made),
        attempt=attempt,
        dropped=fitted.dropped,
    )
