"""``convert``: the table as read, as CSV or XLSX."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest

from curator.cli import main
from curator.readers import open_source

TEXT = 'nom;valeur\n=1+1;"a\nb"\n"é ""x""";0012\nTotal;3\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(TEXT, encoding="cp1252")
    return path


def test_csv_keeps_the_text(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.csv"
    assert main(["convert", str(source), "-o", str(out), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document == {"output": str(out), "rows": 3, "columns": 2, "skipped": []}
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows == [["nom", "valeur"], ["=1+1", "a\nb"], ['é "x"', "0012"], ["Total", "3"]]


def test_xlsx_holds_no_formula(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "o.xlsx"
    assert main(["convert", str(source), "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet
    assert list(open_source(out).read().rows()) == list(open_source(source).read().rows())


def test_the_same_bytes_twice(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for out in outs:
        main(["convert", str(source), "-o", str(out)])
    with zipfile.ZipFile(outs[0]) as first, zipfile.ZipFile(outs[1]) as second:
        assert [first.read(n) for n in first.namelist()] == [
            second.read(n) for n in second.namelist()
        ]


def test_what_is_not_taken_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import xlsxwriter

    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Un", "Deux"):
            book.add_worksheet(name).write_column(0, 0, [name, "x"])
    out = tmp_path / "o.csv"
    assert main(["convert", str(path), "-o", str(out), "--json", "--sheet", "Deux"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["skipped"] == [{"table": 1, "sheet": "Un", "rows": 1}]
    assert "Un" in captured.err


@pytest.mark.parametrize("name", ["o.txt", "t.csv"])
def test_refusals_leave_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = source.read_bytes()
    assert main(["convert", str(source), "-o", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    assert source.read_bytes() == before


def test_a_file_without_table_cannot_be_converted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import xlsxwriter

    path = tmp_path / "vide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    assert main(["convert", str(path), "-o", str(tmp_path / "o.csv")]) == 2
    assert not (tmp_path / "o.csv").exists()
