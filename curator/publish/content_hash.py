"""The digest of what is published, which an approval is bound to.

Four SHA-256 digests (cells, schema, metadata, recipe) and one over them. The package holds the
four, so the first three and the whole can be computed again from a package alone; the recipe is
not in the package, since its parameters may tell what was removed.

Canonical forms, which no platform, locale or chunking of columns changes:

* cells: for each field in order, the digest of its UTF-8 bytes end to end, and of their lengths
  as little-endian 32-bit integers;
* schema, metadata, recipe: JSON with sorted keys, no white space, UTF-8.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from curator.publish.metadata import Metadata
from curator.recipe import Recipe
from curator.schema.model import Schema
from curator.table import Table

SCHEME = "curator-content-1"
"""Names the canonical forms, so that later ones can stand beside them."""

_NOT_STEPS = ("version", "source", "metadata", "review")
"""Sections of a recipe that are not part of its digest: where the file was, what is hashed on its
own, and the approval itself."""


@dataclass(frozen=True, kw_only=True)
class ContentDigests:
    """The SHA-256 digests, in hexadecimal, of the parts of a publication."""

    table: str
    schema: str
    metadata: str
    recipe: str

    @property
    def sha256(self) -> str:
        """The digest of the whole."""
        parts = {name: getattr(self, name) for name in ("metadata", "recipe", "schema", "table")}
        return _json_sha256({"scheme": SCHEME} | parts)

    def to_descriptor(self) -> dict[str, str]:
        """JSON data for the package."""
        return {
            "scheme": SCHEME,
            "sha256": self.sha256,
            "table": self.table,
            "schema": self.schema,
            "metadata": self.metadata,
            "recipe": self.recipe,
        }


def content_digests(
    table: Table, schema: Schema, metadata: Metadata | Mapping[str, Any], recipe: Recipe
) -> ContentDigests:
    """The digests of a public table with its schema, metadata and recipe."""
    return ContentDigests(
        table=table_sha256(table),
        schema=descriptor_sha256(schema.to_descriptor()),
        metadata=metadata_sha256(metadata),
        recipe=recipe_sha256(recipe),
    )


def content_sha256(
    table: Table, schema: Schema, metadata: Metadata | Mapping[str, Any], recipe: Recipe
) -> str:
    """The digest that an approval is bound to: any change of the four parts changes it."""
    return content_digests(table, schema, metadata, recipe).sha256


def table_sha256(table: Table) -> str:
    """The digest of the cells, column by column; names belong to the schema's digest."""
    whole = hashlib.sha256()
    for column in table.data.columns:
        whole.update(_column_digest(column))
    return whole.hexdigest()


def recipe_sha256(recipe: Recipe) -> str:
    """The digest of the steps and the target schema."""
    descriptor = recipe.to_descriptor()
    return _json_sha256({k: v for k, v in descriptor.items() if k not in _NOT_STEPS})


def metadata_sha256(metadata: Metadata | Mapping[str, Any]) -> str:
    """The digest of the metadata, alike for an object and for its descriptor."""
    if not isinstance(metadata, Metadata):
        metadata = Metadata.from_descriptor(metadata)
    return descriptor_sha256(metadata.to_descriptor())


def descriptor_sha256(descriptor: Mapping[str, Any]) -> str:
    """The digest of JSON data, whatever the order of its keys."""
    return _json_sha256(descriptor)


def _json_sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _column_digest(column: pa.ChunkedArray) -> bytes:
    texts, lengths = hashlib.sha256(), hashlib.sha256()
    for chunk in column.chunks:
        if not len(chunk):
            continue
        offsets = _offsets(chunk)
        data = chunk.buffers()[2]
        if data is not None:
            texts.update(memoryview(data)[offsets[0] : offsets[-1]])
        lengths.update(np.diff(offsets).astype("<i4").tobytes())
    return texts.digest() + lengths.digest()


def _offsets(chunk: pa.Array) -> Any:
    """Where the texts of a string array start in its buffer, and where the last one ends."""
    buffer = chunk.buffers()[1]
    return np.frombuffer(buffer, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
