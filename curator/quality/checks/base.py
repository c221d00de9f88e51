"""What a publication check is, and the registry of those that exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.issues import Severity
from curator.quality.model import CheckResult
from curator.quality.subject import Subject


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a check failed: an English sentence marked for translation and what fills it."""

    message: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


class _NotApplicable:
    """The subject lacks what the check looks at."""


NOT_APPLICABLE = _NotApplicable()

Verdict = Failure | None | _NotApplicable
"""None: passed."""

Run = Callable[[Subject], Verdict]


@dataclass(frozen=True, kw_only=True)
class Check:
    """A check; ``label`` says what it makes sure of (English, marked for translation)."""

    id: str
    severity: Severity
    label: str
    run: Run

    def result(self, subject: Subject) -> CheckResult | None:
        """The outcome on ``subject``; None when the check does not apply."""
        verdict = self.run(subject)
        if isinstance(verdict, _NotApplicable):
            return None
        if verdict is None:
            return CheckResult(id=self.id, severity=self.severity, passed=True, message=self.label)
        return CheckResult(
            id=self.id,
            severity=self.severity,
            passed=False,
            message=verdict.message,
            parameters=verdict.parameters,
        )


_registry: dict[str, Check] = {}


def check(
    check_id: str, label: str, severity: Severity = Severity.BLOCKING
) -> Callable[[Run], Run]:
    """Function decorator: register a check. Raises ``ValueError`` when the id is taken."""

    def decorate(run: Run) -> Run:
        if check_id in _registry:
            raise ValueError(f"two checks have the id {check_id}")
        _registry[check_id] = Check(id=check_id, severity=severity, label=label, run=run)
        return run

    return decorate


def registered() -> list[Check]:
    """Every check, in the order of the families and then of the numbers."""
    return sorted(_registry.values(), key=lambda c: (_FAMILIES.index(c.id[0]), int(c.id[1:])))


_FAMILIES = "FSVPMG"


def failure(message: str, **parameters: Any) -> Failure:
    """A failed check's reason."""
    return Failure(message=message, parameters=parameters)


def names_text(names: list[str], limit: int = 5) -> str:
    """Field names for a sentence; the first few when there are many."""
    shown = ", ".join(names[:limit])
    return shown if len(names) <= limit else f"{shown} … ({len(names)})"
