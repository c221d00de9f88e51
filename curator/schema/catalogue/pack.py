"""The schema pack: the published schemas of the municipal core, in ``resources/schemas``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from curator.schema.model import Schema


@dataclass(frozen=True, kw_only=True)
class PackEntry:
    """A published schema and where it comes from. ``name`` is the catalogue's: ``owner/name``.

    ``is_stored``: it was fetched by a refresh; otherwise it ships with Curator.
    """

    name: str
    title: str
    version: str
    source: str
    schema: Schema
    is_stored: bool = False


def pack_folder() -> Path:
    """Where the pack is."""
    return Path(__file__).resolve().parents[3] / "resources" / "schemas"


@cache
def pack_entries() -> tuple[PackEntry, ...]:
    """Every schema of the pack, by name."""
    entries = []
    for path in sorted(pack_folder().glob("*/*.json")):
        descriptor: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        schema = Schema.from_descriptor(descriptor, path.name)
        entries.append(
            PackEntry(
                name=f"{path.parent.name}/{path.stem}",
                title=schema.title,
                version=str(descriptor.get("version", "")),
                source=str(descriptor.get("homepage", "")),
                schema=schema,
            )
        )
    return tuple(entries)


def pack_schema(name: str) -> Schema | None:
    """The schema called ``name``, with or without its owner; None when the pack lacks it."""
    wanted = name.strip().casefold()
    found = [e for e in pack_entries() if f"/{e.name}".casefold().endswith(f"/{wanted}")]
    return found[0].schema if len(found) == 1 else None
