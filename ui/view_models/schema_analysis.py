"""What the Schéma stage knows of a table: problems, proposed corrections, shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pyarrow.compute as pc

from curator.i18n import ngettext
from curator.issues import Fix, Issue, Severity
from curator.operations import Operation
from curator.operations.structure import ApplySchema, DefineField, RenameField
from curator.preview import difference
from curator.progress import Report, part, silent
from curator.schema.error_workbook import Fault, faults_of
from curator.schema.fixes import FIELD_PROPOSALS, TABLE_PROPOSALS, FieldView
from curator.schema.messages import issue_message
from curator.schema.model import Schema
from curator.schema.references import References
from curator.schema.validation import ValidationReport, validate
from curator.table import NO_SOURCE_ROW, Table, is_same_memory
from ui.models.marks import BoolArray
from ui.view_models.schema_problems import Problem, remarks, unfixable, verdict_problems

Unit = Literal["cells", "rows", "fields"]

ROW_CODES = frozenset({"rows-not-records", "rows-duplicated"})
FIELD_CODES = frozenset({"field-empty", "years-as-fields", "name-form"})


@dataclass(frozen=True, kw_only=True, eq=False)
class Proposal:
    """A correction that can be applied as one step. ``count`` is of cells, or of rows or fields.

    ``field`` ``""``: it concerns the whole table. ``reason`` says what is wrong as it is.
    """

    operations: tuple[Operation, ...]
    sentence: str
    """What it does, as history and undo will call it."""
    reason: str
    field: str = ""
    count: int = 0
    unit: Unit = "cells"
    rows: tuple[int, ...] = ()
    samples: tuple[tuple[str, str], ...] = ()
    is_safe: bool = False
    is_optional: bool = False
    """Publication is as good without it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Shares:
    """Fractions of the records of a field, from 0 to 1."""

    invalid: float = 0.0
    empty: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """What can be corrected in one field; ``towards`` is the definition it was held against."""

    towards: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class SchemaAnalysis:
    """Everything about one table, ready to show."""

    table: Table
    report: ValidationReport
    problems: tuple[Problem, ...]
    proposals: tuple[Proposal, ...]
    invalid: Mapping[str, BoolArray] = field(default_factory=dict)
    shares: Mapping[str, Shares] = field(default_factory=dict)
    looks: Mapping[str, Look] = field(default_factory=dict)

    def explain(self, position: int, name: str) -> str:
        """What is wrong with one cell; ``""`` when nothing is."""
        for group in self.report.of_field(name):
            at = int(np.searchsorted(group.positions, position))
            if at < len(group) and group.positions[at] == position:
                return group.message(at)
        return ""

    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong with cells and rows, for the workbook of failing rows."""
        known = len(self.report.header) + len(self.report.groups)
        others = (
            Fault(field=one.field, positions=one.positions, sentences=(one.sentence,))
            for one in self.problems[known:]
            if len(one.positions)
        )
        return (*faults_of(self.report), *others)


@dataclass(frozen=True, kw_only=True)
class Target:
    """What the user decided about fields: ``schema`` was applied (None: none), ``defined`` are
    the fields whose definition was set by hand."""

    schema: Schema | None = None
    defined: frozenset[str] = frozenset()

    @classmethod
    def of(cls, operations: Sequence[Operation]) -> Target:
        """Read from the operations in force, in order."""
        schema: Schema | None = None
        defined: set[str] = set()
        for op in operations:
            if isinstance(op, ApplySchema):
                schema = Schema.from_descriptor(op.schema)
            elif isinstance(op, DefineField):
                defined.add(op.field)
            elif isinstance(op, RenameField) and op.field in defined:
                defined.remove(op.field)
                defined.add(op.to)
        return cls(schema=schema, defined=frozenset(defined))

    def over(self, table: Table) -> Schema | None:
        """The schema applied, with the definitions its fields have in ``table`` now."""
        if self.schema is None:
            return None
        present = {f.name: f for f in table.schema}
        return replace(self.schema, fields=tuple(present.get(f.name, f) for f in self.schema))


def analyse(
    table: Table,
    target: Target,
    previous: SchemaAnalysis | None = None,
    *,
    references: References | None = None,
    report: Report = silent,
) -> SchemaAnalysis:
    """Hold the table against the schema it must follow and look for what can be corrected.

    What ``previous`` said of fields that did not change is said again without looking.
    """
    wanted = target.over(table)
    schema = wanted or table.schema
    verdict = validate(
        table,
        schema,
        limit=0,
        references=(references or References()).tables(schema),
        report=part(report, 0.0, 0.4),
    )
    looks = _looks(table, target, wanted, previous, report=part(report, 0.4, 1.0))
    issues = [issue for look in looks.values() for issue in look.issues]
    for proposal in TABLE_PROPOSALS:
        issues.extend(proposal(table, wanted))
    invalid = _masks(verdict, len(table))
    return SchemaAnalysis(
        table=table,
        report=verdict,
        problems=(
            *verdict_problems(verdict),
            *unfixable(issues, table),
            *remarks(verdict),
        ),
        proposals=tuple(sorted(_proposals(issues), key=_rank)),
        invalid=invalid,
        shares=_shares(table, invalid),
        looks=looks,
    )


def _looks(
    table: Table,
    target: Target,
    wanted: Schema | None,
    previous: SchemaAnalysis | None,
    *,
    report: Report,
) -> dict[str, Look]:
    """What can be corrected in each field, towards what the user decided about it."""
    kept = previous if previous is not None and _same_rows(previous.table, table) else None
    looks = {}
    for n, name in enumerate(table.names):
        report(n / len(table.names), "")
        schema = wanted if wanted is not None else table.schema if name in target.defined else None
        known = schema is not None and name in schema
        towards = repr(schema[name].to_descriptor()) if schema is not None and known else ""
        old = kept.looks.get(name) if kept is not None else None
        if (
            kept is not None
            and old is not None
            and old.towards == towards
            and is_same_memory(kept.table.column(name), table.column(name))
        ):
            looks[name] = old
            continue
        view = FieldView(table, name, schema)
        issues = tuple(issue for proposal in FIELD_PROPOSALS for issue in proposal(view))
        looks[name] = Look(towards=towards, issues=issues)
    return looks


def _same_rows(a: Table, b: Table) -> bool:
    return np.array_equal(a.source_rows, b.source_rows) and np.array_equal(a.marks, b.marks)


def _proposals(issues: Sequence[Issue]) -> Iterator[Proposal]:
    names = [issue for issue in issues if issue.code == "name-form"]
    for issue in issues:
        if issue.code != "name-form" or len(names) == 1:
            for fix in issue.fixes:
                yield _proposal(issue, fix)
    if len(names) > 1:
        yield _names_together(names)


def _rank(proposal: Proposal) -> tuple[bool, bool]:
    """What is safe first, what is optional last; within that, in the order of the fields."""
    return proposal.is_optional, not proposal.is_safe


def _proposal(issue: Issue, fix: Fix) -> Proposal:
    unit: Unit = "rows" if issue.code in ROW_CODES else "cells"
    count = issue.count if unit == "rows" else fix.cells
    if issue.code in FIELD_CODES:
        unit, count = "fields", max(issue.count, 1)
    return Proposal(
        operations=(fix.operation,),
        sentence=fix.operation.sentence(),
        reason=issue_message(issue),
        field=issue.field,
        count=count,
        unit=unit,
        rows=tuple(row for row in issue.rows if row != NO_SOURCE_ROW),
        samples=fix.samples,
        is_safe=fix.is_safe,
        is_optional=issue.severity is Severity.NOTE,
    )


def _names_together(names: Sequence[Issue]) -> Proposal:
    """Names of all fields in one proposal: a card for each would be a wall of cards."""
    fixes = [fix for issue in names for fix in issue.fixes]
    n = len(fixes)
    sentence = ngettext(
        "Simplify the name of {n} field", "Simplify the names of {n} fields", n
    ).format(n=n)
    return Proposal(
        operations=tuple(fix.operation for fix in fixes),
        sentence=sentence,
        reason=issue_message(names[0]),
        count=n,
        unit="fields",
        samples=tuple(sample for fix in fixes for sample in fix.samples),
        is_optional=True,
    )


def _masks(verdict: ValidationReport, rows: int) -> dict[str, BoolArray]:
    masks: dict[str, BoolArray] = {}
    for group in verdict.groups:
        if group.column:
            mask = masks.setdefault(group.column, np.zeros(rows, dtype=np.bool_))
            mask[group.positions] = True
    return masks


def _shares(table: Table, invalid: Mapping[str, BoolArray]) -> dict[str, Shares]:
    records = max(table.record_count, 1)
    everything = table.record_count == len(table)
    shares = {}
    for name in table.names:
        empty = np.asarray(pc.equal(table.column(name), "").to_numpy(), dtype=np.bool_)
        if not everything:
            empty &= table.is_record
        bad = invalid.get(name)
        shares[name] = Shares(
            invalid=0.0 if bad is None else float(np.count_nonzero(bad)) / records,
            empty=float(np.count_nonzero(empty)) / records,
        )
    return shares


def touched_cells(
    table: Table, operations: Sequence[Operation], *, report: Report = silent
) -> dict[str, BoolArray]:
    """Which cells operations would change, by present field.

    Removed rows count as changed in every field, removed fields in every row; another name for a
    field changes no cell. Raises what the operations raise.
    """
    report(0.0, "")
    after = table
    for op in operations:
        after = op.apply(after)
    found = difference(table, after, operations)
    report(0.7, "")
    masks: dict[str, BoolArray] = {}
    kept = found.source_positions
    for public, origin in found.lineage.items():
        mask = found.changed.get(public)
        if origin is not None and mask is not None:
            whole = np.zeros(len(table), dtype=np.bool_)
            whole[kept[mask]] = True
            masks[origin] = whole
    if len(found.removed_rows):
        gone = np.zeros(len(table), dtype=np.bool_)
        gone[found.removed_rows] = True
        masks = {name: masks.get(name, False) | gone for name in table.names}
    for name in found.summary.fields_removed:
        masks[name] = np.ones(len(table), dtype=np.bool_)
    return masks
