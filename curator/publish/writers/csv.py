"""CSV as RFC 4180 has it: UTF-8 without a byte order mark, comma, CRLF, quotes where needed."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.progress import Report, silent
from curator.publish.writers.model import FileFormat
from curator.table import Table

BLOCK_ROWS = 65_536

_NEEDS_QUOTES = '[",\r\n]'


def write_csv(table: Table, path: Path, report: Report = silent) -> None:
    """Write the table; cells are the text of the table, to the character."""
    with path.open("wb") as stream:
        write_csv_to(table, stream, report)


def write_csv_to(table: Table, stream: IO[bytes], report: Report = silent) -> None:
    """Write the table to an open stream."""
    header = [pa.array([name], type=pa.string()) for name in table.names]
    _write_lines(header, stream)
    if not table.names:
        return
    done = 0
    for start in range(0, len(table), BLOCK_ROWS):
        piece = table.data.slice(start, BLOCK_ROWS)
        for batch in piece.to_batches():
            _write_lines(batch.columns, stream)
            done += len(batch)
        report(done / len(table), "")


def _write_lines(columns: list[pa.Array], stream: IO[bytes]) -> None:
    """The rows of ``columns`` as lines: Arrow builds them end to end in one buffer."""
    quoted = [_quoted(column, is_alone=len(columns) == 1) for column in columns]
    if not quoted:
        stream.write(b"\r\n")
        return
    quoted[-1] = pc.binary_join_element_wise(quoted[-1], "\r\n", "")
    lines = pc.binary_join_element_wise(*quoted, ",") if len(quoted) > 1 else quoted[0]
    stream.write(_bytes_of(lines))


def _quoted(column: pa.Array, *, is_alone: bool) -> pa.Array:
    """Cells in quotes where they need them; a lone empty cell too, or its line would be blank."""
    if not is_alone and not _holds_special(column):
        return column
    needs = pc.match_substring_regex(column, _NEEDS_QUOTES)
    if is_alone:
        needs = pc.or_(needs, pc.equal(column, ""))
    if not pc.any(needs).as_py():
        return column
    doubled = pc.replace_substring(column, pattern='"', replacement='""')
    wrapped = pc.binary_join_element_wise('"', doubled, '"', "")
    return pc.if_else(needs, wrapped, column)


def _holds_special(column: pa.Array) -> bool:
    """Whether any cell holds a quote, comma or line end: one look at the bytes of all of them."""
    data = bytes(_bytes_of(column))
    return any(byte in data for byte in (b'"', b",", b"\r", b"\n"))


def _bytes_of(lines: pa.Array) -> memoryview | bytes:
    """The texts of a string array end to end, without copying them."""
    if not len(lines):
        return b""
    first, last = lines.offset, lines.offset + len(lines)
    offsets = memoryview(lines.buffers()[1]).cast("B").cast("i")
    data = lines.buffers()[2]
    return b"" if data is None else memoryview(data)[offsets[first] : offsets[last]]


CSV = FileFormat(
    name="csv",
    suffix=".csv",
    mediatype="text/csv",
    authority="CSV",
    label=N_("Data, one line per row (CSV, UTF-8, comma)"),
    write=write_csv,
    is_tabular=True,
)
