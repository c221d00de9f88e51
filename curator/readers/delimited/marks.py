"""Quotation marks inside cells that are not doubled, made regular while a text passes by."""

from __future__ import annotations

import csv

import numpy as np
import numpy.typing as npt

from curator.readers.delimited.dialect import Dialect
from curator.readers.delimited.quotes import split_line
from curator.readers.grid import Mask


class NotRegular(Exception):
    """Arrow cannot parse the file faithfully; the tolerant parser must."""


class InnerMarks:
    """Writes lines anew whose quotation marks are neither at the ends of cells nor doubled.

    ``quotes`` counts the marks passed on, ``mended`` the rows that would have been read otherwise.
    """

    def __init__(self, dialect: Dialect, width: int) -> None:
        self._delimiter = dialect.delimiter
        self._quote = dialect.quote
        self._mark = dialect.quote.encode()
        self._width = width
        self._edges = f"{dialect.delimiter}{dialect.quote}\r\n".encode()
        self._last = b"\n"
        self._tail = b""
        self.quotes = 0
        self.mended = 0

    def take(self, data: bytes, *, is_last: bool = False) -> bytes:
        """``data`` (UTF-8) with such lines written anew. Raises ``NotRegular`` where that fails."""
        if not self._mark:
            return data
        data = self._tail + data
        # What follows a mark at the very end is not known yet.
        cut = len(data) if is_last else len(data.rstrip(self._mark))
        self._tail, data = data[cut:], data[:cut]
        if not data:
            return data
        inner = self._inner(data)
        if len(inner):
            data = self._rewritten(data, inner, is_last=is_last)
        self._last = data[-1:] or self._last
        return data

    def _inner(self, data: bytes) -> npt.NDArray[np.int64]:
        """Where the marks are that have other characters of a cell on both sides."""
        array = np.frombuffer(data, dtype=np.uint8)
        at = np.flatnonzero(array == self._mark[0])
        self.quotes += len(at)
        if not len(at):
            return at
        before = array.take(at - 1, mode="wrap")
        if not at[0]:
            before[0] = self._last[0]
        after = array.take(at + 1, mode="clip")
        is_inner: Mask = np.ones(len(at), dtype=bool)
        for edge in self._edges:
            is_inner &= (before != edge) & (after != edge)
        if at[-1] == len(data) - 1:
            is_inner[-1] = False
        return at[is_inner]

    def _rewritten(self, data: bytes, inner: npt.NDArray[np.int64], *, is_last: bool) -> bytes:
        cut = len(data) if is_last else data.rfind(b"\n") + 1
        if not cut:
            raise NotRegular  # a line longer than a block, or other ends of lines
        self._tail, data = data[cut:] + self._tail, data[:cut]
        self.quotes -= self._tail.count(self._mark)
        passed = self.quotes - data.count(self._mark)
        pieces: list[bytes] = []
        done = 0
        for place in inner.tolist():
            if place < done or place >= cut:
                continue
            start = max(done, data.rfind(b"\n", 0, place) + 1)
            end = data.find(b"\n", place)
            end = len(data) if end < 0 else end
            pieces.append(data[done:start])
            passed += pieces[-1].count(self._mark)
            if passed % 2:
                raise NotRegular  # inside a cell of several lines
            pieces.append(self._line(data[start:end]))
            passed += pieces[-1].count(self._mark)
            done = end
        pieces.append(data[done:])
        self.quotes = passed + pieces[-1].count(self._mark)
        return b"".join(pieces)

    def _line(self, line: bytes) -> bytes:
        text = line.decode().removesuffix("\r")
        cells = split_line(text, self._delimiter, self._quote)
        if len(cells) != self._width:
            raise NotRegular
        usual = csv.reader([text], delimiter=self._delimiter, quotechar=self._quote)
        self.mended += next(usual, []) != cells
        end = b"\r" if line.endswith(b"\r") else b""
        return self._delimiter.join(map(self._quoted, cells)).encode() + end

    def _quoted(self, cell: str) -> str:
        if self._quote not in cell and self._delimiter not in cell:
            return cell
        return f"{self._quote}{cell.replace(self._quote, self._quote * 2)}{self._quote}"
