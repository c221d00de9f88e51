"""The first rows of a file, as data: what stands in them, and what each is to the table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class RawKind(Enum):
    """What a row of the file is to the table."""

    DATA = auto()
    HEADER = auto()
    OUTSIDE = auto()
    """Above the header, or blank."""
    MARKED = auto()
    """A total, a note, a heading: in the table, but no record."""


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """One row: its number as a spreadsheet shows it, its cells, what it is."""

    number: int
    cells: tuple[str, ...]
    kind: RawKind
