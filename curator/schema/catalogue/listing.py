"""Pack and copy of the catalogue as one list: what a person chooses a published schema from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from curator.errors import CuratorError
from curator.schema.catalogue.fetching import parse_json
from curator.schema.catalogue.pack import PackEntry, pack_entries
from curator.schema.catalogue.store import CatalogueEntry, store_folder, stored_entries
from curator.schema.model import Schema


def published_entries(folder: Path | None = None) -> tuple[PackEntry, ...]:
    """Every published schema that is on this machine, by name.

    The copy of the catalogue comes before the pack: it was refreshed after the pack was made. A
    copy that cannot be read any more is left out.
    """
    target = folder or store_folder()
    found = {entry.name: entry for entry in pack_entries()}
    for entry in stored_entries(target):
        path = target / entry.file
        try:
            made = _read(path, path.stat().st_mtime_ns, entry)
        except (OSError, CuratorError):
            continue
        found[entry.name] = made
    return tuple(found[name] for name in sorted(found, key=str.casefold))


@lru_cache(maxsize=256)
def _read(path: Path, _modified: int, entry: CatalogueEntry) -> PackEntry:
    schema = Schema.from_descriptor(parse_json(path.read_bytes(), entry.name), entry.name)
    return PackEntry(
        name=entry.name,
        title=entry.title or schema.title,
        version=entry.version,
        source=entry.homepage,
        schema=schema,
        is_stored=True,
    )


def search_entries(text: str, entries: tuple[PackEntry, ...]) -> Iterator[PackEntry]:
    """The entries whose name, title, description or field names have every word of ``text``."""
    from curator.schema.words import plain

    wanted = plain(text).split()
    for entry in entries:
        parts = (entry.name, entry.title, entry.schema.description, *entry.schema.names)
        everything = plain(" ".join(parts))
        if all(word in everything for word in wanted):
            yield entry
