"""How much of polluted text files is read back: ``python -m tests.benchmarks.report_pollution``.

Sound tables (figures, words, French figures, quoted texts) are written once as they should be, then
with one thing wrong: another delimiter, quotation mark, escape, line end or encoding for the whole
file; a cell too many or too few, a stray or missing quotation mark or another delimiter in one row,
drawn with a seed; several header lines, none, a preamble, a missing line end, one record, none.
Every file is read without any option. A file is exact when labels and rows come back as they went
in; beside that, the share (F1) of records and of cells that came back is given.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curator.errors import CuratorError
from curator.readers import open_source

Rows = list[list[str]]


@dataclass(frozen=True)
class Case:
    """A polluted file and what is in it. ``header`` None: it has none."""

    pollution: str
    data: bytes
    header: list[str] | None
    rows: Rows


@dataclass(frozen=True)
class Form:
    """How a table is written."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    end: str = "\r\n"
    encoding: str = "utf-8"
    quote_all: bool = False

    def line(self, cells: Sequence[str]) -> str:
        """One row without its end."""
        return self.delimiter.join(self.cell(cell) for cell in cells)

    def cell(self, text: str) -> str:
        """A cell, between quotation marks where it must be."""
        special = any(s in text for s in (self.delimiter, self.quote or "\x00", "\n", "\r"))
        if not self.quote or not (self.quote_all or special):
            return text
        inner = text.replace(self.quote, (self.escape or self.quote) + self.quote)
        return f"{self.quote}{inner}{self.quote}"

    def encoded(self, lines: Sequence[str], *, last_end: bool = True) -> bytes:
        """A file of lines."""
        text = self.end.join(lines) + (self.end if last_end else "")
        return text.encode(self.encoding)


def sales(draw: random.Random) -> Rows:
    """Figures and texts, some with commas, quotation marks and line breaks."""
    rows = [["DATE", "TIME", "Qty", "PRODUCTID", "Price", "Type", "Description", "URL", "Comments"]]
    comments = ["", "Great, as usual", 'The "best" one', "Two\nlines", "Fine"]
    for n in range(84):
        rows.append(
            [
                f"{1 + n % 12:02d}/{1 + n % 28:02d}/2018",
                f"{n % 24:02d}:{n % 60:02d}",
                str(1 + draw.randrange(20)),
                f"P-{1000 + draw.randrange(500)}",
                f"{draw.randrange(100, 9999) / 100:.2f}",
                draw.choice(["book", "toy", "game"]),
                draw.choice(["Small, red", "Large blue", "Medium green"]),
                f"http://example.org/p?id={n}&x=1",
                draw.choice(comments),
            ]
        )
    return rows


def words(draw: random.Random) -> Rows:
    """Nothing but words."""
    rows = [["Nom", "Prénom", "Ville", "Quartier", "Remarque"]]
    towns = ["Issy", "Évry", "Nîmes", "Besançon"]
    for n in range(40):
        name = "".join(draw.choice("abcdefgh") for _ in range(5)).title() + chr(97 + n % 26)
        rows.append(
            [
                name,
                draw.choice(["Zoé", "Paul", "Inès"]),
                draw.choice(towns),
                f"zone {name}",
                "néant",
            ]
        )
    return rows


def subsidies(draw: random.Random) -> Rows:
    """A French table: decimal commas, identifiers, dates."""
    rows = [["siret", "nom", "montant", "date", "objet"]]
    for n in range(60):
        rows.append(
            [
                str(draw.randrange(10**13, 10**14)),
                f"Association n° {n}",
                f"{draw.randrange(10**6) / 100:.2f}".replace(".", ","),
                f"{1 + n % 28:02d}/{1 + n % 12:02d}/2024",
                draw.choice(["Fête de quartier", "Aide ; urgence", "Équipement"]),
            ]
        )
    return rows


