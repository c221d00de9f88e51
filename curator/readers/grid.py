"""A sheet as it stands in the file: a rectangle of text, column by column."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.unsignedinteger[Any]]
"""As narrow as the number of columns allows."""

Span = tuple[int, int, int]
"""Row, first and last column of horizontally merged cells, from 0."""

PARALLEL_FROM = 1_000_000
"""Cells from which columns are looked at by several threads."""

FEW = 200
"""Rows up to which it is quicker to fetch them one by one."""

WHITE_SPACE = " \t\r\n\x0b\x0c\x85\xa0\u2007\u2009\u200b\u202f\u3000\ufeff"

LAST_ASCII_SPACE = 0x20
OTHER_SPACES = (0xC2, 0xE2, 0xE3, 0xEF)
"""First bytes of white space in UTF-8 beside ASCII: U+0085 and U+00A0, U+2000…, U+3000, U+FEFF.
Only cells that start with white space are looked at more closely."""


@dataclass(frozen=True, eq=False)
class Fill:
    """How many cells of each row hold something, and which columns do."""

    rows: Counts
    columns: Mask


@dataclass(frozen=True, eq=False)
class Grid:
    """``columns`` are strings without nulls, all of ``height`` rows; ``""`` is an empty cell."""

    columns: tuple[pa.ChunkedArray, ...]
    height: int
    known_fill: Fill | None = None
    """What the reader knows already, so that not every cell has to be looked at again."""
    spans: tuple[Span, ...] = ()
    """Cells near the top that are merged with others to their right."""

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

    def picked(self, rows: npt.NDArray[np.int64]) -> list[list[str]]:
        """Some rows as lists of text."""
        if len(rows) < FEW:  # taking from many chunks joins them all first
            return [row for at in rows.tolist() for row in self.rows(at, at + 1)]
        pieces = [column.take(pa.array(rows)).to_pylist() for column in self.columns]
        return [list(row) for row in zip(*pieces, strict=True)]

    @cached_property
    def filled(self) -> Mask:
        """Which cells hold something other than white space; shape (height, width)."""
        result: Mask = np.empty((self.height, self.width), dtype=bool, order="F")

        def fill(index: int) -> None:
            result[:, index] = filled_cells(self.columns[index])

        if self.height * self.width < PARALLEL_FROM:
            for index in range(self.width):
                fill(index)
        else:
            # numpy lets go of the interpreter in its loops, so threads do help here.
            with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
                list(pool.map(fill, range(self.width)))
        return result

    @cached_property
    def row_fill(self) -> Counts:
        """How many cells of each row hold something."""
        if self.known_fill is not None:
            return self.known_fill.rows
        return counted([self.filled[:, column] for column in range(self.width)], self.height)

    @cached_property
    def used(self) -> Mask:
        """Which columns hold something."""
        if self.known_fill is not None:
            return self.known_fill.columns
        used: Mask = np.asarray(self.filled.any(axis=0))
        return used

    def fill_of(self, columns: Sequence[int]) -> Counts:
        """How many of these cells of each row hold something."""
        others = self.used.copy()
        others[list(columns)] = False
        if not others.any():
            return self.row_fill
        return counted([self.filled[:, column] for column in columns], self.height)

    def used_between(self, columns: Sequence[int], top: int, bottom: int) -> list[int]:
        """Which of ``columns`` hold something between two rows (the second not included)."""
        return [c for c in columns if self.used[c] and self._is_used(c, top, bottom)]

    def _is_used(self, column: int, top: int, bottom: int) -> bool:
        """The first rows mostly tell; the others are looked at only where they do not."""
        few = FEW
        while top < bottom:
            if filled_cells(self.columns[column].slice(top, min(few, bottom - top))).any():
                return True
            top, few = top + few, few * 16
        return False


def counted(masks: Sequence[Mask], height: int) -> Counts:
    """In how many of ``masks`` each row is set."""
    counts: Counts = np.zeros(height, dtype=np.min_scalar_type(len(masks)))
    for mask in masks:
        counts += mask.view(np.uint8)
    return counts


def filled_cells(column: pa.ChunkedArray) -> Mask:
    """Which cells hold something other than white space, from the offsets of the Arrow buffers."""
    pieces = [filled_cells_of(chunk) for chunk in column.chunks if len(chunk)]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=bool)


def filled_cells_of(chunk: pa.Array) -> Mask:
    """Like ``filled_cells``, for one array."""
    _validity, offsets_buffer, data = chunk.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)
    offsets = offsets[chunk.offset : chunk.offset + len(chunk) + 1]
    filled: Mask = offsets[1:] > offsets[:-1]
    if data is None or not len(data):
        return filled
    # An empty cell at the very end starts after the last byte, hence the clipping.
    first = np.frombuffer(data, dtype=np.uint8).take(offsets[:-1], mode="clip")
    doubtful: Mask = first <= LAST_ASCII_SPACE
    for byte in OTHER_SPACES:
        doubtful |= first == byte
    doubtful &= filled
    at = np.flatnonzero(doubtful)
    if len(at):
        trimmed = pc.utf8_trim(chunk.take(pa.array(at)), WHITE_SPACE)
        filled[at] = pc.greater(pc.binary_length(trimmed), 0).to_numpy(zero_copy_only=False)
    return filled
