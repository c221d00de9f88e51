"""Publication checks: one module per family, each check a function in one registry.

To add a check: write a function in the module of its family and decorate it with ``check``; to add
a family, write a module and import it here.
"""

from __future__ import annotations

from curator.progress import Report, silent

# Importing a family registers its checks.
from curator.quality.checks import file, metadata, package, personal, schema, values
from curator.quality.checks.base import Check, check, registered
from curator.quality.model import CheckResult
from curator.quality.subject import Subject

__all__ = [
    "Check",
    "check",
    "file",
    "metadata",
    "package",
    "personal",
    "registered",
    "run_checks",
    "schema",
    "values",
]


def run_checks(subject: Subject, *, report: Report = silent) -> tuple[CheckResult, ...]:
    """The results of every check that applies to ``subject``, in the order of their ids.

    They stay with the subject: asking again costs nothing.
    """
    if (known := subject.kept.get("results")) is not None:
        return tuple(known)
    every = registered()
    results = []
    for n, one in enumerate(every):
        report(n / len(every), "")
        if (result := one.result(subject)) is not None:
            results.append(result)
    subject.kept["results"] = tuple(results)
    return tuple(results)
