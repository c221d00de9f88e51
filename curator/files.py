"""Files written beside their final name and renamed into place."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from curator.errors import OutputError
from curator.i18n import N_, gettext

OWNER_ONLY = 0o600


IN_USE = N_("another program uses it")

REASONS = {
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.EROFS: N_("the disk is read-only"),
    errno.ENOENT: N_("the folder is not there"),
    errno.ENOTDIR: N_("the folder is not there"),
    errno.EISDIR: N_("a folder has that name"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EBUSY: IN_USE,
    errno.EIO: N_("the disk does not answer"),
    errno.ETIMEDOUT: N_("the disk does not answer"),
    errno.ENOTCONN: N_("the disk does not answer"),
    errno.ESTALE: N_("the disk does not answer"),
}
"""What the system refuses files for, by its number (``errno``)."""

SHARING = (32, 33)
"""Windows: ``ERROR_SHARING_VIOLATION`` and ``ERROR_LOCK_VIOLATION``, which come as ``EACCES``."""


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
    beside = path.with_name(f".{path.name}.{_token()}.part")
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
    token = _token()
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
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return NotEnoughSpace(name=path.name)
    return NotWritable(name=path.name, reason=reason_of(error))


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language of the user: its own words are English, or those of
    whoever set the computer up.
    """
    if getattr(error, "winerror", None) in SHARING:
        return gettext(IN_USE)
    known = REASONS.get(error.errno) if error.errno is not None else None
    return gettext(known) if known else error.strerror or gettext("the system refused")


def _token() -> str:
    """What keeps the file being written apart from those of other programs."""
    return os.urandom(4).hex()


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    import hashlib  # not before it is needed: it would delay the first window

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
