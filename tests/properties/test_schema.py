"""Laws of validation and inference, on tables made from schemas."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.schema.inference import infer
from curator.schema.model import PROFILE, Field, Schema
from curator.schema.validation import validate
from curator.table import Table
from tests.parity.exceptions import departs
from tests.parity.reference import curator_errors, reference_errors

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

# What cells are made of: texts that a type takes, texts it nearly takes, and anything.
_TEXTS: dict[str, list[str]] = {
    "integer": [
        "0",
        "1",
        "-7",
        "+12",
        " 3 ",
        "007",
        "1 000",
        "1.0",
        "12 €",
        "99999999999999999999",
    ],
    "number": ["0", "1.5", "-7,25", "1 234,5", ".5", "5.", "1e3", "NaN", "INF", "12 %", "1.50"],
    "boolean": ["true", "True", "FALSE", "0", "1", "oui", "non", "Oui"],
    "date": ["2024-02-29", "2023-02-29", "31/12/2024", "2024-01-31", "2024-13-01", "20240131"],
    "datetime": [
        "2024-01-31T10:00:00",
        "2024-01-31 10:00:00",
        "2024-01-31T25:00:00Z",
        "2024-01-31",
    ],
    "time": ["10:00:00", "10:00", "25:00:00", "23:59:59"],
    "year": ["2024", "1999", "24", "20245"],
    "yearmonth": ["2024-01", "2024-13", "202401"],
    "geopoint": ["2.3,48.8", "2.3 , 48.8", "200,10", "[2.3,48.8]", "[2.3, 48.8, 1]", "a,b"],
    "geojson": ['{"type":"Point","coordinates":[2,48]}', '{"a":1}', "{}", "[1]"],
    "object": ['{"a": 1}', "{}", "[]", "{"],
    "array": ['["a","b"]', "[1, 2]", "[]", "{}", "["],
    "list": ["a,b", "a", "1,2"],
    "duration": ["P1D", "PT2H", "1 day"],
    "string": ["abc", "a@b.fr", "https://x.fr", "Été", "x" * 12, "123456789"],
    "any": ["abc", "1"],
}
_EVERYWHERE = ["", "NC", "?", "\u00a0", "é"]

_OPTIONS: dict[str, list[dict[str, Any]]] = {
    "number": [
        {},
        {"decimalChar": ","},
        {"decimalChar": ",", "groupChar": " "},
        {"bareNumber": False},
    ],
    "integer": [{}, {"bareNumber": False}],
    "boolean": [{}, {"trueValues": ["oui", "Oui"], "falseValues": ["non"]}],
    "date": [{}, {"format": "%d/%m/%Y"}, {"format": "%Y%m%d"}],
    "geopoint": [{}, {"format": "array"}],
    "string": [{}, {"format": "email"}, {"format": "uri"}, {"format": "uuid"}],
    "array": [{}, {"arrayItem": {"type": "string", "constraints": {"enum": ["a", "b"]}}}],
    "list": [{}, {"itemType": "integer"}],
}

_CONSTRAINTS: dict[str, list[dict[str, Any]]] = {
    "integer": [
        {}, {"minimum": 1}, {"maximum": 5, "required": True}, {"enum": [1, 12]}, {"unique": True},
    ],
    "number": [{}, {"minimum": 1.5}, {"exclusiveMaximum": 12}, {"unique": True}],
    "date": [{}, {"minimum": "2024-02-01"}, {"maximum": "2024-01-31"}],
    "year": [{}, {"minimum": "2000"}],
    "string": [
        {}, {"required": True}, {"minLength": 4}, {"maxLength": 8}, {"pattern": "[a-z]+|.*@.*"},
        {"enum": ["abc", "Été"]}, {"unique": True},
    ],
    "boolean": [{}, {"required": True}, {"enum": [True]}],
    "array": [{}, {"minLength": 1}],
}  # fmt: skip


@st.composite
def fields(draw: st.DrawFn, name: str) -> dict[str, Any]:
    type_ = draw(st.sampled_from(sorted(_TEXTS)))
    options = draw(st.sampled_from(_OPTIONS.get(type_, [{}])))
    constraints = draw(st.sampled_from(_CONSTRAINTS.get(type_, [{}, {"required": True}])))
    if type_ == "date" and "format" in options:
        constraints = {}  # the reference reads bounds with the field's own pattern only
    field = {"name": name, "type": type_} | options
    return field | ({"constraints": constraints} if constraints else {})


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[str]]]:
    names = ["a", "b", "c"][: draw(st.integers(1, 3))]
    descriptor: dict[str, Any] = {"$schema": PROFILE, "fields": [draw(fields(n)) for n in names]}
    if draw(st.booleans()):
        descriptor["missingValues"] = ["", "NC"]
    key = draw(st.sampled_from([None, names[:1], names]))
    hashable = {"object", "array", "list", "geojson"}.isdisjoint(
        f["type"] for f in descriptor["fields"]
    )
    if key and hashable:
        descriptor["primaryKey"] = key
    rows = draw(st.integers(1, 6))
    columns = {}
    for field in descriptor["fields"]:
        choice = st.sampled_from([*_TEXTS[field["type"]], *_EVERYWHERE])
        columns[field["name"]] = [draw(choice) for _ in range(rows)]
    return descriptor, columns


@given(cases())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_errors_as_the_reference(
    case: tuple[dict[str, Any], dict[str, list[str]]],
) -> None:
    descriptor, columns = case
    table = Table.from_columns(columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = reference_errors(table, descriptor)
    found = curator_errors(table, descriptor)
    schema = Schema.from_descriptor(descriptor)
    departures = {
        row + 2
        for name, cells in columns.items()
        for row, cell in enumerate(cells)
        if departs(schema[name], cell)
    }
    for error in wanted ^ found:
        assert error[1] in departures, (error, wanted - found, found - wanted)


@given(
    st.dictionaries(
        st.sampled_from(["Nom", "code_postal", "Date", "Montant"]),
        st.lists(
            st.sampled_from([t for texts in _TEXTS.values() for t in texts] + _EVERYWHERE),
            min_size=4,
            max_size=4,
        ),
        min_size=1,
    )
)
@settings(max_examples=150, deadline=None)
def test_an_inferred_schema_validates_its_table(columns: dict[str, list[str]]) -> None:
    table = Table.from_columns(columns)
    assert validate(table, infer(table)).valid


@given(st.lists(st.from_regex(r"0[0-9]{1,13}", fullmatch=True), min_size=1, max_size=20))
@settings(max_examples=50, deadline=None)
def test_leading_zeros_are_never_a_number(codes: list[str]) -> None:
    field = infer(Table.from_columns({"valeur": codes})).fields[0]
    assert field.type in ("string", "date", "time", "yearmonth")


@given(st.lists(st.text(max_size=8), min_size=1, max_size=30), st.booleans())
@settings(max_examples=60, deadline=None)
def test_pages_of_errors_add_up_to_all_of_them(texts: list[str], required: bool) -> None:
    table = Table.from_columns({"a": texts, "b": texts[::-1]})
    field = Field(name="a", type="integer", constraints={"required": required, "unique": True})
    schema = Schema(fields=(field, Field(name="b", constraints={"maxLength": 2})))
    report = validate(table, schema)
    pages = [report.page(start, 3) for start in range(0, report.error_count, 3)]
    assert tuple(error for page in pages for error in page) == report.errors
    assert len(report.errors) == report.error_count


@pytest.mark.parametrize("type_", sorted(_TEXTS))
def test_every_type_has_candidates(type_: str) -> None:
    table = Table.from_columns({"a": _TEXTS[type_]})
    schema = Schema(fields=(Field(name="a", type=type_),))
    counts = validate(table, schema).counts
    assert counts.get("type-error", 0) < len(_TEXTS[type_])
