"""The formats a public table can be written in.

To add one: write a module here with a ``FileFormat`` in it, and name it in ``_FORMATS``.
"""

from __future__ import annotations

from curator.errors import UsageError
from curator.i18n import gettext as _
from curator.publish.writers.csv import CSV
from curator.publish.writers.geojson import GEOJSON
from curator.publish.writers.json import JSON
from curator.publish.writers.model import FileFormat, TooLarge
from curator.publish.writers.parquet import PARQUET
from curator.publish.writers.xlsx import XLSX

_FORMATS = (CSV, XLSX, JSON, GEOJSON, PARQUET)

__all__ = ["CSV", "FileFormat", "TooLarge", "format_of", "formats"]


def formats() -> tuple[FileFormat, ...]:
    """Every format, the reference one first."""
    return _FORMATS


def format_of(name: str) -> FileFormat:
    """The format called ``name``. Raises ``UsageError``."""
    for candidate in _FORMATS:
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in _FORMATS)
    reason = _("“{name}” is not a format of publication; there are {known}")
    raise UsageError(reason=reason.format(name=name, known=known))
