"""The tables that the foreign keys of a schema point to: other sheets of the file, given files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from curator.schema.model import Schema
from curator.table import Table

if TYPE_CHECKING:
    from curator.readers import Source


def referenced_names(schema: Schema) -> tuple[str, ...]:
    """The resources that foreign keys name, each once; the table itself has none."""
    return tuple(dict.fromkeys(key.resource for key in schema.foreign_keys if key.resource))


class References:
    """Reads the referenced tables that are at hand, each once.

    A file that was given for a name comes first; else a sheet of ``source`` of that name, in any
    case, whose first table is taken.
    """

    def __init__(self, source: Source | None = None, files: Mapping[str, Path] | None = None):
        self.source = source
        self.files = dict(files or {})
        self._read: dict[str, Table | None] = {}

    def give(self, name: str, path: Path) -> References:
        """The same with a file for one more name."""
        return References(self.source, {**self.files, name: path})

    def tables(self, schema: Schema | None) -> dict[str, Table]:
        """The tables for the names in a schema, those that are missing left out.

        Raises what reading raises.
        """
        found: dict[str, Table] = {}
        for name in referenced_names(schema) if schema is not None else ():
            if name not in self._read:
                self._read[name] = self._table(name)
            table = self._read[name]
            if table is not None:
                found[name] = table
        return found

    def _table(self, name: str) -> Table | None:
        if name in self.files:
            from curator.readers import open_source

            return open_source(self.files[name]).read()
        wanted = name.strip().casefold()
        tables = self.source.tables if self.source is not None else ()
        for number, info in enumerate(tables, start=1):
            if (info.sheet or "").strip().casefold() == wanted and self.source is not None:
                return self.source.read(number)
        return None
