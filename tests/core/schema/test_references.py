"""Foreign keys to other tables: sheets of the same workbook, files that are given."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from curator.readers import open_source
from curator.schema.model import Schema
from curator.schema.references import References
from curator.schema.validation import validate

SCHEMA = Schema.from_descriptor(
    {
        "fields": [{"name": "code_insee"}, {"name": "montant"}],
        "foreignKeys": [
            {"fields": "code_insee", "reference": {"resource": "communes", "fields": "code"}}
        ],
    }
)


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (
            ("Aides", [["code_insee", "montant"], ["01001", "5"], ["75056", "7"], ["99999", "1"]]),
            ("Communes", [["code", "nom"], ["01001", "Ain"], ["75056", "Paris"]]),
        ):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return path


def test_a_sheet_of_the_same_workbook_is_found_by_its_name(tmp_path: Path) -> None:
    source = open_source(workbook(tmp_path / "aides.xlsx"))
    number = next(n for n, t in enumerate(source.tables, 1) if t.sheet == "Aides")
    report = validate(source.read(number), SCHEMA, references=References(source).tables(SCHEMA))
    assert [(e.type, e.row_number) for e in report.errors] == [("foreign-key", 4)]


def test_a_file_that_is_given_comes_first_and_is_read_once(tmp_path: Path) -> None:
    source = open_source(workbook(tmp_path / "aides.xlsx"))
    path = tmp_path / "autres.csv"
    path.write_text("code\n99999\n", encoding="utf-8")
    references = References(source).give("communes", path)
    (table,) = references.tables(SCHEMA).values()
    assert table.column("code").to_pylist() == ["99999"]
    path.unlink()
    assert references.tables(SCHEMA)["communes"] is table


def test_what_is_not_at_hand_is_said_not_to_be_checked(tmp_path: Path) -> None:
    path = tmp_path / "aides.csv"
    path.write_text("code_insee,montant\n01001,5\n", encoding="utf-8")
    report = validate(open_source(path).read(), SCHEMA, references=References().tables(SCHEMA))
    assert report.valid
    (warning,) = report.warnings
    assert "was not checked" in warning.message()
    assert "communes" in warning.message()
