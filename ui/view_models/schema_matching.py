"""Published schemas that a table looks like, and the steps that make it follow one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from curator.operations import Operation
from curator.operations.structure import SuppressField
from curator.progress import Report, part, silent
from curator.schema.conforming import conform_operations
from curator.schema.fixes import apply_safe_fixes
from curator.schema.matching import SchemaMatch, match_fields, suggest_schemas
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table

MOST_SUGGESTIONS = 5

SAMPLES = 3
"""Values of a column that are shown beside it."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A published schema and how well it fits: ``recognised`` of the table's ``fields``."""

    name: str
    title: str
    schema: Schema
    recognised: int
    fields: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Proposal:
    """How a table would follow a schema: to be looked at, and corrected, before it is applied."""

    table: Table
    schema: Schema
    match: SchemaMatch
    samples: dict[str, tuple[str, ...]]
    """Some values of each column, by its name."""

    @property
    def title(self) -> str:
        """What the schema is called."""
        return self.schema.title or self.schema.name


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """What following a schema takes. ``steps`` are sentences with how many cells each changes
    (0: it changes none); ``problems`` counts what would be left to correct afterwards,
    ``missing`` names the required fields that would not be there."""

    operations: tuple[Operation, ...]
    steps: tuple[tuple[str, int], ...]
    problems: int
    missing: tuple[str, ...]


def suggested(table: Table, *, report: Report = silent) -> tuple[Suggestion, ...]:
    """The published schemas that fit a table, the best first."""
    report(0.0, "")
    return tuple(
        Suggestion(
            name=found.entry.name,
            title=f"{found.entry.title or found.entry.name} {found.entry.version}".strip(),
            schema=found.entry.schema,
            recognised=len(found.match.columns),
            fields=len(table.names),
        )
        for found in suggest_schemas(table, limit=MOST_SUGGESTIONS)
    )


def proposed(table: Table, schema: Schema, name: str, *, report: Report = silent) -> Proposal:
    """Match a table to a schema; ``name`` stands in where the schema has none."""
    report(0.0, "")
    if not (schema.title or schema.name):
        schema = replace(schema, name=name)
    return Proposal(
        table=table,
        schema=schema,
        match=match_fields(table, schema),
        samples={name: _some_values(table, name) for name in table.names},
    )


def _some_values(table: Table, name: str) -> tuple[str, ...]:
    texts = table.records().column(name).slice(0, 500).to_pylist()
    return tuple(dict.fromkeys(text for text in texts if text.strip()))[:SAMPLES]


def planned(
    table: Table,
    match: SchemaMatch,
    *,
    is_converting: bool = True,
    is_dropping: bool = False,
    report: Report = silent,
) -> Plan:
    """The steps that make a table follow a schema as ``match`` says.

    ``is_converting``: also write the cells as the schema wants them, where each text has one
    reading. ``is_dropping``: also remove the columns that the schema does not know.
    """
    report(0.0, "")
    operations: list[Operation] = list(conform_operations(table, match))
    steps = [(op.sentence(), 0) for op in operations]
    result = table
    for op in operations:
        result = op.apply(result)
    if is_dropping:
        for name in [name for name in result.names if name not in match.schema]:
            operations.append(SuppressField(field=name))
            steps.append((operations[-1].sentence(), 0))
            result = result.without(name)
    report(0.3, "")
    if is_converting:
        result, applied = apply_safe_fixes(result, match.schema)
        operations += [one.operation for one in applied]
        steps += [(one.operation.sentence(), one.cells) for one in applied]
    verdict = validate(result, match.schema, limit=0, report=part(report, 0.6, 1.0))
    missing = (name for name in match.missing_required if name not in result.names)
    return Plan(
        operations=tuple(operations),
        steps=tuple(steps),
        problems=verdict.error_count,
        missing=tuple(missing),
    )
