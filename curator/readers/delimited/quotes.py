"""Rows of a text whose quotation marks do not pair."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from curator.readers.delimited.dialect import Dialect

STAND_IN = "\ue000"
"""A private-use character in place of a delimiter of several characters."""
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
    if not dialect.quote or not _has_suspects(rows, spans, lines, dialect.quote):
        return rows, []
    return _repaired(rows, spans, lines, dialect, delimiter)


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


def _is_suspect(
    row: Sequence[str], span: tuple[int, int], lines: Sequence[str], quote: str, usual: int
) -> bool:
    start, end = span
    if end - start < SUSPECT_LINES:
        return False
    odd = sum(line.count(quote) for line in lines[start:end]) % 2 == 1
    return odd or len(row) != usual


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


def split_line(line: str, delimiter: str, quote: str) -> list[str]:
    """Cut one line; quotation marks count only where they enclose a whole cell."""
    mark, cut = re.escape(quote), re.escape(delimiter)
    pattern = re.compile(f"{mark}((?:[^{mark}]|{mark}{mark})*){mark}(?={cut}|$)|((?:(?!{cut}).)*)")
    cells: list[str] = []
    at = 0
    while True:
        found = pattern.match(line, at)
        if found is None:
            return cells
        quoted = found.group(1)
        cells.append(quoted.replace(quote * 2, quote) if quoted is not None else found.group(2))
        at = found.end()
        if at >= len(line):
            return cells
        at += len(delimiter)
