"""A recipe that may have been approved: what a run starts from.

A run accepts a dossier as well as a recipe file: an approved dossier is next month's recipe. The
approval of a recipe covers its steps, how the file is read, and the metadata, and names the schema
that the result must follow; whether a new file meets that is for the run to check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.dossier_file import load_recipe_and_events
from curator.recipe import Recipe
from curator.review.content import recipe_sha256
from curator.review.events import Event
from curator.review.history import status_of
from curator.review.status import ReviewStatus, State
from curator.schema.model import Schema


@dataclass(frozen=True, kw_only=True)
class ApprovedRecipe:
    """A recipe with the review it comes with; ``sha256`` is the recipe's digest."""

    recipe: Recipe
    events: tuple[Event, ...]
    judgements: tuple[Mapping[str, Any], ...]
    sha256: str

    @property
    def approval(self) -> ReviewStatus | None:
        """The approval in force for the recipe itself; None when there is none.

        Its ``content_sha256`` is that of the content it was given on.
        """
        if not self.events or self.events[-1].recipe_sha256 != self.sha256:
            return None
        status = status_of(self.events, self.events[-1].content_sha256)
        return status if status.state is State.APPROVED else None

    @property
    def approved_schema(self) -> Schema | None:
        """The schema that was approved; None when there is no approval."""
        if self.approval is None:
            return None
        descriptor = self.events[-1].extra.get("schema")
        return Schema.from_descriptor(descriptor) if descriptor else None


def load_approved_recipe(path: Path) -> ApprovedRecipe:
    """Read a recipe file or a dossier. Raises ``RecipeError`` or ``DossierError``."""
    recipe, events, judgements = load_recipe_and_events(path)
    return ApprovedRecipe(
        recipe=recipe, events=events, judgements=judgements, sha256=recipe_sha256(recipe)
    )
