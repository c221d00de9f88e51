"""Published schemas that a table looks like, and the steps that make it follow one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curator.operations import Operation
from curator.progress import Report, silent
from curator.schema.conforming import conform_operations
from curator.schema.matching import match_fields, suggest_schemas
from curator.schema.model import Schema
from curator.table import Table

MOST_SUGGESTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A published schema and how well it fits: ``recognised`` of the table's ``fields``."""

    name: str
    title: str
    schema: Schema
    recognised: int
    fields: int


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


def conforming(
    table: Table, schema: Schema, name: str, *, report: Report = silent
) -> Sequence[Operation]:
    """The steps that give ``table`` the fields of a schema and lay it over them.

    ``name`` stands in where the schema has none.
    """
    report(0.0, "")
    if not (schema.title or schema.name):
        schema = replace(schema, name=name)
    return conform_operations(table, match_fields(table, schema))
