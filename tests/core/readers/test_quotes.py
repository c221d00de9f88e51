"""Quotation marks that do not pair, in small files and in those that Arrow parses."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.readers import Source, open_source
from curator.readers.delimited import reader

ROWS = 60_000
BEFORE_AND_AFTER = {
    "small": "".join(f'{n};"Rue {n}";{n * 2}\n' for n in range(100, 130)),
    "large": "".join(
        f'{n};"Rue {n} et de quoi remplir la ligne";{n * 2}\n' for n in range(100, ROWS)
    ),
}

DAMAGED = {
    "inner marks": ('31;"le "Petit" bar";3', 'le "Petit" bar', "inner-quotes"),
    "inner marks around a delimiter": (
        '31;"le "Petit; gros" bar";3',
        'le "Petit; gros" bar',
        "inner-quotes",
    ),
    "an inch": ('31;"un écran de 5" plat";3', 'un écran de 5" plat', "inner-quotes"),
    "a marked beginning": ('31;""le" bar";3', '"le" bar', "inner-quotes"),
    "no marks around": ('31;le "Petit" bar;3', 'le "Petit" bar', ""),
    "one mark, none around": ('31;le 5" bar;3', 'le 5" bar', ""),
    "never closed": ('31;"le bar;3', '"le bar', "open-quote"),
    "doubled": ('31;"le ""bon"" bar";3', 'le "bon" bar', ""),
    "two lines": ('31;"a\n"b" c";3', 'a\n"b" c', "inner-quotes"),
    "two lines, marks on the first": ('31;"a "b"\n c";3', 'a "b"\n c', "inner-quotes"),
    "two lines, one mark": ('31;"a 5" b\n c";3', 'a 5" b\n c', "inner-quotes"),
    "two lines and a delimiter": ('31;"a "b; x"\n c";3', 'a "b; x"\n c', "inner-quotes"),
    "two lines, doubled": ('31;"a\nb ""c""\nd";3', 'a\nb "c"\nd', ""),
}


def opened(path: Path, row: str, size: str) -> Source:
    around = BEFORE_AND_AFTER[size]
    path.write_text(f"a;b;c\n{around}{row}\n{around}", encoding="utf-8", newline="")
    return open_source(path)


@pytest.mark.parametrize("size", BEFORE_AND_AFTER)
@pytest.mark.parametrize("case", DAMAGED)
def test_a_row_with_stray_marks_is_whole_and_those_around_it(
    tmp_path: Path, case: str, size: str
) -> None:
    row, text, note = DAMAGED[case]
    source = opened(tmp_path / "q.csv", row, size)
    assert source.tables[0].row_count == 2 * BEFORE_AND_AFTER[size].count("\n") + 1
    rows = [found for found in source.read().rows() if found[0] == "31"]
    assert rows == [("31", text, "3")]
    assert [n.code for n in source.tables[0].notes] == ([note] if note else [])


def test_arrow_reads_what_the_tolerant_parser_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Marks at the ends of the blocks in which a file is read make no difference."""
    texts = [
        '"le "Petit" bar"',
        'le "Petit" bar',
        '"un 5" plat"',
        '"simple"',
        '""',
        "",
        '"a ""b"""',
    ]
    lines = "".join(f"{n};{texts[n % 7]};{n % 13 * 'x'}\r\n" for n in range(1, 120_000))
    path = tmp_path / "q.csv"
    path.write_text("n;texte;suite\r\n" + lines, encoding="utf-8", newline="")
    called = []
    tolerant = reader._tolerant
    monkeypatch.setattr(reader, "_tolerant", lambda *a: called.append(1) or tolerant(*a))
    fast = open_source(path)
    assert not called
    monkeypatch.setattr(reader, "FAST_FROM", 1 << 40)
    slow = open_source(path)
    assert called
    assert fast.read().data.equals(slow.read().data)
    assert fast.tables[0].notes == slow.tables[0].notes
