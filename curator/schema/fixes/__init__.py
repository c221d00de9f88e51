"""Proposed corrections: what could be mended, by which operation, and how many cells it touches.

To add a proposal: a module with a function over a ``FieldView`` or a table, and its name in the
list below. A fix is *safe* when every text it touches has exactly one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow.compute as pc

from curator.issues import Fix, Issue
from curator.operations.base import Operation
from curator.schema.fixes.booleans import propose_booleans
from curator.schema.fixes.characters import propose_characters
from curator.schema.fixes.codes import propose_codes
from curator.schema.fixes.dates import propose_dates
from curator.schema.fixes.enums import propose_members, propose_similar
from curator.schema.fixes.forms import propose_forms
from curator.schema.fixes.names import propose_names
from curator.schema.fixes.numbers import propose_numbers
from curator.schema.fixes.places import propose_places
from curator.schema.fixes.rows import propose_fields, propose_rows
from curator.schema.fixes.spaces import propose_spaces
from curator.schema.fixes.view import FieldView
from curator.schema.model import Schema
from curator.table import Table

FIELD_PROPOSALS: tuple[Callable[[FieldView], Iterator[Issue]], ...] = (
    propose_characters,
    propose_spaces,
    propose_dates,
    propose_numbers,
    propose_booleans,
    propose_members,
    propose_similar,
    propose_codes,
    propose_forms,
    propose_places,
)

TABLE_PROPOSALS: tuple[Callable[[Table, Schema | None], Iterator[Issue]], ...] = (
    propose_rows,
    propose_fields,
    propose_names,
)

_THREADS = 2

_PASSES = 4
"""Fixes can uncover others (a trimmed date is a date); this many rounds see them all."""


def propose(table: Table, schema: Schema | None = None) -> tuple[Issue, ...]:
    """What could be mended in a table, given the schema it must follow (None: there is none)."""
    # Nearly all of it is Arrow’s work, which lets other threads run.
    with ThreadPoolExecutor(max_workers=_THREADS) as pool:
        found = pool.map(lambda name: list(_of_field(table, name, schema)), table.names)
        issues = [issue for of_field in found for issue in of_field]
    for proposal in TABLE_PROPOSALS:
        issues.extend(proposal(table, schema))
    return tuple(issues)


def _of_field(table: Table, name: str, schema: Schema | None) -> Iterator[Issue]:
    view = FieldView(table, name, schema)
    for proposal in FIELD_PROPOSALS:
        yield from proposal(view)


@dataclass(frozen=True, kw_only=True)
class Applied:
    """A fix that was applied; ``cells`` counts the cells it changed, ``samples`` are some of
    them, before and after."""

    operation: Operation
    cells: int
    samples: tuple[tuple[str, str], ...] = ()


def safe_fixes(table: Table, schema: Schema | None = None) -> tuple[Fix, ...]:
    """The fixes that can be applied without asking, one per kind and field."""
    return tuple(fix for issue in propose(table, schema) for fix in issue.fixes if fix.is_safe)


def apply_safe_fixes(
    table: Table, schema: Schema | None = None
) -> tuple[Table, tuple[Applied, ...]]:
    """The table after every safe fix, and what was applied, in order: one step per fix."""
    applied: list[Applied] = []
    pending = set(table.names)
    for _round in range(_PASSES):
        touched: set[str] = set()
        for name in [name for name in table.names if name in pending]:
            for issue in _of_field(table, name, schema):
                for fix in issue.fixes:
                    if not fix.is_safe:
                        continue
                    result = fix.operation.apply(table)
                    applied.append(
                        Applied(
                            operation=fix.operation,
                            cells=changed_cells(table, result, name),
                            samples=fix.samples,
                        )
                    )
                    table = result
                    touched.add(name)
                if name in touched:
                    break  # what the other proposals saw is no longer there: next round
        pending = touched
        if not pending:
            break
    return table, tuple(applied)


def changed_cells(before: Table, after: Table, field: str) -> int:
    """How many cells of a field differ between two tables of the same rows."""
    return int(pc.sum(pc.not_equal(before.column(field), after.column(field))).as_py() or 0)


__all__ = [
    "FIELD_PROPOSALS",
    "TABLE_PROPOSALS",
    "Applied",
    "FieldView",
    "apply_safe_fixes",
    "changed_cells",
    "propose",
    "safe_fixes",
]
