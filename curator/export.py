"""From a prepared file to its package: the one door for the desktop, ``export`` and ``run``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from curator.pipeline import Prepared
from curator.preview import difference
from curator.progress import Report, part, silent
from curator.publish.package import PackageResult, write_package
from curator.publish.release import Release, Status, release_of
from curator.review.content import metadata_of
from curator.review.status import ReviewStatus, State

DEFAULT_FORMATS = ("csv",)


def release_from(
    prepared: Prepared,
    review: ReviewStatus,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    report: Report = silent,
) -> Release:
    """What would be published: released when ``review`` approves this content, else a draft."""
    recipe = prepared.recipe.resolved()
    changes = difference(prepared.table, prepared.public, recipe.operations)
    report(0.5, "")
    return release_of(
        changes,
        metadata_of(prepared),
        recipe,
        status=Status.RELEASED if review.state is State.APPROVED else Status.DRAFT,
        review=_record(review),
        formats=formats,
    )


def export(
    prepared: Prepared,
    review: ReviewStatus,
    out: Path,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    report: Report = silent,
) -> PackageResult:
    """Write the package of a prepared file into the folder ``out``.

    Raises ``OutputError`` and leaves nothing half-written.
    """
    release = release_from(prepared, review, formats=formats, report=part(report, 0.0, 0.4))
    return write_package(release, out, report=part(report, 0.4, 1.0))


def _record(review: ReviewStatus) -> Mapping[str, Any]:
    """The approval as the package tells it; a draft tells nothing of who looked at it."""
    if review.state is not State.APPROVED:
        return {}
    document = review.to_document()
    del document["problems"]
    return document
