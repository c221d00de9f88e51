"""Noticing that a file changes while it is read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from curator.digest import IsUnwanted
from curator.errors import Cancelled, FileMissing
from curator.files import reason_of
from curator.readers.errors import FileChanged, Unreadable

BLOCK = 1 << 20


class UnchangedFile:
    """A file as it is now, to be asked for later.

    It is the same while its place on the disk, size and time of change are: a program that writes
    as many other bytes and sets the time back is not noticed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)

    @property
    def size(self) -> int:
        """Bytes."""
        return self._stamp.size

    def check(self) -> None:
        """Raise ``FileChanged`` when another program wrote or replaced the file since,
        ``FileMissing`` or ``Unreadable`` when it is not there any more.
        """
        if _stamp(self._path) != self._stamp:
            raise FileChanged(name=self._path.name)

    def sha256(self, is_unwanted: IsUnwanted = lambda: False) -> str:
        """SHA-256 of its bytes. Raises like ``check``, and ``Cancelled`` once it is unwanted."""
        digest = hashlib.sha256()
        try:
            with self._path.open("rb") as stream:
                while block := stream.read(BLOCK):
                    if is_unwanted():
                        raise Cancelled
                    digest.update(block)
        except OSError as error:
            raise _told(self._path, error) from error
        self.check()
        return digest.hexdigest()


class _Stamp(NamedTuple):
    device: int
    inode: int
    size: int
    modified_ns: int


def _stamp(path: Path) -> _Stamp:
    try:
        status = os.stat(path)
    except OSError as error:
        raise _told(path, error) from error
    return _Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _told(path: Path, error: OSError) -> FileMissing | Unreadable:
    if isinstance(error, FileNotFoundError):
        return FileMissing(name=path.name)
    return Unreadable(name=path.name, reason=reason_of(error))
