"""A workbook as sheets of text."""

from __future__ import annotations

from pathlib import Path

from curator.files import sha256_of
from curator.progress import Report
from curator.readers.errors import FileChanged
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
    before = path.stat()
    sha256 = sha256_of(path)
    request = {
        "path": str(path.resolve()),
        "format": kind,
        "name": path.name,
        "password": options.password,
        "archive": archive,
    }
    found = run_worker(request, path.name, size or before.st_size, report)
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise FileChanged(name=path.name)
    return Content(found.format, found.sheets, sha256, found.hidden, found.notes)
