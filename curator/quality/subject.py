"""What a publication check looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from curator.publish.metadata import Metadata
from curator.readers.model import Column, HiddenFinding, Note
from curator.schema.model import Schema
from curator.table import Table

if TYPE_CHECKING:
    from curator.privacy.model import ScanResult
    from curator.publish.verification import Verification
    from curator.schema.validation import ValidationReport


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A file as it would be, or is, handed over.

    ``format`` is by content (csv, xlsx …); ``raw`` the bytes of a text file (empty for others).
    ``header_rows`` are 0-based; ``table_count`` says how many tables the file holds.
    """

    name: str
    format: str
    encoding: str = ""
    delimiter: str = ""
    header_rows: tuple[int, ...] = (0,)
    columns: tuple[Column, ...] = ()
    notes: tuple[Note, ...] = ()
    hidden: tuple[HiddenFinding, ...] = ()
    table_count: int = 1
    raw: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class PackageFacts:
    """A package on disk: its descriptor, and what verifying it found."""

    descriptor: Mapping[str, Any]
    verification: Verification


@dataclass(frozen=True, kw_only=True, eq=False)
class Subject:
    """The table to check, with what is known besides; a check that needs more is left out.

    ``schema`` is the one the table must follow (the table's own unless another is given).
    ``justified`` names fields whose personal data a person judged publishable. ``known_scan`` is
    the scan of the same table and hidden content, where it was made already.
    """

    table: Table
    schema: Schema | None = None
    metadata: Metadata | None = None
    delivered: Delivered | None = None
    package: PackageFacts | None = None
    justified: frozenset[str] = frozenset()
    known_scan: ScanResult | None = None

    @property
    def target(self) -> Schema:
        """The schema the table must follow."""
        return self.schema or self.table.schema

    @property
    def is_packaged(self) -> bool:
        """Whether it is, or will be, a package: a table that is no file is published as one."""
        return self.package is not None or self.delivered is None

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out on this very subject and need not be again, by name."""
        return {}

    @cached_property
    def records(self) -> Table:
        """The rows that are data."""
        return self.table.records()

    @cached_property
    def validation(self) -> ValidationReport:
        """The table held against its schema."""
        from curator.schema.validation import validate

        return validate(self.table, self.target, limit=0)

    @cached_property
    def scan(self) -> ScanResult:
        """The personal data in the table."""
        if self.known_scan is not None:
            return self.known_scan
        from curator.privacy.scan import scan

        hidden = self.delivered.hidden if self.delivered else ()
        return scan(self.table, hidden=hidden, limit=0)
