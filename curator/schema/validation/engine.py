"""Hold a table against a schema: header, cells, keys, then the checks the schema asks for.

Only records are validated. Rows that are marked as something else (totals, notes, group headings,
repeated headers) are not data: they are named in the warnings, since publishing them would be a
mistake, and inference leaves them out in the same way. So a schema that was inferred from a
table validates it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np

from curator.progress import Report, silent
from curator.schema.distinct import BoolArray
from curator.schema.model import Field, Schema
from curator.schema.types.base import reader_of
from curator.schema.validation import keys
from curator.schema.validation.cells import ColumnVerdict, column_verdict
from curator.schema.validation.constraints import unsupported_constraints
from curator.schema.validation.header import HeaderMatch, Pair, match_header
from curator.schema.validation.report import ErrorGroup, ErrorItem, ValidationReport
from curator.table import RowMark, Table

_WORTH_THREADS = 20_000
"""Rows from which columns are worked on side by side."""

NOT_A_RECORD = "not-a-record"
"""Type of the warning for a row that is marked and therefore not validated."""


def validate(
    table: Table,
    schema: Schema | None = None,
    *,
    limit: int | None = None,
    references: Mapping[str, Table] | None = None,
    blank_rows: Sequence[int] = (),
    report: Report = silent,
) -> ValidationReport:
    """The verdict on ``table``; without a schema, on its structure only.

    ``references`` are the tables that foreign keys point to, by resource name; ``blank_rows``
    the numbers of the source's blank rows, which the table leaves out (``blank_rows_of``);
    ``limit`` bounds the details kept in ``errors``, never the counts. Raises ``SchemaError`` when
    the schema contradicts itself.
    """
    header = match_header(table.names, schema or _anything(table))
    schema = schema or _anything(table)
    verdicts = _column_verdicts(table, schema, header, report)
    counted = table.is_record
    blank = _blank(verdicts, counted)
    context = keys.KeyContext(table, schema, header, counted)
    groups = _cell_groups(header, verdicts, counted & ~blank)
    tolerated: list[ErrorItem] = []
    if schema.skips_blank_rows:
        tolerated = _blank_warnings(table, blank, blank_rows)
        blank_rows = ()
    elif blank.any():
        groups.append(ErrorGroup(type="blank-row", positions=np.flatnonzero(blank)))
    groups += keys.unique_errors(context)
    groups += keys.primary_key_errors(context)
    foreign, unchecked = keys.foreign_key_errors(context, references or {})
    groups += foreign
    groups += keys.unique_key_errors(context)
    # Checks are made of the parts of this package, so they can only be imported once it exists.
    from curator.schema.validation.custom import run_checks

    checked, whole, unknown = run_checks(context)
    groups += checked
    report(1.0, "")
    return ValidationReport(
        table=table,
        rows=len(table),
        header=(*header.errors, *whole),
        groups=tuple(groups),
        blank_rows=tuple(blank_rows),
        warnings=(
            *header.warnings,
            *unchecked,
            *_rule_warnings(header),
            *unknown,
            *tolerated,
            *_mark_warnings(table),
        ),
        limit=limit,
    )


def _column_verdicts(
    table: Table, schema: Schema, header: HeaderMatch, report: Report
) -> list[ColumnVerdict]:
    """The verdict on every column; those of a large table side by side (Arrow frees the lock)."""

    def verdict(pair: Pair) -> ColumnVerdict:
        return column_verdict(table, pair.column, pair.field, _missing(schema, pair))

    total = len(header.pairs) + 1
    verdicts: list[ColumnVerdict] = []
    if len(table) < _WORTH_THREADS:
        for pair in header.pairs:
            report(len(verdicts) / total, "")
            verdicts.append(verdict(pair))
        return verdicts
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        futures = [pool.submit(verdict, pair) for pair in header.pairs]
        try:
            for future in futures:
                report(len(verdicts) / total, "")
                verdicts.append(future.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return verdicts


def blank_rows_of(table: Table, first_row: int | None = None) -> tuple[int, ...]:
    """Numbers of the blank rows that reading left out of a table, the very last ones excepted.

    ``table`` is as read: an operation that removes or sorts rows makes gaps of its own.
    ``first_row`` numbers the first row after the header (default: the first row of the table).
    """
    if not len(table):
        return ()
    rows = table.source_rows
    start = int(rows[0]) if first_row is None else first_row
    everything = np.arange(start, int(rows[-1]) + 1)
    return tuple(np.setdiff1d(everything, rows).tolist())


def _anything(table: Table) -> Schema:
    """A schema that only structure can break."""
    fields = tuple(replace(f, type="any", constraints={}, options={}) for f in table.schema)
    return Schema(fields=fields)


def _missing(schema: Schema, pair: Pair) -> tuple[str, ...]:
    own = pair.field.missing_values
    return schema.missing_values if own is None else own


def _blank(verdicts: Sequence[ColumnVerdict], counted: BoolArray) -> BoolArray:
    """Records without a single value (and without a text that is of the wrong type)."""
    blank = counted.copy()
    for verdict in verdicts:
        if verdict.missing is None:
            return np.zeros(len(counted), dtype=bool)
        blank &= verdict.missing
        if not blank.any():
            break
    return blank if verdicts else np.zeros(len(counted), dtype=bool)


def _cell_groups(
    header: HeaderMatch, verdicts: Sequence[ColumnVerdict], counted: BoolArray
) -> list[ErrorGroup]:
    groups = []
    everything = bool(counted.all())
    for pair, verdict in zip(header.pairs, verdicts, strict=True):
        for rule, found in verdict.broken.items():
            positions = found if everything else found[counted[found]]
            if len(positions):
                groups.append(_cell_group(pair, rule, positions))
    return groups


def _cell_group(pair: Pair, rule: str, positions: np.ndarray) -> ErrorGroup:
    is_type = rule == "type"
    field = pair.field
    value = field.options.get(rule) if rule == "categories" else field.constraints.get(rule)
    if value is None and isinstance(item := field.options.get("arrayItem"), Mapping):
        value = (item.get("constraints") or {}).get(rule)
    return ErrorGroup(
        type="type-error" if is_type else "constraint-error",
        positions=positions,
        column=pair.column,
        field_name=field.name,
        field_number=pair.number,
        rule=rule,
        parameters=_type_parameters(field)
        if is_type
        else {"value": value, "example": field.example},
    )


def _type_parameters(field: Field) -> dict[str, Any]:
    """What a message needs to say what was expected."""
    item = field.options.get("arrayItem") if field.type == "array" else None
    return {
        "type": field.type,
        "format": field.format,
        "options": dict(field.options),
        "item": str(item.get("type", "")) if isinstance(item, Mapping) else "",
    }


def _rule_warnings(header: HeaderMatch) -> list[ErrorItem]:
    """Constraints that mean nothing for their field and were not applied."""
    return [
        ErrorItem(
            type="field-error",
            field_number=pair.number,
            field_name=pair.field.name,
            rule=rule,
            parameters={"type": pair.field.type},
        )
        for pair in header.pairs
        for rule in unsupported_constraints(pair.field, reader_of(pair.field))
    ]


def _blank_warnings(table: Table, blank: BoolArray, blank_rows: Sequence[int]) -> list[ErrorItem]:
    """Blank rows that the schema tolerates."""
    numbers = sorted({*table.source_rows[blank].tolist(), *blank_rows})
    return [ErrorItem(type="blank-row", row_number=number) for number in numbers]


def _mark_warnings(table: Table) -> list[ErrorItem]:
    return [
        ErrorItem(
            type=NOT_A_RECORD,
            row_number=int(table.source_rows[position]),
            position=int(position),
            rule=RowMark(table.marks[position]).name.lower(),
        )
        for position in np.flatnonzero(~table.is_record)
    ]
