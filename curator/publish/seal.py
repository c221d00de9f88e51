"""What makes a package's every byte count: the descriptor's seal and the archive's one form.

The descriptor lists the digest of every other file; the seal is the digest of the descriptor
itself, so no byte of it changes unnoticed. It shows accidents and careless edits; whoever writes
the whole package anew can seal it anew, which is for signatures to prevent.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

SEAL = "curator:seal"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PERMISSIONS = 0o100644


def json_text(value: Mapping[str, Any]) -> str:
    """JSON as a package holds it: keys in their order, two spaces, a line end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def sealed(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The descriptor with its seal as the last property."""
    bare = {key: value for key, value in descriptor.items() if key != SEAL}
    digest = hashlib.sha256(json_text(bare).encode("utf-8", "surrogatepass")).hexdigest()
    return bare | {SEAL: digest}


def is_sealed(text: bytes, descriptor: Mapping[str, Any]) -> bool:
    """Whether ``text``, which reads as ``descriptor``, is byte for byte what was sealed."""
    return text == json_text(sealed(descriptor)).encode("utf-8", "surrogatepass")


Opener = Callable[[str], IO[bytes]]


def write_archive(sizes: Mapping[str, int], opened: Opener, stream: IO[bytes]) -> None:
    """A ZIP of the files named in ``sizes`` (in bytes): stored, sorted, without the clock or the
    user's rights."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, size in sorted(sizes.items()):
            info = zipfile.ZipInfo(name, date_time=_EARLIEST)
            info.create_system = _UNIX
            info.external_attr = _PERMISSIONS << 16
            info.file_size = size  # decides the form of the header
            with opened(name) as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def is_in_one_form(archive: Path, sizes: Mapping[str, int], opened: Opener) -> bool:
    """Whether the archive at ``archive`` is byte for byte what its files make."""
    with tempfile.TemporaryFile() as again:  # as large as the archive, too large for memory
        try:
            write_archive(sizes, opened, again)
        except (KeyError, OSError, RuntimeError, zipfile.BadZipFile):
            return False
        again.seek(0)
        with archive.open("rb") as stream:
            return _are_same(stream, again)


def _are_same(one: IO[bytes], other: IO[bytes]) -> bool:
    while block := one.read(1 << 20):
        if other.read(len(block)) != block:
            return False
    return not other.read(1)
