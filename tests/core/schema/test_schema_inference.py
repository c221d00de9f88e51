"""Inference: French conventions are described, codes stay text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from curator.schema.inference import infer
from curator.schema.validation import validate
from curator.table import RowMark, Table


def inferred(name: str, *texts: str) -> dict[str, Any]:
    table = Table.from_columns({name: list(texts)})
    schema = infer(table)
    assert validate(table, schema).valid
    descriptor = schema.fields[0].to_descriptor()
    descriptor.pop("name")
    return descriptor


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("1", "-20", ""), {"type": "integer"}),
        (("1.5", "2"), {"type": "number"}),
        (("1,5", "2"), {"type": "number", "decimalChar": ","}),
        (("1 234,56", "12"), {"type": "number", "decimalChar": ",", "groupChar": " "}),
        (("1\u202f234,5",), {"type": "number", "decimalChar": ",", "groupChar": "\u202f"}),
        (("1\u00a0234",), {"type": "number", "groupChar": "\u00a0"}),
        (("1.234,5", "12"), {"type": "number", "decimalChar": ",", "groupChar": "."}),
        (("12,50 €", "3 €"), {"type": "number", "decimalChar": ",", "bareNumber": False}),
        (("12 %", "3%"), {"type": "integer", "bareNumber": False}),
        (("12 NC", "3"), {"type": "string"}),
        (("12", "NC"), {"type": "integer", "missingValues": ["", "NC"]}),
        (("31/12/2024", "01/02/2024"), {"type": "date", "format": "%d/%m/%Y"}),
        (("12/31/2024", "01/02/2024"), {"type": "date", "format": "%m/%d/%Y"}),
        (("2024-12-31",), {"type": "date"}),
        (("31/12/2024 08:30",), {"type": "datetime", "format": "%d/%m/%Y %H:%M"}),
        (("2024-12-31T08:30:00",), {"type": "datetime"}),
        (("08:30", "9:15"), {"type": "time", "format": "%H:%M"}),
        (("2024-01", "2023-12"), {"type": "yearmonth"}),
        (("Oui", "non"), {"type": "boolean", "trueValues": ["Oui"], "falseValues": ["non"]}),
        (("true", "false"), {"type": "boolean"}),
        (("O", "N"), {"type": "boolean", "trueValues": ["O"], "falseValues": ["N"]}),
        (("O", "O"), {"type": "string"}),
        (("a@b.fr", ""), {"type": "string", "format": "email"}),
        (("https://a.fr", "http://b.fr"), {"type": "string", "format": "uri"}),
        (("[2.3, 48.8]",), {"type": "geopoint", "format": "array"}),
        (('{"type": "Point", "coordinates": [2, 48]}',), {"type": "geojson"}),
        (("", ""), {"type": "string"}),
    ],
)
def test_what_texts_are(texts: tuple[str, ...], expected: dict[str, Any]) -> None:
    assert inferred("valeur", *texts) == expected


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("code_insee", ("34172", "75056")),
        ("Code postal", ("75001", "34000")),
        ("SIRET", ("21750001600019", "21340172201787")),
        ("valeur", ("21750001600019", "21340172201787")),
        ("valeur", ("217500016", "213401722", "200054807")),
        ("Département", ("34", "75")),
        ("Téléphone", ("145678901",)),
        ("NATURE", ("6574", "65")),
        ("valeur", ("01", "12")),
        ("valeur", ("1234567890123456",)),
        ("codeCommune", ("1", "2")),
    ],
)
def test_codes_stay_text(name: str, texts: tuple[str, ...]) -> None:
    assert inferred(name, *texts) == {"type": "string"}


@pytest.mark.parametrize("name", ["Année", "ANNEE", "exercice"])
def test_years_are_years_where_the_name_says_so(name: str) -> None:
    assert inferred(name, "2023", "2024") == {"type": "year"}
    assert inferred("effectif", "2023", "2024") == {"type": "integer"}


def test_all_rows_count_not_the_first_hundred() -> None:
    assert inferred("valeur", *map(str, range(300)), "douze")["type"] == "string"


def test_rows_that_are_not_records_do_not_count() -> None:
    table = Table.from_columns({"a": ["1", "Total"]})
    marks = np.array([RowMark.RECORD, RowMark.TOTAL], dtype=np.uint8)
    assert infer(replace(table, marks=marks)).fields[0].type == "integer"


def test_a_schema_of_a_table_with_blank_rows_tolerates_them() -> None:
    table = Table.from_columns({"a": ["1", "2"]})
    schema = infer(table, blank_rows=(3,))
    report = validate(table, schema, blank_rows=(3,))
    assert report.valid
    assert [(w.type, w.row_number) for w in report.warnings] == [("blank-row", 3)]


@pytest.mark.parametrize(
    ("name", "texts", "expected"),
    [
        ("Présent", ("1", "0"), {"type": "boolean"}),
        ("Nombre de voix", ("1", "0"), {"type": "integer"}),
        ("pourcentageSubvention", ("1", "0"), {"type": "number"}),
        ("Ann\ufffde", ("2019", "2020"), {"type": "year"}),
        ("Circonscritpion", ("2", "3"), {"type": "string"}),
        ("C.P.", ("75001", "34000"), {"type": "string"}),
        (
            "Valide",
            ("Oui", "Non", "NC"),
            {
                "type": "boolean",
                "trueValues": ["Oui"],
                "falseValues": ["Non"],
                "missingValues": ["", "NC"],
            },
        ),
        ("Coché", ("oui", "x"), {"type": "string"}),
    ],
)
def test_names_decide_where_texts_leave_it_open(
    name: str, texts: tuple[str, ...], expected: dict[str, Any]
) -> None:
    assert inferred(name, *texts) == expected
