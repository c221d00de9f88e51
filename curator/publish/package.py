"""A publication as files: a Data Package, in a folder and in a ZIP, written all or nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from curator.errors import OutputError
from curator.files import output_error, replacing, replacing_folder, sha256_of
from curator.i18n import N_, speaking
from curator.i18n import gettext as _
from curator.progress import Report, part, silent
from curator.publish.contents import is_package
from curator.publish.descriptor import (
    DESCRIPTOR_FILE,
    SCHEMA_FILE,
    Member,
    package_descriptor,
)
from curator.publish.documents import WrittenFile, documents
from curator.publish.leaks import verify_no_leak
from curator.publish.release import Release, Status
from curator.publish.seal import json_text, write_archive
from curator.publish.writers import FileFormat, format_of
from curator.schema.model import Field, Schema


class NothingToPublish(OutputError):
    code = "nothing-to-publish"
    template = N_("{name} was not written: the table has no field left to publish.")


class SomethingElseThere(OutputError):
    """Only a package is replaced by a package: never a folder that someone else filled."""

    code = "something-else-there"
    template = N_(
        "{name} was not written: something that is no package has that name there; choose another "
        "folder, or move it away."
    )


@dataclass(frozen=True, kw_only=True)
class PackageResult:
    """What was written. ``quoted_values`` counts removed values that stand inside longer public
    cells, which the recipe left as they are: to be looked at."""

    folder: Path
    archive: Path
    status: Status
    content_sha256: str
    members: tuple[Member, ...]
    quoted_values: int


def write_package(release: Release, out: Path, *, report: Report = silent) -> PackageResult:
    """Write ``out/<package name>/`` and ``out/<package name>.zip``.

    An older package of that name is replaced. Raises ``OutputError``: nothing to publish, something
    else of that name, an unwritable folder, a full disk, a removed value that would be published.
    Nothing is left then, and what stood there before still does.
    """
    folder = out / release.package_name
    archive = out / f"{release.package_name}.zip"
    if not release.table.names:
        raise NothingToPublish(name=folder.name)
    _refuse_to_replace(folder, archive)
    with (
        speaking(release.metadata.language),
        _existing(out),
        replacing(archive) as stream,
        replacing_folder(folder) as beside,
    ):
        members = _write_files(release, beside, part(report, 0.0, 0.6))
        leaks = verify_no_leak(
            beside,
            release.removed,
            data_files=[m.path for m in members if m.format] + _documents_with_cells(),
            fixed_text=_fixed_text(release, members),
            name=folder.name,
            report=part(report, 0.6, 0.9),
        )
        sizes = {path.name: path.stat().st_size for path in beside.iterdir()}
        write_archive(sizes, lambda name: (beside / name).open("rb"), stream)
        # The disk must hold the archive before the folder takes its place.
        stream.flush()
        os.fsync(stream.fileno())
        report(1.0, "")
    return PackageResult(
        folder=folder,
        archive=archive,
        status=release.status,
        content_sha256=release.content_sha256,
        members=tuple(members),
        quoted_values=leaks.quoted,
    )


def _refuse_to_replace(folder: Path, archive: Path) -> None:
    is_foreign_folder = folder.exists() and not is_package(folder)
    if is_foreign_folder and (not folder.is_dir() or any(folder.iterdir())):
        raise SomethingElseThere(name=folder.name)
    if archive.exists() and not is_package(archive):
        raise SomethingElseThere(name=archive.name)


@contextlib.contextmanager
def _existing(folder: Path) -> Iterator[None]:
    """``folder`` made if need be, and taken away again if the block fails."""
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from error
    try:
        yield
    except BaseException:
        for made in missing:
            with contextlib.suppress(OSError):  # not empty: someone else uses it
                made.rmdir()
        raise


def _write_files(release: Release, folder: Path, report: Report) -> list[Member]:
    """Every file of the package but its descriptor, then that."""
    formats = [f for f in map(format_of, release.formats) if f.suits(release.schema)]
    written: list[WrittenFile] = []
    members: list[Member] = []
    for n, file_format in enumerate(formats):
        path = folder / f"{release.name}{file_format.suffix}"
        report(n / len(formats), _("Writing {name}").format(name=path.name))
        file_format.write(
            release.table, path, part(report, n / len(formats), (n + 1) / len(formats))
        )
        member = _member(path, file_format.text(), file_format.mediatype, file_format)
        members.append(member)
        written.append(
            WrittenFile(
                path=member.path, format=member.format, bytes=member.bytes, sha256=member.sha256
            )
        )
    texts = _document_texts(release, written)
    for name, title, mediatype, text in texts:
        path = folder / name
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        members.append(_member(path, title, mediatype))
    descriptor = json_text(package_descriptor(release, members))
    (folder / DESCRIPTOR_FILE).write_bytes(descriptor.encode("utf-8", "surrogatepass"))
    return members


def _document_texts(
    release: Release, written: Sequence[WrittenFile]
) -> list[tuple[str, str, str, str]]:
    """Every text file of the package: name, title, media type, text."""
    schema = json_text(release.schema.to_descriptor())
    title = _("Schema of the fields (Table Schema)")
    texts = [(SCHEMA_FILE, title, "application/json", schema)]
    for document in documents():
        text = document.render(release, written)
        texts.append((document.path, document.text(), document.mediatype, text))
    return texts


def _member(
    path: Path, title: str, mediatype: str, file_format: FileFormat | None = None
) -> Member:
    return Member(
        path=path.name,
        title=title,
        mediatype=mediatype,
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
        format=file_format.name if file_format else "",
    )


def _documents_with_cells() -> list[str]:
    return [document.path for document in documents() if document.quotes_cells]


def _fixed_text(release: Release, members: Sequence[Member]) -> str:
    """What the package says whatever cells it holds: the same documents for an empty table, its
    fields reduced to their names, titles and descriptions."""
    table = release.table.filter_rows(np.zeros(len(release.table), dtype=np.bool_))
    bare = table.with_schema(_without_values(release.schema))
    blank = replace(release, table=bare)
    texts = [text for _name, _title, _type, text in _document_texts(blank, ())]
    return "\n".join([*texts, json_text(package_descriptor(blank, members))])


def _without_values(schema: Schema) -> Schema:
    fields = tuple(
        Field(name=f.name, type=f.type, format=f.format, title=f.title, description=f.description)
        for f in schema
    )
    return Schema(
        fields=fields, name=schema.name, title=schema.title, description=schema.description
    )
