"""Delimited text: encodings, dialects, rows that are not regular."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import Cancelled
from curator.readers import ReadingOptions, first_rows, open_source
from curator.readers.errors import EmptyFile, FileChanged, NoSuchEncoding, WrongEncoding

ROWS = [
    ("Commune", "Libellé", "Montant"),
    ("Évreux", "Fête de l’été à Saint-Étienne", "1 234,56 €"),
    ("Nîmes", "Équipement « sportif »", "12,00 €"),
    ("Besançon", "Œuvre d’art", "7,50 €"),
]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def text_of(rows: list[tuple[str, ...]], delimiter: str = ";", end: str = "\r\n") -> str:
    return end.join(delimiter.join(row) for row in rows) + end


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("iso8859-15", "iso8859-15"),
        ("mac_roman", "mac_roman"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_are_found(tmp_path: Path, encoding: str, expected: str) -> None:
    text = text_of(ROWS)
    if encoding == "iso8859-15":
        text = text.replace("’", "'")
    source = open_source(written(tmp_path / "t.csv", text, encoding))
    assert source.tables[0].encoding == expected
    assert next(source.read().rows())[0] == "Évreux"


def test_code_page_850_is_found(tmp_path: Path) -> None:
    text = "Commune;Libellé;Montant\r\nÉvreux;Fête à l'école;12\r\nNîmes;Élève reçu;7\r\n"
    source = open_source(written(tmp_path / "t.csv", text, "cp850"))
    assert source.tables[0].encoding == "cp850"
    assert list(source.read().rows())[1] == ("Nîmes", "Élève reçu", "7")


def test_two_encodings_in_one_file_are_read_line_by_line(tmp_path: Path) -> None:
    lines = ["nom;ville", "Été;Évreux", "Hélène;Nîmes", "Zoé;Orléans"]
    data = b"\n".join(line.encode("cp1252" if n == 2 else "utf-8") for n, line in enumerate(lines))
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    source = open_source(path)
    assert list(source.read().rows()) == [tuple(line.split(";")) for line in lines[1:]]
    note = next(n for n in source.tables[0].notes if n.code == "mixed-encodings")
    assert note.parameters["line"] == 3


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "||", "~"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    rows = [("nom", "ville", "n"), *((f"a{i}", f"ville {i}", str(i)) for i in range(8))]
    source = open_source(written(tmp_path / "t.txt", text_of(rows, delimiter)))
    assert source.tables[0].delimiter == delimiter
    assert list(source.read().rows()) == rows[1:]


def test_single_quotes_and_cr_line_ends(tmp_path: Path) -> None:
    text = "nom,texte,n\r'a','un, deux',1\r'b','l''an, 2',2\r"
    source = open_source(written(tmp_path / "t.csv", text))
    assert source.tables[0].quote_char == "'"
    assert list(source.read().rows()) == [("a", "un, deux", "1"), ("b", "l'an, 2", "2")]


def test_ragged_rows_are_kept_and_reported(tmp_path: Path) -> None:
    source = open_source(written(tmp_path / "t.csv", "a;b;c\n1;2\n1;2;3;4;5\n1;2;3\n"))
    table = source.read()
    assert table.names == ["a", "b", "c", "field4", "field5"]
    assert list(table.rows())[:2] == [("1", "2", "", "", ""), ("1", "2", "3", "4", "5")]
    assert [note.code for note in source.tables[0].notes] == ["ragged-rows"]


def test_an_open_quote_does_not_swallow_what_follows(tmp_path: Path) -> None:
    text = 'a;b\n1;"deux\n' + "".join(f"{n};x{n}\n" for n in range(2, 9))
    source = open_source(written(tmp_path / "t.csv", text))
    assert source.tables[0].row_count == 8
    assert next(source.read().rows()) == ("1", '"deux')
    assert source.tables[0].notes[0].code == "open-quote"


def test_cells_of_several_lines_stay_one_row(tmp_path: Path) -> None:
    source = open_source(written(tmp_path / "t.csv", 'a;b\n1;"x\ny"\n2;z\n'))
    table = source.read()
    assert list(table.rows()) == [("1", "x\ny"), ("2", "z")]
    assert list(table.source_rows) == [2, 3]


def test_unquoted_decimal_commas_are_joined(tmp_path: Path) -> None:
    lines = ["nom,montant,objet,unique"]
    lines += [f"Association {n},{n} 200,50,aide annuelle,non" for n in range(1, 12)]
    lines.append("Association Z,9 300,25,aide, cours, sorties,non")
    source = open_source(written(tmp_path / "t.csv", "\n".join(lines)))
    rows = list(source.read().rows())
    assert rows[0] == ("Association 1", "1 200,50", "aide annuelle", "non")
    assert rows[-1] == ("Association Z", "9 300,25", "aide, cours, sorties", "non")
    assert {n.code for n in source.tables[0].notes} >= {"decimal-commas", "torn-rows"}


def test_blank_rows_keep_their_number(tmp_path: Path) -> None:
    source = open_source(written(tmp_path / "t.csv", "a;b\n1;2\n\n;\n3;4\n"))
    assert list(source.read().source_rows) == [2, 5]


def large(encoding: str, *, ragged: bool = False) -> bytes:
    lines = ["numero;nom;ville", *(f"{n};Hélène {n};Évreux" for n in range(60_000))]
    if ragged:
        lines[30_000] = "x;é"
        lines[50_000] = "1;2;3;4"
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
@pytest.mark.parametrize("ragged", [False, True])
def test_the_fast_and_the_tolerant_parser_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, ragged: bool
) -> None:
    from curator.readers.delimited import reader

    path = tmp_path / "t.csv"
    path.write_bytes(large(encoding, ragged=ragged))
    quick = open_source(path)
    monkeypatch.setattr(reader, "FAST_FROM", 1 << 40)
    slow = open_source(path)
    assert quick.tables == slow.tables
    assert quick.tables[0].encoding == encoding
    assert quick.read().data.equals(slow.read().data)
    assert (quick.read().source_rows == slow.read().source_rows).all()


def test_a_byte_of_another_encoding_at_the_end_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(large("utf-8") + "1;Zoé;Orléans\r\n".encode("cp1252"))
    source = open_source(path)
    assert source.tables[0].encoding == "mixed (utf-8, cp1252)"
    assert list(source.read().rows())[-1] == ("1", "Zoé", "Orléans")


def test_opening_can_be_interrupted(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(large("utf-8"))

    def stop(fraction: float, message: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_source(path, report=stop)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(large("utf-8"))
    grown = []

    def grow(fraction: float, message: str = "") -> None:
        if not grown:
            grown.append(True)
            with path.open("ab") as stream:
                stream.write(b"9;9;9\r\n" * 400_000)

    with pytest.raises(FileChanged):
        open_source(path, report=grow)


def test_first_rows_need_only_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Budget 2024;;\r\n" + large("utf-8"))
    rows = first_rows(path, rows=3)
    assert [row.cells for row in rows] == [
        ("Budget 2024", "", ""),
        ("numero", "nom", "ville"),
        ("0", "Hélène 0", "Évreux"),
    ]
    assert rows[0].number == 1


def test_what_the_user_states_overrides(tmp_path: Path) -> None:
    path = written(tmp_path / "t.csv", "titre\na,b;c\n1,5;2\n")
    options = ReadingOptions(delimiter=",", header_rows=(1,), encoding="latin-1")
    source = open_source(path, options)
    assert source.tables[0].header_rows == (1,)
    assert source.read().names == ["a", "b;c"]
    assert open_source(path, ReadingOptions(header_rows=())).tables[0].header_rows == ()


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        open_source(written(tmp_path / "e.csv", ""))
    with pytest.raises(EmptyFile):
        open_source(written(tmp_path / "b.csv", "\ufeff"))
    path = written(tmp_path / "t.csv", "a;b\n1;2\n")
    with pytest.raises(NoSuchEncoding):
        open_source(path, ReadingOptions(encoding="klingon"))
    path.write_bytes(b"a;b\n\xd8\x00\xdc")
    with pytest.raises(WrongEncoding):
        open_source(path, ReadingOptions(encoding="utf-16"))


def test_damaged_characters_are_noted(tmp_path: Path) -> None:
    text = "nom;ville\nHÃ©lÃ¨ne;Ã‰vreux\nZo\ufffd;Nice\n"
    source = open_source(written(tmp_path / "t.csv", text))
    assert [note.code for note in source.text_notes] == ["mojibake", "lost-characters"]
    from curator.mojibake import repaired_text

    assert repaired_text("HÃ©lÃ¨ne") == "Hélène"


def test_unseen_characters_and_formulas_are_findings(tmp_path: Path) -> None:
    text = "nom;valeur\n=cmd|'/c calc'!A0;1\n-12,5;2\nJean\u200bDupont;3\n+33146000000;4\n"
    found = {f.kind: f for f in open_source(written(tmp_path / "t.csv", text)).hidden}
    assert found["formula-injection"].parameters["count"] == 1
    assert found["hidden-characters"].parameters["row"] == 4
    assert "Dupont" not in found["hidden-characters"].text()


def test_csv_spectrum(shared: Path) -> None:
    import json

    folder = shared / "corpus" / "third-party" / "csv-spectrum"
    paths = sorted((folder / "csvs").glob("*.csv"))
    assert len(paths) == 11
    for path in paths:
        table = open_source(path).read()
        expected = json.loads((folder / "json" / f"{path.stem}.json").read_text("utf-8"))
        got = [dict(zip(table.names, row, strict=True)) for row in table.rows()]
        # The stored copies have plain line feeds where the expectation has CRLF inside a cell.
        assert got == json.loads(json.dumps(expected).replace("\\r\\n", "\\n")), path.name


def test_backslashes_before_quotes_are_escapes(tmp_path: Path) -> None:
    lines = ['"nom","texte","n"', *(f'"a{n}","dit \\"oui, {n}\\"","{n}"' for n in range(6))]
    source = open_source(written(tmp_path / "t.csv", "\n".join(lines)))
    assert list(source.read().rows())[1] == ("a1", 'dit "oui, 1"', "1")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"un "vrai" titre";x;1', ('un "vrai" titre', "x", "1")),
        ('"titre;x;1', ('"titre', "x", "1")),
        ('le "titre;x;1', ('le "titre', "x", "1")),
        ('"titre";"a;b";1', ("titre", "a;b", "1")),
        ('"titre;"a;b";1', ('"titre', "a;b", "1")),
    ],
)
def test_marks_that_are_wrong_in_one_row(tmp_path: Path, line: str, cells: tuple[str, ...]) -> None:
    lines = ["nom;objet;n", *(f"n{n};objet {n};{n}" for n in range(9)), line, "fin;objet;9"]
    rows = list(open_source(written(tmp_path / "t.csv", "\n".join(lines) + "\n")).read().rows())
    assert rows[9] == cells
    assert len(rows) == 11


@pytest.mark.parametrize("delimiter", [", ", "||", "&&", "::", "|~|"])
def test_delimiters_of_several_characters_stand_inside_quoted_cells(
    tmp_path: Path, delimiter: str
) -> None:
    rows = [["nom", "objet", "n"], *([f"n{n}", f'"a{delimiter}b"', str(n)] for n in range(9))]
    text = "\n".join(map(delimiter.join, rows))
    source = open_source(written(tmp_path / "t.csv", text))
    assert source.tables[0].delimiter == delimiter
    assert next(source.read().rows()) == ("n0", f"a{delimiter}b", "0")


def test_quotation_marks_stand_beside_the_delimiter(tmp_path: Path) -> None:
    lines = [
        "siret nom montant date objet",
        *(f'{10**13 + n} "Association n° {n}" {n},50 2024-01-0{n + 1} "a b"' for n in range(9)),
    ]
    source = open_source(written(tmp_path / "t.csv", "\n".join(lines)))
    assert source.tables[0].delimiter == " "
    assert next(source.read().rows()) == (
        "10000000000000",
        "Association n° 0",
        "0,50",
        "2024-01-01",
        "a b",
    )
