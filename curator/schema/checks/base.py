"""What a check is, and the registry of those that schemas may ask for (``custom_checks``).

Two kinds, with Validata's general rules. A *cell check* looks at one field: it is skipped when the
field is missing or the cell empty. A *row check* looks at several: it is skipped when all are
missing. To add one: a function in a module of this package, decorated, and the module's name in
``__init__``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from curator.schema.distinct import BoolArray, Distinct
from curator.schema.types.base import Values, reader_of
from curator.schema.validation.cells import NO_VALUE, dense, value_codes
from curator.schema.validation.header import Pair
from curator.table import Table

CellTest = Callable[[str], "bool | str"]
"""Whether a text passes; a string names the variant of the message for one that does not."""


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Rows that fail (``positions``; None: the table as a whole), and why (``variant``)."""

    column: str
    positions: npt.NDArray[np.int64] | None
    variant: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Column:
    """A column as a row check sees it."""

    table: Table
    pair: Pair
    missing_values: tuple[str, ...]

    @cached_property
    def _read(self) -> tuple[Distinct, Values]:
        from curator.schema.validation.cells import read_column

        read = read_column(self.table, self.pair.column, self.pair.field, self.missing_values)
        return read.distinct, read.values

    @property
    def codes(self) -> npt.NDArray[np.int32]:
        """A number per row, the same where the values are; ``NO_VALUE`` where there is none."""
        found = value_codes(self.table, self.pair.column, self.pair.field, self.missing_values)
        return np.maximum(found, NO_VALUE)

    @property
    def filled(self) -> BoolArray:
        """Rows that have a value of the field's type."""
        filled: BoolArray = self.codes != NO_VALUE
        return filled

    def values_at(self, positions: npt.NDArray[np.int64]) -> list[Any]:
        """The values of some rows as Python objects."""
        distinct, values = self._read
        indices = distinct.indices[positions]
        some, inverse = np.unique(indices, return_inverse=True)
        texts = values.texts.take(some).to_pylist()
        reader = reader_of(self.pair.field)
        present = values.present
        objects = [reader.read(t) if present[n] else None for n, t in zip(some, texts, strict=True)]
        return [objects[n] for n in inverse]


@dataclass(frozen=True, eq=False)
class CheckContext:
    """The table a check runs on. ``counted`` marks the rows that are records."""

    table: Table
    pairs: Sequence[Pair]
    missing_values: Mapping[str, tuple[str, ...]]
    counted: BoolArray

    def column(self, name: str) -> Column | None:
        """The column of a field; None when the table lacks it."""
        for pair in self.pairs:
            if pair.field.name == name:
                return Column(self.table, pair, self.missing_values[name])
        return None

    def distinct_rows(self, columns: Sequence[Column], rows: BoolArray) -> DistinctRows:
        """The different combinations of values in some rows."""
        chosen = np.flatnonzero(rows)
        combined = columns[0].codes[chosen].astype(np.int64)
        for other in columns[1:]:
            codes = other.codes[chosen].astype(np.int64)
            combined = combined * (int(codes.max(initial=0)) + 2) + codes + 1
            combined = dense(combined).astype(np.int64)
        _values, first, inverse = np.unique(combined, return_index=True, return_inverse=True)
        tuples = list(zip(*(c.values_at(chosen[first]) for c in columns), strict=True))
        return DistinctRows(tuples=tuples, inverse=inverse, positions=chosen)


@dataclass(frozen=True, eq=False)
class DistinctRows:
    """Combinations of values, and for each row which one it has."""

    tuples: Sequence[tuple[Any, ...]]
    inverse: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int64]

    def failing(self, test: Callable[..., bool]) -> npt.NDArray[np.int64]:
        """Rows whose combination does not pass."""
        fails = np.array([not test(*values) for values in self.tuples], dtype=bool)
        if not len(fails):
            return self.positions[:0]
        failing: npt.NDArray[np.int64] = self.positions[fails[self.inverse]]
        return failing


Run = Callable[[CheckContext, Mapping[str, Any]], Iterator[Failure]]


@dataclass(frozen=True, kw_only=True)
class Check:
    """``messages``: variant (``""``: the usual one) → sentence marked for translation."""

    run: Run
    messages: Mapping[str, str]
    cell_test: CellTest | None = None


_registry: dict[str, Check] = {}


def registered_checks() -> Mapping[str, Check]:
    """Every check by each of its names."""
    return dict(_registry)


def _register(names: Sequence[str], check: Check) -> None:
    for name in names:
        if name in _registry:
            raise ValueError(f"two checks called {name}")
        _registry[name] = check


def cell_check(*names: str, message: str, **variants: str) -> Callable[[CellTest], CellTest]:
    """Decorator: a check of one cell's text, under these names."""

    def decorate(test: CellTest) -> CellTest:
        def run(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
            column = context.column(str(parameters.get("column", "")))
            if column is not None:
                yield from _failing_cells(context, column, test)

        _register(names, Check(run=run, messages={"": message} | variants, cell_test=test))
        return test

    return decorate


def _failing_cells(context: CheckContext, column: Column, test: CellTest) -> Iterator[Failure]:
    distinct = Distinct.of(context.table.column(column.pair.column))
    missing = np.isin(
        np.array(distinct.texts.to_pylist(), dtype=object), ["", *column.missing_values]
    )
    by_variant: dict[str, BoolArray] = {}
    for position, text in enumerate(distinct.texts.to_pylist()):
        verdict = True if missing[position] else test(text)
        if verdict is not True:
            variant = verdict or ""
            mask = by_variant.setdefault(variant, np.zeros(len(distinct), dtype=bool))
            mask[position] = True
    for variant, mask in by_variant.items():
        positions = distinct.positions(mask)
        kept = positions[context.counted[positions]]
        if len(kept):
            yield Failure(column=column.pair.column, positions=kept, variant=variant)


def row_check(*names: str, message: str, **variants: str) -> Callable[[Run], Run]:
    """Decorator: a check over several fields, under these names."""

    def decorate(run: Run) -> Run:
        _register(names, Check(run=run, messages={"": message} | variants))
        return run

    return decorate


__all__ = [
    "Check",
    "CheckContext",
    "Column",
    "DistinctRows",
    "Failure",
    "cell_check",
    "registered_checks",
    "row_check",
]
