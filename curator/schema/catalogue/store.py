"""The national catalogue of schemas, kept on this machine between two refreshes.

``refresh`` is the only function that uses the network, and only the user's own demand calls it.
The copy is a folder of JSON files, replaced as a whole: an interrupted refresh leaves the old one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.errors import CuratorError, SchemaError
from curator.files import replacing_folder
from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.schema.catalogue.fetching import fetch_bytes, fetch_json, parse_json
from curator.schema.model import Schema

CATALOGUE_URL = "https://schema.data.gouv.fr/schemas/schemas.json"

_INDEX = "catalogue.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True)
class CatalogueEntry:
    """A schema of the catalogue. ``name`` is ``owner/name``; ``file`` its copy in the store."""

    name: str
    title: str
    description: str
    version: str
    homepage: str
    url: str
    file: str


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """What a refresh did; ``failed`` names the schemas that could not be fetched."""

    fetched: int
    failed: tuple[str, ...] = ()


def store_folder() -> Path:
    """Where the copy is kept: the user's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("curator", appauthor=False)) / "schemas"


def refresh(
    url: str = CATALOGUE_URL, *, folder: Path | None = None, report: Report = silent
) -> Refreshed:
    """Fetch the catalogue and every Table Schema in it.

    A schema that fails keeps the copy there was. Raises ``SchemaError`` when the catalogue itself
    cannot be fetched, ``OutputError`` when the folder cannot be written.
    """
    target = folder or store_folder()
    entries = _entries_of(fetch_json(url), url)
    failed: list[str] = []
    kept: list[CatalogueEntry] = []
    with replacing_folder(target) as fresh:
        for n, entry in enumerate(entries):
            report(n / max(1, len(entries)), entry.name)
            body = _body_of(entry, target)
            if body is None:
                failed.append(entry.name)
                continue
            if body[1]:
                failed.append(entry.name)
            (fresh / entry.file).write_bytes(body[0])
            kept.append(entry)
        index = {"url": url, "schemas": [vars(entry) for entry in kept]}
        text = json.dumps(index, ensure_ascii=False, indent=2) + "\n"
        (fresh / _INDEX).write_text(text, encoding="utf-8")
    return Refreshed(fetched=len(entries) - len(failed), failed=tuple(failed))


def _body_of(entry: CatalogueEntry, old: Path) -> tuple[bytes, bool] | None:
    """A schema's bytes and whether they are the old copy's; None: there is neither."""
    try:
        body = fetch_bytes(entry.url)
        Schema.from_descriptor(parse_json(body, entry.name), entry.name)
        return body, False
    except SchemaError:
        copy = old / entry.file
        return (copy.read_bytes(), True) if copy.is_file() else None


def _entries_of(document: Any, url: str) -> list[CatalogueEntry]:
    schemas = document.get("schemas") if isinstance(document, Mapping) else None
    if not isinstance(schemas, list):
        raise SchemaError(name=url, reason=_("what is there is not a catalogue of schemas"))
    found = []
    for entry in schemas:
        if not isinstance(entry, Mapping) or entry.get("schema_type") != "tableschema":
            continue
        name = str(entry.get("name", ""))
        if not _NAME.fullmatch(name) or not entry.get("schema_url"):
            continue
        versions = entry.get("versions") or [{}]
        found.append(
            CatalogueEntry(
                name=name,
                title=str(entry.get("title") or ""),
                description=str(entry.get("description") or ""),
                version=str(versions[-1].get("version_name") or ""),
                homepage=str(entry.get("homepage") or ""),
                url=str(entry["schema_url"]),
                file=name.replace("/", "__") + ".json",
            )
        )
    return found


def stored_entries(folder: Path | None = None) -> tuple[CatalogueEntry, ...]:
    """What the copy holds; nothing where there was no refresh yet."""
    path = (folder or store_folder()) / _INDEX
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return tuple(CatalogueEntry(**entry) for entry in document["schemas"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # no copy, or one that an older version wrote: a refresh makes a new one


def stored_schema(name: str, folder: Path | None = None) -> Schema | None:
    """A schema of the copy, by ``owner/name`` or ``name``; None: it is not there."""
    wanted = name.strip().casefold()
    for entry in stored_entries(folder):
        if wanted in (entry.name.casefold(), entry.name.casefold().rpartition("/")[2]):
            path = (folder or store_folder()) / entry.file
            try:
                return Schema.from_descriptor(parse_json(path.read_bytes(), name), name)
            except (OSError, CuratorError):
                return None
    return None
