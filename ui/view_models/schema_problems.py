"""What is wrong with a table, as lines to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.i18n import ngettext
from curator.issues import Issue, Severity
from curator.schema.messages import issue_message
from curator.schema.validation import ValidationReport
from curator.schema.validation.keys import UNCHECKED
from curator.table import NO_SOURCE_ROW, Table
from ui.i18n import number

ROWS_KEPT = 10_000
"""Rows of a problem that the screen can filter on; jumping to them needs no more."""

MOST_NAMES = 8
"""Names of fields that fit in a sentence."""

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


_TOLD = frozenset(
    {
        "blank-label", "duplicate-label", "extra-label", "incorrect-label", "missing-label",
        "disordered-label", "field-error", "unknown-check", "foreign-key",
    }
)  # fmt: skip
"""Warnings that the screen tells; rows that are no data are corrections there."""


def remarks(verdict: ValidationReport) -> list[Problem]:
    """What a schema tolerates or could not check: nothing to settle, but good to know."""
    told = [item for item in verdict.warnings if item.type in _TOLD]
    missing = [item.field_name for item in told if item.type == "missing-label"]
    lines = [
        _remark(
            item.message(),
            item.field_name if item.field_name in verdict.table.names else "",
            str(item.parameters["resource"]) if item.rule == UNCHECKED else "",
        )
        for item in told
        if item.type != "missing-label"
    ]
    return [*lines, _remark(_missing(missing))] if missing else lines


def _remark(sentence: str, field: str = "", lacks: str = "") -> Problem:
    return Problem(
        field=field,
        sentence=sentence,
        count=0,
        severity=Severity.NOTE,
        positions=np.empty(0, dtype=np.int64),
        lacks=lacks,
    )


def _missing(names: Sequence[str]) -> str:
    """Optional fields that are not there, in one sentence: a schema may have dozens."""
    n = len(names)
    text = ngettext(
        "An optional field of the schema is not there: {fields}.",
        "{n} optional fields of the schema are not there: {fields}.",
        n,
    )
    shown = ", ".join(names[:MOST_NAMES]) + ("…" if n > MOST_NAMES else "")
    return text.format(n=number(n), fields=shown)


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
