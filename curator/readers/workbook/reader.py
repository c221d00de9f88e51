"""A workbook as sheets of text."""

from __future__ import annotations

from pathlib import Path

from curator.progress import Report
from curator.readers.model import ReadingOptions
from curator.readers.sheet import Content
from curator.readers.workbook.client import run_worker


def read_workbook(
    path: Path,
    kind: str,
    options: ReadingOptions,
    report: Report,
    *,
    archive: str = "",
    size: int | None = None,
) -> Content:
    """Read every sheet of a workbook. Raises ``SourceError``.

    ``archive`` is ``zip`` or ``gzip`` when ``path`` holds the workbook, of ``size`` bytes, inside.
    """
    report(0.0, "")
    request = {
        "path": str(path.resolve()),
        "format": kind,
        "name": path.name,
        "password": options.password,
        "archive": archive,
    }
    found = run_worker(request, path.name, size or path.stat().st_size, report)
    return Content(found.format, found.sheets, found.hidden, found.notes)
