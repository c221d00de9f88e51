"""A delimited text file as one sheet."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from curator.i18n import N_
from curator.progress import Report
from curator.readers.delimited import encoding as encodings
from curator.readers.delimited import fast
from curator.readers.delimited.dialect import Dialect, find_dialect, split_rows
from curator.readers.delimited.stream import WatchedFile
from curator.readers.delimited.tolerant import Decoded, decode_text, parse_text
from curator.readers.errors import EmptyFile
from curator.readers.grid import Grid
from curator.readers.model import Note, ReadingOptions
from curator.readers.sheet import Content, Sheet

HEAD_BYTES = 256 << 10
FAST_FROM = 1 << 20
"""Smaller files go to the tolerant parser, which is fast enough for them and takes everything."""


@dataclass(frozen=True)
class Plan:
    """What the first bytes tell: how to cut the file, and whether Arrow may."""

    head: bytes
    encoding: str | None
    """None: a superset of ASCII, to be named once every byte was seen."""
    dialect: Dialect
    text: str


def plan_for(head: bytes, options: ReadingOptions) -> Plan:
    """Decide from the beginning of a file."""
    encoding = (
        encodings.codec_name(options.encoding)
        if options.encoding
        else encodings.encoding_by_bom(head) or encodings.wide_without_bom(head)
    )
    text = _head_text(head, encoding)
    dialect = find_dialect(text, options.delimiter, options.quote_char)
    return Plan(head, encoding, dialect, text)


def _head_text(head: bytes, encoding: str | None) -> str:
    if encoding is None:
        try:
            decoder = codecs.getincrementaldecoder("utf-8")()
            return decoder.decode(head)
        except UnicodeDecodeError:
            encoding = encodings.single_byte_encoding([head])
    return head.decode(encoding, "replace").lstrip("\ufeff")


def read_delimited(path: Path, head: bytes, options: ReadingOptions, report: Report) -> Content:
    """Read a whole file. ``head`` is its first ``HEAD_BYTES`` bytes."""
    plan = plan_for(head, options)
    if _may_be_fast(plan, path.stat().st_size):
        try:
            return _fast(path, plan, report)
        except fast.NotRegular:
            pass
    return _tolerant(path, plan, options, report)


def _may_be_fast(plan: Plan, size: int) -> bool:
    simple = len(plan.dialect.delimiter) == 1 and plan.dialect.delimiter.isascii()
    return size >= FAST_FROM and simple and plan.encoding in (None, "utf-8", "utf-8-sig")


def _fast(path: Path, plan: Plan, report: Report) -> Content:
    rows = split_rows(plan.text, plan.dialect, 2000)[:-1]
    widths = {len(row) for row in rows}
    width = max(widths)
    try:
        return _arrow(path, plan, width, report, threads=len(widths) == 1)
    except fast.NotRegular:
        if len(widths) > 1:
            raise
        return _arrow(path, plan, width, report, threads=False)


def _arrow(path: Path, plan: Plan, width: int, report: Report, *, threads: bool) -> Content:
    skip = len(codecs.BOM_UTF8) if plan.head.startswith(codecs.BOM_UTF8) else 0
    with WatchedFile(path, report, skip=skip, quote=plan.dialect.quote.encode()) as stream:
        table, odd = fast.parse(stream, plan.dialect, width, threads=threads)
        sha256 = stream.finish()
        if stream.quotes % 2 or stream.has_nul:
            raise fast.NotRegular
        is_utf8 = stream.is_utf8
    encoding = ("utf-8-sig" if skip else "utf-8") if is_utf8 else _byte_encoding(path, plan)
    columns = table.columns
    if not is_utf8:
        columns = [fast.transcoded(column, encoding) for column in columns]
    columns = fast.with_odd_rows(columns, odd, plan.dialect, encoding)
    grid = Grid(tuple(columns), len(columns[0]))
    notes = _ragged_note(odd.numbers, width)
    return _content(grid, plan.dialect, encoding, sha256, notes)


def _byte_encoding(path: Path, plan: Plan) -> str:
    if plan.encoding is not None:
        raise fast.NotRegular  # stated to be UTF-8, and is not
    data = path.read_bytes()
    if encodings.has_utf8_sequences(data):
        raise fast.NotRegular  # mixed: line by line
    return encodings.single_byte_encoding([data])


def _ragged_note(numbers: list[int], width: int) -> tuple[Note, ...]:
    if not numbers:
        return ()
    return (ragged_rows(len(numbers), width, numbers[0] + 1),)


def ragged_rows(count: int, width: int, first: int) -> Note:
    """The note on rows that have another number of cells."""
    return Note(
        code="ragged-rows",
        message=N_(
            "{count} rows do not have {width} fields (the first is row {row}): missing cells are"
            " left empty, surplus ones are kept as unnamed fields."
        ),
        parameters={"count": count, "width": width, "row": first},
        row=first,
    )


def _tolerant(path: Path, plan: Plan, options: ReadingOptions, report: Report) -> Content:
    with WatchedFile(path, report, quote=b"") as stream:
        data = bytearray()
        while block := stream.read(1 << 20):
            data += block
        sha256 = stream.finish()
    decoded: Decoded = decode_text(bytes(data), plan.encoding, path.name)
    if not decoded.text.strip("\ufeff \t\r\n\x00\x1a"):
        raise EmptyFile(name=path.name)
    dialect = find_dialect(decoded.text, options.delimiter, options.quote_char)
    grid, notes = parse_text(decoded.text, dialect, report)
    return _content(grid, dialect, decoded.encoding, sha256, decoded.notes + notes)


def _content(
    grid: Grid, dialect: Dialect, encoding: str, sha256: str, notes: tuple[Note, ...]
) -> Content:
    sheet = Sheet(
        name=None,
        grid=grid,
        encoding=encoding,
        delimiter=dialect.delimiter,
        quote_char=dialect.quote or None,
        notes=notes,
    )
    return Content("csv", (sheet,), sha256)


def first_lines(head: bytes, options: ReadingOptions, rows: int) -> list[list[str]]:
    """The first rows, from the first bytes alone."""
    plan = plan_for(head, options)
    found = split_rows(plan.text, plan.dialect, rows + 1)
    complete = len(head) < HEAD_BYTES or len(found) > rows
    return found[:rows] if complete else found[:-1]


def empty_grid() -> Grid:
    """A grid of nothing."""
    return Grid((pa.chunked_array([pa.array([], pa.string())]),), 0)
