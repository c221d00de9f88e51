"""Any file to a ``Source``, any of its tables to a ``Table``.

source = open_source(path, ReadingOptions(...), report=report)
source.tables, source.hidden, source.notes
table = source.read()
"""

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
