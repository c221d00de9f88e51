"""What is wrong with a table, as lines to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.issues import Issue, Severity
from curator.schema.messages import issue_message
from curator.schema.validation import ValidationReport
from curator.schema.validation.keys import UNCHECKED
from curator.table import NO_SOURCE_ROW, Table

ROWS_KEPT = 10_000
"""Rows of a problem that the screen can filter on; jumping to them needs no more."""

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Problem:
    """One line of the drawer: all cells with the same problem. Counts are exact.

    ``field`` ``""``: whole rows, or the header. ``positions`` are places in the table.
    """

    field: str
    sentence: str
    count: int
    severity: Severity
    positions: Positions
    is_of_rows: bool = False
    lacks: str = ""
    """Name of a table that has to be given before this can be checked."""


def unchecked(verdict: ValidationReport) -> list[Problem]:
    """Links to tables that nobody gave."""
    return [
        Problem(
            field="",
            sentence=item.message(),
            count=0,
            severity=Severity.NOTE,
            positions=np.empty(0, dtype=np.int64),
            lacks=str(item.parameters["resource"]),
        )
        for item in verdict.warnings
        if item.type == "foreign-key" and item.rule == UNCHECKED
    ]


def verdict_problems(verdict: ValidationReport) -> list[Problem]:
    """What validation found, header first, then what is most frequent."""
    nowhere = np.empty(0, dtype=np.int64)
    lines = [
        Problem(
            field=item.field_name if item.field_name in verdict.table.names else "",
            sentence=item.message(),
            count=1,
            severity=Severity.BLOCKING,
            positions=nowhere,
        )
        for item in verdict.header
    ]
    for group in verdict.groups:
        lines.append(
            Problem(
                field=group.column,
                sentence=group.message(),
                count=len(group),
                severity=Severity.BLOCKING,
                positions=group.positions,
                is_of_rows=not group.column,
            )
        )
    return sorted(lines, key=lambda line: (line.severity is not Severity.BLOCKING, -line.count))


def unfixable(issues: Sequence[Issue], table: Table) -> list[Problem]:
    """Problems that validation does not know and that nothing is proposed for."""
    lines = []
    for issue in issues:
        if issue.fixes:
            continue
        # Rows that an operation made have no number to find them by.
        wanted = np.array([r for r in issue.rows[:ROWS_KEPT] if r != NO_SOURCE_ROW], dtype=np.int64)
        lines.append(
            Problem(
                field=issue.field,
                sentence=issue_message(issue),
                count=issue.count,
                severity=issue.severity,
                positions=np.flatnonzero(np.isin(table.source_rows, wanted)),
                is_of_rows=not issue.field,
            )
        )
    return lines
