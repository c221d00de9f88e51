"""G: the package says the truth about itself. (Approval is the review's own gate.)"""

from __future__ import annotations

from curator.i18n import N_
from curator.quality.checks.base import NOT_APPLICABLE, Verdict, check, failure
from curator.quality.subject import Subject


@check("G2", N_("Read again, the files are what was approved, digest by digest."))
def _round_trip(subject: Subject) -> Verdict:
    if subject.package is None:
        return NOT_APPLICABLE
    problems = subject.package.verification.problems
    if not problems:
        return None
    reason = N_("Problems found by the verification: {n}. The first: {problem}")
    return failure(reason, n=len(problems), problem=problems[0])


@check("G3", N_("“datapackage.json” is a valid Data Package."))
def _valid_descriptor(subject: Subject) -> Verdict:
    if subject.package is None:
        return NOT_APPLICABLE
    from curator.publish.verification import descriptor_problem

    reason = descriptor_problem(subject.package.descriptor)
    message = N_("“datapackage.json” is not a valid Data Package: {reason}")
    return failure(message, reason=reason) if reason else None
