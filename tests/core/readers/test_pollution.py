"""One thing wrong with a text file: signs, rows and lines that no table should have."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from curator.readers import Source, first_rows, open_source
from curator.readers.errors import NotTabular, TooLarge

ROWS = [["code", "nom", "montant", "jour"]] + [
    [f"{n:05d}", f"Association n° {n}", f"{n * 3}.50", f"2024-01-{1 + n % 28:02d}"]
    for n in range(40)
]
LARGE = 40_000


def opened(path: Path, data: bytes | str) -> Source:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return open_source(path)


def codes(source: Source) -> list[str]:
    return [note.code for note in source.tables[0].notes]


@pytest.mark.parametrize(
    "delimiter", ["¤", "§", "¦", "\x01", "\x1e", "#|#", "~|~", "|~|", "||", "::", "\t\t", "&&"]
)
def test_delimiters_that_few_programs_use(tmp_path: Path, delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in ROWS)
    source = opened(tmp_path / "d.csv", text)
    assert source.tables[0].delimiter == delimiter
    assert [list(row) for row in source.read().rows()] == ROWS[1:]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_an_empty_column_is_no_longer_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [[row[0], "", row[1]] for row in ROWS]
    source = opened(tmp_path / "e.csv", "\n".join(delimiter.join(row) for row in rows))
    assert source.tables[0].delimiter == delimiter
    assert [column.label for column in source.tables[0].columns] == ["code", "", "nom"]


def test_a_backslash_before_a_delimiter_is_an_escape(tmp_path: Path) -> None:
    rows = [[row[0], row[1].replace(" ", ", "), row[2]] for row in ROWS]
    lines = [",".join(cell.replace(",", "\\,") for cell in row) for row in rows]
    source = opened(tmp_path / "e.csv", "\n".join(lines))
    assert [list(row) for row in source.read().rows()] == rows[1:]


@pytest.mark.parametrize("size", [len(ROWS), LARGE])
@pytest.mark.parametrize("other", [",", "\t", "|", " "])
def test_a_row_with_another_delimiter_is_cut_there(tmp_path: Path, size: int, other: str) -> None:
    lines = [";".join(ROWS[0])]
    lines += [";".join([f"{n:05d}", *ROWS[1 + n % 40][1:]]) for n in range(size)]
    lines[-3] = other.join(["00777", f'"Club{other}de danse"', "12.5", "2024-02-01"])
    source = opened(tmp_path / "o.csv", "\n".join(lines) + "\n")
    table = source.read()
    assert len(table) == size
    assert list(table.rows(size - 3, size - 2)) == [
        ("00777", f"Club{other}de danse", "12.5", "2024-02-01")
    ]
    assert codes(source) == ["other-delimiter"]


@pytest.mark.parametrize("size", [len(ROWS), LARGE])
def test_a_row_quoted_as_a_whole_is_cut(tmp_path: Path, size: int) -> None:
    lines = [";".join(ROWS[0])]
    lines += [";".join([f"{n:05d}", *ROWS[1 + n % 40][1:]]) for n in range(size)]
    lines[-3] = '"00777;""Club; danse"";12.5;2024-02-01"'
    source = opened(tmp_path / "o.csv", "\n".join(lines) + "\n")
    table = source.read()
    assert list(table.rows(size - 3, size - 2)) == [("00777", "Club; danse", "12.5", "2024-02-01")]
    assert codes(source) == ["wrapped-lines"]


@pytest.mark.parametrize(
    "line",
    [
        "Source : mairie, 2024, service, 12",
        "Total 12 agents 2024",
        "* estimation | provisoire",
        "00777;Club",
    ],
)
def test_a_line_of_words_is_not_cut_into_a_row(tmp_path: Path, line: str) -> None:
    text = "\n".join(";".join(row) for row in ROWS)
    table = opened(tmp_path / "o.csv", f"{text}\n{line}\n").read()
    last = list(table.rows())[-1]
    assert ";".join(last).rstrip(";") == line


def test_the_end_of_file_of_dos_is_no_cell(tmp_path: Path) -> None:
    text = "\r\n".join(";".join(row) for row in ROWS) + "\r\n\x1a"
    source = opened(tmp_path / "d.csv", text)
    assert [list(row) for row in source.read().rows()] == ROWS[1:]
    assert codes(source) == []


def test_one_accented_letter_tells_the_encoding_of_dos(tmp_path: Path) -> None:
    lines = ["id;adresse"] + [f"{n};{n} rue du Général Leclerc" for n in range(30)]
    for encoding in ("cp850", "mac_roman", "cp1252"):
        source = opened(tmp_path / "e.csv", "\n".join(lines).encode(encoding))
        assert source.tables[0].encoding == encoding


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.bin"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, name: str) -> None:
    noise = random.Random(1).randbytes(50_000)
    with pytest.raises(NotTabular):
        opened(tmp_path / name, noise)
    with pytest.raises(NotTabular):
        first_rows(tmp_path / name)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "mac_roman", "utf-8"])
def test_text_is_no_binary_file(tmp_path: Path, encoding: str) -> None:
    text = "\r\n".join(";".join(row) for row in ROWS).replace("Association", "Été à l’île")
    table = opened(tmp_path / "t.csv", text.encode(encoding)).read()
    assert next(table.rows())[1] == "Été à l’île n° 0"


def test_a_row_wider_than_any_table_is_refused(tmp_path: Path) -> None:
    row = ";".join(f"c{n}" for n in range(200_000))
    with pytest.raises(TooLarge):
        opened(tmp_path / "w.csv", f"{row}\n{row}\n")


def test_nothing_but_separators_is_read_at_once(tmp_path: Path) -> None:
    """An expression that looks again at all that follows would take hours."""
    assert opened(tmp_path / "s.csv", ";" * 1_000_000).tables[0].record_count == 0


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("with_header", [True, False])
@pytest.mark.parametrize("copies", [1, 1_000])
def test_rows_that_are_all_quoted_as_a_whole(
    tmp_path: Path, delimiter: str, with_header: bool, copies: int
) -> None:
    records = [[*row[:1], f'{row[1]}{delimiter}"A"', *row[2:]] for row in ROWS[1:]] * copies
    inner = [delimiter.join(quoted(cell, delimiter) for cell in row) for row in records]
    header = delimiter.join(ROWS[0])
    lines = [f'"{header}"' if with_header else header]
    lines += ['"' + line.replace('"', '""') + '"' for line in inner]
    source = opened(tmp_path / "w.csv", "\r\n".join(lines))
    assert source.tables[0].delimiter == delimiter
    assert [column.label for column in source.tables[0].columns] == ROWS[0]
    assert [list(row) for row in source.read().rows()] == records
    assert codes(source) == ["wrapped-lines"]


def quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if delimiter in cell else cell


@pytest.mark.parametrize("text", ["45.1,5.2,{n}", "{n}, rue Haute, 01000 Bourg"])
def test_a_list_of_texts_with_commas_is_one_column(tmp_path: Path, text: str) -> None:
    cells = [text.format(n=n) for n in range(30)]
    source = opened(tmp_path / "l.csv", "\n".join(["Lieu", *(f'"{cell}"' for cell in cells)]))
    assert [list(row) for row in source.read().rows()] == [[cell] for cell in cells]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_line_that_tells_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [[str(2010 + n), f"a;b,c|{n}" if n else "Zoé", str(n)] for n in range(6)]
    lines = [delimiter.join(quoted(cell, delimiter) for cell in row) for row in rows]
    source = opened(tmp_path / "s.csv", f"sep={delimiter}\r\n" + "\r\n".join(lines))
    assert (source.tables[0].delimiter, source.tables[0].header_rows) == (delimiter, ())
    assert [list(row) for row in source.read().rows()] == rows


@pytest.mark.parametrize("delimiter", ["~", "^", "¬"])
def test_decimal_commas_are_no_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [[f"{n:03d}", f"60{n}", "Énergie", f"{n}12,5", f"{n}7,25", f"{n},1 %"] for n in range(9)]
    source = opened(tmp_path / "d.csv", "\n".join(delimiter.join(row) for row in rows))
    assert source.tables[0].delimiter == delimiter
    assert [list(row) for row in source.read().rows()] == rows


def test_words_of_a_list_are_no_columns(tmp_path: Path) -> None:
    streets = ["rue Haute", "chemin des Écoliers", "bd de la République", "place du Marché"] * 5
    source = opened(tmp_path / "l.csv", "\n".join(["Nom de la rue", *streets]))
    assert [list(row) for row in source.read().rows()] == [[street] for street in streets]
