"""Names of fields in the form in which published schemas write them."""

from __future__ import annotations

from collections.abc import Iterator

from curator.issues import Fix, Issue, Severity
from curator.operations.structure import RenameField
from curator.schema.model import Schema
from curator.schema.words import snake_case
from curator.table import Table


def propose_names(table: Table, schema: Schema | None) -> Iterator[Issue]:
    """snake_case, where no schema gives the names. Never a safe fix: a name is a choice."""
    if schema is not None:
        return
    taken = set(table.names)
    for name in table.names:
        wanted = snake_case(name)
        if not wanted or wanted == name:
            continue
        taken.discard(name)
        free = _free(wanted, taken)
        taken.add(free)
        fix = Fix(operation=RenameField(field=name, to=free), cells=0, samples=((name, free),))
        yield Issue(
            code="name-form",
            severity=Severity.NOTE,
            field=name,
            parameters={"to": free},
            fixes=(fix,),
        )


def _free(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}_{number}", number + 1
    return candidate
