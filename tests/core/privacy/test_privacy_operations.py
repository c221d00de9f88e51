"""Operations that take personal data out, through the recipe as users meet them."""

from __future__ import annotations

import pytest

from curator.errors import OperationError, RecipeError
from curator.operations import from_descriptor, to_descriptor
from curator.operations.privacy import (
    GeneraliseDate,
    MaskCells,
    Pseudonymise,
    RedactText,
    TruncatePostalCode,
)
from curator.recipe import KeyNeeded, Recipe, replay
from curator.table import Table

KEY = b"a key of more than 16 bytes"


def column_after(operation, values):
    table = Table.from_columns({"f": values})
    return operation.apply(table).column("f").to_pylist()


def test_a_mask_does_not_tell_how_long_the_value_was():
    assert column_after(
        MaskCells(field="f", keep_start=2, keep_end=2), ["0612345678", "abc", ""]
    ) == [
        "06***78",
        "***",
        "",
    ]


def test_a_date_becomes_its_year_and_what_is_no_date_becomes_empty():
    dates = ["12/03/1956", "1956-03-12T00:00:00", "12 mars 1956", "20526", "1956", "inconnue", ""]
    assert column_after(GeneraliseDate(field="f"), dates) == ["1956"] * 5 + ["", ""]
    assert column_after(GeneraliseDate(field="f", keep="month"), ["12/03/1956"]) == ["1956-03"]
    assert column_after(GeneraliseDate(field="f", keep="decade"), ["12/03/1956"]) == ["1950"]


def test_a_postal_code_keeps_its_department_even_without_its_zero():
    codes = ["75012", "1000", "01000", "97400", "Paris"]
    assert column_after(TruncatePostalCode(field="f"), codes) == ["75", "01", "01", "97", ""]


def test_pseudonyms_are_stable_under_a_key_and_differ_under_another():
    values = ["A1", "A2", "A1", ""]
    first = column_after(Pseudonymise(field="f").with_key(KEY), values)
    assert first[0] == first[2] != first[1]
    assert first[3] == ""
    assert len(first[0]) == 16
    assert column_after(Pseudonymise(field="f").with_key(KEY[::-1]), values)[0] != first[0]
    assert column_after(Pseudonymise(field="f", scope="x").with_key(KEY), values)[0] != first[0]


def test_the_key_never_gets_into_the_recipe_and_cannot_come_from_it():
    keyed = Pseudonymise(field="f").with_key(KEY)
    assert to_descriptor(keyed) == {"type": "field-pseudonymise", "field": "f"}
    assert KEY.decode() not in repr(keyed)
    with pytest.raises(RecipeError):
        from_descriptor({"type": "field-pseudonymise", "field": "f", "key": "x" * 20})


def test_a_replay_without_the_key_is_refused():
    recipe = Recipe(operations=(Pseudonymise(field="f"),))
    table = Table.from_columns({"f": ["A1"]})
    with pytest.raises(KeyNeeded):
        replay(recipe, table)
    assert len(replay(recipe, table, key=KEY).column("f")[0].as_py()) == 16


def test_a_short_key_is_refused():
    with pytest.raises(OperationError):
        Pseudonymise(field="f").with_key(b"short")


def test_redaction_replaces_what_it_finds_and_leaves_the_rest():
    texts = [
        "Rappeler Mme Benali au 06 12 34 56 78 demain",
        "Réunion à l’école Jules Ferry",
        "",
    ]
    assert column_after(RedactText(field="f"), texts) == [
        "Rappeler Mme [nom] au [téléphone] demain",
        "Réunion à l’école Jules Ferry",
        "",
    ]
    assert "Benali" in column_after(RedactText(field="f", kinds=("phone",)), texts)[0]


def test_a_telephone_number_that_lost_its_zero_is_redacted_under_its_header() -> None:
    texts = ["06 39 98 01 23", "639980875", "612 345 678 901", ""]
    operation = from_descriptor({"type": "text-redact", "field": "Téléphone"})
    redacted = operation.apply(Table.from_columns({"Téléphone": texts}))
    assert redacted.column("Téléphone").to_pylist() == [
        "[téléphone]", "[téléphone]", "612 345 678 901", "",
    ]  # fmt: skip
    other = from_descriptor({"type": "text-redact", "field": "SIREN"})
    assert (
        other.apply(Table.from_columns({"SIREN": texts})).column("SIREN").to_pylist()[1:]
        == (texts[1:])
    )
