"""Texts that are not regular: mixed encodings, ragged rows, quotes that never close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pyarrow as pa

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.progress import Report
from curator.readers import limits
from curator.readers.delimited import encoding as encodings
from curator.readers.delimited.dialect import Dialect
from curator.readers.delimited.quotes import rows_of
from curator.readers.delimited.repair import Repairs, repair
from curator.readers.errors import TooLarge, WrongEncoding
from curator.readers.grid import Grid
from curator.readers.model import Note

CHUNK_ROWS = 20_000


@dataclass(frozen=True)
class Decoded:
    """A text, the name of its encoding, and what was noticed while decoding it."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode_text(data: bytes, encoding: str | None, name: str) -> Decoded:
    """Decode ``data``; ``encoding`` None: find it. Raises ``WrongEncoding``."""
    if encoding is not None:
        try:
            return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
        except UnicodeError:
            if not encoding.startswith("utf-8"):
                raise WrongEncoding(name=name, encoding=encoding) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(text, "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")
    if encodings.has_utf8_sequences(data):
        return _line_by_line(data)
    found = encodings.single_byte_encoding([data])
    return Decoded(data.decode(found, "replace"), found)


def _line_by_line(data: bytes) -> Decoded:
    lines = data.split(b"\n")
    high = [line for line in lines if not line.isascii()]
    other = encodings.single_byte_encoding([line for line in high if not _is_utf8(line)])
    parts, utf8, first = [], 0, 0
    odd = 0
    for number, line in enumerate(lines, 1):
        if line.isascii() or _is_utf8(line):
            parts.append(line.decode("utf-8"))
            utf8 += not line.isascii()
        else:
            parts.append(line.decode(other, "replace"))
            odd += 1
            first = first or number
    note = Note(
        code="mixed-encodings",
        message=N_(
            "The file mixes two character encodings, UTF-8 (lines: {utf8}) and "
            "{encoding} (lines: {odd}, the first is line {line}). Each line was read in"
            " its own."
        ),
        parameters={"utf8": utf8, "odd": odd, "encoding": other, "line": first},
    )
    return Decoded("\n".join(parts).removeprefix("\ufeff"), f"mixed (utf-8, {other})", (note,))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def parse_text(
    text: str, dialect: Dialect, name: str, report: Report
) -> tuple[Grid, tuple[Note, ...]]:
    """Cut a whole text; every row is kept, however many cells it has. Raises ``TooLarge`` where a
    row of the file ``name`` has more than any table."""
    notes: list[Note] = []
    text = text.rstrip("\x1a")  # the end of a text in DOS
    if "\x00" in text:
        text = text.rstrip("\x00\x1a")
        notes.append(
            Note(
                code="nul-characters",
                message=N_(
                    "The file holds NUL characters, which no text has: it was probably damaged by"
                    " a copy. They were kept where they stand inside cells."
                ),
            )
        )
    marked = rows_of(text, dialect)
    rows = marked.rows
    if max(map(len, rows), default=0) > limits.COLUMNS:
        raise TooLarge(name=name, reason=_("it asks for more cells than can be held"))
    report(0.93, "")
    repairs = repair(rows, dialect)
    notes += [*inner_quotes(marked.mended), *repair_notes(repairs, marked.literal)]
    widths = Counter(len(row) for row in rows if row)
    if len(widths) > 1:
        usual = widths.most_common(1)[0][0]
        odd = [i for i, row in enumerate(rows) if row and len(row) != usual]
        notes.append(ragged_rows(len(odd), usual, odd[0] + 1))
    return _grid(rows), tuple(notes)


def repair_notes(repairs: Repairs, literal: Sequence[int] = ()) -> list[Note]:
    """The notes on rows that were mended, or whose open quotation mark is a character."""
    kinds = (
        (
            literal,
            "open-quote",
            N_(
                "A quotation mark in row {row} is never closed (number of such rows: {count}): it"
                " was read as an ordinary character."
            ),
        ),
        (
            repairs.wrapped,
            "wrapped-lines",
            N_(
                "Some lines were wholly wrapped in quotation marks and were cut again ("
                "{count} in all, the first is row {row})."
            ),
        ),
        (
            repairs.otherwise,
            "other-delimiter",
            N_(
                "Some rows are cut at another separator than the rest and were cut there ("
                "{count} in all, the first is row {row})."
            ),
        ),
        (
            repairs.decimals,
            "decimal-commas",
            N_(
                "Decimal commas that are also separators were put back together (number of rows:"
                " {count}, the first is row {row})."
            ),
        ),
        (
            repairs.joined,
            "torn-rows",
            N_(
                "Some rows have surplus separators inside a text and were put back together"
                " ({count} in all, the first is row {row}): check them."
            ),
        ),
    )
    return [
        Note(
            code=code,
            message=message,
            parameters={"count": len(rows), "row": rows[0] + 1},
            row=rows[0] + 1,
        )
        for rows, code, message in kinds
        if rows
    ]


def inner_quotes(count: int) -> tuple[Note, ...]:
    """The note on rows with quotation marks inside cells that are not doubled."""
    if not count:
        return ()
    note = Note(
        code="inner-quotes",
        message=N_(
            "Quotation marks inside a text were not doubled, as they have to be in such a file"
            " (number of rows: {count}): they were read as part of the text."
        ),
        parameters={"count": count},
    )
    return (note,)


def ragged_rows(count: int, width: int, first: int) -> Note:
    """The note on rows that have another number of cells."""
    return Note(
        code="ragged-rows",
        message=N_(
            "Some rows do not have {width} fields ({count} in all, the first is row {row}):"
            " missing cells are left empty, surplus ones are kept as unnamed fields."
        ),
        parameters={"count": count, "width": width, "row": first},
        row=first,
    )


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    width = max((len(row) for row in rows), default=0)
    chunks: list[list[pa.Array]] = [[] for _ in range(width)]
    for start in range(0, len(rows), CHUNK_ROWS):
        piece = [*rows[start : start + CHUNK_ROWS], [""] * width]
        for index, column in enumerate(zip_longest(*piece, fillvalue="")):
            chunks[index].append(pa.array(column[:-1], type=pa.string()))
    return Grid(tuple(pa.chunked_array(c, pa.string()) for c in chunks), len(rows))
