"""What the Publication and Review stages have done in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.progress import Report, part, silent

if TYPE_CHECKING:
    from curator.pipeline import Prepared
    from curator.preview import DifferenceSummary
    from curator.publish.package import PackageResult
    from curator.quality.model import CheckResult, Scores
    from curator.review.events import Event
    from curator.review.status import ReviewStatus


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The content as it is now: where its review stands, what changed, what the checks say."""

    status: ReviewStatus
    changes: DifferenceSummary
    steps: tuple[tuple[str, int], ...]
    """What the recipe does, in words, and how many steps each line stands for."""
    checks: tuple[CheckResult, ...]
    scores: Scores
    events: tuple[Event, ...]
    judgements: tuple[Mapping[str, Any], ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Checks that did not pass, the blocking ones first."""
        failed = [result for result in self.checks if not result.passed]
        order = ("blocking", "warning", "note")
        return tuple(sorted(failed, key=lambda result: order.index(result.severity.value)))


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
    report(0.5, "")
    checks, scores = _checked(prepared, part(report, 0.5, 1.0))
    return Assessment(
        status=status,
        changes=changes,
        steps=_told(operations),
        checks=checks,
        scores=scores,
        events=tuple(events),
        judgements=tuple(judgements),
    )


def _checked(prepared: Prepared, report: Report) -> tuple[tuple[CheckResult, ...], Scores]:
    """The publication checks on the public table, as they can be made before it is written."""
    from curator.export import subject_of
    from curator.quality.checks import run_checks
    from curator.quality.scores import scores

    subject = subject_of(prepared)
    return run_checks(subject, report=report), scores(subject)


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
    *,
    report: Report = silent,
) -> PackageResult:
    """Write the package: the very call that ``curator export`` makes."""
    from curator.export import export as write
    from curator.review.content import digests_of
    from curator.review.history import status_of

    status = status_of(tuple(events), digests_of(prepared).content)
    return write(prepared, status, folder, report=report)
