"""What a publication check says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from curator.i18n import gettext
from curator.issues import Severity


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The outcome of one check.

    ``id`` is stable (F1, S4, M12 …); ``message`` is an English sentence marked for translation,
    filled with ``parameters`` when shown; a tuple among them is a list of words to translate. It
    names fields and counts, never a value.
    """

    id: str
    severity: Severity
    passed: bool
    message: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def detail(self) -> str:
        """The sentence in the current language."""
        told = {name: _told(value) for name, value in self.parameters.items()}
        return gettext(self.message).format(**told)

    def to_document(self) -> dict[str, Any]:
        """The JSON that ``check`` prints."""
        return {
            "id": self.id,
            "severity": self.severity.value,
            "passed": self.passed,
            "detail": self.detail(),
        }


def _told(value: Any) -> Any:
    return ", ".join(map(gettext, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Fractions from 0 to 1: data.gouv.fr's quality score, and the share of the points of the
    European metadata quality assessment that can be known before publication."""

    udata: float
    mqa: float

    def to_document(self) -> dict[str, float]:
        """The JSON that ``check`` prints."""
        return {"udata": round(self.udata, 4), "mqa": round(self.mqa, 4)}
