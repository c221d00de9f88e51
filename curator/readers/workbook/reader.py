"""A workbook as sheets of text."""

from __future__ import annotations

from pathlib import Path

from curator.files import sha256_of
from curator.progress import Report
from curator.readers.model import ReadingOptions
from curator.readers.sheet import Content
from curator.readers.workbook.client import run_worker


def read_workbook(path: Path, kind: str, options: ReadingOptions, report: Report) -> Content:
    """Read every sheet of a workbook."""
    report(0.0, "")
    sha256 = sha256_of(path)
    request = {"path": str(path), "format": kind, "name": path.name}
    sheets, hidden, notes = run_worker(request, path.name, kind.upper(), report)
    return Content(kind, tuple(sheets), sha256, tuple(hidden), tuple(notes))
