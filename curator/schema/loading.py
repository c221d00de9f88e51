"""Find the schema a user means: a file, an address, or the name of a published schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from curator.errors import FileMissing, SchemaError
from curator.i18n import gettext as _
from curator.schema.model import Schema


def load_schema(reference: str | Path) -> Schema:
    """The schema in a file, at an address, or of that name in the pack or the catalogue.

    A published schema that is asked for by name is applied as Validata does: an optional field
    may be missing, others may be there, in any order (``fieldsMatch: partial`` unless it says
    otherwise). Raises ``FileMissing`` or ``SchemaError``.
    """
    text = str(reference)
    if text.startswith(("http://", "https://")):
        from curator.schema.catalogue.fetching import fetch_json

        return Schema.from_descriptor(fetch_json(text), text)
    path = Path(reference)
    if path.is_file():
        return load_schema_file(path)
    named = _published(text)
    if named is not None:
        return named
    if path.suffix.lower() == ".json" or path.parent != Path():
        raise FileMissing(name=path.name)
    reason = _("there is neither a file nor a published schema of that name")
    raise SchemaError(name=text, reason=reason)


def load_schema_file(path: Path) -> Schema:
    """The schema in a JSON file. Raises ``FileMissing`` or ``SchemaError``."""
    return Schema.from_descriptor(_read(path), path.name)


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise FileMissing(name=path.name) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(name=path.name, reason=_("it cannot be read")) from error
    except json.JSONDecodeError as error:
        reason = _("it is not valid JSON (line {line})").format(line=error.lineno)
        raise SchemaError(name=path.name, reason=reason) from None


def _published(name: str) -> Schema | None:
    from curator.schema.catalogue import published_schema

    schema = published_schema(name)
    if schema is None or schema.fields_match is not None:
        return schema
    return replace(schema, fields_match="partial")
