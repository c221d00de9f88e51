"""Reading a file once: digest, UTF-8 check and progress while another parses the same bytes."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from curator.progress import Report
from curator.readers.errors import FileChanged, Unreadable

BLOCK = 1 << 20


class WatchedFile(io.RawIOBase):
    """A file that is read from start to end by a parser, and watched meanwhile.

    After the last byte: ``sha256``, ``is_utf8`` (strictly, over every byte), ``quotes`` (how many
    ``quote`` bytes), ``has_nul``. The first ``skip`` bytes are hashed but not handed on. A report
    may raise ``Cancelled`` out of ``read``.
    """

    def __init__(self, path: Path, report: Report, *, skip: int = 0, quote: bytes = b'"') -> None:
        super().__init__()
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise Unreadable(name=path.name, reason=error.strerror or "?") from error
        self._name = path.name
        self._report = report
        self._hash = hashlib.sha256()
        self._before = os.fstat(self._file.fileno())
        self._size = max(1, self._before.st_size)
        self._done = 0
        self._tail = b""
        self._quote = quote
        self.is_utf8 = True
        self.quotes = 0
        self.has_nul = False
        self._take(skip)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._take(size)

    def _take(self, size: int) -> bytes:
        if size == 0:
            return b""
        data = self._file.read(size if size > 0 else -1)
        if data:
            self._watch(data)
            self._done += len(data)
            self._report(self._done / self._size * 0.9, "")
        return data

    def _watch(self, data: bytes) -> None:
        self._hash.update(data)
        if self._quote:
            self.quotes += data.count(self._quote)
        if not self.has_nul and b"\x00" in data:
            self.has_nul = True
        if self.is_utf8 and not (data.isascii() and not self._tail):
            self._check(self._tail + data)

    def _check(self, data: bytes) -> None:
        cut = _incomplete_end(data)
        self._tail = data[len(data) - cut :] if cut else b""
        self.is_utf8 = valid_utf8(data[: len(data) - cut] if cut else data)

    def drain(self) -> None:
        """Read what the parser left."""
        while self.read(BLOCK):
            pass

    def close(self) -> None:
        self._file.close()
        super().close()

    def finish(self) -> str:
        """The digest of all bytes. Raises ``FileChanged`` when the file is not what it was."""
        self.drain()
        if self._tail:
            self.is_utf8 = False
        after = os.fstat(self._file.fileno())
        stamp = (after.st_size, after.st_mtime_ns)
        if stamp != (self._before.st_size, self._before.st_mtime_ns) or self._done != after.st_size:
            raise FileChanged(name=self._name)
        return self._hash.hexdigest()


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
