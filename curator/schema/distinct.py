"""Columns as their distinct texts: what a text means is worked out once, however often it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_PROBE = 2048
"""Rows looked at to see whether a column's texts repeat."""

_WORTH_ENCODING = 4
"""How often a text must be there on average for finding the repeats to cost less than they do."""

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Distinct:
    """``texts`` in order of first appearance, and for every row the index of its text."""

    texts: pa.Array
    indices: npt.NDArray[np.int32]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Distinct:
        """The distinct texts of a column."""
        if column.num_chunks == 0 or len(column) == 0:
            return cls(pa.array([], type=pa.string()), np.empty(0, dtype=np.int32))
        encoded = column.dictionary_encode()
        chunks = [chunk.indices.to_numpy(zero_copy_only=False) for chunk in encoded.chunks]
        # The kernel gives every chunk the dictionary of the whole column.
        texts = encoded.chunk(encoded.num_chunks - 1).dictionary
        indices = chunks[0] if len(chunks) == 1 else np.concatenate(chunks)
        return cls(texts, indices.astype(np.int32, copy=False))

    @classmethod
    def nearly(cls, column: pa.ChunkedArray) -> Distinct:
        """The same for work that repeats do not harm: a column of mostly different texts stays
        as it is, since finding its few repeats would cost more than reading them twice."""
        size = len(column)
        if size > 2 * _PROBE:
            probes = (column.slice(0, _PROBE), column.slice(size // 2, _PROBE))
            if all(_different(probe) > size / _WORTH_ENCODING for probe in probes):
                return cls(column.combine_chunks(), np.arange(size, dtype=np.int32))
        return cls.of(column)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many rows have each text."""
        return np.bincount(self.indices, minlength=len(self.texts))

    def rows(self, per_text: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """A value per distinct text spread over the rows."""
        return per_text[self.indices]

    def positions(self, failing: BoolArray) -> npt.NDArray[np.int64]:
        """Row positions whose text is marked in ``failing``."""
        if not failing.any():
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero(failing[self.indices])

    def column(self, texts: pa.Array) -> pa.ChunkedArray:
        """The column with every distinct text replaced by its counterpart in ``texts``."""
        return pa.chunked_array([texts.take(pa.array(self.indices))], type=pa.string())


def _different(probe: pa.ChunkedArray) -> float:
    """About how many different texts the column has that a probe was taken from.

    Of n texts drawn from U, about n²/2U repeat an earlier one.
    """
    repeats = len(probe) - pc.count_distinct(probe).as_py()
    return len(probe) ** 2 / (2 * repeats) if repeats else float("inf")


def mapped(column: pa.ChunkedArray, function: Callable[[pa.Array], pa.Array]) -> pa.ChunkedArray:
    """The column with ``function`` applied to its distinct texts."""
    distinct = Distinct.of(column)
    if not len(distinct):
        return column
    return distinct.column(function(distinct.texts))


def mapped_each(column: pa.ChunkedArray, function: Callable[[str], str]) -> pa.ChunkedArray:
    """The column with ``function`` called once for each distinct text."""
    return mapped(
        column, lambda texts: pa.array([function(t) for t in texts.to_pylist()], type=pa.string())
    )


def matches(texts: pa.Array, pattern: str) -> BoolArray:
    """Which texts match an RE2 pattern (anywhere: anchor it)."""
    return as_mask(pc.match_substring_regex(texts, pattern=pattern))


def is_in(texts: pa.Array, values: tuple[str, ...] | list[str]) -> BoolArray:
    """Which texts are one of ``values``."""
    if not values:
        return np.zeros(len(texts), dtype=bool)
    if len(values) == 1 and values[0] == "":
        return as_mask(pc.equal(pc.binary_length(texts), 0))
    return as_mask(pc.is_in(texts, value_set=pa.array(values, type=pa.string())))


def is_plain_ascii(texts: pa.Array) -> bool:
    """Whether every character of every text is printable ASCII."""
    _validity, offsets, data = texts.buffers()
    if data is None or not len(texts):
        return True
    bounds = np.frombuffer(offsets, dtype=np.int32)
    start, stop = bounds[texts.offset], bounds[texts.offset + len(texts)]
    bytes_ = np.frombuffer(data, dtype=np.uint8)[start:stop]
    return not len(bytes_) or bool(bytes_.min() >= 0x20 and bytes_.max() <= 0x7E)


def as_mask(array: pa.Array) -> BoolArray:
    """An Arrow array of booleans as numpy."""
    mask: BoolArray = array.to_numpy(zero_copy_only=False).astype(bool, copy=False)
    return mask
