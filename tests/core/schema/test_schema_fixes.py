"""Proposed fixes: what is safe, what is not, and what they make of the cells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.i18n import speaking
from curator.operations import to_descriptor
from curator.schema.fixes import apply_safe_fixes, propose
from curator.schema.messages import ISSUE_MESSAGES, issue_message, issue_title
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import RowMark, Table


def fixed(name: str, *texts: str, **field: Any) -> list[str]:
    """A field after every safe fix."""
    schema = Schema.from_descriptor({"fields": [{"name": name, **field}]}) if field else None
    table, _applied = apply_safe_fixes(Table.from_columns({name: list(texts)}), schema)
    return list(table.column(name).to_pylist())


def codes(table: Table, schema: Schema | None = None) -> dict[str, bool]:
    """Issue code → whether it has a safe fix."""
    return {i.code: any(f.is_safe for f in i.fixes) for i in propose(table, schema)}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("31/12/2024", "1/2/2024"), ["2024-12-31", "2024-02-01"]),
        (("1er janvier 2024", "mardi 12 mars 2024"), ["2024-01-01", "2024-03-12"]),
        (("31/12/2024 08:30", "01/01/2024"), ["2024-12-31T08:30:00", "2024-01-01T00:00:00"]),
        (("12/31/2024", "01/02/2024"), ["2024-12-31", "2024-01-02"]),
        (("01/02/2024", "03/04/2024"), ["01/02/2024", "03/04/2024"]),
        (("31/12/24", "30/12/24"), ["31/12/24", "30/12/24"]),
        (("31/12/2024", "12/31/2024"), ["31/12/2024", "12/31/2024"]),
    ],
)  # fmt: skip
def test_dates_become_iso_where_they_can_be_only_one(
    texts: tuple[str, ...], expected: list[str]
) -> None:
    assert fixed("quand", *texts) == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1 234,56 €", "12,5 €"), ["1234.56", "12.5"]),
        (("1\u202f234,5", "2\u00a0000"), ["1234.5", "2000"]),
        (("1.234,56", "0,5"), ["1234.56", "0.5"]),
        (("1,234", "2,345"), ["1,234", "2,345"]),
        (("(12,5)", "3,2"), ["(12,5)", "3,2"]),
        (("12 €", "3 %"), ["12 €", "3 %"]),
        (("1 2", "3 4"), ["1 2", "3 4"]),
    ],
)  # fmt: skip
def test_numbers_become_plain_where_they_can_be_only_one(
    texts: tuple[str, ...], expected: list[str]
) -> None:
    assert fixed("montant", *texts) == expected


@pytest.mark.parametrize(
    ("name", "texts", "expected"),
    [
        ("code_postal", ("1000", "75001"), ["01000", "75001"]),
        ("INSEE", ("1001", "2A004", "34172"), ["01001", "2A004", "34172"]),
        ("siret", ("217 500 016 00019",), ["21750001600019"]),
        ("siret", ("2.1750001600019E+13",), ["21750001600019"]),
        ("siret", ("2,17E+13",), ["2,17E+13"]),
        ("population", ("1000", "75001"), ["1000", "75001"]),
    ],
)
def test_damaged_codes(name: str, texts: tuple[str, ...], expected: list[str]) -> None:
    assert fixed(name, *texts) == expected


def test_a_code_that_lost_digits_is_blocking_and_has_no_fix() -> None:
    issues = propose(Table.from_columns({"siret": ["2,17E+13", "21750001600019"]}))
    lost = next(i for i in issues if i.code == "code-digits-lost")
    assert (lost.severity, lost.fixes, lost.rows) == ("blocking", (), (2,))


def test_values_of_an_enumeration() -> None:
    rule = {"constraints": {"enum": ["Été", "Hiver"]}}
    assert fixed("saison", "ete", "HIVER ", "Hivre", **rule) == ["Été", "Hiver", "Hivre"]
    schema = Schema.from_descriptor({"fields": [{"name": "saison", **rule}]})
    assert codes(Table.from_columns({"saison": ["Hivre"]}), schema) == {"enum-spelling": False}


def test_booleans_take_the_words_of_the_schema() -> None:
    field = {"type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]}
    assert fixed("actif", "VRAI", "oui", "0", **field) == ["oui", "oui", "non"]


def test_points_with_the_latitude_first() -> None:
    assert fixed("geo", "48.8, 2.3", "43.6,3.8", type="geopoint") == ["2.3, 48.8", "3.8,43.6"]
    assert fixed("geo", "2.3, 48.8", type="geopoint") == ["2.3, 48.8"]


def test_spaces_go_and_line_breaks_are_asked_about() -> None:
    assert fixed("nom", " A\u00a0B ", "C  D") == ["A B", "C D"]
    assert codes(Table.from_columns({"nom": ["A  B\nC"]}))["spaces"] is False


def test_what_needs_a_person_is_never_safe() -> None:
    years = {year: ["1", "1", "2"] for year in ("2019", "2020", "2021")}
    columns = {"Nom de l’élu": ["a", "a", "Total"], **years, "vide": ["", "", ""]}
    table = Table.from_columns(columns)
    table = replace(table, marks=np.array([0, 0, RowMark.TOTAL], dtype=np.uint8))
    assert codes(table) == {
        "rows-not-records": False, "rows-duplicated": False, "field-empty": False,
        "years-as-fields": False, "name-form": False,
    }  # fmt: skip


def test_names_are_left_alone_where_a_schema_gives_them() -> None:
    table = Table.from_columns({"Nom": ["a"]})
    assert "name-form" in codes(table)
    assert "name-form" not in codes(table, Schema.from_descriptor({"fields": [{"name": "Nom"}]}))


def test_fixes_mend_what_validation_found_and_count_the_cells() -> None:
    fields = [
        {"name": "d", "type": "date"},
        {"name": "m", "type": "number", "constraints": {"minimum": 0}},
    ]
    schema = Schema.from_descriptor({"fields": fields})
    table = Table.from_columns({"d": [" 31/12/2024", "2024-01-01"], "m": ["1 234,5", "7"]})
    assert validate(table, schema).counts == {"type-error": 2}
    result, applied = apply_safe_fixes(table, schema)
    assert validate(result, schema).valid
    assert [(to_descriptor(a.operation)["type"], a.cells) for a in applied] == [
        ("cell-trim", 1), ("field-to-decimal", 1), ("field-to-iso-date", 1),
    ]  # fmt: skip


def test_fixing_twice_changes_nothing_more() -> None:
    table = Table.from_columns({"d": ["31/12/2024"], "m": ["1 234,5 €"], "cp": ["1000"]})
    once, _applied = apply_safe_fixes(table)
    twice, again = apply_safe_fixes(once)
    assert (twice.data.to_pydict(), again) == (once.data.to_pydict(), ())


def test_every_issue_has_a_title_and_a_sentence_in_both_languages() -> None:
    for code, texts in ISSUE_MESSAGES.items():
        assert issue_title(code) == texts[0]
        with speaking("fr"):
            assert issue_title(code) != texts[0]
    issue = propose(Table.from_columns({"d": ["31/12/2024"]}))[0]
    with speaking("fr"):
        assert issue_message(issue).startswith("Les dates de «\u00a0d\u00a0»")


def test_months_before_days_are_seen_whatever_the_first_text() -> None:
    issues = propose(Table.from_columns({"quand": ["07/19/2024", "12/25/2024"]}))
    (fix,) = next(i for i in issues if i.code == "date-form").fixes
    assert fix.samples[0] == ("07/19/2024", "2024-07-19")


def test_a_day_of_one_digit_after_the_year_is_a_date() -> None:
    assert fixed("quand", "2020-6-24", "2021-01-26") == ["2020-06-24", "2021-01-26"]


def test_dates_stored_as_numbers_are_converted_when_a_person_says_so() -> None:
    table = Table.from_columns({"Date": ["45292", "45000"]})
    issue = next(i for i in propose(table) if i.code == "date-serial")
    (fix,) = issue.fixes
    assert not fix.is_safe
    assert fix.operation.apply(table).column("Date").to_pylist() == ["2024-01-01", "2023-03-15"]
    assert "date-serial" not in codes(Table.from_columns({"Surface": ["45292", "45000"]}))


def test_texts_among_numbers_are_told_with_their_rows() -> None:
    texts = [str(n) for n in range(20)] + ["à revoir", "NC"]
    issue = next(
        i for i in propose(Table.from_columns({"places": texts})) if i.code == "number-unreadable"
    )
    assert (issue.count, issue.rows, issue.fixes) == (1, (22,), ())


def test_a_minus_may_stand_before_the_currency() -> None:
    assert fixed("coût", "-£45,550.00", "£1,393.25") == ["-45550.00", "1393.25"]
    assert fixed("coût", "0,125", "0,5") == ["0.125", "0.5"]


def test_categories_written_in_several_ways_are_proposed_as_the_most_frequent_one() -> None:
    texts = ["Défavorable"] * 5 + ["Defavorable", "favorable"] + ["Favorable "] * 4 + ["Nul"]
    issue = next(
        i for i in propose(Table.from_columns({"avis": texts})) if i.code == "values-similar"
    )
    (fix,) = issue.fixes
    assert not fix.is_safe
    assert to_descriptor(fix.operation)["mapping"] == {
        "Defavorable": "Défavorable", "favorable": "Favorable", "Favorable ": "Favorable",
    }  # fmt: skip
    assert "values-similar" not in codes(Table.from_columns({"lot": ["1-2", "12"] * 6}))


def test_words_for_no_value_do_not_hide_what_the_others_are() -> None:
    texts = ["1 234,50 €", "2000", "NC", "3 000,00", "-"]
    assert fixed("montant", *texts) == ["1234.50", "2000", "NC", "3000.00", "-"]
    numbers = ["0145678901", "01 45 67 89 01", "145678901"]
    assert "code-short" in codes(Table.from_columns({"Tél.": numbers}))


@pytest.mark.parametrize(
    ("field", "texts", "expected"),
    [
        ({"type": "integer"}, ("12,0", "13.0", "7"), ["12", "13", "7"]),
        ({"type": "year"}, ("2024.0", "2023"), ["2024", "2023"]),
        ({"type": "yearmonth"}, ("01/2024", "févr. 2024", "2024-03"),
         ["2024-01", "2024-02", "2024-03"]),
        ({"type": "time"}, ("8h30", "14:05", "09:00:00"), ["08:30:00", "14:05:00", "09:00:00"]),
        ({"type": "date", "format": "%d/%m/%Y"}, ("2024-12-31", "05/03/2024"),
         ["31/12/2024", "05/03/2024"]),
        ({"type": "date", "format": "%m/%d/%Y"}, ("2024-12-31", "05/03/2024"),
         ["12/31/2024", "05/03/2024"]),
        ({"type": "geopoint", "format": "array"}, ("8.7, 41.9", "[8.73 , 41.9]"),
         ["[8.7, 41.9]", "[8.73 , 41.9]"]),
        ({"type": "number", "decimalChar": ","}, ("12.5", "3,5", "1.234"),
         ["12,5", "3,5", "1.234"]),
        ({"constraints": {"pattern": r"^\d{14}$"}}, ("217 500 016 00019",), ["21750001600019"]),
        ({"constraints": {"pattern": r"^(\+33|\+590)(\d){6,9}$"}},
         ("01 45 67 89 01", "0590 12 34 56", "+33145678901"),
         ["+33145678901", "+590590123456", "+33145678901"]),
        ({"format": "uri"}, ("www.ville.fr",), ["www.ville.fr"]),
    ],
)  # fmt: skip
def test_texts_take_the_form_that_the_schema_asks_for(
    field: dict[str, Any], texts: tuple[str, ...], expected: list[str]
) -> None:
    assert fixed("valeur", *texts, **field) == expected
