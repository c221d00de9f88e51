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
from curator.readers.delimited.encoding import has_utf8_sequences
from curator.readers.errors import FileChanged, Unreadable

BLOCK = 1 << 20
MOST_EVIDENCE = 2 << 20


class NotRegular(Exception):
    """Arrow cannot parse the file faithfully; the tolerant parser must."""


class WatchedFile(io.RawIOBase):
    """A file that is read from start to end by a parser, and watched meanwhile.

    After the last byte: ``sha256``, ``is_utf8`` (strictly, over every byte), ``quotes`` (how many
    ``quote`` bytes), ``has_nul``; where it is not UTF-8, ``has_utf8`` (some of it is) and
    ``evidence`` (blocks with the bytes that are not). The first ``skip`` bytes are hashed but not
    handed on. A report may raise ``Cancelled`` out of ``read``. With ``recode``, a single-byte
    encoding, what is handed on is that text in UTF-8; with ``must_be_utf8``, bytes that are not
    raise ``NotRegular``.
    """

    def __init__(
        self,
        path: Path,
        report: Report,
        *,
        skip: int = 0,
        quote: bytes = b'"',
        recode: str | None = None,
        must_be_utf8: bool = False,
    ) -> None:
        super().__init__()
        self.recode = recode
        self._must_be_utf8 = must_be_utf8
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
        self.has_utf8 = False
        self.evidence: list[bytes] = []
        self.quotes = 0
        self.has_nul = False
        self._take(skip)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._take(size)
        if self._must_be_utf8 and not self.is_utf8:
            raise NotRegular
        return data.decode(self.recode, "replace").encode() if self.recode else data

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
        if data.isascii() and not self._tail:
            return
        if self.is_utf8:
            self._check(self._tail + data)
        else:
            self._keep(data)

    def _check(self, data: bytes) -> None:
        cut = _incomplete_end(data)
        self._tail = data[len(data) - cut :] if cut else b""
        if valid_utf8(data[: len(data) - cut] if cut else data):
            self.has_utf8 = True
        else:
            self.is_utf8 = False
            self._keep(data)

    def _keep(self, data: bytes) -> None:
        """Remember what helps to name an encoding that is not UTF-8."""
        if not self.has_utf8:
            self.has_utf8 = has_utf8_sequences(data)
        if sum(map(len, self.evidence)) < MOST_EVIDENCE:
            self.evidence.append(data)

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
