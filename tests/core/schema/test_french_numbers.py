"""Amounts as French spreadsheets write them, plain ones and others side by side."""

from __future__ import annotations

import pyarrow as pa
import pytest

from curator.schema.fixes import propose
from curator.schema.french import decimals, unit_of
from curator.table import Table


def test_plain_and_other_amounts_are_read_together_in_their_order() -> None:
    texts = pa.array(["1,5", "1 234,50 €", "abc", "-2,25", "(12,5)", "", "7,1"])
    after, known = decimals(texts)
    assert after.to_pylist() == ["1.5", "1234.50", "abc", "-2.25", "-12.5", "", "7.1"]
    assert known.tolist() == [True, True, False, True, True, False, True]


@pytest.mark.parametrize(
    ("texts", "units"),
    [
        (["1,5", "2"], {""}),
        (["1,5 €", "2"], {"€", ""}),
        (["1,5 €", "2 €"], {"€"}),
    ],
)
def test_the_units_beside_numbers(texts: list[str], units: set[str]) -> None:
    assert unit_of(pa.array(texts)) == units


@pytest.mark.parametrize(
    "text", [" Été", "Été ", "Été\u00a0d’or", "Été  d’or", "a  b", " a", "a\t"]
)
def test_superfluous_spaces_are_seen_in_any_script(text: str) -> None:
    table = Table.from_columns({"nom": ["Orléans", "Lens", text]})
    assert "spaces" in {issue.code for issue in propose(table)}


def test_what_has_no_superfluous_space_is_left_alone() -> None:
    table = Table.from_columns({"nom": ["Été d’or", "Saint Denis", "Ü"]})
    assert propose(table) == ()
