"""The checks a schema asks for beyond the standard (``custom_checks``), as errors of the report."""

from __future__ import annotations

from curator.schema.checks import UNKNOWN_CHECK, asked_checks, run_check
from curator.schema.checks.base import CheckContext, Failure
from curator.schema.validation.keys import KeyContext
from curator.schema.validation.report import ErrorGroup, ErrorItem, Positions


def run_checks(
    context: KeyContext,
) -> tuple[list[ErrorGroup], list[ErrorItem], list[ErrorItem]]:
    """Errors in rows, errors of the table as a whole, and warnings of checks nobody knows.

    An error carries the name by which the schema asked for the check as its type.
    """
    groups: list[ErrorGroup] = []
    whole: list[ErrorItem] = []
    unknown: list[ErrorItem] = []
    checked = CheckContext(
        context.table,
        context.header.pairs,
        {pair.field.name: context.missing_values(pair) for pair in context.header.pairs},
        context.counted,
    )
    for name, parameters in asked_checks(context.schema):
        failures = run_check(name, parameters, checked)
        if failures is None:
            unknown.append(ErrorItem(type=UNKNOWN_CHECK, rule=name))
            continue
        for failure in failures:
            if failure.positions is None:
                said = failure.parameters
                whole.append(ErrorItem(type=name, rule=failure.variant, parameters=said))
            else:
                groups.append(_group(context, name, failure, failure.positions))
    return groups, whole, unknown


def _group(context: KeyContext, name: str, failure: Failure, positions: Positions) -> ErrorGroup:
    pair = next(p for p in context.header.pairs if p.column == failure.column)
    return ErrorGroup(
        type=name,
        positions=positions,
        column=pair.column,
        field_name=pair.field.name,
        field_number=pair.number,
        rule=failure.variant,
        parameters=failure.parameters,
    )
