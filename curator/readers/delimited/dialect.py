"""How a text is cut into cells: delimiter, quote character, escape."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from curator.readers.regions.cells import Look, look_of

SAMPLE_CHARS = 200_000
SAMPLE_ROWS = 400

DELIMITERS = (";", ",", "\t", "|", ":", " ", "~", "^", "\x1f")
MULTIPLE = ("\t\t", ", ", "; ", "||", "::", ";;", "|~|", "~|~", "\\t", " | ", "<>", "##")
QUOTES = ('"', "'")


@dataclass(frozen=True)
class Dialect:
    """``delimiter`` may have several characters, ``""``: one column. ``quote`` ``""``: none."""

    delimiter: str
    quote: str = '"'
    escape: str = ""


def split_rows(text: str, dialect: Dialect, limit: int | None = None) -> list[list[str]]:
    """Cut ``text`` into rows with Python's parser, which takes everything."""
    csv.field_size_limit(2**31 - 1)
    delimiter = dialect.delimiter or "\x00"
    if len(delimiter) > 1:
        # The parser takes one character: a private-use one stands for the longer delimiter.
        text = text.replace(delimiter, "\ue000")
        delimiter = "\ue000"
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=True,
        escapechar=dialect.escape or None,
    )
    if limit is None:
        return list(reader)
    return [row for row, _ in zip(reader, range(limit), strict=False)]


def find_dialect(text: str, delimiter: str | None = None, quote: str | None = None) -> Dialect:
    """The dialect that cuts ``text`` (the beginning of a file) into the best table."""
    sample = text[:SAMPLE_CHARS].replace("\x00", "")
    delimiters = [delimiter] if delimiter is not None else _present(sample)
    quotes = [quote] if quote is not None else [q for q in QUOTES if q in sample] or ['"']
    best, best_score = Dialect(delimiter or "", '"'), 0.0
    for candidate in delimiters:
        for mark, escape in product(quotes, _escapes(sample)):
            dialect = Dialect(candidate, mark, escape)
            score = _score(split_rows(sample, dialect, SAMPLE_ROWS), dialect)
            if score > best_score + 1e-9:
                best, best_score = dialect, score
    return best


def _escapes(sample: str) -> list[str]:
    """No escape, and the backslash where it stands before quotation marks."""
    return ["", "\\"] if '\\"' in sample else [""]


def _present(sample: str) -> list[str]:
    found = [d for d in DELIMITERS if d in sample]
    return found + [d for d in MULTIPLE if sample.count(d) >= 3]


def _score(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Regular widths times plausible cells."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return 0.0
    widths = Counter(len(row) for row in filled)
    wide = {w: n for w, n in widths.items() if w > 1}
    if not wide:
        return 0.0
    # Weighted by row count: tables outweigh title lines; wider is a little better. Separators
    # that only ever stand before nothing (“…;;”) cut no columns.
    used = _used_columns(filled)
    if used < 2:
        return 0.0
    regular = sum(n * (n / len(filled)) for w, n in wide.items()) / len(filled) * (1 - 1 / used)
    return regular * _plausible(filled, dialect) * _usual(dialect) * _between(filled)


def _used_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many columns hold something in more than a stray row."""
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(i for i, cell in enumerate(row) if cell.strip())
    least = max(1, len(rows) // 20)
    return sum(count >= least for count in counts.values())


def _between(rows: Sequence[Sequence[str]]) -> float:
    """Every other column empty from top to bottom: the separator has two characters."""
    width = max(map(len, rows))
    empty = [all(len(row) <= c or not row[c] for row in rows) for c in range(width)]
    doubled = width >= 3 and all(empty[1:-1:2]) and not any(empty[0::2])
    return 0.85 if doubled else 1.0


def _plausible(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Share of cells that look whole: typed, empty or words without stray quotes."""
    good = total = 0.0
    for row in rows[:200]:
        for cell in row:
            total += 1
            look = look_of(cell)
            if look in (Look.TYPED, Look.YEAR):
                good += 1
            elif look == Look.EMPTY:
                good += 0.9
            else:
                good += _words_score(cell, dialect)
    return good / total if total else 0.0


def _words_score(cell: str, dialect: Dialect) -> float:
    score = 0.9
    if cell[:1] == " " and dialect.delimiter in (",", ";"):
        score -= 0.3
    if dialect.quote and dialect.quote in (cell[:1], cell[-1:]):
        score -= 0.4
    if any(d in cell for d in (";", "\t", "|") if d != dialect.delimiter):
        score -= 0.25
    if cell.startswith(('"', "'")) and dialect.quote not in cell[:1]:
        score -= 0.4
    return score


def _usual(dialect: Dialect) -> float:
    weight = {";": 1.0, ",": 1.0, "\t": 1.0, "|": 0.98}.get(dialect.delimiter, 0.7)
    if dialect.delimiter == " ":
        weight = 0.45
    elif dialect.delimiter == ":":
        weight = 0.55
    elif len(dialect.delimiter) > 1:
        weight = 0.93 if dialect.delimiter.strip() == dialect.delimiter else 0.85
    if dialect.quote == "'":
        weight *= 0.97
    return weight
