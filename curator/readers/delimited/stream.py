"""Reading a file for a parser: UTF-8 check and progress while it parses the same bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from curator.files import reason_of
from curator.progress import Report
from curator.readers.delimited.encoding import has_utf8_sequences, single_byte_encoding
from curator.readers.delimited.marks import InnerMarks, NotRegular
from curator.readers.errors import Unreadable

MOST_EVIDENCE = 2 << 20
PIECE = 1 << 16
FIRST_COMMON = 0xA0 - 0x100
"""From here on (as a signed byte) Windows-1252 and Latin-1 are the same, as for ASCII."""


class ReportedFile(io.RawIOBase):
    """A file that a parser reads from start to end while its progress is reported.

    A report may raise ``Cancelled`` out of ``read``.
    """

    def __init__(self, path: Path, report: Report) -> None:
        super().__init__()
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise Unreadable(name=path.name, reason=reason_of(error)) from error
        self._report = report
        self._size = max(1, os.fstat(self._file.fileno()).st_size)
        self._done = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._take(size)

    def _take(self, size: int) -> bytes:
        if size == 0:
            return b""
        data = self._file.read(size if size > 0 else -1)
        if data:
            self._done += len(data)
            self._report(self._done / self._size * 0.9, "")
        return data

    def close(self) -> None:
        self._file.close()
        super().close()


class Utf8File(ReportedFile):
    """Text in UTF-8 or a single-byte encoding, handed on in UTF-8.

    Unless its encoding is ``stated``, it is read as UTF-8 until a byte is not; from there on
    ``encoding`` is the single-byte encoding that those bytes show. ``read`` raises ``NotRegular``
    where the file mixes encodings, holds NUL, or has bytes that its encoding does not know. The
    first ``skip`` bytes (a byte order mark) are not handed on. Quotation marks inside
    cells are made regular by ``marks``.
    """

    def __init__(
        self, path: Path, report: Report, *, skip: int, marks: InnerMarks, stated: str | None
    ) -> None:
        super().__init__(path, report)
        self.marks = marks
        self._stated = stated
        self._tail = b""
        self._has_utf8 = False
        self._evidence: list[bytes] = []
        self.encoding = stated or "utf-8"
        self._take(skip)

    def read(self, size: int = -1) -> bytes:
        while data := self._take(size):
            if text := self.marks.take(self._as_utf8(data)):
                return text
        tail, self._tail = self._tail, b""
        return self.marks.take(self._recoded(tail) if tail else b"", is_last=True)

    def is_sure(self) -> bool:
        """Whether ``encoding`` is still the likeliest after the last byte."""
        return not self._evidence or single_byte_encoding(self._evidence) == self.encoding

    def _as_utf8(self, data: bytes) -> bytes:
        """``data`` in UTF-8, save for a character that its end leaves incomplete."""
        if b"\x00" in data:
            raise NotRegular
        if data.isascii() and not self._tail:
            return data
        if self.encoding != "utf-8":
            return self._recoded(data)
        data = self._tail + data
        cut = _incomplete_end(data)
        whole, self._tail = data[: len(data) - cut], data[len(data) - cut :]
        if valid_utf8(whole):
            self._has_utf8 = self._has_utf8 or not whole.isascii()
            return whole
        self._tail = b""
        return self._recoded(data)

    def _recoded(self, data: bytes) -> bytes:
        if not self._stated:
            self._weigh(data)
        try:
            return b"".join(_pieces_in_utf8(data, self.encoding))
        except UnicodeDecodeError as error:
            raise NotRegular from error

    def _weigh(self, data: bytes) -> None:
        """Learn from bytes that are not UTF-8 which encoding they are in."""
        if self._has_utf8 or has_utf8_sequences(data):
            raise NotRegular  # some lines are, some are not
        if sum(map(len, self._evidence)) < MOST_EVIDENCE:
            self._evidence.append(data)
        if self.encoding == "utf-8":
            self.encoding = single_byte_encoding(self._evidence)


def _pieces_in_utf8(data: bytes, encoding: str) -> Iterator[bytes]:
    """Single-byte text in UTF-8, in pieces that stay in the processor's cache."""
    for start in range(0, len(data), PIECE):
        piece = data[start : start + PIECE]
        if encoding == "cp1252" and np.frombuffer(piece, dtype=np.int8).min() >= FIRST_COMMON:
            yield piece.decode("latin-1").encode()  # the same, at twice the speed
        else:
            yield piece.decode(encoding).encode()


def valid_utf8(data: bytes) -> bool:
    """Whether ``data`` is UTF-8, checked by Arrow at memory speed."""
    array: Any = pa.Array.from_buffers(
        pa.large_binary(),
        1,
        [None, pa.py_buffer(np.array([0, len(data)], dtype=np.int64)), pa.py_buffer(data)],
    )
    try:
        array.cast(pa.large_string())
    except pa.ArrowInvalid:
        return False
    return True


def _incomplete_end(data: bytes) -> int:
    """How many bytes at the end begin a character that is not complete."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            return 0
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return back if back < length else 0
    return 0
