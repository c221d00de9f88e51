"""Rows of a text whose quotation marks do not pair."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from curator.readers.delimited.dialect import STAND_IN, Dialect, restored

MOST_REPAIRS = 2000
SUSPECT_LINES = 2
"""A record over fewer lines than this cannot have swallowed another."""


def rows_of(text: str, dialect: Dialect) -> tuple[list[list[str]], list[int]]:
    """Every row of ``text``, and the positions of rows whose open quotation mark was taken as a
    character.

    A quotation mark that is never closed would swallow every row after it: where the first line of
    such a record makes a regular row by itself, the mark is part of its text.
    """
    csv.field_size_limit(2**31 - 1)
    delimiter = dialect.delimiter or "\x00"
    if len(delimiter) > 1:
        text, delimiter = text.replace(delimiter, STAND_IN), STAND_IN
    lines = list(io.StringIO(text, newline=""))
    rows, spans = _parsed(lines, 0, dialect, delimiter)
    literal: list[int] = []
    if dialect.quote and not dialect.escape:
        _mend_inner_marks(rows, spans, lines, delimiter, dialect.quote)
    if dialect.quote and _has_suspects(rows, spans, lines, dialect.quote):
        rows, literal = _repaired(rows, spans, lines, dialect, delimiter)
    return restored(rows, dialect) if delimiter == STAND_IN else rows, literal


def _parsed(
    lines: Sequence[str], start: int, dialect: Dialect, delimiter: str
) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Rows from line ``start`` on, and the lines that each of them spans."""
    reader = csv.reader(
        lines[start:] if start else lines,
        delimiter=delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape or None,
        doublequote=True,
    )
    rows, spans = [], []
    at = start
    for row in reader:
        rows.append(row)
        spans.append((at, start + reader.line_num))
        at = start + reader.line_num
    return rows, spans


def _mend_inner_marks(
    rows: list[list[str]],
    spans: Sequence[tuple[int, int]],
    lines: Sequence[str],
    delimiter: str,
    quote: str,
) -> None:
    """Cut lines again that have a mark too many, or marks inside that are not doubled, in place."""
    mark, around = re.escape(quote), re.escape(delimiter + quote)
    inner = re.compile(rf"{mark}(?<=[^{around}\r\n]{mark})(?=[^{around}\r\n])")
    usual = _usual(rows)
    for index, (start, end) in enumerate(spans):
        if end - start != 1:
            continue
        marks = lines[start].count(quote)
        if marks % 2 or (marks and inner.search(lines[start])):
            single = split_line(lines[start].rstrip("\r\n"), delimiter, quote)
            if len(single) in (usual, len(rows[index])):
                rows[index] = single


def _is_suspect(
    row: Sequence[str], span: tuple[int, int], lines: Sequence[str], quote: str, usual: int
) -> bool:
    start, end = span
    if end - start < SUSPECT_LINES and len(row) == usual:
        return False
    # A mark that swallowed something left fewer cells; a cell too many is no fault of it.
    odd = sum(line.count(quote) for line in lines[start:end]) % 2 == 1
    return odd or (len(row) < usual and end - start >= SUSPECT_LINES)


def _has_suspects(
    rows: Sequence[Sequence[str]],
    spans: Sequence[tuple[int, int]],
    lines: Sequence[str],
    quote: str,
) -> bool:
    usual = _usual(rows)
    return any(
        _is_suspect(row, span, lines, quote, usual) for row, span in zip(rows, spans, strict=True)
    )


def _usual(rows: Sequence[Sequence[str]]) -> int:
    widths = Counter(len(row) for row in rows if row)
    return widths.most_common(1)[0][0] if widths else 0


def _repaired(
    rows: list[list[str]],
    spans: list[tuple[int, int]],
    lines: Sequence[str],
    dialect: Dialect,
    delimiter: str,
) -> tuple[list[list[str]], list[int]]:
    """Take the marks that open no cell as characters, one row after the other."""
    usual = len(rows[0]) if len(rows) < 5 else _usual(rows)
    kept: list[list[str]] = []
    repaired: list[int] = []
    while rows:
        for index, (row, span) in enumerate(zip(rows, spans, strict=True)):
            if not _is_suspect(row, span, lines, dialect.quote, usual):
                continue
            single = split_line(lines[span[0]].rstrip("\r\n"), delimiter, dialect.quote)
            if len(single) != usual or len(repaired) >= MOST_REPAIRS:
                continue
            kept += rows[:index]
            repaired.append(len(kept))
            kept.append(single)
            rows, spans = _parsed(lines, span[0] + 1, dialect, delimiter)
            break
        else:
            kept += rows
            break
    return kept, repaired


@lru_cache(maxsize=16)
def _cell_pattern(delimiter: str, quote: str) -> re.Pattern[str]:
    """A cell in quotation marks, then one whose inner marks are not doubled, then a bare one."""
    mark, cut = re.escape(quote), re.escape(delimiter)
    end = f"(?={cut}|$)"
    regular = f"{mark}((?:[^{mark}]|{mark}{mark})*){mark}{end}"
    loose = f"{mark}((?:(?!{mark}{end}|{cut}{mark}).)+){mark}{end}"
    return re.compile(f"{regular}|{loose}|((?:(?!{cut}).)*)")


def split_line(line: str, delimiter: str, quote: str) -> list[str]:
    """Cut one line; quotation marks count only where they enclose a whole cell."""
    pattern = _cell_pattern(delimiter, quote)
    cells: list[str] = []
    at = 0
    while True:
        found = pattern.match(line, at)
        if found is None:
            return cells
        quoted = found.group(1) if found.group(1) is not None else found.group(2)
        cells.append(quoted.replace(quote * 2, quote) if quoted is not None else found.group(3))
        at = found.end()
        if at >= len(line):
            return cells
        at += len(delimiter)
