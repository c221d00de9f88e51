"""Published schemas: those that ship with Curator, and those fetched when the user asks."""

from __future__ import annotations

from curator.schema.catalogue.pack import PackEntry, pack_entries, pack_schema
from curator.schema.model import Schema


def published_schema(name: str) -> Schema | None:
    """A published schema by name (``scdl/subventions`` or ``subventions``); None: unknown."""
    return pack_schema(name)


__all__ = ["PackEntry", "pack_entries", "pack_schema", "published_schema"]
