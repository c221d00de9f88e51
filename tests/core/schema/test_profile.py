"""Column profiles: counts, extremes, bins, top values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from curator.quality.profile import profile
from curator.table import RowMark, Table


def test_numbers() -> None:
    table = Table.from_columns({"a": ["1,5", "10,5", "", "1,5", "7,0"]})
    found = profile(table, "a")
    assert (found.type, found.count, found.empty, found.filled, found.distinct) == (
        "number",
        5,
        1,
        4,
        3,
    )
    assert (found.minimum, found.maximum, found.mean) == ("1,5", "10,5", pytest.approx(5.125))
    assert found.top[0] == ("1,5", 2)
    assert sum(b.count for b in found.bins) == 4


def test_dates_and_few_whole_numbers_and_texts() -> None:
    table = Table.from_columns(
        {"d": ["2024-01-01", "2024-12-31"], "n": ["1", "3"], "t": ["ab", "abcd"]}
    )
    dates, numbers, texts = (profile(table, name) for name in table.names)
    assert (dates.bins[0].start, dates.bins[-1].end) == ("2024-01-01", "2024-12-31")
    assert [b.count for b in numbers.bins] == [1, 0, 1]
    assert (texts.measure, texts.minimum, texts.maximum) == ("length", "ab", "abcd")


def test_rows_that_are_not_records_are_left_out() -> None:
    table = Table.from_columns({"a": ["1", "Total"]})
    table = replace(table, marks=np.array([0, RowMark.TOTAL], dtype=np.uint8))
    assert (profile(table, "a").type, profile(table, "a").count) == ("integer", 1)


def test_an_empty_field() -> None:
    found = profile(Table.from_columns({"a": ["", ""]}), "a")
    assert (found.empty, found.top, found.bins, found.is_unique) == (2, (), (), False)


def test_what_a_field_means_and_the_rows_against_it() -> None:
    codes = ["92130", "75001", "69003", "13001"] * 5
    table = Table.from_columns({"code_postal": [*codes, "inconnu"]})
    (surest, *_others) = profile(table, "code_postal").meanings
    assert surest.type.name == "postal-code"
    assert [(e.row, e.text) for e in surest.counter_examples] == [(22, "inconnu")]
