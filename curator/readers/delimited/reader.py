"""A delimited text file as one sheet."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from curator.progress import Report
from curator.readers import limits
from curator.readers.delimited import encoding as encodings
from curator.readers.delimited import fast
from curator.readers.delimited.dialect import Dialect, find_dialect, split_rows, unwrapped
from curator.readers.delimited.marks import InnerMarks, NotRegular
from curator.readers.delimited.stream import ReportedFile, Utf8File
from curator.readers.delimited.tolerant import (
    Decoded,
    decode_text,
    inner_quotes,
    parse_text,
    ragged_rows,
    repair_notes,
)
from curator.readers.errors import EmptyFile
from curator.readers.grid import Grid
from curator.readers.model import Note, ReadingOptions
from curator.readers.sheet import Content, Sheet

HEAD_BYTES = 256 << 10
FAST_FROM = 1 << 20
"""Smaller files go to the tolerant parser, which is fast enough for them and takes everything."""
FAST_ENCODINGS = (None, "utf-8", "utf-8-sig", "latin-1", *encodings.SINGLE_BYTE)


@dataclass(frozen=True)
class Plan:
    """What the first bytes tell: how to cut the file, and whether Arrow may."""

    head: bytes
    encoding: str | None
    """None: a superset of ASCII, to be named once every byte was seen."""
    dialect: Dialect
    text: str


@lru_cache(maxsize=1)  # the first rows are shown before the whole is read
def plan_for(head: bytes, options: ReadingOptions) -> Plan:
    """Decide from the beginning of a file."""
    encoding = (
        encodings.codec_name(options.encoding)
        if options.encoding
        else encodings.encoding_by_bom(head) or encodings.wide_without_bom(head)
    )
    guess = None if encoding or _is_utf8_head(head) else encodings.single_byte_encoding([head])
    text = _head_text(head, encoding or guess)
    dialect = find_dialect(text, options.delimiter, options.quote_char)
    return Plan(head, encoding, dialect, text)


def _is_utf8_head(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _head_text(head: bytes, encoding: str | None) -> str:
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")("replace")
    try:
        return decoder.decode(head).removeprefix("\ufeff")
    except UnicodeError:
        return head.decode("latin-1")  # the stated encoding is wrong: decoding the whole says so


def read_delimited(path: Path, head: bytes, options: ReadingOptions, report: Report) -> Content:
    """Read a whole file. ``head`` is its first ``HEAD_BYTES`` bytes. Raises ``SourceError``."""
    plan = plan_for(head, options)
    if _may_be_fast(plan, path.stat().st_size):
        try:
            return _fast(path, plan, report)
        except NotRegular:
            pass
    return _tolerant(path, options, report)


def _may_be_fast(plan: Plan, size: int) -> bool:
    dialect = plan.dialect
    simple = len(dialect.delimiter) == 1 and dialect.delimiter.isascii() and not dialect.escape
    return size >= FAST_FROM and simple and plan.encoding in FAST_ENCODINGS


def _fast(path: Path, plan: Plan, report: Report) -> Content:
    rows = split_rows(plan.text, plan.dialect, 2000)[:-1]
    widths = {len(row) for row in rows}
    if not widths or max(widths) > limits.COLUMNS or unwrapped(rows, plan.dialect):
        raise NotRegular
    if len(widths) == 1:
        try:
            return _arrow(path, plan, max(widths), report, ragged=False)
        except NotRegular:
            pass
    return _arrow(path, plan, max(widths), report, ragged=True)


def _arrow(path: Path, plan: Plan, width: int, report: Report, *, ragged: bool) -> Content:
    skip = len(codecs.BOM_UTF8) if plan.head.startswith(codecs.BOM_UTF8) else 0
    marks = InnerMarks(plan.dialect, width)
    stated = "utf-8" if plan.encoding == "utf-8-sig" else plan.encoding
    with Utf8File(path, report, skip=skip, marks=marks, stated=stated) as stream:
        parsed = fast.parse(stream, plan.dialect, width, ragged=ragged)
    if marks.quotes % 2 or not stream.is_sure():
        raise NotRegular
    rows, repairs = fast.odd_rows(parsed, plan.dialect)
    columns = fast.with_rows(parsed.columns, rows, parsed.odd.numbers)
    grid = Grid(tuple(columns), len(columns[0]), known_fill=parsed.fill)
    notes = [
        *inner_quotes(marks.mended),
        *repair_notes(repairs),
        *_ragged_note(rows, parsed.odd.numbers, width),
    ]
    encoding = "utf-8-sig" if skip else stream.encoding
    return Content("csv", (_sheet(grid, plan.dialect, encoding, tuple(notes)),))


def _ragged_note(
    rows: Sequence[Sequence[str]], numbers: Sequence[int], width: int
) -> tuple[Note, ...]:
    odd = [number for row, number in zip(rows, numbers, strict=True) if len(row) != width]
    return (ragged_rows(len(odd), width, odd[0] + 1),) if odd else ()


def _tolerant(path: Path, options: ReadingOptions, report: Report) -> Content:
    with ReportedFile(path, report) as stream:
        data = bytearray()
        while block := stream.read(1 << 20):
            data += block
    sheet = read_bytes(bytes(data), path.name, options, report)
    return Content("csv", (sheet,))


def read_bytes(data: bytes, name: str, options: ReadingOptions, report: Report) -> Sheet:
    """The sheet that delimited text in memory makes. Raises ``SourceError``."""
    encoding = plan_for(data[:HEAD_BYTES], options).encoding
    decoded: Decoded = decode_text(data, encoding, name)
    if not decoded.text.strip("\ufeff \t\r\n\x00\x1a"):
        raise EmptyFile(name=name)
    dialect = find_dialect(decoded.text, options.delimiter, options.quote_char)
    grid, notes = parse_text(decoded.text, dialect, name, report)
    return _sheet(grid, dialect, decoded.encoding, decoded.notes + notes)


def _sheet(grid: Grid, dialect: Dialect, encoding: str, notes: tuple[Note, ...]) -> Sheet:
    return Sheet(
        name=None,
        grid=grid,
        encoding=encoding,
        delimiter=dialect.delimiter,
        quote_char=dialect.quote or None,
        notes=notes,
    )


def first_lines(head: bytes, options: ReadingOptions, rows: int) -> tuple[Plan, list[list[str]]]:
    """How a file would be read, and its first rows, from the first bytes alone."""
    plan = plan_for(head, options)
    found = split_rows(plan.text, plan.dialect, rows + 1)
    complete = len(head) < HEAD_BYTES or len(found) > rows
    return plan, found[:rows] if complete else found[:-1]
