"""Files written beside their final name and renamed into place."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from curator.errors import OutputError
from curator.i18n import N_, gettext

OWNER_ONLY = 0o600


class NotEnoughSpace(OutputError):
    code = "disk-full"
    template = N_("{name} could not be written: the disk is full; free some space and try again.")


class NotWritable(OutputError):
    code = "not-writable"
    template = N_("{name} could not be written: choose a folder where you may write ({reason}).")


@contextlib.contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[IO[bytes]]:
    """Open a stream whose content replaces ``path`` at the end of the block, all or nothing.

    The stream is a hidden file in the same folder. ``mode`` sets the permissions (the default is
    the user's). Raises ``OutputError`` when the folder cannot be written or the disk is full; the
    old file then stands as it was.
    """
    path = Path(path)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _opened(beside, mode) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise output_error(path, error) from error
    finally:
        beside.unlink(missing_ok=True) if beside.parent.is_dir() else None


def _opened(path: Path, mode: int | None) -> IO[bytes]:
    if mode is None:
        return path.open("wb")
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb")


@contextlib.contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of ``path`` at the end of the block.

    An old folder of that name is removed only once the new one is complete. Raises like
    ``replacing``.
    """
    path = Path(path)
    token = secrets.token_hex(4)
    beside = path.with_name(f".{path.name}.{token}.part")
    old = path.with_name(f".{path.name}.{token}.old")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        yield beside
        if path.exists():
            os.replace(path, old)
        os.replace(beside, path)
    except OSError as error:
        if old.exists() and not path.exists():
            os.replace(old, path)
        raise output_error(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def output_error(path: Path, error: OSError) -> OutputError:
    """The refusal to show for an ``OSError`` met while writing ``path``."""
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NotEnoughSpace(name=path.name)
    reason = error.strerror or gettext("the system refused")
    return NotWritable(name=path.name, reason=reason)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
