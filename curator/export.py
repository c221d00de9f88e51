"""From a prepared file to its package: the one door for the desktop, ``export`` and ``run``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from curator.pipeline import Prepared
from curator.preview import difference
from curator.privacy.judgement import Judgement, settle
from curator.progress import Report, part, silent
from curator.publish.package import PackageResult, write_package
from curator.publish.release import Release, Status, release_of
from curator.quality.checks import run_checks
from curator.quality.subject import Subject
from curator.review.content import metadata_of
from curator.review.status import ReviewStatus, State

DEFAULT_FORMATS = ("csv",)
"""What a package is written in where nobody chose."""


def subject_of(prepared: Prepared) -> Subject:
    """The public table as publication checks look at it before it is written."""
    subject = Subject(table=prepared.public, metadata=metadata_of(prepared))
    justified = frozenset(justifications_of(prepared, subject))
    # The scan that the justifications rest on stays with the subject.
    return replace(subject, justified=justified, known_scan=subject.scan) if justified else subject


def justifications_of(prepared: Prepared, subject: Subject) -> dict[str, str]:
    """Field → why its personal data may be published, for judgements that still hold."""
    judgements = [Judgement.from_descriptor(j) for j in prepared.judgements]
    if not judgements:
        return {}
    settled = settle(subject.scan, judgements)
    return {
        finding.name: judgement.reason
        for finding, judgement in settled.judged
        if judgement.decision != "confirm"
    }


def release_from(
    prepared: Prepared,
    review: ReviewStatus,
    *,
    subject: Subject | None = None,
    formats: Sequence[str] | None = None,
    report: Report = silent,
) -> Release:
    """What would be published: released when ``review`` approves this content, else a draft.

    ``subject`` spares looking at the public table again where a caller already did; ``formats``
    stands in for those that the recipe names.
    """
    subject = subject or subject_of(prepared)
    recipe = prepared.recipe.resolved()
    changes = difference(prepared.table, prepared.public, recipe.operations)
    findings = run_checks(subject, report=part(report, 0.2, 0.9))
    release = release_of(
        changes,
        metadata_of(prepared),
        recipe,
        status=Status.RELEASED if review.state is State.APPROVED else Status.DRAFT,
        review=_record(review),
        findings=findings,
        formats=recipe.formats or DEFAULT_FORMATS if formats is None else formats,
    )
    return replace(release, justifications=justifications_of(prepared, subject))


def export(
    prepared: Prepared,
    review: ReviewStatus,
    out: Path,
    *,
    subject: Subject | None = None,
    formats: Sequence[str] | None = None,
    report: Report = silent,
) -> PackageResult:
    """Write the package of a prepared file into the folder ``out``.

    Raises ``OutputError`` and leaves nothing half-written.
    """
    release = release_from(
        prepared, review, subject=subject, formats=formats, report=part(report, 0.0, 0.5)
    )
    return write_package(release, out, report=part(report, 0.5, 1.0))


def _record(review: ReviewStatus) -> Mapping[str, Any]:
    """The approval as the package tells it; a draft tells nothing of who looked at it."""
    if review.state is not State.APPROVED:
        return {}
    document = review.to_document()
    del document["problems"]
    return document
