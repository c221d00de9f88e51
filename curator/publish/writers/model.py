"""What a format of publication is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from curator.errors import OutputError
from curator.i18n import N_, gettext
from curator.progress import Report
from curator.schema.model import Schema
from curator.table import Table

Write = Callable[[Table, Path, Report], None]
"""``write(table, path, report)``: the whole table into a new file. Raises ``OSError`` as the
system does, ``OutputError`` when the format cannot hold the table."""


class TooLarge(OutputError):
    code = "too-large"
    template = N_("{name} could not be written: {reason}.")


def _always(_schema: Schema) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class FileFormat:
    """A format: its name in options, the suffix of its files, what portals call it.

    ``authority`` is its code in the EU file-type table, ``""`` where it has none. ``suits`` says
    whether a table with that schema can be written in it at all. ``is_tabular``: the file is
    described by the table's schema, as its fields stand there as columns of text.
    """

    name: str
    suffix: str
    mediatype: str
    authority: str
    label: str
    write: Write
    suits: Callable[[Schema], bool] = _always
    is_tabular: bool = False

    def text(self) -> str:
        """What the format is, in the current language."""
        return gettext(self.label)


BLOCK_ROWS = 10_000


def rows_of(table: Table) -> Iterator[tuple[str, ...]]:
    """All rows as tuples of text, never more than a block of them in memory."""
    for start in range(0, len(table), BLOCK_ROWS):
        yield from table.rows(start, start + BLOCK_ROWS)
