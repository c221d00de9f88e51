"""Which rows the grid shows and in what order: sort, filters and search as index arrays.

Pure functions over the Arrow columns, run in a background task. A million rows through
``QSortFilterProxyModel`` take over a minute to sort; an argsort takes a fraction of a second.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.operations.cell import SPACES
from curator.progress import Report, silent
from curator.table import Table
from ui.models.marks import BoolArray, Mark, Marks
from ui.models.text_order import folded, run_numbers, text_ranks

NUMERIC_TYPES = frozenset({"number", "integer", "year"})
NOT_DIGITS = rf"{SPACES}|[€$£%]"
NUMBER = r"^[-+]?\d+(\.\d+)?$"

MANY_VALUES = 0.98
"""Share of distinct values in a sample from which sorting the values themselves is faster."""

ProblemKind = Literal["invalid", "empty", "changed"]
Order = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class ValueFilter:
    """Keep the rows whose cell in ``field`` has one of these texts."""

    field: str
    values: frozenset[str]

    def mask(self, table: Table, _marks: Marks) -> BoolArray:
        """Which rows of the table pass."""
        wanted = pa.array(sorted(self.values), type=pa.string())
        found = pc.is_in(table.column(self.field), value_set=wanted)
        return np.asarray(found.to_numpy(), dtype=np.bool_)


@dataclass(frozen=True, kw_only=True, eq=False)
class FoundRows:
    """Some rows of a table, which are found again in others by their numbers in the source."""

    source_rows: npt.NDArray[np.int32]
    """Of all rows of that table."""
    mask: BoolArray

    def among(self, table: Table) -> BoolArray:
        """Which rows of the table they are; those made since, alike in having no number, are all
        taken for them if one of them had none.
        """
        if np.array_equal(self.source_rows, table.source_rows):
            return self.mask
        return np.isin(table.source_rows, self.source_rows[self.mask])


@dataclass(frozen=True, kw_only=True)
class ProblemFilter:
    """Keep the rows with a problem of this kind in ``field`` (``""``: in any field)."""

    problem: ProblemKind
    field: str = ""
    found: FoundRows | None = dataclasses.field(default=None, compare=False, repr=False)
    """The rows that had it when they were asked for; None: those marked when it is applied."""

    def mask(self, table: Table, marks: Marks) -> BoolArray:
        """Which rows of the table pass."""
        if self.found is not None:
            return self.found.among(table)
        if self.problem == "empty":
            return _rows_with_empty(table, self.field)
        mark = Mark.INVALID if self.problem == "invalid" else Mark.CHANGED
        found = marks.rows_with(mark, self.field)
        if self.problem == "changed" and not self.field:
            removed = marks.rows_with(Mark.REMOVED)
            found = removed if found is None else found if removed is None else found | removed
        return np.zeros(len(table), dtype=np.bool_) if found is None else found


@dataclass(frozen=True, kw_only=True)
class RowFilter:
    """Keep the rows with these numbers in the source (the cells a problem was found in)."""

    rows: tuple[int, ...]
    field: str = ""

    def mask(self, table: Table, _marks: Marks) -> BoolArray:
        """Which rows of the table pass."""
        return np.isin(table.source_rows, np.array(self.rows, dtype=np.int64))


Filter = ValueFilter | ProblemFilter | RowFilter


@dataclass(frozen=True, kw_only=True)
class Arrangement:
    """A sort and filters; all filters must hold."""

    sort_field: str = ""
    descending: bool = False
    filters: tuple[Filter, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether every row shows, as the table has them."""
        return not self.sort_field and not self.filters

    def sorting(self, field: str, *, descending: bool = False) -> Arrangement:
        """Another sort; ``""`` goes back to the order of the source."""
        return replace(self, sort_field=field, descending=descending)

    def filtering(self, new: Filter) -> Arrangement:
        """One more filter, in place of the one of its kind on that field."""
        return replace(self, filters=(*self._others(type(new), new.field), new))

    def without_filter(self, old: Filter) -> Arrangement:
        """One filter less."""
        return replace(self, filters=tuple(f for f in self.filters if f != old))

    def _others(self, kind: type, field: str) -> tuple[Filter, ...]:
        return tuple(f for f in self.filters if not (type(f) is kind and f.field == field))

    def renaming(self, renamed: Callable[[str], str | None]) -> Arrangement:
        """The same arrangement over the fields' present names; what named a lost field goes."""
        kept: list[Filter] = []
        for old in self.filters:
            name = renamed(old.field) if old.field else ""
            if name is not None:
                kept.append(replace(old, field=name))
        sort = renamed(self.sort_field) if self.sort_field else ""
        return replace(self, sort_field=sort or "", filters=tuple(kept))


