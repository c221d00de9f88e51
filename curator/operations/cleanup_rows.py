"""Clean-up of rows: keep those that fit a condition, put them in order."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.distinct import BoolArray, Distinct, as_mask, is_in, matches
from curator.schema.expressions import Expression, NotAnExpression
from curator.schema.french import figures, iso_date, iso_dates
from curator.schema.model import Field
from curator.table import Table

Condition = Literal[
    "equals",
    "in",
    "contains",
    "starts",
    "matches",
    "empty",
    "less",
    "at-most",
    "greater",
    "at-least",
]

_ORDERS = {
    "less": pc.less,
    "at-most": pc.less_equal,
    "greater": pc.greater,
    "at-least": pc.greater_equal,
}


@operation("row-filter")
class FilterRows:
    """Keep the records whose cell in a field fits a condition (``keep`` False: remove them).

    ``values`` are what the condition compares with. Orders compare numbers where the values are
    numbers, dates where they are dates, else texts. Rows that are not records stay.
    """

    type: ClassVar[str]
    field: str
    condition: Condition
    values: tuple[str, ...] = ()
    keep: bool = True

    def apply(self, table: Table) -> Table:
        distinct = Distinct.of(table.column(self.field))
        if self.condition != "empty" and not self.values:
            reason = _("a value to compare with is needed")
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        definition = table.schema[self.field]
        fits = (
            distinct.rows(self._fits(distinct.texts, definition))
            if len(distinct)
            else table.is_record
        )
        chosen = fits if self.keep else ~fits
        return table.filter_rows(chosen | ~table.is_record)

    def _fits(self, texts: pa.Array, definition: Field) -> BoolArray:
        if self.condition == "empty":
            return is_in(texts, ("",))
        if self.condition in ("equals", "in"):
            return is_in(texts, self.values)
        if self.condition in _ORDERS:
            return self._ordered(texts, definition)
        if self.condition == "matches":
            return self._matching(texts)
        found = np.zeros(len(texts), dtype=bool)
        for value in self.values:
            pattern = ("^" if self.condition == "starts" else "") + re.escape(value)
            found |= matches(texts, f"(?i){pattern}")
        return found

    def _matching(self, texts: pa.Array) -> BoolArray:
        try:
            return Expression(self.values[0]).found(texts)
        except NotAnExpression as error:
            raise OperationError(operation=self.sentence(), reason=str(error)) from None

    def _ordered(self, texts: pa.Array, definition: Field) -> BoolArray:
        # What the user typed is read as a person writes it, whatever the field is.
        typed = Field(name=self.field)
        bound, kind = sort_keys(pa.array([self.values[0]], type=pa.string()), typed)
        theirs, _kind = sort_keys(texts, definition, kind)
        return as_mask(pc.fill_null(_ORDERS[self.condition](theirs, bound[0]), False))

    def sentence(self) -> str:
        if self.keep:
            return _("Keep some rows by “{field}”").format(field=self.field)
        return _("Remove some rows by “{field}”").format(field=self.field)


@operation("row-sort")
class SortRows:
    """Put the records in the order of fields; a name with a leading ``-`` sorts downwards.

    Numbers sort as numbers and dates as dates where the whole field holds them; empty cells come
    last. Rows that are not records keep their order, after the records.
    """

    type: ClassVar[str]
    by: tuple[str, ...]

    def apply(self, table: Table) -> Table:
        if not self.by:
            reason = _("at least one field is needed")
            raise OperationError(operation=self.sentence(), reason=reason)
        order = np.flatnonzero(table.is_record)
        for name in reversed(self.by):
            ranks = self._ranks(table, name.removeprefix("-"), down=name.startswith("-"))
            order = order[np.argsort(ranks[order], kind="stable")]
        rest = np.flatnonzero(~table.is_record)
        return table.take_rows(np.concatenate([order, rest]).astype(np.int64))

    def _ranks(self, table: Table, name: str, *, down: bool) -> npt.NDArray[Any]:
        distinct = Distinct.of(table.column(name))
        keys, _kind = sort_keys(distinct.texts, table.schema[name])
        order = "descending" if down else "ascending"
        ranks = pc.rank(keys, sort_keys=order, tiebreaker="dense")
        return distinct.rows(ranks.to_numpy(zero_copy_only=False))

    def sentence(self) -> str:
        names = ", ".join(name.removeprefix("-") for name in self.by)
        return _("Sort by {fields}").format(fields=names)


def sort_keys(texts: pa.Array, definition: Field, kind: str | None = None) -> tuple[pa.Array, str]:
    """What texts sort by (null: empty), and the kind of it: ``number``, ``date`` or ``text``.

    Without a ``kind``, the one that every filled text has. Accents and case do not count.
    """
    filled = as_mask(pc.not_equal(texts, ""))
    if kind in (None, "number"):
        plainly, known = figures(texts, definition)
        if kind == "number" or (filled.any() and known[filled].all()):
            numbers = pc.cast(pc.if_else(pa.array(known), plainly, "0"), pa.float64())
            return pc.if_else(pa.array(known), numbers, None), "number"
    if kind == "date" or (kind is None and filled.any() and _look_like_dates(texts, filled)):
        dates, known = iso_dates(texts)
        if kind == "date" or known[filled].all():
            return pc.if_else(pa.array(known), dates, None), "date"
    letters = pc.replace_substring_regex(
        pc.utf8_normalize(pc.utf8_lower(texts), form="NFKD"), pattern=r"\p{M}", replacement=""
    )
    return pc.if_else(pa.array(filled), letters, None), "text"


def _look_like_dates(texts: pa.Array, filled: BoolArray) -> bool:
    some = texts.filter(pa.array(filled)).slice(0, 50).to_pylist()
    return all(iso_date(text) is not None for text in some)
