"""The secret key of the pseudonyms, which is kept in a file of its own and in no dossier."""

from __future__ import annotations

from pathlib import Path

from curator.errors import FileMissing, UsageError
from curator.i18n import gettext as _

SHORTEST_KEY = 16
"""Bytes. A shorter key could be found by trying (NIST SP 800-107 asks for 112 bits)."""


def read_key(path: Path | None) -> bytes | None:
    """The key in a file; None when no file is named.

    Raises ``FileMissing``, and ``UsageError`` for a key too short to protect anything.
    """
    if path is None:
        return None
    if not path.is_file():
        raise FileMissing(name=path.name)
    key = path.read_bytes().strip()
    if len(key) < SHORTEST_KEY:
        reason = _("the key in {name} is too short: it needs at least {n} bytes")
        raise UsageError(reason=reason.format(name=path.name, n=SHORTEST_KEY))
    return key
