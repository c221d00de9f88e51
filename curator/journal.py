"""The journal beside a dossier: every change since the last save, one line each.

A crash loses at most the line being written. Lines are appended and flushed to the system, so
they outlive the process; a line cut short at the end is left out when the journal is read.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from curator.errors import DossierError
from curator.files import OWNER_ONLY, output_error, reason_of
from curator.i18n import gettext as _

_FORMAT = 1


def journal_path(dossier: Path) -> Path:
    """Where the journal of a dossier is."""
    return dossier.with_name(f"{dossier.name}.journal")


class Journal:
    """Appends the changes made to the dossier at ``dossier``, whose saved digest is ``base``.

    The file is made at the first entry. Raises ``OutputError`` when it cannot be written.
    """

    def __init__(self, dossier: Path, base: str, *, continues: bool = False) -> None:
        self._path = journal_path(dossier)
        self._base = base
        self._started = continues
        self._may_be_torn = continues
        """Whether the last line may have been cut short by a crash."""

    @property
    def base(self) -> str:
        """SHA-256 of the dossier's file as it was when this journal began."""
        return self._base

    @property
    def has_entries(self) -> bool:
        """Whether there is anything that would be brought back after a crash."""
        return self._started

    def append(self, entry: dict[str, Any]) -> None:
        """Write one entry."""
        lines = [entry] if self._started else [{"journal": _FORMAT, "base": self._base}, entry]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if self._started else os.O_TRUNC)
        try:
            if self._may_be_torn:
                _drop_torn_line(self._path)
            with os.fdopen(os.open(self._path, flags, OWNER_ONLY), "wb") as stream:
                stream.write(text.encode())
        except OSError as error:
            raise output_error(self._path, error) from error
        self._started, self._may_be_torn = True, False

    def discard(self) -> None:
        """Forget the entries: the dossier itself holds them now."""
        # One that cannot be removed belongs to the dossier as it was: it will be left out.
        with contextlib.suppress(OSError):
            self._path.unlink()
        self._started = False


def _drop_torn_line(path: Path) -> None:
    """Cut off what a crash left of a line, so that the next entry starts a line of its own."""
    content = path.read_bytes()
    whole = content.rfind(b"\n") + 1
    if whole < len(content):
        os.truncate(path, whole)


def entries_since(dossier: Path, base: str) -> list[dict[str, Any]]:
    """Changes made after the dossier with digest ``base`` was saved; empty when there are none.

    A journal that belongs to another state of the dossier is left out. Raises ``DossierError`` when
    there is one that cannot be read: without it changes would be lost.
    """
    path = journal_path(dossier)
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = _("its journal {name} cannot be read ({reason})")
        reason = reason.format(name=path.name, reason=reason_of(error))
        raise DossierError(name=dossier.name, reason=reason) from error
    lines = text.split("\n")[:-1]
    entries: list[dict[str, Any]] = []
    for line in lines:
        try:
            entries.append(json.loads(line))
        except json.JSONDecodeError:
            break  # what follows a damaged line cannot be trusted
    if not entries or entries[0] != {"journal": _FORMAT, "base": base}:
        return []
    return entries[1:]
