"""What the Publication and Review stages have done in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.progress import Report, silent

if TYPE_CHECKING:
    from curator.pipeline import Prepared
    from curator.preview import DifferenceSummary
    from curator.publish.package import PackageResult
    from curator.review.events import Event
    from curator.review.status import ReviewStatus


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The content as it is now: where its review stands, what changed, what the checks say."""

    status: ReviewStatus
    changes: DifferenceSummary
    steps: tuple[tuple[str, int], ...]
    """What the recipe does, in words, and how many steps each line stands for."""
    events: tuple[Event, ...]
    judgements: tuple[Mapping[str, Any], ...]


def assess(
    prepared: Prepared,
    events: Sequence[Event],
    judgements: Sequence[Mapping[str, Any]],
    *,
    report: Report = silent,
) -> Assessment:
    """Look at everything a submission or an approval rests on."""
    from curator.preview import difference
    from curator.review.content import digests_of
    from curator.review.history import status_of

    status = status_of(tuple(events), digests_of(prepared).content)
    report(0.3, "")
    operations = prepared.recipe.resolved().operations
    changes = difference(prepared.table, prepared.public, operations).summary
    report(0.6, "")
    return Assessment(
        status=status,
        changes=changes,
        steps=_told(operations),
        events=tuple(events),
        judgements=tuple(judgements),
    )


def _told(operations: Sequence[Any]) -> tuple[tuple[str, int], ...]:
    from curator.publish.release import steps_of

    lines: list[tuple[str, int]] = []
    for step in steps_of(operations):
        sentences = list(dict.fromkeys(op.sentence() for op in step.operations))
        lines += [(sentence, 1) for sentence in sentences]
    return tuple(lines)


def export(
    prepared: Prepared,
    events: Sequence[Event],
    folder: Path,
    formats: Sequence[str],
    *,
    report: Report = silent,
) -> PackageResult:
    """Write the package: the very call that ``curator export`` makes."""
    from curator.export import export as write
    from curator.review.content import digests_of
    from curator.review.history import status_of

    status = status_of(tuple(events), digests_of(prepared).content)
    return write(prepared, status, folder, formats=formats, report=report)
