"""What any reader hands on: sheets of text cells, and what it noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from curator.readers.grid import Grid
from curator.readers.model import HiddenFinding, Note


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a workbook, or a text file (``name`` None, with its encoding and dialect)."""

    name: str | None
    grid: Grid
    encoding: str | None = None
    delimiter: str | None = None
    quote_char: str | None = None
    is_hidden: bool = False
    has_fixed_header: bool = False
    """The first row is the header by the format itself (JSON, Parquet …)."""
    formats: Mapping[int, str] = field(default_factory=dict)
    """Column → kind of the number format of its cells, in a workbook."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, eq=False)
class Content:
    """A file read whole."""

    format: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[HiddenFinding, ...] = ()
    notes: tuple[Note, ...] = ()
