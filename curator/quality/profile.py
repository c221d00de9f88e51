"""What is in a field: counts, extremes, the shape of the distribution, the most frequent values.

Worked out over the records, from the distinct texts; rows marked as something else are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.progress import Report, part, silent
from curator.schema.distinct import Distinct, is_in
from curator.schema.model import Field
from curator.schema.semantic import Recognised, recognise
from curator.schema.types import Reader, Values, read_values, reader_of
from curator.table import Table

BINS = 20
"""Bars of a histogram."""

TOP = 10
"""Most frequent texts that are kept."""


@dataclass(frozen=True, kw_only=True)
class Bin:
    """One bar: ``count`` values from ``start`` (included) to ``end`` (the last bar: included).

    Numbers are floats; dates and times are ISO 8601 texts; lengths of texts are whole numbers.
    """

    start: float | str
    end: float | str
    count: int


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Statistics of one field. Counts are of records.

    ``meanings`` are the semantic types that the field has, the surest first. ``measure`` says what
    bins and extremes are of: ``value`` (numbers, dates) or ``length``
    (characters of a text). ``minimum`` and ``maximum`` are texts as they stand in the table.
    """

    field: str
    type: str
    count: int
    empty: int
    invalid: int
    distinct: int
    top: tuple[tuple[str, int], ...] = ()
    measure: str = "value"
    minimum: str = ""
    maximum: str = ""
    mean: float | None = None
    median: float | None = None
    bins: tuple[Bin, ...] = ()
    meanings: tuple[Recognised, ...] = ()

    @property
    def filled(self) -> int:
        """Records that have a value."""
        return self.count - self.empty

    @property
    def is_unique(self) -> bool:
        """Whether every filled record has a value of its own."""
        return self.distinct == self.filled > 0


def profile(
    table: Table, field: str, definition: Field | None = None, *, report: Report = silent
) -> Profile:
    """The profile of a field, read as ``definition`` says (default: what is inferred from it).

    Raises ``FieldNotFound``.
    """
    from curator.schema.inference import infer_field

    distinct = Distinct.of(table.records().column(field))
    known = table.schema[field]
    if definition is None:
        plain = known.type == "string" and known.format == "default"
        definition = (
            infer_field(field, distinct.texts, table.hints.get(field, "")) if plain else known
        )
    missing_values = definition.missing_values
    if missing_values is None:
        missing_values = table.schema.missing_values
    reader = reader_of(definition)
    missing = is_in(distinct.texts, missing_values)
    report(0.2, "")
    values = read_values(reader, distinct.texts, missing)
    counts = distinct.counts
    made: dict[str, Any] = {
        "field": field,
        "type": definition.type,
        "count": int(counts.sum()),
        "empty": int(counts[missing].sum()),
        "invalid": int(counts[values.invalid].sum()),
        "distinct": int((~missing).sum()),
        "top": _top(distinct, ~missing),
        "meanings": recognise(table, field, report=part(report, 0.3, 0.9)),
    }
    return Profile(**made, **_distribution(values, reader, counts))


def _top(distinct: Distinct, filled: npt.NDArray[np.bool_]) -> tuple[tuple[str, int], ...]:
    counts = np.where(filled, distinct.counts, 0)
    size = min(TOP, int(filled.sum()))
    if not size:
        return ()
    some = np.argpartition(-counts, size - 1)[:size]
    order = some[np.lexsort((some, -counts[some]))]
    texts = distinct.texts.take(pa.array(order)).to_pylist()
    return tuple(zip(texts, counts[order].tolist(), strict=True))


def _distribution(values: Values, reader: Reader, counts: npt.NDArray[np.int64]) -> dict[str, Any]:
    """Extremes, mean, median and bins, of the values or of the lengths of the texts."""
    present = values.present
    if not present.any():
        return {}
    type_ = reader.definition.type
    if type_ in ("integer", "number", "year"):
        return _of_numbers(values, _as_floats(values), counts)
    if type_ in ("date", "datetime", "time") and values.array is not None:
        return _of_instants(values, type_, counts)
    lengths = pc.utf8_length(values.texts).to_numpy(zero_copy_only=False).astype(np.float64)
    found = _of_numbers(values, np.where(present, lengths, np.nan), counts)
    return found | {"measure": "length"}


def _as_floats(values: Values) -> npt.NDArray[np.float64]:
    """Values as doubles, good enough to draw; NaN where there is none."""
    floats = np.full(len(values.texts), np.nan)
    if values.array is not None:
        floats[values.known] = values.array[values.known]
    for position, value in values.others.items():
        floats[position] = float(Decimal(value))
    return floats


def _of_numbers(
    values: Values, floats: npt.NDArray[np.float64], counts: npt.NDArray[np.int64]
) -> dict[str, Any]:
    usable = np.isfinite(floats)
    if not usable.any():
        return {}
    positions = np.flatnonzero(usable)
    found, weights = floats[positions], counts[positions]
    order = np.argsort(found, kind="stable")
    middle = np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2)
    return {
        "minimum": values.texts[int(positions[order[0]])].as_py(),
        "maximum": values.texts[int(positions[order[-1]])].as_py(),
        "mean": float(np.average(found, weights=weights)),
        "median": float(found[order[min(int(middle), len(order) - 1)]]),
        "bins": _bins(found, weights),
    }


def _of_instants(values: Values, type_: str, counts: npt.NDArray[np.int64]) -> dict[str, Any]:
    positions = np.flatnonzero(values.known)
    if values.array is None or not len(positions):
        return {}
    seconds = values.array[positions].astype("datetime64[s]").astype(np.int64)
    weights = counts[positions]
    order = np.argsort(seconds, kind="stable")
    bins = tuple(
        Bin(start=_instant(b.start, type_), end=_instant(b.end, type_), count=b.count)
        for b in _bins(seconds.astype(np.float64), weights)
    )
    return {
        "minimum": values.texts[int(positions[order[0]])].as_py(),
        "maximum": values.texts[int(positions[order[-1]])].as_py(),
        "bins": bins,
    }


def _instant(seconds: float | str, type_: str) -> str:
    text = str(np.datetime64(int(seconds), "s"))
    return {"date": text[:10], "time": text[11:]}.get(type_, text)


def _bins(found: npt.NDArray[np.float64], weights: npt.NDArray[np.int64]) -> tuple[Bin, ...]:
    """Bars of equal width; one bar per value where there are few whole ones."""
    low, high = float(found.min()), float(found.max())
    if low == high:
        return (Bin(start=low, end=high, count=int(weights.sum())),)
    whole = bool((found == np.floor(found)).all())
    size = int(high - low) + 1 if whole and high - low < BINS else BINS
    edges = np.arange(low, low + size + 1) if size != BINS else np.linspace(low, high, BINS + 1)
    heights, edges = np.histogram(found, bins=edges, weights=weights)
    return tuple(
        Bin(start=float(edges[n]), end=float(edges[n + 1]), count=int(heights[n]))
        for n in range(len(heights))
    )
