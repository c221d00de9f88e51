"""What a detector is, and the registry of those that exist.

A detector looks at one column (a ``View``) and yields findings: evidence for a kind, added up. To
add one: a new module beside this one with a function decorated with ``detector``, and its name in
the import list of ``curator.privacy.detectors``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from curator.privacy.context import Context
from curator.privacy.evidence import ColumnEvidence, TableEvidence
from curator.privacy.score import Case, Finding


@dataclass(frozen=True)
class View:
    """What a detector sees: one column, the table it stands in, and what the table is about."""

    column: ColumnEvidence
    table: TableEvidence
    context: Context


Detector = Callable[[View], Iterable[Finding]]

_registry: list[Detector] = []

HEADER_WEIGHT = 4.5
"""Log-odds of a header that names the kind and says nothing else."""


def detector(function: Detector) -> Detector:
    """Register a detector; the order of registration has no meaning."""
    _registry.append(function)
    return function


def registered_detectors() -> tuple[Detector, ...]:
    """Every detector."""
    return tuple(_registry)


def header_evidence(case: Case, column: ColumnEvidence, weight: float = HEADER_WEIGHT) -> float:
    """Count what the header says of the case's kind; returns how clearly it says it (0 to 1)."""
    from curator.i18n import N_

    match = column.header.kinds.get(case.kind)
    if match is None:
        return 0.0
    case.add(weight * match.strength, N_("The header says it (“{words}”)"), words=match.words)
    return match.strength
