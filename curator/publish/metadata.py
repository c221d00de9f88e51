"""What the dataset is, for whoever finds it: the metadata that is published with the table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from curator.publish.vocabularies import Licence, licence_of

DEFAULT_LICENCE = "lov2"
DEFAULT_LANGUAGE = "fr"


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes; ``siret`` is the 14-digit number of the establishment."""

    name: str = ""
    siret: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Who answers questions: a service and its role mailbox, not a person."""

    name: str = ""
    mail: str = ""


@dataclass(frozen=True, kw_only=True)
class Temporal:
    """The period the data are about; ISO 8601 dates, years or months, both ends included."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Spatial:
    """The territory: an INSEE code and what it is a code of (``GRANULARITIES``)."""

    code: str = ""
    granularity: str = ""


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """Metadata of a dataset.

    ``licence``, ``themes`` and ``frequency`` are codes of ``curator.publish.vocabularies``.
    ``issued`` and ``modified`` are ISO 8601 dates that the user gives: Curator never fills in the
    clock, so the same dossier gives the same bytes. ``source_note`` says where the data come from
    and how they are made, ``limits`` what they cannot be used for. ``language`` is that of the
    published texts. Unknown properties are kept in ``extra``.
    """

    title: str = ""
    description: str = ""
    publisher: Publisher = Publisher()
    contact: Contact = Contact()
    licence: str = DEFAULT_LICENCE
    themes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    temporal: Temporal = Temporal()
    spatial: Spatial = Spatial()
    frequency: str = ""
    issued: str = ""
    modified: str = ""
    version: str = ""
    language: str = DEFAULT_LANGUAGE
    source_note: str = ""
    limits: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data in a stable order; what is empty is left out."""
        descriptor: dict[str, Any] = {}
        for name in _PROPERTIES:
            value = _plain(getattr(self, name))
            if value:
                descriptor[name] = value
        return descriptor | dict(self.extra)

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> Metadata:
        """Read JSON data; what does not have the right form is kept as unknown, not lost."""
        known: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, value in descriptor.items():
            read = _READERS.get(key)
            made = None if read is None else read(value)
            if made is None:
                extra[key] = value
            else:
                known[key] = made
        return cls(extra=extra, **known)

    def setting(self, path: str, value: Any) -> Metadata:
        """The same metadata with one property changed, named as in issues (``contact.mail``)."""
        name, _dot, inner = path.partition(".")
        if inner:
            value = replace(getattr(self, name), **{inner: value})
        return replace(self, **{name: value})

    def value(self, path: str) -> Any:
        """One property, named as in issues (``contact.mail``)."""
        found: Any = self
        for name in path.split("."):
            found = getattr(found, name)
        return found

    @property
    def known_licence(self) -> Licence | None:
        """The licence, when it is one that Curator knows."""
        return licence_of(self.licence)


def with_defaults(metadata: Metadata, *, file_name: str = "") -> Metadata:
    """The same metadata with a title made from the file's name where there is none."""
    if metadata.title.strip() or not file_name:
        return metadata
    words = re.sub(r"[\W_]+", " ", file_name.rpartition(".")[0] or file_name).strip()
    return replace(metadata, title=words[:1].upper() + words[1:])


def slug(text: str, default: str = "donnees") -> str:
    """``text`` as a name for files and resources: ``[a-z0-9-]``, at most 80 characters."""
    plain = unicodedata.normalize(
        "NFKD", re.sub("[’']", "-", text).replace("œ", "oe").replace("Œ", "oe")
    )
    plain = plain.encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    return made or default


def _plain(value: Any) -> Any:
    """Nested parts as objects without their empty properties, tuples as lists."""
    if isinstance(value, (Publisher, Contact, Temporal, Spatial)):
        pairs = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: text for name, text in pairs if text}
    return list(value) if isinstance(value, tuple) else value


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
        return None
    return tuple(value)


def _part(cls: type[Any]) -> Any:
    names = {f.name for f in fields(cls)}

    def read(value: Any) -> Any:
        if not isinstance(value, Mapping) or not names.issuperset(value):
            return None
        return cls(**value) if all(isinstance(v, str) for v in value.values()) else None

    return read


_READERS: dict[str, Any] = {
    "title": _text, "description": _text, "publisher": _part(Publisher),
    "contact": _part(Contact), "licence": _text, "themes": _texts, "keywords": _texts,
    "temporal": _part(Temporal), "spatial": _part(Spatial), "frequency": _text, "issued": _text,
    "modified": _text, "version": _text, "language": _text, "source_note": _text, "limits": _text,
}  # fmt: skip

_PROPERTIES = tuple(_READERS)
