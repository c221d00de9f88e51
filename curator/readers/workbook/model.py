"""What the parsing process says about a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from curator.readers.model import HiddenFinding, Note

if TYPE_CHECKING:
    from curator.readers.grid import Span

TOP_ROWS = 200
"""Rows in which merged cells are looked for: a header stands in them."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to parse. ``format`` is one of ``kinds``; ``name`` stands in messages."""

    path: str
    format: str
    name: str
    seconds: int = 60
    """Processor time that parsing may take."""
    language: str = "en"
    """The language of refusals."""
    archive: str = ""
    """``zip`` or ``gzip`` when ``path`` holds the workbook inside."""
    password: str | None = field(default=None, repr=False)


@dataclass(kw_only=True)
class ParsedSheet:
    """A sheet before it is handed over; ``columns`` are Arrow arrays of text."""

    name: str
    columns: list[Any]
    is_hidden: bool = False
    spans: list[Span] = field(default_factory=list)
    """Merged cells near the top of the sheet, where headers are."""
    formats: dict[int, str] = field(default_factory=dict)
    """Column → kind of its number format (``formats.format_kind``), where it has one."""
    notes: list[Note] = field(default_factory=list)


@dataclass(kw_only=True)
class ParsedBook:
    """A workbook before it is handed over."""

    sheets: list[ParsedSheet]
    format: str = ""
    """What it turned out to be, where that differs from what was asked for."""
    hidden: list[HiddenFinding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
