"""How a text is cut into cells: delimiter, quote character, escape."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from curator.readers.regions.cells import Look, look_of
from curator.readers.regions.looks import TYPED_SHARE

SAMPLE_CHARS = 200_000
SAMPLE_ROWS = 400
LEAST_QUOTES = 6

USUAL = (";", ",", "\t", "|")
RARE = ("~", "^", "¤", "§", "¦", "¬", "\x01", "\x1c", "\x1e", "\x1f")
"""Delimiters that hardly ever stand in a text."""
DELIMITERS = (*USUAL, ":", " ", "#", *RARE)
SIGNS = (";", "\t", "|", *RARE)
"""Signs by which a cell seems to hold several."""
MULTIPLE = ("\t\t", ", ", "; ", "\\t", " | ", "<>")
DOUBLED = re.compile(r"([|:;#&$@%*+~^<>])\1")
"""A sign twice, as some programs separate fields."""
FRAMED = re.compile(r"(?=[^\w\s\"']{0,3}[|~^¤§])[^\w\s\"']{2,4}")
"""Signs of which one is hardly ever found in texts."""
SEPARATOR_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[^\S\t]*[\r\n]', re.IGNORECASE)
"""The first line by which Excel is told how the file is cut."""
_LOOSE = re.compile(r" \S")
EVEN_SHARE = 0.8
"""Share of the rows quoted as a whole that must have one number of cells."""
QUOTES = ('"', "'")

STAND_IN = "\ue000"
"""A private-use character in place of a delimiter of several characters."""


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
        # The parser takes one character.
        text, delimiter = text.replace(delimiter, STAND_IN), STAND_IN
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=True,
        escapechar=dialect.escape or None,
    )
    rows = list(reader) if limit is None else list(islice(reader, limit))
    return restored(rows, dialect) if delimiter == STAND_IN else rows


def restored(rows: list[list[str]], dialect: Dialect) -> list[list[str]]:
    """The delimiter again where it stood inside quoted cells."""
    for row in rows:
        for index, cell in enumerate(row):
            if STAND_IN in cell:
                row[index] = cell.replace(STAND_IN, dialect.delimiter)
    return rows


def unwrapped(rows: Sequence[Sequence[str]], dialect: Dialect) -> dict[int, list[str]]:
    """The rows (by position) that a program quoted as a whole, cut again, where most rows are.

    It happens to a file that is opened where another separator is usual and saved again. A list
    of one column, whose texts hold commas, is told by its label, which holds none.
    """
    whole = sum(len(row) > 1 and any(cell.strip() for cell in row) for row in rows)
    wrapped = {n: row[0] for n, row in enumerate(rows) if _is_wrapped(row, dialect.delimiter)}
    if not dialect.quote or not dialect.delimiter or len(wrapped) <= whole:
        return {}
    cut = {n: split_rows(text, dialect, 2) for n, text in wrapped.items()}
    again = {n: found[0] for n, found in cut.items() if len(found) == 1}
    widths = Counter(map(len, again.values()))
    width, usual = widths.most_common(1)[0] if widths else (0, 0)
    loose = sum(cell[:1] == " " for row in again.values() for cell in row)
    is_even = width > 2 and usual >= EVEN_SHARE * len(wrapped) and loose < len(again)
    return again if is_even and _is_named(rows, again, width) else {}


def _is_named(rows: Sequence[Sequence[str]], again: dict[int, list[str]], width: int) -> bool:
    """Whether a row of labels as wide as the rows cut ``again`` stands above them."""
    first = next((n for n, row in enumerate(rows) if any(row)), 0)
    labels = again.get(first, [])
    is_header = len(set(labels)) == width and all(look_of(label) == Look.WORDS for label in labels)
    return is_header or any(len(row) == width for row in rows)


def _is_wrapped(row: Sequence[str], delimiter: str) -> bool:
    """Whether the row is one cell in which the delimiter stands twice at least."""
    return len(row) == 1 and bool(delimiter) and row[0].count(delimiter) > 1


def find_dialect(text: str, delimiter: str | None = None, quote: str | None = None) -> Dialect:
    """The dialect that cuts ``text`` (the beginning of a file) into the best table."""
    sample = text[:SAMPLE_CHARS].replace("\x00", "")
    stated = SEPARATOR_LINE.match(sample)
    if delimiter is None and stated is not None:
        delimiter = stated[1]
    delimiters = [delimiter] if delimiter is not None else _present(sample)
    quotes = [quote] if quote is not None else [q for q in QUOTES if q in sample] or ['"']
    best, best_score = Dialect(delimiter or "", '"'), 0.0
    for candidate in delimiters:
        for mark, escape in product(quotes, _escapes(sample, candidate)):
            dialect = Dialect(candidate, mark, escape)
            rows = split_rows(sample, dialect, SAMPLE_ROWS)
            again = unwrapped(rows, dialect)
            rows = [again.get(n, row) for n, row in enumerate(rows)]
            score = _score(rows, dialect) * (1 if again else _beside_quotes(sample, dialect))
            if score > best_score + 1e-9:
                best, best_score = dialect, score
    return best


def _beside_quotes(sample: str, dialect: Dialect) -> float:
    """Quotation marks that enclose cells stand beside the delimiter or at an end of a line."""
    quote, cut = dialect.quote, re.escape(dialect.delimiter)
    if not quote or not cut:
        return 1.0
    text = sample.replace(quote * 2, "").replace("\\" + quote, "")
    total = text.count(quote)
    if total < LEAST_QUOTES:
        return 1.0
    mark = re.escape(quote)
    beside = len(re.findall(rf"(?m)(?:^|(?<={cut})){mark}|{mark}(?={cut}|\r?$)", text))
    return 0.85 + 0.15 * beside / total


def _escapes(sample: str, delimiter: str) -> list[str]:
    """No escape, and the backslash where it stands before quotation marks or delimiters."""
    return ["", "\\"] if '\\"' in sample or "\\" + delimiter in sample else [""]


def _present(sample: str) -> list[str]:
    found = [d for d in DELIMITERS if d in sample]
    longer = {sign * 2 for sign in DOUBLED.findall(sample)}
    longer |= {signs for signs, count in Counter(FRAMED.findall(sample)).items() if count >= 3}
    return found + [d for d in (*MULTIPLE, *sorted(longer)) if sample.count(d) >= 3]


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
    if dialect.delimiter == " " and not _are_spaced_values(filled):
        return 0.0
    even = 1.1 if len(widths) == 1 and all(sum(map(bool, row)) > 1 for row in filled) else 1.0
    likely = _usual(dialect) * _between(filled, dialect)
    return regular * even * _plausible(filled, dialect) * likely


def _are_spaced_values(rows: Sequence[Sequence[str]]) -> bool:
    """Whether spaces separate values and not the words of a list of one column: texts of several
    words are quoted, or there are columns of values at the same place in nearly every row."""
    if any(" " in cell for row in rows for cell in row):
        return True
    width, usual = Counter(map(len, rows)).most_common(1)[0]
    looks = [list(map(look_of, row)) for row in rows if len(row) == width]
    typed = [
        sum(row[c] in (Look.TYPED, Look.YEAR) for row in looks) >= TYPED_SHARE * len(looks)
        for c in range(width)
    ]
    return usual >= EVEN_SHARE * len(rows) and any(typed)


def _used_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many columns hold something in more than a stray row."""
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(i for i, cell in enumerate(row) if cell.strip())
    least = max(1, len(rows) // 20)
    return sum(count >= least for count in counts.values())


def _between(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Every other column holds nothing, or one and the same sign: the separator is longer."""
    # One such column between two others, at a usual separator, is rather an empty column.
    least = 5 if dialect.delimiter in (";", ",", "\t") else 3
    width = max(map(len, rows))
    held = [{row[c] for row in rows if len(row) > c} for c in range(width)]
    filler = [len(cells) == 1 and not any(map(str.isalnum, min(cells))) for cells in held]
    doubled = width >= least and all(filler[1:-1:2]) and not any(filler[0::2])
    if not doubled:
        return 1.0
    return 0.85 if held[1] == {""} else 0.6


def _plausible(rows: Sequence[Sequence[str]], dialect: Dialect) -> float:
    """Share of cells that look whole: typed, empty or words without stray quotes."""
    good = total = 0.0
    for row in rows[:200]:
        for cell in row:
            total += 1
            look = look_of(cell)
            if look in (Look.TYPED, Look.YEAR):
                good += 0.7 if dialect.delimiter in (",", ";") and _LOOSE.match(cell) else 1
            elif look == Look.EMPTY:
                good += 0.6 if cell == " " and dialect.delimiter in (",", ";") else 0.9
            else:
                good += _words_score(cell, dialect)
    return good / total if total else 0.0


def _words_score(cell: str, dialect: Dialect) -> float:
    score = 0.9
    if cell[:1] == " " and dialect.delimiter in (",", ";"):
        score -= 0.3
    if dialect.quote and dialect.quote in (cell[:1], cell[-1:]):
        score -= 0.4
    if any(d in cell for d in SIGNS if d != dialect.delimiter):
        score -= 0.25
    if cell.startswith(('"', "'")) and dialect.quote not in cell[:1]:
        score -= 0.4
    if "\\" in cell and not dialect.escape:
        score -= 0.05
    return score


def _usual(dialect: Dialect) -> float:
    weight = {";": 1.0, ",": 1.0, "\t": 1.0, "|": 0.98}.get(dialect.delimiter, 0.7)
    if dialect.delimiter in RARE:
        weight = 0.9
    if dialect.delimiter == " ":
        weight = 0.45
    elif dialect.delimiter == ":":
        weight = 0.55
    elif len(dialect.delimiter) > 1:
        weight = 0.93 if dialect.delimiter.strip(" ") == dialect.delimiter else 0.85
    if dialect.quote == "'":
        weight *= 0.97
    return weight
