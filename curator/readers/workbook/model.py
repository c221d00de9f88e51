"""What the parsing process says about a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from curator.readers.model import HiddenFinding, Note


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to parse. ``path`` is a plain, unencrypted workbook of ``format``."""

    path: str
    format: str
    name: str


@dataclass(kw_only=True)
class ParsedSheet:
    """A sheet before it is handed over; ``columns`` are Arrow arrays of text."""

    name: str
    columns: list[Any]
    is_hidden: bool = False
    notes: list[Note] = field(default_factory=list)


@dataclass(kw_only=True)
class ParsedBook:
    """A workbook before it is handed over."""

    sheets: list[ParsedSheet]
    hidden: list[HiddenFinding] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
