"""What users of other tools complain about, as tests: dates, decimals, encodings, constraints."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.cli import main
from curator.readers import open_source
from curator.schema.fixes import apply_safe_fixes
from curator.schema.inference import infer
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table


def test_french_dates_are_dates_and_offered_as_iso() -> None:
    table = Table.from_columns({"jour": ["31/12/2023", "01/03/2024"]})
    assert infer(table).fields[0].type == "date"
    assert apply_safe_fixes(table)[0].column("jour").to_pylist() == ["2023-12-31", "2024-03-01"]


def test_impossible_dates_are_errors() -> None:
    schema = Schema.from_descriptor({"fields": [{"name": "jour", "type": "date"}]})
    table = Table.from_columns({"jour": ["2024-02-30", "2024-13-01", "2024-02-29"]})
    assert validate(table, schema).counts == {"type-error": 2}


def test_french_decimals_are_numbers_and_offered_plain() -> None:
    table = Table.from_columns({"montant": ["1234,50", "1\u202f234,56"]})
    assert infer(table).fields[0].type == "number"
    assert apply_safe_fixes(table)[0].column("montant").to_pylist() == ["1234.50", "1234.56"]


def test_a_code_is_not_an_integer() -> None:
    table = Table.from_columns({"code_insee": ["01000", "34172"]})
    assert infer(table).fields[0].type == "string"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_accents_survive_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("ville;prix\nSaint-Étienne;10 €\nOrléans;12 €\n".encode(encoding))
    table = open_source(path).read()
    assert table.column("ville").to_pylist() == ["Saint-Étienne", "Orléans"]
    assert infer(table).fields[1].type == "integer"


def test_an_accent_far_down_the_file_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"nom;n\n" + b"abc;1\n" * 40_000 + "Été;2\n".encode("cp1252"))
    assert open_source(path).read().column("nom")[-1].as_py() == "Été"


def test_every_error_is_counted() -> None:
    schema = Schema.from_descriptor({"fields": [{"name": "n", "type": "integer"}, {"name": "t"}]})
    table = Table.from_columns({"n": ["x"] * 5000, "t": ["y"] * 5000})
    assert validate(table, schema, limit=100).counts == {"type-error": 5000}


@pytest.mark.parametrize(
    "constraint",
    [
        {"required": True}, {"unique": True}, {"enum": ["a"]}, {"pattern": "a+"},
        {"minLength": 1, "maxLength": 2},
    ],
)  # fmt: skip
def test_constraints_can_be_set_and_nothing_else_is_added(constraint: dict[str, object]) -> None:
    descriptor = {"fields": [{"name": "t", "type": "string", "constraints": constraint}]}
    schema = Schema.from_descriptor(descriptor)
    changed = schema.replacing("t", description="texte")
    assert changed.to_descriptor()["fields"][0]["constraints"] == constraint


def test_trivial_spaces_in_a_point_are_mended() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "geo", "type": "geopoint", "format": "array"}]}
    )
    assert validate(Table.from_columns({"geo": ["[8.73 , 41.9]"]}), schema).valid


def test_a_date_in_the_format_of_the_schema_is_no_error() -> None:
    field = {"name": "jour", "type": "date", "format": "%d/%m/%Y"}
    schema = Schema.from_descriptor({"fields": [field]})
    table = Table.from_columns({"jour": ["31/12/2023", "2023-12-31", "31/02/2024"]})
    report = validate(table, schema)
    assert [error.row_number for error in report.errors] == [3, 4]


def test_yes_and_no_in_french_are_booleans() -> None:
    assert infer(Table.from_columns({"ouvert": ["oui", "non", "Oui"]})).fields[0].type == "boolean"


def test_text_in_one_cell_of_numbers_is_shown_not_refused() -> None:
    schema = Schema.from_descriptor({"fields": [{"name": "n", "type": "number"}]})
    report = validate(Table.from_columns({"n": ["12", "douze", "13"]}), schema)
    assert [(e.type, e.row_number, e.cell) for e in report.errors] == [("type-error", 3, "douze")]


@pytest.mark.parametrize("name", ["A.CSV", "a.txt", "a.tsv"])
def test_the_suffix_does_not_decide_what_can_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("ville;n\nOrléans;1\n", encoding="cp1252")
    assert open_source(path).read().column("ville").to_pylist() == ["Orléans"]


def test_saving_a_windows_file_twice_changes_nothing(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes("ville;prix\nSaint-Étienne;10 €\n".encode("cp1252"))
    first, second = tmp_path / "b.csv", tmp_path / "c.csv"
    assert main(["convert", str(source), "-o", str(first)]) == 0
    assert main(["convert", str(first), "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    assert open_source(second).read().column("ville").to_pylist() == ["Saint-Étienne"]


def test_a_date_constraint_bounds_dates() -> None:
    field = {"name": "jour", "type": "date", "constraints": {"minimum": "2024-01-01"}}
    schema = Schema.from_descriptor({"fields": [field]})
    report = validate(Table.from_columns({"jour": ["2023-12-31", "2024-01-01"]}), schema)
    assert report.counts == {"constraint-error": 1}
