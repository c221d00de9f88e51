"""``datapackage.json``: the package described in the standard's terms, and in Curator's own.

https://datapackage.org/standard/data-package/ (version 2). Properties of Curator's start with
``curator:``; they hold names and counts, digests and the approval record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from curator.publish.metadata import Metadata
from curator.publish.metadata_rules import is_iso_date
from curator.publish.release import Release
from curator.publish.seal import sealed
from curator.publish.writers import format_of

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"

SCHEMA_FILE = "schema.json"
DESCRIPTOR_FILE = "datapackage.json"


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file of the package: ``format`` is ``""`` for what is not data."""

    path: str
    title: str
    mediatype: str
    bytes: int
    sha256: str
    format: str = ""


def package_descriptor(release: Release, members: Sequence[Member]) -> dict[str, Any]:
    """The descriptor, sealed; keys come in one order."""
    tabular = [m for m in members if m.format and format_of(m.format).is_tabular]
    others = [m for m in members if m not in tabular]
    metadata = release.metadata
    descriptor: dict[str, Any] = {
        "$schema": PROFILE,
        "name": release.name,
        "title": metadata.title,
        "description": metadata.description,
        "status": release.status.value,
        "version": metadata.version,
        "created": _created(metadata.issued),
        "keywords": list(metadata.keywords),
        "licenses": _licences(metadata),
        "contributors": _contributors(metadata),
        "resources": [_resource(release, member) for member in tabular],
        "curator:metadata": metadata.to_descriptor(),
        "curator:documents": [_document(member) for member in others],
        "curator:operations": _operations(release),
        "curator:difference": release.summary.to_descriptor(),
        "curator:justifications": dict(release.justifications),
        "curator:content": release.digests.to_descriptor(),
        "curator:review": dict(release.review),
    }
    return sealed({key: value for key, value in descriptor.items() if value not in ("", [], {})})


def _resource(release: Release, member: Member) -> dict[str, Any]:
    return {
        "$schema": RESOURCE_PROFILE,
        "name": release.name,
        "type": "table",
        "path": member.path,
        "title": release.metadata.title or release.name,
        "description": member.title,
        "status": release.status.value,
        "format": member.format,
        "mediatype": member.mediatype,
        "encoding": "utf-8",
        "dialect": {
            "header": True,
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "bytes": member.bytes,
        "hash": f"sha256:{member.sha256}",
        "schema": SCHEMA_FILE,
    }


def _document(member: Member) -> dict[str, Any]:
    described: dict[str, Any] = {"path": member.path, "title": member.title}
    if member.format:
        described["format"] = member.format
    return described | {
        "mediatype": member.mediatype,
        "bytes": member.bytes,
        "hash": f"sha256:{member.sha256}",
    }


def _operations(release: Release) -> list[dict[str, Any]]:
    """How many steps of each type, by type."""
    counts: Counter[str] = Counter()
    for step in release.steps:
        counts[step.type] += step.count
    return [{"type": name, "count": counts[name]} for name in sorted(counts)]


def _created(issued: str) -> str:
    """The standard wants a date and a time."""
    if not is_iso_date(issued):
        return ""
    return issued if "T" in issued else f"{issued}T00:00:00Z"


def _licences(metadata: Metadata) -> list[dict[str, str]]:
    licence = metadata.known_licence
    if licence is None:
        return []
    return [{"name": licence.name, "path": licence.path, "title": licence.text()}]


def _contributors(metadata: Metadata) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if metadata.publisher.name:
        found.append({"title": metadata.publisher.name, "roles": ["publisher"]})
    if metadata.contact.name or metadata.contact.mail:
        title = metadata.contact.name or metadata.contact.mail
        contact: dict[str, Any] = {"title": title, "roles": ["contact"]}
        if metadata.contact.mail:
            contact["email"] = metadata.contact.mail
        found.append(contact)
    return found
