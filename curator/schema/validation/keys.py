"""Rules that span rows: unique fields and keys, primary keys, foreign keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from curator.schema.distinct import BoolArray, Distinct
from curator.schema.model import ForeignKey, Schema
from curator.schema.types.base import read_values, reader_of
from curator.schema.validation.cells import NO_REPEAT, NO_VALUE, dense, read_column, value_codes
from curator.schema.validation.header import HeaderMatch, Pair
from curator.schema.validation.report import ErrorGroup, ErrorItem
from curator.table import Table

UNCHECKED = "unchecked"
"""Rule of the warning for a foreign key whose table is not at hand."""

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class KeyContext:
    """What the rules look at: the table, its pairs, and which rows count."""

    table: Table
    schema: Schema
    header: HeaderMatch
    counted: BoolArray

    def codes(self, pair: Pair) -> Codes:
        """A number per row, the same where the values are; ``NO_VALUE`` where there is none."""
        missing = self.missing_values(pair)
        codes = value_codes(self.table, pair.column, pair.field, missing)
        return codes.astype(np.int64)

    def missing_values(self, pair: Pair) -> tuple[str, ...]:
        """The texts that mean “no value” in a column."""
        own = pair.field.missing_values
        return self.schema.missing_values if own is None else own

    def pairs(self, names: Sequence[str]) -> list[Pair] | None:
        """The pairs of these fields; None when the table lacks one."""
        found = [self.header.column_of(name) for name in names]
        present = [pair for pair in found if pair is not None]
        return present if len(present) == len(names) else None


def unique_errors(context: KeyContext) -> list[ErrorGroup]:
    """Fields with ``unique``: a value that an earlier row has already."""
    groups = []
    for pair in context.header.pairs:
        if not pair.field.constraints.get("unique"):
            continue
        codes = context.codes(pair)
        positions, others = _repeats(codes, context.counted & (codes >= 0))
        if len(positions):
            groups.append(
                ErrorGroup(
                    type="unique-error",
                    positions=positions,
                    column=pair.column,
                    field_name=pair.field.name,
                    field_number=pair.number,
                    rule="unique",
                    others=context.table.source_rows[others],
                )
            )
    return groups


def primary_key_errors(context: KeyContext) -> list[ErrorGroup]:
    """Primary key: no value at all, or the values of an earlier row."""
    pairs = context.pairs(context.schema.primary_key)
    if not pairs:
        return []
    codes = [context.codes(pair) for pair in pairs]
    empty = np.logical_and.reduce([c == NO_VALUE for c in codes])
    alone = np.logical_or.reduce([c == NO_REPEAT for c in codes])
    combined = _combined(codes)
    positions, others = _repeats(combined, context.counted & ~(empty | alone))
    names = {"fields": ", ".join(context.schema.primary_key)}
    groups = [
        ErrorGroup(
            type="primary-key",
            positions=np.flatnonzero(empty & context.counted),
            rule="required",
            parameters=names,
        ),
        ErrorGroup(
            type="primary-key",
            positions=positions,
            rule="unique",
            others=context.table.source_rows[others],
            parameters=names,
        ),
    ]
    return [group for group in groups if len(group)]


def unique_key_errors(context: KeyContext) -> list[ErrorGroup]:
    """``uniqueKeys``: as SQL reads UNIQUE, a row that lacks one of the values repeats nothing."""
    groups = []
    for key in context.schema.unique_keys:
        pairs = context.pairs(key)
        if not pairs:
            continue
        codes = [context.codes(pair) for pair in pairs]
        complete = np.logical_and.reduce([c >= 0 for c in codes])
        positions, others = _repeats(_combined(codes), context.counted & complete)
        if len(positions):
            groups.append(
                ErrorGroup(
                    type="unique-error",
                    positions=positions,
                    column=pairs[0].column,
                    field_name=pairs[0].field.name,
                    field_number=pairs[0].number,
                    rule="uniqueKeys",
                    others=context.table.source_rows[others],
                    parameters={"fields": ", ".join(key)},
                )
            )
    return groups


def foreign_key_errors(
    context: KeyContext, references: Mapping[str, Table]
) -> tuple[list[ErrorGroup], list[ErrorItem]]:
    """Foreign keys: values that the referenced table does not have.

    What cannot be checked, since nobody gave that table or it lacks a field, is a warning.
    """
    groups: list[ErrorGroup] = []
    warnings: list[ErrorItem] = []
    for key in context.schema.foreign_keys:
        pairs = context.pairs(key.fields)
        if not pairs:
            continue
        reference = references.get(key.resource) if key.resource else context.table.records()
        parameters = {"fields": ", ".join(key.fields), "resource": key.resource}
        if reference is None or not set(key.reference_fields) <= set(reference.names):
            warnings.append(ErrorItem(type="foreign-key", rule=UNCHECKED, parameters=parameters))
            continue
        positions = _unknown(context, pairs, key, reference)
        if len(positions):
            groups.append(
                ErrorGroup(type="foreign-key", positions=positions, parameters=parameters)
            )
    return groups, warnings


def _unknown(
    context: KeyContext, pairs: Sequence[Pair], key: ForeignKey, reference: Table
) -> npt.NDArray[np.int64]:
    """Rows whose key is in no row of the referenced table."""
    known = set(
        zip(
            *(
                _reference_values(context, p, reference, name)
                for p, name in zip(pairs, key.reference_fields, strict=True)
            ),
            strict=True,
        )
    )
    codes = _combined([context.codes(pair) for pair in pairs])
    first, inverse = np.unique(codes, return_index=True, return_inverse=True)[1:]
    columns = []
    for pair in pairs:
        read = read_column(context.table, pair.column, pair.field, context.missing_values(pair))
        objects = read.values.as_objects(read.reader)
        columns.append([objects[n] for n in read.distinct.indices[first]])
    failing = np.array(
        [
            any(v is not None for v in values) and values not in known
            for values in zip(*columns, strict=True)
        ],
        dtype=bool,
    )
    if not len(failing):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(failing[inverse] & context.counted)


def _reference_values(context: KeyContext, pair: Pair, reference: Table, name: str) -> list[Any]:
    """A column of the referenced table, read as the referring field is."""
    distinct = Distinct.of(reference.column(name))
    missing = np.isin(
        np.array(distinct.texts.to_pylist(), dtype=object), context.missing_values(pair)
    )
    reader = reader_of(pair.field)
    objects = read_values(reader, distinct.texts, missing).as_objects(reader)
    return [objects[n] for n in distinct.indices.tolist()]


def _combined(codes: Sequence[Codes]) -> Codes:
    """Several numbers per row as one; equal where all of them are."""
    combined, *others = (np.maximum(c, NO_VALUE) for c in codes)
    for other in others:
        combined = combined * (int(other.max(initial=0)) + 2) + (other + 1)
        combined = dense(combined).astype(np.int64)
    return combined


def _repeats(
    codes: Codes, counted: BoolArray
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Rows that repeat an earlier one, and the last row before each that is the same.

    ``codes`` of counted rows are small whole numbers from 0.
    """
    rows = np.flatnonzero(counted)
    present = codes[rows]
    none = np.empty(0, dtype=np.int64)
    if not len(present):
        return none, none
    again = np.bincount(present)[present] > 1
    if not again.any():
        return none, none
    rows, present = rows[again], present[again]
    order = np.argsort(present, kind="stable")
    same = present[order][1:] == present[order][:-1]
    later, earlier = rows[order[1:][same]], rows[order[:-1][same]]
    ascending = np.argsort(later)
    return later[ascending], earlier[ascending]
