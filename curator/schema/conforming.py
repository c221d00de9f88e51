"""Turn a table into what a schema asks for, as operations: rename, split, merge, add, order.

The cells are converted afterwards by the fixes that the schema calls for (``fixes``).
"""

from __future__ import annotations

from collections.abc import Iterator

from curator.operations.base import Operation
from curator.operations.structure import AddField, ApplySchema, OrderFields, RenameField
from curator.schema.fixes import apply_safe_fixes
from curator.schema.matching import SchemaMatch, match_fields
from curator.schema.model import Schema
from curator.schema.reshaping import reshaping
from curator.table import Table


def conform_operations(table: Table, match: SchemaMatch) -> tuple[Operation, ...]:
    """The operations that give the table the schema's fields, in order; no cell is converted.

    Columns that the schema does not know stay, after the others. Required fields that are missing
    are not made up: validation names them.
    """
    made: list[Operation] = []
    for op in _steps(table, match):
        table = op.apply(table)
        made.append(op)
    return tuple(made)


def conform(table: Table, schema: Schema) -> tuple[Table, tuple[Operation, ...]]:
    """Match, reshape and convert what needs no decision; and every operation it took."""
    operations: list[Operation] = []
    for op in conform_operations(table, match_fields(table, schema)):
        table = op.apply(table)
        operations.append(op)
    table, applied = apply_safe_fixes(table, schema)
    return table, (*operations, *(done.operation for done in applied))


def _steps(table: Table, match: SchemaMatch) -> Iterator[Operation]:
    names = list(table.names)
    for rename in _renames(names, match):
        yield rename
        names[names.index(rename.field)] = rename.to
    shaped: list[str] = []
    # Columns left over keep their names and cells, so what was matched still describes them.
    for op, makes in reshaping(table, match):
        yield op
        shaped += makes
    present = set(match.columns) | set(shaped)
    for name in match.missing_optional:
        if name not in present and name not in names:
            yield AddField(field=name)
            present.add(name)
    yield OrderFields(fields=tuple(f.name for f in match.schema if f.name in present))
    yield ApplySchema(schema=match.schema.to_descriptor())


def _renames(names: list[str], match: SchemaMatch) -> Iterator[RenameField]:
    """Renames in an order that never meets a name that is still taken; swaps go by a detour.

    A column that stands for nothing makes way where it has the name of a field.
    """
    pending = {column: field for field, column in match.columns.items() if column != field}
    current = list(names)
    for column in match.extra:
        if column in pending.values():
            to = _detour(column, current)
            yield RenameField(field=column, to=to)
            current[current.index(column)] = to
    while pending:
        free = [column for column, to in pending.items() if to not in current]
        if free:
            column, to = free[0], pending.pop(free[0])
        else:
            column = next(iter(pending))
            goal = pending.pop(column)
            to = _detour(column, current)
            pending[to] = goal
        yield RenameField(field=column, to=to)
        current[current.index(column)] = to


def _detour(column: str, taken: list[str]) -> str:
    number = 2
    while f"{column}_{number}" in taken:
        number += 1
    return f"{column}_{number}"
