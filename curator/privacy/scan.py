"""The scan of a table for personal data: evidence, detectors, context, verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from curator.privacy.cells import ColumnSpans, read_spans, rows_of
from curator.privacy.context import UNKNOWN, Context, read_context
from curator.privacy.detectors import View, registered_detectors
from curator.privacy.evidence import ColumnEvidence, TableEvidence
from curator.privacy.headers import read_header
from curator.privacy.hidden import scan_hidden
from curator.privacy.model import CellSpan, FieldFinding, KindScore, Reason, Role, ScanResult
from curator.privacy.roles import LIKELY, role_of_field, suggestion_for
from curator.privacy.score import Finding
from curator.privacy.second_opinion.merge import contained_by_both, suggestion_by_both
from curator.privacy.treated import treatment
from curator.progress import Report, part, silent
from curator.readers.model import HiddenFinding
from curator.table import Table

if TYPE_CHECKING:
    from curator.privacy.second_opinion.client import SecondOpinion

SHOWN = 0.2
"""Confidence under which a kind is not even mentioned."""

_THREADS = 2
"""Columns counted at once: each wants memory for as many distinct texts as it may have, and Arrow
has threads of its own.
"""

_FEW_ROWS = 5000
"""Rows under which handing a column to a thread costs more than counting it."""

_WHOLE = 0.9
"""Share from which a field of contact details needs no reading cell by cell."""


def scan(
    table: Table,
    *,
    hidden: Sequence[HiddenFinding] = (),
    limit: int | None = None,
    second_opinion: SecondOpinion | None = None,
    report: Report = silent,
) -> ScanResult:
    """What personal data the table holds, field by field and, in mixed fields, cell by cell.

    Every row is scanned, those that are no records included. ``hidden``: what the reader found out
    of sight; its texts are scanned too. ``limit`` bounds ``cells`` (the count stays exact).
    ``second_opinion`` adds names of persons in free text; it says itself what became of it.
    """
    evidence = table_evidence(table, report)
    report(0.4, "")
    first = {c.index: _findings(c, evidence, UNKNOWN) for c in evidence.columns}
    context = read_context(evidence, first, first)
    settled = {c.index: _findings(c, evidence, context) for c in evidence.columns}
    context = read_context(evidence, settled, first)
    settled = {c.index: _findings(c, evidence, context) for c in evidence.columns}
    report(0.6, "")
    spans = _spans(evidence, settled, context, report)
    if second_opinion is not None:
        spans = second_opinion.on(spans, context, part(report, 0.95, 1.0))
    fields = tuple(
        _field_finding(column, settled[column.index], spans.get(column.index))
        for column in evidence.columns
    )
    cells, count = _cells(table, fields, spans, limit)
    return ScanResult(fields=fields, cells=cells, cell_count=count, hidden=scan_hidden(hidden))


def table_evidence(table: Table, report: Report = silent) -> TableEvidence:
    """The evidence of every column of a table."""

    def counted(index: int, name: str) -> ColumnEvidence:
        missing = table.schema.missing_values_of(name)
        return ColumnEvidence.of(name, index, read_header(name), table.column(name), missing)

    if len(table) < _FEW_ROWS:
        return TableEvidence(
            tuple(counted(i, name) for i, name in enumerate(table.names, start=1)), len(table)
        )
    # Counting is Arrow’s work, which lets other threads run.
    with ThreadPoolExecutor(max_workers=_THREADS) as pool:
        tasks = [pool.submit(counted, i, name) for i, name in enumerate(table.names, start=1)]
        columns = []
        for task in tasks:
            columns.append(task.result())
            report(0.4 * len(columns) / len(tasks), "")
    # Counting took more memory than what it leaves: given back before the next need of it.
    pa.default_memory_pool().release_unused()
    return TableEvidence(tuple(columns), len(table))


def _findings(
    column: ColumnEvidence, table: TableEvidence, context: Context
) -> tuple[Finding, ...]:
    """What every detector says, one finding per group left, the surest first."""
    if not column.filled:
        return ()
    view = View(column, table, context)
    found = [f for detect in registered_detectors() for f in detect(view)]
    found.sort(key=lambda f: -f.log_odds)
    kept: list[Finding] = []
    for finding in found:
        rivals = [f for f in kept if f.group and f.group == finding.group]
        if not rivals and all(f.kind != finding.kind for f in kept):
            kept.append(finding)
    return tuple(kept)


def _is_whole(findings: Iterable[Finding]) -> bool:
    """Whether the field is so wholly of one kind that its cells need no reading."""
    return any(
        f.is_whole
        and f.confidence >= LIKELY
        and (f.kind not in ("email", "phone") or f.share >= _WHOLE)
        for f in findings
    )


def _spans(
    evidence: TableEvidence,
    findings: Mapping[int, tuple[Finding, ...]],
    context: Context,
    report: Report,
) -> dict[int, ColumnSpans]:
    result = {}
    for column in evidence.columns:
        report(0.6 + 0.35 * column.index / len(evidence.columns), "")
        if column.filled and not _is_whole(findings[column.index]) and treatment(column) is None:
            result[column.index] = read_spans(column, context)
    return result


@dataclass(frozen=True)
class _Merged:
    kinds: tuple[KindScore, ...]
    findings: tuple[Finding, ...]


def _field_finding(
    column: ColumnEvidence, findings: tuple[Finding, ...], spans: ColumnSpans | None
) -> FieldFinding:
    treated = treatment(column) if column.filled else None
    if treated is not None:
        return FieldFinding(name=column.name, index=column.index, reasons=(treated[1],))
    partial = [] if spans is None else _not_judged(column, findings, contained_by_both(spans))
    merged = _merge(findings, partial)
    role = role_of_field(merged.kinds)
    counting = [f for f in merged.findings if f.confidence >= LIKELY] or merged.findings[:1]
    rule = next((f.rule for f in counting if f.rule is not None), None)
    mixed = [f.kind for f in merged.findings if not f.is_whole and f.confidence >= LIKELY]
    return FieldFinding(
        name=column.name,
        index=column.index,
        kinds=merged.kinds,
        role=role,
        rule=rule,
        reasons=_reasons(counting),
        suggestion=suggestion_by_both(
            suggestion_for(column.name, merged.kinds, role, rule, mixed), spans
        ),
    )


_NAMES = frozenset({"first-name", "last-name", "full-name"})


def _not_judged(
    column: ColumnEvidence, whole: Sequence[Finding], partial: Iterable[Finding]
) -> list[Finding]:
    """The contained kinds that no detector has judged for the field as a whole.

    A switchboard’s number is not made a person’s by being found once more, cell by cell.
    """
    judged = {f.kind for f in whole if f.share >= 0.3}
    if column.header.has("observation", "contact") or column.is_long:
        judged -= _NAMES  # short remarks resemble names; what is in them counts
    elif judged & _NAMES:
        judged |= _NAMES
    return [f for f in partial if f.kind not in judged]


def _merge(whole: Sequence[Finding], partial: Sequence[Finding]) -> _Merged:
    by_kind: dict[str, Finding] = {}
    for finding in (*whole, *partial):
        known = by_kind.get(finding.kind)
        if known is None or finding.log_odds > known.log_odds:
            by_kind[finding.kind] = finding
    ordered = sorted(by_kind.values(), key=lambda f: (-f.confidence, f.kind))
    shown = tuple(f for f in ordered if f.confidence >= SHOWN)
    scores = tuple(
        KindScore(kind=f.kind, confidence=round(f.confidence, 4), share=f.share) for f in shown
    )
    return _Merged(scores, shown)


def _reasons(findings: Iterable[Finding]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    for finding in findings:
        reasons += [reason for reason in finding.reasons if reason not in reasons]
    return tuple(reasons)


def _cells(
    table: Table,
    fields: Sequence[FieldFinding],
    spans: Mapping[int, ColumnSpans],
    limit: int | None,
) -> tuple[tuple[CellSpan, ...], int]:
    """Spans by cell, in the order of rows within a field, and how many there are in all."""
    cells: list[CellSpan] = []
    count = 0
    for field in fields:
        found = spans.get(field.index)
        if found is None or not found.found:
            continue
        kept = found.found if field.role is not Role.NONE else {}
        for position, text in rows_of(found.column, list(kept)):
            count += len(kept[text])
            if limit is None or len(cells) < limit:
                row = int(table.source_rows[position])
                cells += [
                    CellSpan(row=row, field=field.name, start=s.start, end=s.end, kind=s.kind)
                    for s in kept[text]
                ]
    return tuple(cells if limit is None else cells[:limit]), count
