"""Validation: the departures from the reference, keys, header modes, counts, memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.errors import SchemaError
from curator.i18n import speaking
from curator.schema.model import Schema
from curator.schema.validation import NOT_A_RECORD, blank_rows_of, cells, validate
from curator.table import RowMark, Table


def check(columns: Mapping[str, list[str]], **descriptor: Any) -> list[tuple[str, Any, Any]]:
    """(type, row, field) of every error."""
    report = validate(Table.from_columns(columns), Schema.from_descriptor(descriptor))
    return [(e.type, e.row_number, e.field_number) for e in report.errors]


def of_type(texts: list[str], type_: str, **options: Any) -> list[int]:
    """Rows (from 2) whose text is not of the type."""
    found = check({"a": texts}, fields=[{"name": "a", "type": type_, **options}])
    return [row for kind, row, _ in found if kind == "type-error"]


def constrained(
    texts: list[str], type_: str, constraints: dict[str, Any], **options: Any
) -> list[int]:
    field = {"name": "a", "type": type_, "constraints": constraints, **options}
    found = check({"a": texts}, fields=[field])
    return [row for kind, row, _ in found if kind in ("constraint-error", "unique-error")]


@pytest.mark.parametrize(
    ("type_", "good", "bad"),
    [
        ("date", ["2023-01-05"], ["2023-1-5", "2023-02-29", "05/01/2023", "20230105"]),
        ("year", ["2023"], ["+202", " 202", "23", "٢٠٢٣"]),
        ("yearmonth", ["2023-01"], ["2023-1", "2023-13"]),
        ("integer", ["12", "-3", "+4", " 5"], ["1_000", "1.0", "١٢", "1 000"]),
        ("number", ["1.5", "1e3", "NaN"], ["1,5", "1_0.5", "sNaN"]),
        ("time", ["10:00:00"], ["10:00", "25:00:00"]),
        ("geopoint", ["2.3,48.8"], ["200,10", "2.3", "a,b"]),
    ],
)  # fmt: skip
def test_what_a_type_takes(type_: str, good: list[str], bad: list[str]) -> None:
    texts = good + bad
    assert of_type(texts, type_) == list(range(2 + len(good), 2 + len(texts)))


def test_an_amount_in_brackets_is_not_read_as_positive() -> None:
    options = {"decimalChar": ",", "bareNumber": False}
    assert of_type(["(12,5)", "12,5 €", "€ 12"], "number", **options) == [2]


def test_integers_may_have_groups() -> None:
    assert of_type(["1 000", "12", "1 0 x"], "integer", groupChar=" ") == [4]


def test_categories_are_enforced() -> None:
    field = {"name": "a", "type": "string", "categories": ["x", {"value": "y", "label": "Y"}]}
    assert check({"a": ["x", "y", "z"]}, fields=[field]) == [("constraint-error", 4, 1)]


def test_json_schema_is_enforced() -> None:
    rule = {"jsonSchema": {"required": ["k"]}}
    assert constrained(['{"k": 1}', "{}"], "object", rule) == [3]


def test_items_of_arrays_are_checked() -> None:
    item = {"type": "string", "constraints": {"enum": ["a"]}}
    assert constrained(['["a"]', '["a", "b"]'], "array", {}, arrayItem=item) == [3]


def test_large_decimals_are_compared_exactly() -> None:
    bound = "0.12345678901234567890"
    texts = ["0.12345678901234567891", "0.12345678901234567889", "0.1"]
    assert constrained(texts, "number", {"minimum": bound}) == [3, 4]


def test_bounds_of_dates_may_be_iso_whatever_the_pattern() -> None:
    rule = {"minimum": "2024-01-01"}
    assert constrained(["31/12/2023", "01/01/2024"], "date", rule, format="%d/%m/%Y") == [2]


def test_a_pattern_means_the_same_on_many_texts_as_on_few() -> None:
    texts = [f"A{n:03d}" for n in range(200)] + ["Aé1", "b12", "A12\n"]
    few = constrained(texts[-3:], "string", {"pattern": r"A\w\d+"})
    many = constrained(texts, "string", {"pattern": r"A\w\d+"})
    assert [row - 200 for row in many] == few


def test_unique_values_are_compared_as_values() -> None:
    assert constrained(["1", "01", "2", "", ""], "integer", {"unique": True}) == [3]


def test_the_row_that_is_repeated_is_the_last_one_before() -> None:
    table = Table.from_columns({"a": ["x", "x", "y", "x"]})
    schema = Schema.from_descriptor({"fields": [{"name": "a", "constraints": {"unique": True}}]})
    assert [e.parameters["other"] for e in validate(table, schema).errors] == [2, 3]


def test_unique_keys_span_fields_and_skip_empty_cells() -> None:
    columns = {"a": ["1", "1", "1", "1"], "b": ["x", "y", "x", ""]}
    fields = [{"name": "a"}, {"name": "b"}]
    assert check(columns, fields=fields, uniqueKeys=[["a", "b"]]) == [("unique-error", 4, 1)]


def test_foreign_keys_look_into_the_table_that_is_given() -> None:
    key = {"fields": "c", "reference": {"resource": "communes", "fields": "code"}}
    schema = Schema.from_descriptor({"fields": [{"name": "c"}], "foreignKeys": [key]})
    table = Table.from_columns({"c": ["01001", "99999", ""]})
    communes = Table.from_columns({"code": ["01001", "01002"]})
    report = validate(table, schema, references={"communes": communes})
    assert [(e.type, e.row_number) for e in report.errors if e.type == "foreign-key"] == [
        ("foreign-key", 3)
    ]
    unchecked = validate(table, schema)
    assert unchecked.counts == {"blank-row": 1}
    assert [w.type for w in unchecked.warnings] == ["foreign-key"]


def test_a_foreign_key_into_the_same_table() -> None:
    key = {"fields": ["parent"], "reference": {"resource": "", "fields": ["id"]}}
    fields = [{"name": "id"}, {"name": "parent"}]
    found = check({"id": ["1", "2"], "parent": ["", "3"]}, fields=fields, foreignKeys=[key])
    assert found == [("foreign-key", 3, None)]


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("exact", ["extra-label", "incorrect-label", "incorrect-label"]),
        ("equal", ["extra-label"]),
        ("subset", []),
        ("superset", ["extra-label"]),
        ("partial", []),
    ],
)  # fmt: skip
def test_how_names_and_fields_match(mode: str, expected: list[str]) -> None:
    fields = [{"name": "a"}, {"name": "b"}]
    found = check({"b": ["1"], "a": ["1"], "c": ["1"]}, fields=fields, fieldsMatch=mode)
    assert sorted(type_ for type_, _, _ in found) == expected


def test_partial_says_what_differs_without_failing() -> None:
    fields = [
        {"name": "a"},
        {"name": "b"},
        {"name": "c"},
        {"name": "d", "constraints": {"required": True}},
    ]
    schema = Schema.from_descriptor({"fields": fields, "fieldsMatch": "partial"})
    report = validate(Table.from_columns({"b": ["1"], "a": ["1"], "x": ["1"]}), schema)
    assert [e.type for e in report.errors] == ["missing-label"]
    assert [w.type for w in report.warnings] == ["missing-label", "extra-label", "disordered-label"]


def test_blank_rows_are_errors_and_keep_their_number() -> None:
    table = Table.from_columns({"a": ["1", "2"]})
    table = Table(
        data=table.data, schema=table.schema, marks=table.marks.copy(),
        source_rows=np.array([3, 6], dtype=np.int32),
    )  # fmt: skip
    gaps = blank_rows_of(table, first_row=2)
    report = validate(table, blank_rows=gaps)
    assert gaps == (2, 4, 5)
    assert [(e.type, e.row_number) for e in report.errors] == [("blank-row", n) for n in gaps]


def test_a_row_of_missing_values_is_blank_and_breaks_nothing_else() -> None:
    field = {"name": "a", "type": "integer", "constraints": {"required": True}}
    assert check({"a": ["1", "NC"]}, fields=[field], missingValues=["", "NC"]) == [
        ("blank-row", 3, None)
    ]


def test_rows_that_are_not_records_are_named_and_left_out() -> None:
    table = Table.from_columns({"a": ["1", "Total"]})
    marks = np.array([RowMark.RECORD, RowMark.TOTAL], dtype=np.uint8)
    schema = Schema.from_descriptor({"fields": [{"name": "a", "type": "integer"}]})
    report = validate(replace(table, marks=marks), schema)
    assert report.valid
    assert [(w.type, w.row_number) for w in report.warnings] == [(NOT_A_RECORD, 3)]


def test_counts_are_exact_whatever_the_limit() -> None:
    table = Table.from_columns({"a": ["x"] * 5000, "b": ["1"] * 5000})
    schema = Schema.from_descriptor({"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]})
    report = validate(table, schema, limit=10)
    assert report.counts == {"type-error": 5000}
    assert [e.row_number for e in report.errors] == list(range(2, 12))
    assert [e.row_number for e in report.page(4998, 10)] == [5000, 5001]


def test_editing_one_field_reads_that_field_only(monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table.from_columns({"a": ["1", "x"], "b": ["2", "y"]})
    fields = [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}]
    schema = Schema.from_descriptor({"fields": fields})
    assert validate(table, schema).error_count == 2
    read: list[str] = []
    really = cells.read_column

    def noticing(table: Table, column: str, *rest: Any, **options: Any) -> Any:
        read.append(column)
        return really(table, column, *rest, **options)

    monkeypatch.setattr(cells, "read_column", noticing)
    edited = table.with_column("a", ["1", "3"])
    assert validate(edited, schema).counts == {"type-error": 1}
    assert read == ["a"]


@pytest.mark.parametrize(
    "constraints", [{"minimum": "abc"}, {"pattern": "("}, {"enum": "a"}, {"maxLength": "x"}]
)
def test_a_constraint_that_is_itself_wrong_is_refused(constraints: dict[str, Any]) -> None:
    type_ = "integer" if "minimum" in constraints else "string"
    with pytest.raises(SchemaError, match="a"):
        constrained(["1"], type_, constraints)


def test_a_constraint_that_means_nothing_is_a_warning() -> None:
    field = {"name": "a", "type": "integer", "constraints": {"pattern": "x"}}
    report = validate(Table.from_columns({"a": ["1"]}), Schema.from_descriptor({"fields": [field]}))
    assert report.valid
    assert [(w.type, w.rule) for w in report.warnings] == [("field-error", "pattern")]


def test_messages_say_what_to_do_in_both_languages_and_never_quote_the_cell() -> None:
    fields = [
        {"name": "a", "type": "date"},
        {"name": "b", "constraints": {"enum": ["oui", "non"], "required": True}},
    ]
    table = Table.from_columns({"a": ["31/12/2024", "2024-01-01"], "b": ["secret", ""]})
    report = validate(table, Schema.from_descriptor({"fields": fields}))
    english = [e.message() for e in report.errors]
    with speaking("fr"):
        french = [e.message() for e in report.errors]
    assert french[0] == "Une date est attendue, écrite année-mois-jour, par exemple 2024-12-31."
    assert all(e != f for e, f in zip(english, french, strict=True))
    assert not any("secret" in text for text in english + french)


def test_every_rule_has_its_sentence() -> None:
    from curator.schema.messages import CONSTRAINT_MESSAGES, TYPE_MESSAGES
    from curator.schema.model import FIELD_TYPES
    from curator.schema.validation.constraints import RULES

    assert set(RULES) <= set(CONSTRAINT_MESSAGES)
    assert set(FIELD_TYPES) - {"any"} <= set(TYPE_MESSAGES)


def test_not_a_number_is_a_value_of_a_key_and_repeats_nothing() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "n", "type": "number"}], "primaryKey": ["n"]}
    )
    table = Table.from_columns({"n": ["NaN", "NaN", "1", "1.0"]})
    found = [(e.type, e.row_number) for e in validate(table, schema).errors]
    assert found == [("primary-key", 5)]


@pytest.mark.parametrize(
    ("pattern", "example", "said"),
    [
        (r"^\d{14}$", None, "14 chiffres"),
        ("^[0-9]{5}$", None, "5 chiffres"),
        (r"^([013-9]\d|2[AB1-9])\d{3}$", None, "code INSEE"),
        (r"(?:(?:^|\|)(Gratuit|Payant))+$", None, "«\xa0Gratuit\xa0», «\xa0Payant\xa0»"),
        (r"^W\d{9}$", None, "W suivi"),
        (r"^\d\.\d{1,2}$", "7.5", "par exemple 7.5"),
        (r"^[a-z]+-\d$", None, r"(^[a-z]+-\d$)"),
    ],
)
def test_a_pattern_is_said_in_words(pattern: str, example: str | None, said: str) -> None:
    field = {"name": "a", "constraints": {"pattern": pattern}}
    schema = Schema.from_descriptor({"fields": [field | ({"example": example} if example else {})]})
    report = validate(Table.from_columns({"a": ["?"]}), schema)
    with speaking("fr"):
        assert said in report.errors[0].message()