def whole_file(rows: Rows, form: Form) -> Iterator[Case]:
    """One thing wrong with the file as a whole."""
    header, records = rows[0], rows[1:]

    def case(name: str, other: Form, **keywords: bool) -> Case:
        lines = [other.line(row) for row in rows]
        return Case(name, other.encoded(lines, **keywords), header, records)

    yield case("none", form)
    for shown, delimiter in (
        ("tab", "\t"), ("semicolon", ";"), ("comma", ","), ("pipe", "|"), ("space", " "),
        ("colon", ":"), ("comma and space", ", "), ("double pipe", "||"), ("circumflex", "^"),
        ("unit separator", "\x1f"), ("tilde", "~"), ("double colon", "::"),
        ("hash", "#"), ("ampersands", "&&"),
    ):  # fmt: skip
        yield case(f"delimiter {shown}", Form(delimiter, end=form.end))
    for quote_all in (False, True):
        kind = "all" if quote_all else "some"
        yield case(f"quotes ' ({kind})", Form(form.delimiter, "'", quote_all=quote_all))
        yield case(f'quotes " ({kind})', Form(form.delimiter, quote_all=quote_all))
        escaped = Form(form.delimiter, escape="\\", quote_all=quote_all)
        yield case(f"escape \\ ({kind})", escaped)
    for shown, end in (("LF", "\n"), ("CR", "\r"), ("CRLF", "\r\n")):
        yield case(f"line end {shown}", Form(form.delimiter, end=end))
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso8859-15", "mac_roman"):
        yield case(f"encoding {encoding}", Form(form.delimiter, encoding=encoding))
    yield case("no last line end", form, last_end=False)
    sound = case("end-of-file mark", form)
    yield replace(sound, data=sound.data + b"\x1a")
    lines = [form.line(row) for row in rows]
    yield Case("blank lines at the end", form.encoded([*lines, "", ""]), header, records)
    yield Case(
        "blank line after the header", form.encoded([lines[0], "", *lines[1:]]), header, records
    )
    yield Case("no header", form.encoded(lines[1:]), None, records)
    yield Case("header only", form.encoded(lines[:1]), header, [])
    yield Case("one record", form.encoded(lines[:2]), header, records[:1])
    yield Case("two records", form.encoded(lines[:3]), header, records[:2])
    yield Case(
        "trailing delimiters",
        form.encoded([f"{x}{form.delimiter}" for x in lines]),
        header,
        records,
    )
    yield from headers_and_preambles(rows, form)


def headers_and_preambles(rows: Rows, form: Form) -> Iterator[Case]:
    """What stands above the records."""
    header, records = rows[0], rows[1:]
    lines = [form.line(row) for row in rows]
    second = form.line([f"{label} unit" for label in header])
    joined = [f"{label} / {label} unit" for label in header]
    yield Case("header of two rows", form.encoded([lines[0], second, *lines[1:]]), joined, records)
    preambles = (
        ["Rapport annuel", ""],
        ["Export of 2024-01-31", "made by the service", ""],
        [form.line(["Source", "Ville"]), form.line(["Date", "2024"]), ""],
        ["# a comment", "# another"],
        [form.delimiter * (len(header) - 1)],
        ["sep=" + form.delimiter],
    )
    for n, preamble in enumerate(preambles, 1):
        yield Case(f"preamble {n}", form.encoded([*preamble, *lines]), header, records)
    yield Case(
        "footnote",
        form.encoded([*lines, "", "Source: the town"]),
        header,
        [*records, ["Source: the town"]],
    )


@dataclass(frozen=True)
class OneRow:
    """A table of which one row is written otherwise."""

    rows: Rows
    form: Form
    at: int

    def case(self, name: str, line: str, *expected: list[str], end: str = "") -> Case:
        """``line`` in place of the row, which should be read as ``expected``."""
        lines = [self.form.line(row) + self.form.end for row in self.rows]
        lines[self.at] = line + (end or self.form.end)
        records = [*self.rows[1 : self.at], *expected, *self.rows[self.at + 1 :]]
        return Case(name, "".join(lines).encode(self.form.encoding), self.rows[0], records)


def in_one_row(rows: Rows, form: Form, draw: random.Random, count: int) -> Iterator[Case]:
    """One thing wrong in one row, drawn each time."""
    for _n in range(count):
        at, column = draw.randrange(1, len(rows)), draw.randrange(len(rows[0]))
        yield from wrong_cells(OneRow(rows, form, at), column)
        yield from wrong_marks(OneRow(rows, form, at), column)


def wrong_cells(one: OneRow, column: int) -> Iterator[Case]:
    """Cells too many or too few, and lines that end otherwise."""
    row, form = one.rows[one.at], one.form
    more, middle = [*row, "extra"], [*row[:column], "", *row[column:]]
    fewer = [*row[:column], *row[column + 1 :]]
    yield one.case("one cell more", form.line(more), more)
    yield one.case("one delimiter more", form.line(middle), middle)
    yield one.case("one cell less", form.line(row[:-1]), row[:-1])
    yield one.case("one delimiter less", form.line(fewer), fewer)
    yield one.case("one row of blank cells", form.delimiter * (len(row) - 1))
    yield one.case("one blank line", "")
    yield one.case("one row twice", form.end.join([form.line(row)] * 2), row, row)
    for other in (",", ";", "\t", "|"):
        if other != form.delimiter:
            yield one.case("one row with another delimiter", Form(other).line(row), row)
    whole = form.quote + form.line(row).replace(form.quote, form.quote * 2) + form.quote
    yield one.case("one row quoted as a whole", whole, row)
    for end in ("\n", "\r"):
        yield one.case(f"one row ends with {end!r}", form.line(row), row, end=end)


