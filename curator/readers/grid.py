"""A sheet as it stands in the file: a rectangle of text, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]

_SPACES = np.zeros(256, dtype=bool)
# First bytes of white space in UTF-8: ASCII, U+0085/U+00A0 (C2), U+2000… (E2), U+3000 (E3),
# U+FEFF (EF). Only cells that start with one are looked at more closely.
_SPACES[[0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0xC2, 0xE2, 0xE3, 0xEF]] = True


@dataclass(frozen=True, eq=False)
class Grid:
    """``columns`` are strings without nulls, all of ``height`` rows; ``""`` is an empty cell."""

    columns: tuple[pa.ChunkedArray, ...]
    height: int

    @classmethod
    def from_rows(cls, rows: Sequence[Sequence[str]]) -> Grid:
        """A grid of rows of any length; missing cells are empty."""
        columns = tuple(
            pa.chunked_array([pa.array(column, type=pa.string())])
            for column in zip_longest(*rows, fillvalue="")
        )
        return cls(columns, len(rows))

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.columns)

    def rows(self, start: int = 0, stop: int | None = None) -> list[list[str]]:
        """A few rows as lists of text."""
        stop = self.height if stop is None else min(stop, self.height)
        if start >= stop:
            return []
        pieces = [column.slice(start, stop - start).to_pylist() for column in self.columns]
        return [list(row) for row in zip(*pieces, strict=True)] if pieces else []

    @cached_property
    def filled(self) -> Mask:
        """Which cells hold something other than white space; shape (height, width)."""
        if not self.columns:
            return np.zeros((self.height, 0), dtype=bool)
        result = np.empty((self.height, self.width), dtype=bool, order="F")
        for index, column in enumerate(self.columns):
            result[:, index] = filled_cells(column)
        return result

    @cached_property
    def row_fill(self) -> npt.NDArray[np.int32]:
        """How many cells of each row hold something."""
        counts: npt.NDArray[np.int32] = np.count_nonzero(self.filled, axis=1).astype(np.int32)
        return counts


def filled_cells(column: pa.ChunkedArray) -> Mask:
    """Which cells hold something other than white space, from the offsets of the Arrow buffers."""
    pieces = [_filled(chunk) for chunk in column.chunks if len(chunk)]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=bool)


def _filled(chunk: pa.Array) -> Mask:
    _validity, offsets_buffer, data = chunk.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)
    offsets = offsets[chunk.offset : chunk.offset + len(chunk) + 1]
    filled: Mask = offsets[1:] > offsets[:-1]
    if data is None or not len(data):
        return filled
    at = np.flatnonzero(filled)
    first = np.frombuffer(data, dtype=np.uint8)[offsets[at]]
    doubtful = at[_SPACES[first]]
    if len(doubtful):
        trimmed = pc.utf8_trim(
            chunk.take(pa.array(doubtful)),
            " \t\r\n\x0b\x0c\x85\xa0\u2007\u202f\u2009\u200b\u3000\ufeff",
        )
        filled[doubtful] = pc.greater(pc.binary_length(trimmed), 0).to_numpy(zero_copy_only=False)
    return filled
