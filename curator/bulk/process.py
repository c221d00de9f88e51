"""One file of a run, in a worker."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from curator.bulk.outcome import FileOutcome, Status
from curator.errors import (
    CuratorError,
    FieldNotFound,
    OperationError,
    RecipeError,
    SchemaError,
    Unexpected,
)
from curator.export import export, subject_of
from curator.i18n import gettext as _
from curator.pipeline import Prepared, prepare
from curator.review.approved import ApprovedRecipe, load_approved_recipe
from curator.review.conditions import unmet_conditions
from curator.review.content import digests_of
from curator.review.history import status_of
from curator.review.status import ReviewStatus, State
from curator.settle import count_issues

_RECIPE_SAYS_NO = (OperationError, FieldNotFound, RecipeError, SchemaError)


@dataclass(frozen=True)
class Settings:
    """What every job of a run shares. The key travels through a pipe, never an argument."""

    recipe: Path
    key: bytes | None
    language: str

    @cached_property
    def approved(self) -> ApprovedRecipe:
        """The recipe, read once."""
        return load_approved_recipe(self.recipe)

    def to_document(self) -> dict[str, Any]:
        """JSON data."""
        key = None if self.key is None else self.key.hex()
        return {"recipe": str(self.recipe), "key": key, "language": self.language}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Settings:
        """Read JSON data."""
        key = document["key"]
        return cls(
            recipe=Path(document["recipe"]),
            key=None if key is None else bytes.fromhex(key),
            language=document["language"],
        )


def process(source: Path, folder: Path, settings: Settings) -> FileOutcome:
    """Take one file through the recipe and write its package in ``folder``.

    Never raises for what is wrong with the file or the recipe: the outcome says it.
    """
    started = time.perf_counter()
    try:
        outcome = _process(source, folder, settings)
    except _RECIPE_SAYS_NO as error:
        outcome = FileOutcome(input=str(source), status=Status.REFUSED, reason=str(error))
    except CuratorError as error:
        outcome = FileOutcome(input=str(source), status=Status.FAILED, reason=str(error))
    except MemoryError:
        reason = _("there is not enough memory for this file")
        outcome = FileOutcome(input=str(source), status=Status.FAILED, reason=reason)
    except Exception as error:  # noqa: BLE001 - one file's bug must not stop the others
        reason = str(Unexpected.of(error))
        outcome = FileOutcome(input=str(source), status=Status.FAILED, reason=reason)
    return replace(outcome, seconds=time.perf_counter() - started)


def _process(source: Path, folder: Path, settings: Settings) -> FileOutcome:
    approved = settings.approved
    prepared = prepare(source, approved.recipe, key=settings.key, judgements=approved.judgements)
    review, problems = _review(prepared, approved)
    subject = subject_of(prepared)
    base = FileOutcome(
        input=str(source),
        status=Status.REFUSED,
        rows=len(prepared.public),
        issues=count_issues(subject),
        sha256=prepared.source.file.sha256,
    )
    if problems:
        return replace(base, reason=" ".join(problems))
    result = export(prepared, review, folder, subject=subject)
    released = review.state is State.APPROVED
    return replace(
        base, status=Status.RELEASED if released else Status.DRAFT, output=str(result.folder)
    )


def _review(prepared: Prepared, approved: ApprovedRecipe) -> tuple[ReviewStatus, tuple[str, ...]]:
    """The state of this content, and why an approved recipe may not release it."""
    content = digests_of(prepared).content
    of_content = status_of(approved.events, content)
    if of_content.state is State.APPROVED or approved.approval is None:
        return of_content, ()
    accepted = approved.events[-1].extra.get("findings", {})
    problems = unmet_conditions(prepared.public, approved.approved_schema, accepted)
    return replace(approved.approval, content_sha256=content), problems
