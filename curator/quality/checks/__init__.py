"""Publication checks: one module per family, each check a function in a registry."""

from __future__ import annotations

from curator.progress import Report, silent
from curator.quality.model import CheckResult
from curator.quality.subject import Subject

__all__ = ["run_checks"]


def run_checks(subject: Subject, *, report: Report = silent) -> tuple[CheckResult, ...]:
    """The results of every check that applies to ``subject``, in the order of their ids."""
    raise NotImplementedError
