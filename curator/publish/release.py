"""What is about to be published: everything a package is made from, and nothing that was removed
except the values to search for in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from curator.operations import Operation
from curator.preview import Difference, DifferenceSummary
from curator.publish.content_hash import ContentDigests, content_digests
from curator.publish.leaks import RemovedValues, removed_from
from curator.publish.metadata import Metadata, slug
from curator.quality.model import CheckResult
from curator.recipe import Recipe
from curator.schema.model import Schema
from curator.table import Table

DRAFT_PREFIX = "BROUILLON_"
"""Starts the name of a package that nobody approved, in every language: it is for the eye."""


class Status(StrEnum):
    """Whether a package was approved by a second person."""

    RELEASED = "released"
    DRAFT = "draft"


@dataclass(frozen=True, kw_only=True)
class Step:
    """An operation of the recipe as a package may tell it: its type, what it does, how often.

    ``operations`` alone words the sentence, in the language of the package.
    """

    type: str
    operations: tuple[Operation, ...]

    @property
    def count(self) -> int:
        """How many operations of the recipe are told by this step."""
        return len(self.operations)


@dataclass(frozen=True, kw_only=True)
class Release:
    """A public table with all that goes into its package.

    ``name`` is the stem of its files. ``review`` is the approval record, copied into the package
    as it stands. ``findings`` are the checks' results and ``justifications`` the reasons (by field)
    for which personal data were kept; both are told in the report. ``removed`` is what must not be
    found in the package; it never enters it.
    """

    name: str
    table: Table
    metadata: Metadata
    summary: DifferenceSummary
    steps: tuple[Step, ...]
    digests: ContentDigests
    status: Status = Status.DRAFT
    review: Mapping[str, Any] = field(default_factory=dict)
    findings: tuple[CheckResult, ...] = ()
    justifications: Mapping[str, str] = field(default_factory=dict)
    formats: tuple[str, ...] = ("csv",)
    removed: RemovedValues = field(default_factory=RemovedValues, repr=False)

    @property
    def schema(self) -> Schema:
        """The schema that is published."""
        return self.table.schema

    @property
    def content_sha256(self) -> str:
        """What an approval is bound to."""
        return self.digests.sha256

    @property
    def is_draft(self) -> bool:
        """Whether it may not look like something approved."""
        return self.status is Status.DRAFT

    @property
    def package_name(self) -> str:
        """The name of the package's folder and, with ``.zip``, of its archive."""
        return f"{DRAFT_PREFIX}{self.name}" if self.is_draft else self.name


def release_of(
    difference: Difference,
    metadata: Metadata,
    recipe: Recipe,
    *,
    name: str = "",
    status: Status = Status.DRAFT,
    review: Mapping[str, Any] | None = None,
    findings: Iterable[CheckResult] = (),
    formats: Sequence[str] = ("csv",),
) -> Release:
    """The release of a public table, from its difference to the source.

    ``name`` defaults to the title made fit for file names.
    """
    table = difference.public
    return Release(
        name=slug(name or metadata.title),
        table=table,
        metadata=metadata,
        summary=difference.summary,
        steps=steps_of(recipe.operations),
        digests=content_digests(table, table.schema, metadata, recipe),
        status=status,
        review=dict(review or {}),
        findings=tuple(findings),
        formats=tuple(formats),
        removed=removed_from(difference, metadata, review),
    )


def steps_of(operations: Iterable[Operation]) -> tuple[Step, ...]:
    """The operations in order, runs of the same type taken together."""
    runs: list[list[Operation]] = []
    for op in operations:
        if runs and runs[-1][0].type == op.type:
            runs[-1].append(op)
        else:
            runs.append([op])
    return tuple(Step(type=run[0].type, operations=tuple(run)) for run in runs)
