"""What a publication check looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from curator.publish.metadata import Metadata
from curator.readers.model import HiddenFinding, TableInfo
from curator.schema.model import Schema
from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """A file as it would be, or is, handed over; ``format`` by content (csv, xlsx …).

    ``info`` and ``hidden`` are what reading it gave; ``table_count`` how many tables are in it.
    """

    path: Path
    format: str
    info: TableInfo | None = None
    hidden: tuple[HiddenFinding, ...] = ()
    table_count: int = 1


@dataclass(frozen=True, kw_only=True)
class PackageFacts:
    """A package on disk: its descriptor, and what verifying it found."""

    folder: Path
    descriptor: Mapping[str, Any]
    problems: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The table to check, with what is known besides; a check leaves out what it needs and lacks.

    ``schema`` is the one the table must follow. ``justified`` names fields whose personal data a
    person judged publishable.
    """

    table: Table
    schema: Schema
    metadata: Metadata | None = None
    delivered: Delivered | None = None
    package: PackageFacts | None = None
    justified: frozenset[str] = field(default_factory=frozenset)
