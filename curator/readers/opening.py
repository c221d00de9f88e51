"""From a path to a ``Source``: recognise the format by content, read it, find its tables."""

from __future__ import annotations

from pathlib import Path

from curator.digest import Digest
from curator.errors import FileMissing
from curator.files import reason_of
from curator.i18n import gettext
from curator.progress import Report, silent
from curator.readers import kinds
from curator.readers.delimited.reader import HEAD_BYTES, first_lines, read_delimited
from curator.readers.errors import (
    EmptyFile,
    LockFile,
    NotAFile,
    NotTabular,
    Unreadable,
)
from curator.readers.model import FileInfo, PreviewRow, ReadingOptions
from curator.readers.sheet import Content
from curator.readers.source import Source, find_tables
from curator.readers.unchanged import UnchangedFile

WORKBOOKS = frozenset({"xlsx", "xlsb", "ods", "ole", "biff", "fods", "xml-2003", "html"})
OWNER_FILE = 165
"""Bytes of the file that Excel leaves beside an open document."""
OTHERS = frozenset(
    {"zip", "zip-damaged", "zip-encrypted", "office-other", "gzip", "json", "parquet", "xml"}
)


def open_source(
    path: Path, options: ReadingOptions | None = None, *, report: Report = silent
) -> Source:
    """Read a file whole and find its tables. Raises ``SourceError``.

    Its digest is computed when it is first wanted: ``Source.file.sha256`` waits for it.
    """
    options = options or ReadingOptions()
    path = Path(path)
    _check(path)
    file = UnchangedFile(path)
    head = _head(path)
    content = _content(path, head, options, report)
    file.check()
    found = find_tables(content, options)
    report(1.0, "")
    info = FileInfo(
        name=path.name,
        bytes=file.size,
        digest=Digest(file.sha256),
        format=content.format,
    )
    return Source(path, options, info, content, found)


def first_rows(
    path: Path, options: ReadingOptions | None = None, *, rows: int = 200, report: Report = silent
) -> tuple[PreviewRow, ...]:
    """The first rows of a file as they stand in it, before it is opened.

    Delimited text of any size answers at once, from its first bytes; other formats are opened.
    Raises ``SourceError``.
    """
    options = options or ReadingOptions()
    path = Path(path)
    _check(path)
    head = _head(path)
    is_text = kinds.not_tabular(head) is None and kinds.kind_of(head[: kinds.HEAD], path) == "text"
    if is_text and not kinds.is_binary(head):
        _plan, found = first_lines(head, options, rows)
        return tuple(PreviewRow(number=n, cells=tuple(row)) for n, row in enumerate(found, 1))
    return open_source(path, options, report=report).preview(rows=rows)


def _check(path: Path) -> None:
    try:
        is_there, is_file = path.exists(), path.is_file()
    except OSError as error:  # a folder that may not be looked into
        raise Unreadable(name=path.name, reason=reason_of(error)) from error
    if not is_there:
        raise FileMissing(name=path.name)
    if not is_file:
        raise NotAFile(name=path.name)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError as error:
        raise Unreadable(name=path.name, reason=reason_of(error)) from error
    if not head:
        raise EmptyFile(name=path.name)
    if path.name.startswith(("~$", ".~lock.")) or _is_lock(head, path):
        raise LockFile(name=path.name)
    return head


def _is_lock(head: bytes, path: Path) -> bool:
    """Excel's owner file: the user's name after its length, padded to 54 bytes; then in UTF-16."""
    if path.stat().st_size != OWNER_FILE or not 0 < head[0] <= 52:
        return False
    return head[55] == head[0] and head[head[0] + 2 : 55].strip(b" \x00") == b""


def _content(path: Path, head: bytes, options: ReadingOptions, report: Report) -> Content:
    words = kinds.not_tabular(head)
    if words is not None:
        raise NotTabular(name=path.name, format=gettext(words))
    kind = kinds.kind_of(head[: kinds.HEAD], path)
    if kind in WORKBOOKS:
        from curator.readers.workbook.reader import read_workbook

        return read_workbook(path, kind, options, report)
    if kind in OTHERS:
        from curator.readers.other import read_other

        return read_other(path, kind, options, report)
    if options.encoding is None and kinds.is_binary(head):
        raise NotTabular(name=path.name, format=gettext(kinds.BINARY))
    return read_delimited(path, head, options, report)
