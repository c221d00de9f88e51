"""Kinds that an organisation adds: word lists and patterns in one file for all its people.

The file is TOML (``personal-data.toml`` in the user's configuration folder, or the one that
``CURATOR_PERSONAL_DATA`` names)::

    [[kind]]
    name = "badge-number"            # its own name, or one of Curator's kinds
    role = "direct-identifier"       # direct-identifier, quasi-identifier or sensitive
    pattern = "B-\\\\d{6}"             # RE2; the whole value, or found inside texts
    words = ["…", "…"]               # whole values, whatever their case and accents
    headers = ["badge", "n° badge"]  # whole headers
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from curator.errors import CuratorError
from curator.i18n import N_
from curator.privacy.model import Role
from curator.privacy.text import folded

VARIABLE = "CURATOR_PERSONAL_DATA"
FILE = "personal-data.toml"


class HouseKindsError(CuratorError):
    code = "house-kinds"
    template = N_("{name}, the organisation’s list of personal data, cannot be used: {reason}.")


@dataclass(frozen=True, kw_only=True)
class HouseKind:
    """One kind of an organisation: how it is recognised and what it does to privacy."""

    name: str
    role: Role = Role.DIRECT_IDENTIFIER
    pattern: re.Pattern[str] | None = None
    words: frozenset[str] = frozenset()
    headers: frozenset[str] = frozenset()


def house_kinds() -> tuple[HouseKind, ...]:
    """The organisation's kinds; none when there is no file. Raises ``HouseKindsError``."""
    path = house_file()
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        return ()
    return _read(path, changed)


def house_file() -> Path:
    """Where the file is looked for."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("curator") / FILE


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> tuple[HouseKind, ...]:  # noqa: ARG001 (part of the key)
    return parse_house_kinds(path.read_text(encoding="utf-8"), path.name)


def parse_house_kinds(text: str, name: str) -> tuple[HouseKind, ...]:
    """The kinds that a file's text defines. Raises ``HouseKindsError``."""
    from curator.i18n import gettext as _

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise HouseKindsError(name=name, reason=_("it is not valid TOML")) from None
    entries = data.get("kind")
    if not isinstance(entries, list):
        raise HouseKindsError(name=name, reason=_("it has no [[kind]]"))
    return tuple(_kind(entry, n, name) for n, entry in enumerate(entries, start=1))


def _kind(entry: Mapping[str, Any], n: int, name: str) -> HouseKind:
    from curator.i18n import gettext as _

    where = _("its kind number {n}").format(n=n)
    kind, role = entry.get("name"), entry.get("role", "direct-identifier")
    if not isinstance(kind, str) or not kind.strip():
        raise HouseKindsError(name=name, reason=_("{where} has no name").format(where=where))
    if role not in [str(r) for r in Role if r is not Role.NONE]:
        raise HouseKindsError(
            name=name, reason=_("{where} has an unknown role").format(where=where)
        )
    try:
        pattern = re.compile(entry["pattern"]) if "pattern" in entry else None
    except re.error:
        reason = _("{where} has a pattern that cannot be read").format(where=where)
        raise HouseKindsError(name=name, reason=reason) from None
    return HouseKind(
        name=kind.strip(),
        role=Role(role),
        pattern=pattern,
        words=_folded(entry.get("words", ())),
        headers=_folded(entry.get("headers", ())),
    )


def _folded(texts: Iterable[Any]) -> frozenset[str]:
    return frozenset(" ".join(folded(str(text)).split()) for text in texts)
