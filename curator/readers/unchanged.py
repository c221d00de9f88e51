"""Noticing that a file changes while it is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from curator.files import reason_of, sha256_of
from curator.readers.errors import FileChanged, Unreadable


class UnchangedFile:
    """A file as it is now, to be asked for later."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)

    @property
    def size(self) -> int:
        """Bytes."""
        return self._stamp.size

    def check(self) -> None:
        """Raise ``FileChanged`` when another program wrote or replaced the file since."""
        if _stamp(self._path) != self._stamp:
            raise FileChanged(name=self._path.name)

    def sha256(self) -> str:
        """SHA-256 of its bytes. Raises ``FileChanged`` when they are not what they were."""
        try:
            sha256 = sha256_of(self._path)
        except OSError as error:
            raise Unreadable(name=self._path.name, reason=reason_of(error)) from error
        self.check()
        return sha256


class _Stamp(NamedTuple):
    device: int
    inode: int
    size: int
    modified_ns: int


def _stamp(path: Path) -> _Stamp:
    try:
        status = os.stat(path)
    except OSError as error:
        raise FileChanged(name=path.name) from error
    return _Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
