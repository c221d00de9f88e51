"""A package as it lies on disk, a folder or a ZIP, read without trusting it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol, cast

import pyarrow as pa

from curator.errors import FileMissing, SourceError
from curator.i18n import N_
from curator.publish.descriptor import DESCRIPTOR_FILE
from curator.schema.model import Schema
from curator.table import Table


class NotAPackage(SourceError):
    code = "not-a-package"
    template = N_("{name} is not a package: there is no readable “datapackage.json” in it.")


class Contents(Protocol):
    """The files of a package by name."""

    def names(self) -> list[str]:
        """Every file, sorted, with ``/`` between folders."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """A file's bytes. Raises ``KeyError`` when it is not there."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        files = (p for p in self._path.rglob("*") if p.is_file())
        return sorted(p.relative_to(self._path).as_posix() for p in files)

    def open(self, name: str) -> IO[bytes]:
        if name not in self.names():  # also refuses what would lead out of the folder
            raise KeyError(name)
        return (self._path / name).open("rb")

    def close(self) -> None:
        return None


class _Archive:
    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)

    def names(self) -> list[str]:
        return sorted(name for name in self._archive.namelist() if not name.endswith("/"))

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    def close(self) -> None:
        self._archive.close()


def is_package(path: Path) -> bool:
    """Whether ``path`` looks like a package: a folder or ZIP that holds a descriptor."""
    if path.is_dir():
        return (path / DESCRIPTOR_FILE).is_file()
    if path.name == DESCRIPTOR_FILE:
        return True
    try:
        if not zipfile.is_zipfile(path):
            return False
        with zipfile.ZipFile(path) as archive:
            return DESCRIPTOR_FILE in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def open_contents(path: Path) -> Contents:
    """The files of the package at ``path`` (its folder, ZIP or descriptor).

    Raises ``FileMissing`` or ``NotAPackage``.
    """
    if not path.exists():
        raise FileMissing(name=path.name)
    if path.name == DESCRIPTOR_FILE and path.is_file():
        path = path.parent
    try:
        contents: Contents = _Folder(path) if path.is_dir() else _Archive(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotAPackage(name=path.name) from error
    if DESCRIPTOR_FILE not in contents.names():
        contents.close()
        raise NotAPackage(name=path.name)
    return contents


def read_descriptor(contents: Contents, name: str) -> Mapping[str, Any]:
    """The package's descriptor; ``name`` says which package in errors. Raises ``NotAPackage``."""
    descriptor = read_json(contents, DESCRIPTOR_FILE)
    if not isinstance(descriptor, Mapping):
        raise NotAPackage(name=name)
    return descriptor


def read_json(contents: Contents, name: str) -> Any:
    """The JSON document in a file; None when there is none that can be read."""
    try:
        with contents.open(name) as stream:
            return json.loads(stream.read().decode("utf-8"))
    except (KeyError, OSError, UnicodeDecodeError, json.JSONDecodeError, zipfile.BadZipFile):
        return None


def measured(contents: Contents, name: str) -> tuple[int, str] | None:
    """Size in bytes and SHA-256 of a file; None when it is missing or cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with contents.open(name) as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
                size += len(block)
    except (KeyError, OSError, zipfile.BadZipFile):
        return None
    return size, digest.hexdigest()


def data_resource(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """The resource that holds the table; empty when there is none."""
    resources = descriptor.get("resources")
    first = resources[0] if isinstance(resources, list) and resources else {}
    return first if isinstance(first, Mapping) else {}


def read_schema(contents: Contents, resource: Mapping[str, Any]) -> Schema | None:
    """The schema of a resource, inline or in a file of the package; None when unusable."""
    from curator.errors import SchemaError

    schema = resource.get("schema")
    if isinstance(schema, str):
        schema = read_json(contents, schema)
    try:
        return Schema.from_descriptor(schema)
    except SchemaError:
        return None


def read_table(contents: Contents, resource: Mapping[str, Any], schema: Schema) -> Table | None:
    """The cells of a CSV resource as Curator writes it; None when it cannot be read so."""
    from pyarrow import csv

    path = str(resource.get("path", ""))
    for block in (BLOCK_BYTES, LARGEST_BLOCK):  # a row must fit in a block
        try:
            with contents.open(path) as stream:
                return _read_csv(csv, stream, schema, block)
        except (KeyError, OSError, zipfile.BadZipFile):
            return None
        except ValueError:  # Arrow's refusals are among these
            continue
    return None


BLOCK_BYTES = 1 << 24
LARGEST_BLOCK = (1 << 31) - 1


def _read_csv(csv: Any, stream: IO[bytes], schema: Schema, block_size: int) -> Table:
    header = stream.peek(1)[:3] if hasattr(stream, "peek") else b""
    if header == b"\xef\xbb\xbf":
        raise ValueError("a byte order mark is no part of the format")
    data = csv.read_csv(
        stream,
        read_options=csv.ReadOptions(column_names=schema.names, block_size=block_size),
        parse_options=csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types={name: pa.string() for name in schema.names},
            strings_can_be_null=False,
        ),
    )
    header_row = [column[0].as_py() for column in data.columns]
    if header_row != schema.names:
        raise ValueError("the header differs from the schema")
    rows = data.slice(1)
    columns = {name: cast("pa.ChunkedArray", rows.column(name)) for name in schema.names}
    return Table.from_columns(columns, schema=schema)


def is_safe_path(path: str) -> bool:
    """Whether a path in a descriptor stays inside the package."""
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path
