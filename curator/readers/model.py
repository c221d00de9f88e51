"""What reading a file gives: the tables in it, what was decided, what hides in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.digest import Digest
from curator.severity import Severity


@dataclass(frozen=True, kw_only=True)
class ReadingOptions:
    """What the user decided instead of Curator. None: Curator decides.

    ``header_rows`` are 0-based indices in the sheet (an empty tuple: there is no header).
    ``table`` is 1-based in ``Source.tables`` as it stands without it. ``password`` never leaves
    memory: it is not part of the descriptor.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote_char: str | None = None
    header_rows: tuple[int, ...] | None = None
    sheet: str | None = None
    table: int | None = None
    password: str | None = field(default=None, repr=False)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data with the decisions only."""
        names = ("encoding", "delimiter", "quote_char", "header_rows", "sheet", "table")
        values = {name: getattr(self, name) for name in names}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in values.items()
            if value is not None
        }

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> ReadingOptions:
        """Read JSON data; unknown keys are left out."""
        known = {key: descriptor[key] for key in cls().__dataclass_fields__ if key in descriptor}
        if known.get("header_rows") is not None:
            known["header_rows"] = tuple(known["header_rows"])
        known.pop("password", None)
        return cls(**known)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table as found: its field name and the text of its header cells."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something the user should know about how a file was read.

    ``code`` is stable; ``message`` is an English sentence marked for translation, filled with
    ``parameters`` when shown (``note_text``). ``row`` is numbered as a spreadsheet shows it.
    """

    code: str
    message: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    row: int | None = None

    def text(self) -> str:
        """The sentence in the current language."""
        from curator.i18n import gettext

        return gettext(self.message).format(**self.parameters)


@dataclass(frozen=True, kw_only=True)
class HiddenFinding:
    """Content that the file carries out of sight (``reference/hidden-content.md`` B3).

    ``location`` says where (sheet, cell, part); ``message`` filled with ``parameters`` what it is
    and what becomes of it on export; it never quotes the content. ``texts`` holds the hidden
    texts themselves for the personal-data scan: never logged, never printed.
    """

    kind: str
    location: str
    message: str
    severity: Severity
    parameters: Mapping[str, Any] = field(default_factory=dict)
    texts: tuple[str, ...] = field(default=(), repr=False)

    def text(self) -> str:
        """The sentence in the current language."""
        from curator.i18n import gettext

        return gettext(self.message).format(**self.parameters)


@dataclass(frozen=True, kw_only=True)
class TableInfo:
    """A table found in a file. Rows here are 0-based indices in the sheet or file.

    ``row_count`` counts non-blank rows after the header, marked ones included; ``record_count``
    those that are records. ``encoding``, ``delimiter``, ``quote_char`` are None in a workbook.
    """

    sheet: str | None
    encoding: str | None
    delimiter: str | None
    quote_char: str | None
    header_rows: tuple[int, ...]
    first_row: int
    row_count: int
    record_count: int
    columns: tuple[Column, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileInfo:
    """The file itself; ``format`` is by content: csv, xlsx, xls, ods …"""

    name: str
    bytes: int
    digest: Digest
    format: str

    @property
    def sha256(self) -> str:
        """SHA-256 of its bytes. Waits for it; raises ``FileChanged`` when the file changed before
        it was hashed.
        """
        return self.digest.sha256


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """One of the first rows as it stands in the file, for the Source stage; ``number`` from 1."""

    number: int
    cells: tuple[str, ...]
