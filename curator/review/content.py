"""The digests that acts of review are bound to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from curator.operations import to_descriptor
from curator.pipeline import Prepared
from curator.publish.content_hash import content_digests
from curator.publish.metadata import Metadata, with_defaults
from curator.recipe import Recipe


@dataclass(frozen=True, kw_only=True)
class Digests:
    """SHA-256 in hexadecimal: of everything that would be published, and of the recipe alone."""

    content: str
    recipe: str


def digests_of(prepared: Prepared) -> Digests:
    """What an approval of this content, or of its recipe, is bound to."""
    digests = content_digests(
        prepared.public,
        prepared.public.schema,
        metadata_of(prepared),
        prepared.recipe.resolved(),
    )
    return Digests(content=digests.sha256, recipe=recipe_sha256(prepared.recipe))


def metadata_of(prepared: Prepared) -> Metadata:
    """The metadata that go out with this content: the recipe's, with a title in any case."""
    metadata = Metadata.from_descriptor(prepared.recipe.metadata)
    return with_defaults(metadata, file_name=prepared.source.file.name)


def recipe_sha256(recipe: Recipe) -> str:
    """The digest of what a recipe does to any file: its steps, how it reads, its metadata."""
    content = {
        "steps": [to_descriptor(op) for op in recipe.steps],
        "options": recipe.source.get("options", {}),
        "metadata": Metadata.from_descriptor(recipe.metadata).to_descriptor(),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
