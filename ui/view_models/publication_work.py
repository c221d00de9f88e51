"""What the Publication and Review stages have done in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.progress import Report, part, silent
from curator.severity import Severity

if TYPE_CHECKING:
    from curator.operations import Operation
    from curator.pipeline import Prepared
    from curator.preview import DifferenceSummary
    from curator.publish.package import PackageResult
    from curator.quality.model import CheckResult, Scores
    from curator.quality.subject import Subject
    from curator.review.events import Event
    from curator.review.status import ReviewStatus


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The content as it is now: where its review stands, what changed, what the checks say."""

    status: ReviewStatus
    changes: DifferenceSummary
    steps: tuple[str, ...]
    """What the recipe does, in words."""
    checks: tuple[CheckResult, ...]
    scores: Scores
    events: tuple[Event, ...]
    judgements: tuple[Mapping[str, Any], ...]
    subject: Subject
    """What the checks looked at: an export of the same content need not look again."""

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """Checks that did not pass, the blocking ones first."""
        failed = [result for result in self.checks if not result.passed]
        order = list(Severity)
        return tuple(sorted(failed, key=lambda result: order.index(result.severity)))

    @property
    def blocking(self) -> int:
        """How many failed checks must be settled before publishing."""
        return sum(result.severity is Severity.BLOCKING for result in self.failed)


def assess(
    prepared: Prepared,
    events: Sequence[Event],
    judgements: Sequence[Mapping[str, Any]],
    *,
    report: Report = silent,
) -> Assessment:
    """Look at everything a submission or an approval rests on."""
    from curator.export import subject_of
    from curator.preview import difference
    from curator.quality.checks import run_checks
    from curator.quality.scores import scores
    from curator.review.content import digests_of
    from curator.review.history import status_of

    report(0.0, "")
    status = status_of(tuple(events), digests_of(prepared).content)
    report(0.3, "")
    operations = prepared.recipe.resolved().operations
    changes = difference(prepared.table, prepared.public, operations).summary
    report(0.5, "")
    subject = subject_of(prepared)
    checks = run_checks(subject, report=part(report, 0.5, 1.0))
    return Assessment(
        status=status,
        changes=changes,
        steps=_told(operations),
        checks=checks,
        scores=scores(subject),
        subject=subject,
        events=tuple(events),
        judgements=tuple(judgements),
    )


def _told(operations: Sequence[Operation]) -> tuple[str, ...]:
    """A sentence for each thing done; the same thing done again within a step is told once."""
    from curator.publish.release import steps_of

    return tuple(
        sentence
        for step in steps_of(operations)
        for sentence in dict.fromkeys(op.sentence() for op in step.operations)
    )


def export(
    prepared: Prepared,
    events: Sequence[Event],
    folder: Path,
    *,
    known: Assessment | None = None,
    report: Report = silent,
) -> PackageResult:
    """Write the package: the very call that ``curator export`` makes.

    What ``known`` found is not looked for again where it is of the same content.
    """
    from curator.export import export as write
    from curator.review.content import digests_of
    from curator.review.history import status_of

    status = status_of(tuple(events), digests_of(prepared).content)
    return write(prepared, status, folder, subject=_same(known, prepared), report=report)


def _same(known: Assessment | None, prepared: Prepared) -> Subject | None:
    """What an assessment looked at, if it is what would be published now."""
    from curator.review.content import metadata_of

    if known is None or known.subject.table is not prepared.public:
        return None
    is_same = known.judgements == tuple(prepared.judgements)
    is_same = is_same and known.subject.metadata == metadata_of(prepared)
    return known.subject if is_same else None
