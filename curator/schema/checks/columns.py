"""Fields that depend on each other in a row: together or not at all, one of two, order, sum."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from curator.i18n import N_
from curator.schema.checks.base import CheckContext, Failure, row_check

_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "=": operator.eq,
    "<=": operator.le,
    "<": operator.lt,
}


def _names(parameters: Mapping[str, Any], key: str) -> list[str]:
    """A list of fields, which schemas also write as one text with separators."""
    value = parameters.get(key) or []
    if isinstance(value, str):
        return [name.strip() for name in value.replace(";", ",").split(",") if name.strip()]
    return [str(name) for name in value]


@row_check(
    "cohesive-columns-value",
    message=N_("{fields} go together: fill in all of them or none."),
    missing=N_("{fields} go together: the table lacks {missing}; add them, or remove the others."),
)
def cohesive(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
    """All filled or all empty in a row; all present or all absent in the table."""
    names = [str(parameters.get("column", "")), *_names(parameters, "othercolumns")]
    columns = [context.column(name) for name in names]
    present = [column for column in columns if column is not None]
    said = {"fields": ", ".join(names)}
    if not present:
        return
    if len(present) < len(columns):
        absent = [name for name, c in zip(names, columns, strict=True) if c is None]
        said["missing"] = ", ".join(absent)
        yield Failure(
            column=present[0].pair.column, positions=None, variant="missing", parameters=said
        )
        return
    filled = np.sum([column.filled for column in present], axis=0)
    positions = np.flatnonzero(context.counted & (filled > 0) & (filled < len(present)))
    if len(positions):
        yield Failure(column=present[0].pair.column, positions=positions, parameters=said)


@row_check(
    "one-of-required",
    message=N_("{fields}: at least one of the two must be filled in."),
    missing=N_("The table has neither {fields}: at least one of the two is needed."),
)
def one_of_required(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
    """At least one of two fields filled in every row; a missing one makes the other required."""
    first = str(parameters.get("column1") or parameters.get("column") or "")
    names = [first, str(parameters.get("column2") or "")]
    present = [c for c in map(context.column, names) if c is not None]
    said = {"fields": ", ".join(names)}
    if not present:
        yield Failure(column="", positions=None, variant="missing", parameters=said)
        return
    filled = np.any([column.filled for column in present], axis=0)
    positions = np.flatnonzero(context.counted & ~filled)
    if len(positions):
        yield Failure(column=present[0].pair.column, positions=positions, parameters=said)


@row_check(
    "compare-columns-value",
    message=N_("“{field}” must be {op} “{other}”: correct one of the two."),
    mixed=N_("“{field}” and “{other}” cannot be compared: give them the same kind of value."),
)
def compare(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
    """Numbers as numbers, texts by their letters, other types by their text; never mixed."""
    first = context.column(str(parameters.get("column", "")))
    second = context.column(str(parameters.get("column2", "")))
    op = str(parameters.get("op", ""))
    test = _COMPARISONS.get(op)
    if first is None or second is None or test is None:
        return
    rows = context.distinct_rows([first, second], context.counted & first.filled & second.filled)
    said = {"op": op, "other": second.pair.field.name}
    mixed = rows.failing(_are_comparable)
    wrong = rows.failing(lambda a, b: not _are_comparable(a, b) or _compared(test, a, b))
    for positions, variant in ((wrong, ""), (mixed, "mixed")):
        if len(positions):
            yield Failure(
                column=first.pair.column, positions=positions, variant=variant, parameters=said
            )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _are_comparable(first: Any, second: Any) -> bool:
    return (_is_number(first) and _is_number(second)) or type(first) is type(second)


def _compared(test: Callable[[Any, Any], bool], first: Any, second: Any) -> bool:
    if _is_number(first):
        return test(first, second)
    return test(str(first), str(second))


@row_check(
    "sum-columns-value",
    message=N_("“{field}” is not the sum of {others}: correct the total or one of its parts."),
)
def summed(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
    """A field that is the sum of others; skipped where any of them is empty."""
    total = context.column(str(parameters.get("column", "")))
    names = _names(parameters, "columns")
    parts = [context.column(name) for name in names]
    present = [part for part in parts if part is not None]
    if total is None or not present or len(present) < len(parts):
        return
    filled = np.all([column.filled for column in (total, *present)], axis=0)
    rows = context.distinct_rows([total, *present], context.counted & filled)
    positions = rows.failing(_is_sum)
    if len(positions):
        yield Failure(
            column=total.pair.column,
            positions=positions,
            parameters={"others": ", ".join(names)},
        )


def _is_sum(total: Any, *parts: Any) -> bool:
    try:
        return bool(Decimal(total) == sum(Decimal(part) for part in parts))
    except (ArithmeticError, TypeError, ValueError):
        return False
