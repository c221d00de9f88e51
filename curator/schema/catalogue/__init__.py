"""Published schemas: those that ship with Curator, and those fetched when the user asks."""

from __future__ import annotations

from curator.schema.catalogue.listing import published_entries, search_entries
from curator.schema.catalogue.pack import PackEntry, pack_entries, pack_schema
from curator.schema.catalogue.store import (
    CATALOGUE_URL,
    CatalogueEntry,
    Refreshed,
    refresh,
    stored_entries,
    stored_schema,
)
from curator.schema.model import Schema


def published_schema(name: str) -> Schema | None:
    """A published schema by name (``scdl/subventions`` or ``subventions``); None: unknown.

    The copy of the catalogue comes first: it was refreshed after the pack was made.
    """
    return stored_schema(name) or pack_schema(name)


__all__ = [
    "CATALOGUE_URL",
    "CatalogueEntry",
    "PackEntry",
    "Refreshed",
    "pack_entries",
    "pack_schema",
    "published_entries",
    "published_schema",
    "refresh",
    "search_entries",
    "stored_entries",
    "stored_schema",
]
