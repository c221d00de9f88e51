"""A publication as files: a Data Package, in a folder and in a ZIP, written all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from curator.progress import Report, silent
from curator.publish.release import Release, Status, release_of

__all__ = ["PackageFile", "PackageResult", "Release", "Status", "release_of", "write_package"]


@dataclass(frozen=True, kw_only=True)
class PackageFile:
    """A file of the package: its size in bytes and the SHA-256 of its content."""

    path: str
    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PackageResult:
    """What was written. ``quoted_values`` counts removed values that stand inside longer public
    cells, which the recipe left as they are: to be looked at."""

    folder: Path
    archive: Path
    status: Status
    content_sha256: str
    files: tuple[PackageFile, ...]
    quoted_values: int


def write_package(release: Release, out: Path, *, report: Report = silent) -> PackageResult:
    """Write ``out/<package name>/`` and ``out/<package name>.zip``.

    Raises ``OutputError``: nothing to publish, an unwritable folder, a full disk, a removed value
    that would be published. Nothing is left then, and what stood there before still does.
    """
    raise NotImplementedError
