"""One table inside a ZIP archive or a gzip stream, of any format that opens outside of one.

Nothing is unpacked to the disk. Archives inside archives are refused: a person should look which
of their files is meant.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.progress import Report
from curator.readers import kinds, limits
from curator.readers.errors import (
    DamagedFile,
    EncryptedFile,
    NestedArchive,
    NotOneTable,
    NotTabular,
    TooLarge,
)
from curator.readers.model import Note, ReadingOptions
from curator.readers.sheet import Content

SURE_SUFFIXES = (
    ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls", ".ods", ".fods",
    ".json", ".jsonl", ".ndjson", ".geojson", ".parquet",
)  # fmt: skip
PAPERS = re.compile(
    r"(?:lis(?:ez)?[-_ ]?moi|read[-_ ]?me|licen[cs]e|notice)\b.*|"
    r".*\.(?:md|pdf|html?|docx?|odt|rtf|png|jpe?g|xml|yml|yaml)",
    re.IGNORECASE,
)
"""Names of what is put beside a table to explain it."""
TAR = slice(257, 262)
"""Where a tape archive says that it is one."""


@dataclass(frozen=True)
class Member:
    """The one file in an archive that holds a table."""

    name: str
    data: bytes


def read_archive(path: Path, kind: str, options: ReadingOptions, report: Report) -> Content:
    """Read the table in a ``zip`` or ``gzip``. Raises ``SourceError``."""
    member = open_member(path, kind)
    content = _read(path, kind, member, options, report)
    note = Note(code="from-archive", message=N_("The table was read out of a compressed archive."))
    outer = "gz" if kind == "gzip" else kind
    return replace(content, format=outer, notes=(*content.notes, note))


def open_member(path: Path, kind: str) -> Member:
    """The file inside an archive, unpacked within limits. Raises ``SourceError``."""
    if kind == "gzip":
        return Member(path.stem, _gunzipped(path))
    try:
        with zipfile.ZipFile(path) as archive:
            info = _the_table(archive, path)
            _check_size(path, info.file_size, info.compress_size)
            return Member(info.filename, archive.read(info))
    except RuntimeError as error:
        raise EncryptedFile(name=path.name) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DamagedFile(name=path.name, format="ZIP") from error


def _read(
    path: Path, kind: str, member: Member, options: ReadingOptions, report: Report
) -> Content:
    from curator.readers.delimited.reader import HEAD_BYTES, read_bytes
    from curator.readers.opening import WORKBOOKS
    from curator.readers.other import read_json, read_parquet, refusal
    from curator.readers.workbook.reader import read_workbook

    head = member.data[:HEAD_BYTES]
    if head[TAR] == b"ustar":
        raise NestedArchive(name=path.name)
    words = kinds.not_tabular(head)
    if words is not None:
        raise NotTabular(name=path.name, format=_(words))
    inner = kinds.kind_of(head[: kinds.HEAD], io.BytesIO(member.data))
    if inner in ("zip", "gzip"):
        raise NestedArchive(name=path.name)
    if inner in WORKBOOKS:
        return read_workbook(path, inner, options, report, archive=kind, size=len(member.data))
    if inner == "parquet":
        return read_parquet(path, io.BytesIO(member.data))
    if inner == "json":
        return read_json(path, member.data, member.name, options, report)
    if inner != "text":
        raise refusal(path, inner)
    if options.encoding is None and kinds.is_binary(head):
        raise NotTabular(name=path.name, format=_(kinds.BINARY))
    sheet = read_bytes(member.data, path.name, options, report)
    return Content("csv", (sheet,))


def _the_table(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = [i for i in archive.infolist() if not i.is_dir() and not _is_litter(i.filename)]
    tables = [info for info in members if info.filename.lower().endswith(SURE_SUFFIXES)]
    if not tables:
        tables = [i for i in members if not PAPERS.fullmatch(i.filename.rpartition("/")[2])]
    for found in (tables, members):
        if len(found) == 1:
            return found[0]
    raise NotOneTable(name=path.name, count=len(members))


def _is_litter(name: str) -> bool:
    """What file managers add to archives."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in (".DS_Store", "Thumbs.db")


def _check_size(path: Path, size: int, compressed: int) -> None:
    bomb = size > limits.RATIO_FROM and size > limits.RATIO * max(1, compressed)
    if bomb or size > limits.MEMBER_BYTES:
        raise TooLarge(name=path.name, reason=_("unpacked, it would fill the memory"))


def _gunzipped(path: Path) -> bytes:
    import gzip

    parts, total = [], 0
    try:
        with path.open("rb") as packed, gzip.GzipFile(fileobj=packed) as stream:
            while block := stream.read(1 << 20):
                total += len(block)
                # Against what was read of it so far: a bomb is known before it fills the memory.
                _check_size(path, total, packed.tell())
                parts.append(block)
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedFile(name=path.name, format="GZIP") from error
    return b"".join(parts)
