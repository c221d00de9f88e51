"""What to check, from a file or a package on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from curator.errors import SourceError
from curator.i18n import N_
from curator.progress import Report, part, silent
from curator.publish.contents import (
    Contents,
    NotAPackage,
    data_resource,
    open_contents,
    read_descriptor,
    read_schema,
    read_table,
)
from curator.publish.metadata import Metadata
from curator.publish.verification import verify_package
from curator.quality.subject import Delivered, PackageFacts, Subject
from curator.readers.model import Column, ReadingOptions
from curator.schema.model import Schema


class NothingToCheck(SourceError):
    code = "nothing-to-check"
    template = N_("{name} holds no table to check.")


def subject_of_file(
    path: Path,
    options: ReadingOptions | None = None,
    *,
    schema: Schema | None = None,
    report: Report = silent,
) -> Subject:
    """The chosen table of a file, under its inferred schema or ``schema``.

    Raises ``SourceError``.
    """
    from curator.readers import open_source
    from curator.schema.inference import infer

    source = open_source(path, options or ReadingOptions(), report=part(report, 0.0, 0.5))
    if not source.tables:
        raise NothingToCheck(name=path.name)
    number = source.options.table or 1
    table = source.read(report=part(report, 0.5, 0.8))
    info = source.tables[min(number, len(source.tables)) - 1]
    is_text = info.sheet is None and info.delimiter is not None
    delivered = Delivered(
        name=path.name,
        format=source.file.format,
        encoding=info.encoding or "",
        delimiter=info.delimiter or "",
        header_rows=info.header_rows,
        columns=info.columns,
        notes=(*source.notes, *info.notes),
        hidden=source.hidden,
        table_count=len(source.tables),
        raw=path.read_bytes() if is_text else b"",
    )
    inferred = table.with_schema(infer(table, report=part(report, 0.8, 1.0)))
    return Subject(table=inferred, schema=schema, delivered=delivered)


def subject_of_package(path: Path, *, report: Report = silent) -> Subject:
    """The table of a package with its schema, metadata and verification.

    Raises ``FileMissing``, ``NotAPackage`` when its data cannot be read.
    """
    verification = verify_package(path, report=report)
    contents = open_contents(path)
    try:
        descriptor = read_descriptor(contents, path.name)
        resource = data_resource(descriptor)
        schema = read_schema(contents, resource)
        table = read_table(contents, resource, schema) if schema else None
        if schema is None or table is None:
            raise NotAPackage(name=path.name)
        delivered = _delivered(contents, resource, schema)
    finally:
        contents.close()
    metadata = descriptor.get("curator:metadata")
    justified = descriptor.get("curator:justifications")
    return Subject(
        table=table,
        schema=schema,
        metadata=Metadata.from_descriptor(metadata)
        if isinstance(metadata, Mapping)
        else Metadata(),
        delivered=delivered,
        package=PackageFacts(descriptor=descriptor, verification=verification),
        justified=frozenset(justified) if isinstance(justified, Mapping) else frozenset(),
    )


def _delivered(contents: Contents, resource: Mapping[str, object], schema: Schema) -> Delivered:
    """The data file of a package, which was read as Curator writes it."""
    name = str(resource.get("path", ""))
    with contents.open(name) as stream:
        raw = stream.read()
    return Delivered(
        name=name,
        format="csv",
        encoding="utf-8",
        delimiter=",",
        columns=tuple(Column(name=f, label=f) for f in schema.names),
        raw=raw,
    )
