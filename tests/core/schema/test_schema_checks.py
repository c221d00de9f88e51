"""The checks that French schemas ask for, with Validata's rules."""

from __future__ import annotations

from typing import Any

import pytest

from curator.schema.checks import registered_checks
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("french-siret-value", ["21750001600019", "217 500 016 00019", "35600000000048"],
         ["21750001600018", "x"]),
        ("siren", ["217500016"], ["217500017"]),
        ("code-rna", ["W123456789"], ["W12345678", "123456789"]),
        ("nomenclature-actes-value",
         ["Finances locales/Budget", "LIBERTES PUBLIQUES ET POUVOIRS DE POLICE/x"],
         ["Finances locales", "Finances locales /x", "Finances locales/ x", "Autre/x"]),
        ("phone-number-value", ["01 45 67 89 01", "3639", "+44 20 7946 0958"], ["01 45", "abc"]),
        ("opening-hours-value",
         ["24/7", "Mo-Fr 08:30-12:00,13:30-17:00; Sa 09:00-12:00", "PH off"],
         ["lundi", "8h-12h"]),
        ("french-gps-coordinates", ["[2.35, 48.85]", "[55.45, -20.9]"],
         ["[48.85, 2.35]", "2.35, 48.85", "[100, 0]"]),
        ("code-commune-insee", ["01001", "2A004"], ["99999", "1001"]),
        ("code-postal", ["75001"], ["00000"]),
        ("code-departement", ["2A", "971"], ["99"]),
        ("code-region", ["11"], ["99"]),
        ("region", ["Bretagne"], ["Armorique"]),
        ("departement", ["Ain"], ["Seine"]),
        ("commune", ["Paris"], ["Lutèce"]),
        ("pays", ["France"], ["Gaule"]),
        ("code-pays-iso2", ["FR"], ["FX1"]),
        ("code-pays-iso3", ["FRA"], ["FR"]),
        ("latitude-l93", ["6800000"], ["48.8", "x"]),
        ("longitude-l93", ["650000"], ["2000000"]),
    ],
)  # fmt: skip
def test_cells(name: str, good: list[str], bad: list[str]) -> None:
    texts = [*good, "", *bad]
    descriptor = {
        "fields": [{"name": "a"}],
        "custom_checks": [{"name": name, "params": {"column": "a"}}],
    }
    report = validate(
        Table.from_columns({"a": texts, "b": ["x"] * len(texts)}),
        Schema.from_descriptor(descriptor | {"fieldsMatch": "partial"}),
    )
    failing = [e.row_number for e in report.errors]
    assert failing == list(range(3 + len(good), 3 + len(good) + len(bad)))
    assert {e.type for e in report.errors} == {name}
    assert all("“a”" in e.message() for e in report.errors)


def rows(
    columns: dict[str, list[str]], check: dict[str, Any], types: dict[str, str] | None = None
) -> list[int | None]:
    fields = [{"name": name, "type": (types or {}).get(name, "string")} for name in columns]
    descriptor = {"fields": fields, "custom_checks": [check]}
    report = validate(Table.from_columns(columns), Schema.from_descriptor(descriptor))
    return [e.row_number for e in report.errors if e.type == check["name"]]


def test_fields_that_go_together() -> None:
    check = {
        "name": "cohesive-columns-value",
        "params": {"column": "a", "othercolumns": ["b", "c"]},
    }
    columns = {"a": ["1", "", "1"], "b": ["1", "", ""], "c": ["1", "", "1"], "z": ["1", "1", "1"]}
    assert rows(columns, check) == [4]
    assert rows({"a": ["1"], "z": ["1"]}, check) == [None]
    assert rows({"z": ["1"]}, check) == []


def test_one_of_two() -> None:
    check = {"name": "one-of-required", "params": {"column1": "a", "column2": "b"}}
    assert rows({"a": ["1", "", ""], "b": ["", "1", ""], "z": ["1", "1", "1"]}, check) == [4]
    assert rows({"a": ["1", ""], "z": ["1", "1"]}, check) == [3]
    assert rows({"z": ["1"]}, check) == [None]


@pytest.mark.parametrize(
    ("types", "first", "second", "failing"),
    [
        ({"a": "integer", "b": "integer"}, ["10", "9", ""], ["9", "10", "1"], [3]),
        ({}, ["10", "9", ""], ["9", "10", "1"], [2]),
        ({"a": "date", "b": "date"}, ["2024-02-01", "2024-01-01", ""],
         ["2024-01-01", "2024-02-01", "2024-01-01"], [3]),
        ({"a": "integer"}, ["10", "9", ""], ["9", "10", "1"], [2, 3]),
    ],
)  # fmt: skip
def test_comparisons(
    types: dict[str, str], first: list[str], second: list[str], failing: list[int]
) -> None:
    check = {"name": "compare-columns-value", "params": {"column": "a", "op": ">=", "column2": "b"}}
    assert rows({"a": first, "b": second}, check, types) == failing


def test_sums_skip_rows_that_are_not_complete() -> None:
    check = {"name": "sum-columns-value", "params": {"column": "t", "columns": ["a", "b"]}}
    columns = {"t": ["3", "4", "5"], "a": ["1", "1", ""], "b": ["2", "2", "1"]}
    assert rows(columns, check, dict.fromkeys(columns, "integer")) == [3]


def test_intervals_of_years() -> None:
    params = {"column": "a"}
    texts = {"a": ["2023/2024", "2024/2023", "2024", "2024-2025"]}
    assert rows(texts, {"name": "year-interval-value", "params": params}) == [3, 4, 5]
    params = params | {"allow-year-only": "yes"}
    assert rows(texts, {"name": "year-interval-value", "params": params}) == [3, 5]


def test_a_check_nobody_knows_is_a_warning() -> None:
    descriptor = {"fields": [{"name": "a"}], "custom_checks": [{"name": "inconnu"}]}
    report = validate(Table.from_columns({"a": ["1"]}), Schema.from_descriptor(descriptor))
    assert report.valid
    assert [(w.type, w.rule) for w in report.warnings] == [("unknown-check", "inconnu")]


def test_every_check_has_a_translated_sentence() -> None:
    from curator.i18n import gettext, speaking

    for name, check in registered_checks().items():
        for sentence in check.messages.values():
            with speaking("fr"):
                assert gettext(sentence) != sentence, name
