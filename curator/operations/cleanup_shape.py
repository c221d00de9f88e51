"""Clean-up of the shape of a table: split and merge fields, wide to long and back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import FieldNotFound, OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.distinct import Distinct
from curator.schema.expressions import Expression, NotAnExpression
from curator.schema.model import Field, Schema
from curator.table import NO_SOURCE_ROW, RowMark, Table


def _refuse_taken(table: Table, name: str, sentence: str) -> None:
    if not name.strip():
        raise OperationError(operation=sentence, reason=_("a name is needed"))
    if name in table.schema:
        reason = _("another field has that name already")
        raise OperationError(operation=sentence, reason=reason, field=name)


@operation("field-split")
class SplitField:
    """Split the texts of a field into new fields that stand after it.

    ``separator`` is plain text, or a regular expression with ``regex``. The last new field takes
    whatever is left; missing pieces are empty.
    """

    type: ClassVar[str]
    field: str
    separator: str
    into: tuple[str, ...]
    regex: bool = False
    keep: bool = True

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        for name in self.into:
            _refuse_taken(table, name, self.sentence())
        distinct = Distinct.of(column)
        pieces = self._pieces(distinct.texts)
        position = table.names.index(self.field) + 1
        for n, name in enumerate(self.into):
            texts = [(p[n] or "").strip() if n < len(p) else "" for p in pieces]
            made = distinct.column(pa.array(texts, type=pa.string()))
            table = table.inserting(position + n, Field(name=name), made)
        return table if self.keep else table.without(self.field)

    def _pieces(self, texts: pa.Array) -> list[list[str]]:
        expression, most = self._expression(), len(self.into) - 1
        if not most:  # no most is no bound to Arrow
            return [[text] for text in texts.to_pylist()]
        try:
            return expression.split(texts, most)
        except NotAnExpression as error:
            raise OperationError(operation=self.sentence(), reason=str(error)) from None

    def _expression(self) -> Expression:
        if not self.into or len(set(self.into)) < len(self.into):
            reason = _("the new fields need names of their own")
            raise OperationError(operation=self.sentence(), reason=reason)
        source = self.separator if self.regex else re.escape(self.separator)
        try:
            expression = Expression(source)
        except NotAnExpression as error:
            raise OperationError(operation=self.sentence(), reason=str(error)) from None
        if not self.separator or expression.groups:
            reason = _("a separator without groups is needed")
            raise OperationError(operation=self.sentence(), reason=reason)
        return expression

    def sentence(self) -> str:
        return _("Split “{field}”").format(field=self.field)


@operation("field-merge")
class MergeFields:
    """Join the texts of several fields into one, leaving empty ones out."""

    type: ClassVar[str]
    fields: tuple[str, ...]
    into: str
    separator: str = " "
    keep: bool = False

    def apply(self, table: Table) -> Table:
        if len(self.fields) < 2:
            reason = _("at least two fields are needed")
            raise OperationError(operation=self.sentence(), reason=reason)
        if self.into not in self.fields or self.keep:
            _refuse_taken(table, self.into, self.sentence())
        columns = [table.column(name) for name in self.fields]
        filled = [pc.if_else(pc.equal(column, ""), None, column) for column in columns]
        joined = pc.binary_join_element_wise(*filled, self.separator, null_handling="skip")
        position = min(table.names.index(name) for name in self.fields)
        if self.keep:
            return table.inserting(position, Field(name=self.into), joined)
        # Under a name of its own until the old fields are gone: it may take one of theirs.
        beside = "\n".join(table.names)
        merged = table.inserting(position, Field(name=beside), joined).without(*self.fields)
        return merged.renaming(beside, self.into)

    def sentence(self) -> str:
        return _("Merge {fields} into “{into}”").format(
            fields=", ".join(self.fields), into=self.into
        )


@operation("table-unpivot")
class Unpivot:
    """Wide to long: one row per record and field of ``fields`` (years side by side, say).

    ``key`` takes the field's name (its year, where all names end in one), ``value`` the cell.
    Rows that are not records are left out, and so are empty cells unless ``keep_empty``.
    """

    type: ClassVar[str]
    fields: tuple[str, ...]
    key: str
    value: str
    keep_empty: bool = False

    def apply(self, table: Table) -> Table:
        for name in self.fields:
            if name not in table.schema:
                raise FieldNotFound(field=name)
        rest = [name for name in table.names if name not in self.fields]
        kept = table.selecting(rest)
        for name in (self.key, self.value):
            _refuse_taken(kept, name, self.sentence())
        if not self.fields or self.key == self.value:
            reason = _("fields to turn into rows and two names are needed")
            raise OperationError(operation=self.sentence(), reason=reason)
        return self._long(table, rest)

    def _long(self, table: Table, rest: list[str]) -> Table:
        rows = np.flatnonzero(table.is_record)
        width = len(self.fields)
        order = np.repeat(rows, width)
        names = [_year_or_name(name, self.fields) for name in self.fields]
        keys = pa.array(names * len(rows), type=pa.string())
        # Cells record by record: take from the columns laid end to end.
        ends = pa.chunked_array(
            [c for name in self.fields for c in table.column(name).chunks], type=pa.string()
        )
        steps = np.tile(np.arange(width) * len(table), len(rows))
        values = ends.take(pa.array(order + steps))
        fields = (
            *(table.schema[name] for name in rest),
            Field(name=self.key),
            Field(name=self.value),
        )
        columns = [table.column(name).take(pa.array(order)) for name in rest]
        long = Table(
            data=pa.table([*columns, keys, values], names=[f.name for f in fields]),
            schema=replace(
                table.schema, fields=fields, primary_key=(), unique_keys=(), foreign_keys=()
            ),
            source_rows=np.full(len(order), NO_SOURCE_ROW, dtype=np.int32),
            marks=np.full(len(order), RowMark.RECORD, dtype=np.uint8),
            digest=table.digest,
        )
        if self.keep_empty:
            return long
        return long.filter_rows(pc.not_equal(long.column(self.value), "").to_numpy())

    def sentence(self) -> str:
        return _("Turn {n} fields into rows").format(n=len(self.fields))


def _year_or_name(name: str, fields: tuple[str, ...]) -> str:
    """The year at the end of the name where every name has one, else the name."""
    ends = [re.search(r"(?:19|20)\d{2}$", field) for field in fields]
    return name[-4:] if all(ends) else name


@operation("table-pivot")
class Pivot:
    """Long to wide: one field per value of ``key``, filled with the cells of ``value``.

    Records alike in every other field become one row; where two of them have the same key the
    operation is refused, since a cell would be lost.
    """

    type: ClassVar[str]
    key: str
    value: str

    def apply(self, table: Table) -> Table:
        records = table.records()
        rest = [name for name in table.names if name not in (self.key, self.value)]
        keys, values = records.column(self.key), records.column(self.value)
        if self.key == self.value:
            reason = _("two different fields are needed")
            raise OperationError(operation=self.sentence(), reason=reason)
        distinct = Distinct.of(keys)
        groups, firsts = _groups(records, rest)
        self._refuse_repeats(groups, distinct, records)
        schema = Schema(fields=tuple(table.schema[name] for name in rest))
        wide = Table(
            data=records.data.select(rest).take(pa.array(firsts)),
            schema=schema,
            source_rows=np.full(len(firsts), NO_SOURCE_ROW, dtype=np.int32),
            marks=np.zeros(len(firsts), dtype=np.uint8),
            digest=table.digest,
        )
        for n, name in enumerate(distinct.texts.to_pylist()):
            _refuse_taken(wide, name, self.sentence())
            where = np.full(len(firsts), -1, dtype=np.int64)
            chosen = np.flatnonzero(distinct.indices == n)
            where[groups[chosen]] = chosen
            picked = values.take(pa.array(where, mask=where < 0))
            wide = wide.inserting(len(wide.names), Field(name=name), pc.fill_null(picked, ""))
        return wide

    def _refuse_repeats(self, groups: np.ndarray, distinct: Distinct, records: Table) -> None:
        pairs = groups.astype(np.int64) * (len(distinct) + 1) + distinct.indices
        _unique, first = np.unique(pairs, return_index=True)
        if len(first) < len(pairs):
            again = np.setdiff1d(np.arange(len(pairs)), first)[0]
            reason = _("row {row} has the same key as another one").format(
                row=int(records.source_rows[again])
            )
            raise OperationError(operation=self.sentence(), reason=reason, field=self.key)

    def sentence(self) -> str:
        return _("Turn the values of “{field}” into fields").format(field=self.key)


def _groups(records: Table, names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """For every record the number of its group of alike ones, and each group's first record."""
    combined = np.zeros(len(records), dtype=np.int64)
    for name in names:
        distinct = Distinct.of(records.column(name))
        combined = combined * (len(distinct) + 1) + distinct.indices
        combined = np.unique(combined, return_inverse=True)[1]
    _values, firsts, inverse = np.unique(combined, return_index=True, return_inverse=True)
    order = np.argsort(firsts)  # groups in order of first appearance
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    return rank[inverse], firsts[order]


@operation("field-copy")
class CopyField:
    """Copy a field under another name, after it."""

    type: ClassVar[str]
    field: str
    to: str

    def apply(self, table: Table) -> Table:
        column = table.column(self.field)
        _refuse_taken(table, self.to, self.sentence())
        position = table.names.index(self.field) + 1
        return table.inserting(position, replace(table.schema[self.field], name=self.to), column)

    def sentence(self) -> str:
        return _("Copy “{field}” to “{to}”").format(field=self.field, to=self.to)
