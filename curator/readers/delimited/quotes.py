"""Rows of a text whose quotation marks do not pair."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curator.readers.delimited.dialect import STAND_IN, Dialect, restored

MOST_REPAIRS = 2000
FEW = 5
"""With fewer rows than this the first one says how many cells are usual."""
MOST_LINES = 50
"""Lines of a cell that are looked through for the mark that closes it."""
SUSPECT_LINES = 2
"""A record over fewer lines than this cannot have swallowed another."""

Span = tuple[int, int]
"""First line of a record and the one after its last."""


@dataclass(frozen=True)
class Marked:
    """``rows``; ``literal``: positions of rows whose open quotation mark was taken as a character;
    ``mended``: how many rows had marks inside their cells that are not doubled."""

    rows: list[list[str]]
    literal: list[int]
    mended: int = 0


def rows_of(text: str, dialect: Dialect) -> Marked:
    """Every row of ``text``.

    A quotation mark that is never closed would swallow every row after it: where the first line of
    such a record makes a regular row by itself, the mark is part of its text. A mark inside a cell
    that is not doubled would end it: the cell goes on to the mark that stands before a delimiter.
    """
    csv.field_size_limit(2**31 - 1)
    delimiter = dialect.delimiter or "\x00"
    if len(delimiter) > 1:
        text, delimiter = text.replace(delimiter, STAND_IN), STAND_IN
    lines = list(io.StringIO(text, newline=""))
    if not dialect.quote or dialect.escape or dialect.quote not in text:
        marked = Marked([row for row, _span in _records(lines, 0, dialect, delimiter)], [])
    else:
        marked = _Mender(lines, dialect, delimiter).marked()
    if delimiter == STAND_IN:
        restored(marked.rows, dialect)
    return marked


def _records(
    lines: Sequence[str], start: int, dialect: Dialect, delimiter: str
) -> Iterator[tuple[list[str], Span]]:
    """Rows from line ``start`` on, and the lines that each of them spans."""
    reader = csv.reader(
        map(lines.__getitem__, range(start, len(lines))),
        delimiter=delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        escapechar=dialect.escape or None,
        doublequote=True,
    )
    at = start
    for row in reader:
        end = start + reader.line_num
        yield row, (at, end)
        at = end


class _Mender:
    """Reads the rows of a text that has quotation marks, and mends them."""

    def __init__(self, lines: Sequence[str], dialect: Dialect, delimiter: str) -> None:
        self._lines = lines
        self._dialect = dialect
        self._delimiter = delimiter
        self._quote = dialect.quote
        mark, around = re.escape(dialect.quote), re.escape(delimiter + dialect.quote)
        self._inner = re.compile(rf"{mark}(?<=[^{around}\r\n]{mark})(?=[^{around}\r\n])")
        self._usual = self._usual_width()
        self._rows: list[list[str]] = []
        self._literal: list[int] = []
        self._mended = 0

    def _usual_width(self) -> int:
        rows = [row for row, _span in _records(self._lines, 0, self._dialect, self._delimiter)]
        if len(rows) < FEW and rows[0]:
            return len(rows[0])  # an open mark has swallowed the others
        widths = Counter(len(row) for row in rows if row)
        return widths.most_common(1)[0][0] if widths else 0

    def marked(self) -> Marked:
        """The rows, those with a mark too many or an undoubled one cut again."""
        at: int | None = 0
        while at is not None:
            at = self._read_from(at)
        return Marked(self._rows, self._literal, self._mended)

    def _read_from(self, start: int) -> int | None:
        """Read rows until one has to be mended; returns the line after it, None at the end."""
        for found, span in _records(self._lines, start, self._dialect, self._delimiter):
            again = self._cut_again(found, span)
            row = found if again is None else again
            self._mended += row != found
            is_settled = again is not None and len(again) == self._usual
            may_repair = len(self._literal) + self._mended < MOST_REPAIRS
            if not is_settled and may_repair and self._is_suspect(row, span):
                after = self._repair(span)
                if after is not None:
                    return after
            self._rows.append(row)
        return None

    def _cut_again(self, row: list[str], span: Span) -> list[str] | None:
        """The cells of a row that has a mark too many, or marks inside that are not doubled; None
        where there are none or they cannot be told apart."""
        text = "".join(self._lines[span[0] : span[1]])
        marks = text.count(self._quote)
        if not (marks % 2 or (marks and self._inner.search(text))):
            return None
        if span[1] - span[0] == 1:
            single = split_line(text.rstrip("\r\n"), self._delimiter, self._quote)
            return single if len(single) in (self._usual, len(row)) else None
        loose = self._loose(span[0])
        return loose[0] if loose is not None and loose[1] == span[1] else None

    def _repair(self, span: Span) -> int | None:
        """Add the row that begins in ``span`` as it has to be cut; returns the line after it."""
        line = self._lines[span[0]].rstrip("\r\n")
        single = split_line(line, self._delimiter, self._quote)
        if len(single) == self._usual:
            self._literal.append(len(self._rows))
            self._rows.append(single)
            return span[0] + 1
        loose = self._loose(span[0])
        if loose is None or loose[1] == span[1]:
            return None
        self._mended += 1
        self._rows.append(loose[0])
        return loose[1]

    def _is_suspect(self, row: Sequence[str], span: Span) -> bool:
        start, end = span
        lines = self._lines[start:end]
        # A mark that swallowed something left fewer cells; a cell too many is no fault of it.
        if sum(line.count(self._quote) for line in lines) % 2 == 1:
            return True
        if len(row) >= self._usual:
            return False
        return end - start >= SUSPECT_LINES or self._inner.search(lines[0]) is not None

    def _loose(self, start: int) -> tuple[list[str], int] | None:
        """The record from line ``start`` on as the usual number of cells, of which those in
        quotation marks end where a mark stands before a delimiter; and the line after it."""
        text = "".join(self._lines[start : start + MOST_LINES])
        cells: list[str] = []
        at = 0
        for number in range(self._usual):
            pattern = _spanning_cell(self._delimiter, self._quote, number == self._usual - 1)
            found = pattern.match(text, at)
            if found is None:
                return None
            cells.append(_cell(found, self._quote))
            at = found.end()
        lines = text.count("\n", 0, at) or text.count("\r", 0, at)
        return cells, start + max(1, lines)


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
        cells.append(_cell(found, quote))
        at = found.end()
        if at >= len(line):
            return cells
        at += len(delimiter)


def _cell(found: re.Match[str], quote: str) -> str:
    quoted = found.group(1) if found.group(1) is not None else found.group(2)
    return quoted.replace(quote * 2, quote) if quoted is not None else found.group(3)


@lru_cache(maxsize=16)
def _spanning_cell(delimiter: str, quote: str, is_last: bool) -> re.Pattern[str]:
    """Like ``_cell_pattern``, for cells in quotation marks over several lines; what ends the cell
    is matched too."""
    mark, cut = re.escape(quote), re.escape(delimiter)
    end = r"(?:\r\n|\r|\n|\Z)" if is_last else cut
    regular = f"{mark}((?:[^{mark}]|{mark}{mark})*){mark}{end}"
    loose = f"{mark}((?:(?!{mark}{end}|{cut}{mark})[\\s\\S])+){mark}{end}"
    return re.compile(rf"{regular}|{loose}|((?:(?!{cut})[^\r\n])*){end}")