def arranged(
    table: Table, arrangement: Arrangement, marks: Marks, *, report: Report = silent
) -> Order | None:
    """Positions of the rows to show, in order; None when that is all of them as they stand.

    Raises ``FieldNotFound``.
    """
    if arrangement.is_plain:
        return None
    order: Order | None = None
    if arrangement.sort_field:
        report(0.0, "")
        order = sorted_positions(table, arrangement.sort_field, arrangement.descending)
    keep: BoolArray | None = None
    for n, one in enumerate(arrangement.filters, start=1):
        report(n / (len(arrangement.filters) + 1), "")
        mask = one.mask(table, marks)
        keep = mask if keep is None else keep & mask
    if keep is None:
        return order
    return np.flatnonzero(keep) if order is None else order[keep[order]]


def sorted_positions(table: Table, field: str, descending: bool = False) -> Order:
    """Positions of the rows sorted by ``field``; equal cells keep their order, empty ones last.

    Numbers sort as numbers (also where every text is made of digits); other texts without regard
    to case and accents.
    """
    column = table.column(field)
    keys = _number_keys(column, typed=table.schema[field].type in NUMERIC_TYPES)
    if keys is None:
        keys = _text_keys(column)
    if keys is None:
        texts = folded(column)
        keys = text_ranks(texts)
        if keys is None:
            return _sorted_texts(texts, descending)
    if descending:
        keys = -keys
    if keys.dtype.kind == "f":
        keys[np.isnan(keys)] = np.finfo(np.float64).max
    keys[_is_empty(column)] = _last(keys)
    return _stable_order(keys)


def _stable_order(keys: npt.NDArray[Any]) -> Order:
    """Like a stable argsort in a third of the time: keys and places packed into one number."""
    bits = max(len(keys), 1).bit_length()
    places = np.arange(len(keys), dtype=np.int64)
    if keys.dtype.kind != "i" or _spread(keys) >> (62 - bits):
        places = np.argsort(keys).astype(np.int64, copy=False)
        keys = run_numbers(keys[places])
    packed = ((keys - keys.min(initial=0)) << bits) | places
    packed.sort()
    order: Order = packed & ((1 << bits) - 1)
    return order


def _spread(keys: npt.NDArray[np.int64]) -> int:
    return int(keys.max()) - int(keys.min()) if len(keys) else 0


def _last(keys: npt.NDArray[Any]) -> float | int:
    """A key after every other."""
    return float("inf") if keys.dtype.kind == "f" else int(keys.max(initial=0)) + 1


def _is_empty(column: pa.ChunkedArray) -> BoolArray:
    return np.asarray(pc.equal(column, "").to_numpy(), dtype=np.bool_)


def _rows_with_empty(table: Table, field: str) -> BoolArray:
    masks = [_is_empty(table.column(name)) for name in ([field] if field else table.names)]
    return np.logical_or.reduce(masks) if masks else np.zeros(len(table), dtype=np.bool_)


