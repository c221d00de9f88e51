"""Sums of numbers as French spreadsheets write them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from curator.quality.totals import total_of
from curator.schema.model import Field
from curator.table import Table


@pytest.mark.parametrize(
    ("cells", "value", "counted", "unread"),
    [
        (["1.10", "2.20"], "3.30", 2, 0),
        (["1 234,56 €", "1\u202f000", "1\u00a0000,44"], "3235.00", 3, 0),
        (["1.234,56", "0,44"], "1235", 2, 0),
        (["−5", "-2", "12,5 %"], "5.5", 3, 0),
        (["", "n.c.", "3"], "3", 1, 1),
        (["0.1"] * 10, "1", 10, 0),
        ([], "0", 0, 0),
    ],
)
def test_sums_are_exact(cells: list[str], value: str, counted: int, unread: int) -> None:
    column = Table.from_columns({"n": cells}).column("n")
    total = total_of(column, Field(name="n", type="number"))
    assert (total.value, total.counted, total.unread) == (Decimal(value), counted, unread)


def test_missing_values_and_group_signs_of_the_field_are_known() -> None:
    field = Field(name="n", type="number", missing_values=("NC",), options={"groupChar": "_"})
    total = total_of(Table.from_columns({"n": ["NC", "1_000", "2"]}).column("n"), field)
    assert (total.value, total.unread) == (Decimal(1002), 0)
