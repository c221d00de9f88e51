"""``inspect``: the contract of its JSON, its lines, its refusals."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import xlsxwriter

from curator.cli import main


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "subventions.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Subventions")
        page.write_row(0, 0, ["Subventions 2024"])
        page.write_row(2, 0, ["Nom", "Montant"])
        page.write_row(3, 0, ["A", 10])
        page.write_row(4, 0, ["Total", 10])
        hidden = book.add_worksheet("Contacts")
        hidden.write_row(0, 0, ["Nom", "Téléphone"])
        hidden.write_row(1, 0, ["Jean", "0612345678"])
        hidden.hide()
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_json_has_the_keys_of_the_contract(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, "inspect", str(workbook), "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert document["file"] == {
        "name": "subventions.xlsx",
        "bytes": workbook.stat().st_size,
        "sha256": hashlib.sha256(workbook.read_bytes()).hexdigest(),
        "format": "xlsx",
    }
    table = document["tables"][0]
    assert table["columns"] == [
        {"name": "Nom", "label": "Nom"},
        {"name": "Montant", "label": "Montant"},
    ]
    assert (table["sheet"], table["header_rows"], table["first_row"]) == ("Subventions", [2], 3)
    assert (table["rows"], table["records"]) == (2, 1)
    assert {"encoding", "delimiter", "quote_char", "notes"} <= set(table)
    finding = next(f for f in document["hidden"] if f["kind"] == "hidden-sheet")
    assert set(finding) == {"kind", "location", "detail", "severity"}
    assert "0612345678" not in out


def test_the_hidden_sheet_is_named_in_both_languages(
    workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "sheet “Contacts” is hidden" in run(capsys, "inspect", str(workbook))[1]
    french = run(capsys, "inspect", str(workbook), "--lang", "fr")[1]
    assert "feuille «\u00a0Contacts\u00a0» est masquée" in french


def test_a_workbook_without_a_table_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet()
    code, out, _err = run(capsys, "inspect", str(path), "--json")
    document = json.loads(out)
    assert (code, document["tables"]) == (0, [])
    assert document["notes"]


def test_a_refusal_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "vide.csv"
    path.touch()
    code, out, err = run(capsys, "inspect", str(path), "--json")
    assert code == 2
    assert err.count("\n") == 1
    assert json.loads(out)["error"]["code"] == "empty-file"
    assert run(capsys, "inspect", str(tmp_path / "absent.csv"))[0] == 2


def test_a_header_row_can_be_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("1;2\n3;4\n", encoding="utf-8")
    out = run(capsys, "inspect", str(path), "--json", "--header-row", "1")[1]
    assert json.loads(out)["tables"][0]["header_rows"] == [0]