def wrong_marks(one: OneRow, column: int) -> Iterator[Case]:
    """Quotation marks and spaces that do not belong in one cell."""
    row, form = one.rows[one.at], one.form
    cells, text = [form.cell(cell) for cell in row], row[column]

    def with_cell(name: str, written: str, meant: str) -> Case:
        line = form.delimiter.join([*cells[:column], written, *cells[column + 1 :]])
        return one.case(name, line, [*row[:column], meant, *row[column + 1 :]])

    loud = form.quote + text.replace(form.quote, form.quote * 2) + form.quote
    yield with_cell("one cell quoted for nothing", loud, text)
    if cells[column] == text and text:
        yield with_cell("one mark before a cell", form.quote + text, form.quote + text)
        yield with_cell("one mark after a cell", text + form.quote, text + form.quote)
        yield with_cell("one mark inside a cell", f"{text}{form.quote}x", f"{text}{form.quote}x")
        yield with_cell("one cell between spaces", f" {text} ", f" {text} ")
        inner = f"{text} {form.quote}x{form.quote} y"
        yield with_cell("marks not doubled", form.quote + inner + form.quote, inner)


def cases(seed: int, count: int) -> Iterator[Case]:
    """Every polluted file."""
    makers: tuple[tuple[Callable[[random.Random], Rows], Form], ...] = (
        (sales, Form(",")),
        (words, Form(";")),
        (subsidies, Form(";")),
    )
    for make, form in makers:
        draw = random.Random(seed)
        rows = make(draw)
        yield from whole_file(rows, form)
        yield from in_one_row(rows, form, draw, count)


def read(case: Case, folder: Path) -> tuple[list[str] | None, Rows]:
    """Labels and rows as Curator reads them without any option."""
    path = folder / "t.csv"
    path.write_bytes(case.data)
    source = open_source(path)
    if not source.tables:
        return None, []
    info = source.tables[0]
    header = [column.label for column in info.columns] if info.header_rows else None
    return header, [list(row) for row in source.read().rows()]


def bare(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Rows without empty cells at their end, blank rows left out; line ends in cells alike."""
    found = []
    for row in rows:
        cells = [cell.replace("\r\n", "\n") for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if any(cell.strip() for cell in cells):
            found.append(tuple(cells))
    return found


def f1(expected: Counter[object], got: Counter[object]) -> float:
    """The harmonic mean of how much came back and how much of what came back is right."""
    common = (expected & got).total()
    total = expected.total() + got.total()
    return 2 * common / total if total else 1.0


def score(case: Case, folder: Path) -> tuple[bool, bool, float, float]:
    """Exact, header right, records and cells that came back."""
    try:
        header, rows = read(case, folder)
    except CuratorError:
        header, rows = None, []
    expected, got = bare(case.rows), bare(rows)
    wanted = bare([case.header or []])
    found = bare([header or []])
    same_header = wanted == found
    records = f1(Counter(expected), Counter(got))
    cells = f1(Counter(c for r in expected for c in r), Counter(c for r in got for c in r))
    return same_header and expected == got, same_header, records, cells


def main() -> None:
    """Score every case and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=15, help="rows polluted per table")
    parser.add_argument("--keep", type=Path, help="folder for the files that are not exact")
    arguments = parser.parse_args()
    results: dict[str, list[tuple[bool, bool, float, float]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        for number, case in enumerate(cases(arguments.seed, arguments.count)):
            found = score(case, Path(name))
            results[case.pollution].append(found)
            if arguments.keep and not found[0]:
                arguments.keep.mkdir(parents=True, exist_ok=True)
                kept = arguments.keep / f"{number:04d} {case.pollution.replace('/', '-')}.csv"
                kept.write_bytes(case.data)
    print(f"{'pollution':<32}{'files':>6}{'exact':>8}{'header':>8}{'records':>9}{'cells':>8}")
    for pollution, scores in results.items():
        show(pollution, scores)
    show("all", [one for scores in results.values() for one in scores])


def show(pollution: str, scores: list[tuple[bool, bool, float, float]]) -> None:
    """One line of the table."""
    means = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
    print(
        f"{pollution:<32}{len(scores):>6}"
        + "".join(f"{mean:>{8 + (n == 2)}.3f}" for n, mean in enumerate(means))
    )


if __name__ == "__main__":
    main()
