"""Any file to a ``Source``, any of its tables to a ``Table``.

source = open_source(path, ReadingOptions(...), report=report)
source.tables, source.hidden, source.notes
table = source.read()

The names are loaded when they are asked for: the process that parses workbooks comes through here
too, and starts in half the time without Arrow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curator.readers.model import (
        Column,
        FileInfo,
        HiddenFinding,
        Note,
        PreviewRow,
        ReadingOptions,
        TableInfo,
    )
    from curator.readers.opening import first_rows, open_source
    from curator.readers.source import Source

_HOMES = {"first_rows": "opening", "open_source": "opening", "Source": "source"}
"""Modules of the names that do not stand in ``model``."""

__all__ = [
    "Column",
    "FileInfo",
    "HiddenFinding",
    "Note",
    "PreviewRow",
    "ReadingOptions",
    "Source",
    "TableInfo",
    "first_rows",
    "open_source",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
    globals()[name] = value
    return value
