"""Descriptors: read and written again without loss, refused with a reason."""

from __future__ import annotations

import pytest

from curator.errors import FieldNotFound, SchemaError
from curator.schema.model import Schema

FULL = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "name": "subventions",
    "title": "Subventions",
    "fieldsMatch": "partial",
    "fields": [
        {
            "name": "montant",
            "type": "number",
            "title": "Montant",
            "description": "En euros",
            "example": 12.5,
            "decimalChar": ",",
            "groupChar": " ",
            "bareNumber": False,
            "missingValues": ["NC"],
            "constraints": {"required": True, "minimum": 0},
            "rdfType": "https://schema.org/amount",
        },
        {"name": "id", "type": "string", "constraints": {"unique": True}, "exemple": "A1"},
    ],
    "missingValues": ["", "-"],
    "primaryKey": ["id"],
    "uniqueKeys": [["id", "montant"]],
    "foreignKeys": [{"fields": ["id"], "reference": {"fields": ["code"], "resource": "communes"}}],
    "custom_checks": [{"name": "siren", "params": {"column": "id"}}],
}


def test_a_descriptor_comes_back_as_it_was() -> None:
    assert Schema.from_descriptor(FULL).to_descriptor() == FULL


def test_short_forms_of_keys_are_read() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "a"}], "primaryKey": "a", "uniqueKeys": ["a"]}
    )
    assert schema.primary_key == ("a",)
    assert schema.unique_keys == (("a",),)


def test_missing_values_with_labels_are_read() -> None:
    schema = Schema.from_descriptor(
        {"fields": [{"name": "a"}], "missingValues": [{"value": "NC", "label": "non communiqué"}]}
    )
    assert schema.missing_values == ("NC",)
    assert schema.missing_values_of("a") == ("NC",)


@pytest.mark.parametrize(
    ("descriptor", "reason"),
    [
        ([], "no list of fields"),
        ({"fields": "a"}, "no list of fields"),
        ({"fields": [{}]}, "a field has no name"),
        ({"fields": [{"name": "a"}, {"name": "a"}]}, "two fields are called “a”"),
        ({"fields": [], "fieldsMatch": "loose"}, "fieldsMatch must be one of"),
        ({"fields": [{"name": "a", "constraints": [1]}]}, "constraints of the field “a”"),
    ],
)
def test_what_is_not_a_table_schema_is_refused_with_its_name(
    descriptor: object, reason: str
) -> None:
    with pytest.raises(SchemaError, match=reason) as refusal:
        Schema.from_descriptor(descriptor, "budget.json")
    assert "budget.json" in str(refusal.value)


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(FieldNotFound):
        Schema.from_descriptor(FULL)["montants"]


def test_frictionless_reads_what_we_write() -> None:
    schema = Schema.from_descriptor(FULL)
    assert schema.to_frictionless().field_names == ["montant", "id"]