def _number_keys(
    column: pa.ChunkedArray, *, typed: bool
) -> npt.NDArray[np.float64] | npt.NDArray[np.int64] | None:
    """Numbers to sort by (NaN: not one); None when the cells are not numbers."""
    if not typed and not _are_digits(column.slice(0, 100)):
        return None
    filled = pc.if_else(pc.equal(column, ""), "0", column)
    for plain in (pa.int64(), pa.float64()) if typed else (pa.int64(),):
        try:
            return np.array(filled.cast(plain).to_numpy())
        except pa.ArrowInvalid:
            continue
    if not typed:
        return None
    text = pc.replace_substring_regex(column, pattern=NOT_DIGITS, replacement="")
    text = pc.replace_substring(text, pattern=",", replacement=".")
    is_number = pc.match_substring_regex(text, pattern=NUMBER)
    values = pc.if_else(is_number, text, None).cast(pa.float64())
    return np.array(pc.fill_null(values, np.nan).to_numpy())


def _text_keys(column: pa.ChunkedArray) -> npt.NDArray[np.int64] | None:
    """Ranks of the texts among the distinct ones; None where nearly all are distinct."""
    sample = column.slice(0, 20_000)
    if len(column) > 40_000 and len(sample.unique()) > MANY_VALUES * len(sample):
        return None
    encoded = column.dictionary_encode()
    if not encoded.num_chunks:
        return np.empty(0, dtype=np.int64)
    # Every chunk holds the dictionary so far, and the last one all of it.
    values = encoded.chunk(encoded.num_chunks - 1).dictionary
    ranks = pc.rank(folded(values), sort_keys="ascending", tiebreaker="dense")
    by_code = ranks.to_numpy().astype(np.int64)
    indices = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])
    codes: npt.NDArray[np.int64] = by_code[indices]
    return codes


def _are_digits(texts: pa.ChunkedArray) -> bool:
    """A look at the first texts, before all are read in vain."""
    return pc.all(pc.match_substring_regex(texts, pattern=r"^[-+]?\d*$")).as_py() is not False


def _sorted_texts(texts: pa.ChunkedArray, descending: bool) -> Order:
    """More texts than one array can hold, by Arrow."""
    texts = pc.if_else(pc.equal(texts, ""), None, texts)
    direction = "descending" if descending else "ascending"
    order = pc.sort_indices(pa.table({"text": texts}), sort_keys=[("text", direction)])
    positions: Order = order.to_numpy().astype(np.int64)
    return positions


def top_values(
    table: Table, field: str, limit: int = 200, *, first: frozenset[str] = frozenset()
) -> list[tuple[str, int]]:
    """The most frequent texts of ``field`` with their counts, most frequent first.

    Those in ``first`` come before all others, however rare, and all of them also beyond ``limit``.
    """
    counts = table.column(field).value_counts()
    number, values = counts.field("counts"), counts.field("values")
    is_first = pc.is_in(values, value_set=pa.array(sorted(first), type=pa.string()))
    best = pc.select_k_unstable(
        pa.table({"first": is_first.cast(pa.int8()), "n": number, "v": values}),
        k=min(max(limit, pc.sum(is_first).as_py() or 0), len(number)),
        sort_keys=[("first", "descending"), ("n", "descending"), ("v", "ascending")],
    )
    chosen = counts.take(best)
    pairs = zip(chosen.field("values").to_pylist(), chosen.field("counts").to_pylist(), strict=True)
    return [(str(value), int(n)) for value, n in pairs]


def matching_rows(
    table: Table, text: str, fields: tuple[str, ...], *, report: Report = silent
) -> dict[str, BoolArray]:
    """For each field with hits, the rows whose cell contains ``text``, whatever the case."""
    found: dict[str, BoolArray] = {}
    for n, name in enumerate(fields):
        report(n / len(fields), "")
        hits = pc.match_substring(table.column(name), pattern=text, ignore_case=True)
        mask = np.asarray(hits.to_numpy(), dtype=np.bool_)
        if mask.any():
            found[name] = mask
    return found
