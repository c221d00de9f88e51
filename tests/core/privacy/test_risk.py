"""Equivalence classes, counted by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import FieldNotFound
from curator.privacy.risk import Risk, equivalence_class_sizes, risk
from curator.table import RowMark, Table


@pytest.fixture
def people() -> Table:
    return Table.from_columns(
        {
            "sex": ["F", "F", "M", "M", "M", "F"],
            "age": ["30-39", "30-39", "30-39", "40-49", "40-49", ""],
            "aid": ["100", "200", "300", "400", "500", "600"],
        }
    )


def test_classes_of_two_fields(people: Table) -> None:
    # F 30-39 twice, M 40-49 twice, M 30-39 and F without age alone.
    assert sorted(equivalence_class_sizes(people, ["sex", "age"]).tolist()) == [1, 1, 2, 2]
    found = risk(people, ["sex", "age"])
    assert found == Risk(quasi_identifiers=("sex", "age"), records=6, classes=4, k=1, uniques=2)
    assert found.unique_share == pytest.approx(2 / 6)
    assert found.prosecutor_max == 1.0
    assert found.marketer == pytest.approx(4 / 6)


def test_one_field_hides_better_than_two(people: Table) -> None:
    found = risk(people, ["sex"])
    assert (found.k, found.classes, found.uniques) == (3, 2, 0)
    assert found.prosecutor_max == pytest.approx(1 / 3)


def test_two_unknown_ages_agree(people: Table) -> None:
    both = people.with_column("age", ["", "", "30-39", "40-49", "40-49", ""])
    assert risk(both, ["sex", "age"]).uniques == 1


def test_only_records_count(people: Table) -> None:
    marks = people.marks.copy()
    marks[2] = RowMark.TOTAL
    found = risk(replace(people, marks=marks), ["sex", "age"])
    assert (found.records, found.classes, found.uniques) == (5, 3, 1)


def test_without_a_field_everyone_is_in_one_class(people: Table) -> None:
    assert risk(people, []).k == 6


def test_a_table_without_records_has_no_risk(people: Table) -> None:
    empty = people.filter_rows(np.zeros(6, dtype=np.bool_))
    found = risk(empty, ["sex"])
    assert (found.k, found.records, found.prosecutor_max, found.unique_share) == (0, 0, 0.0, 0.0)


def test_an_unknown_field_is_named(people: Table) -> None:
    with pytest.raises(FieldNotFound):
        risk(people, ["town"])


cells = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", "y"])), min_size=1)


@settings(max_examples=40, deadline=None)
@given(rows=cells)
def test_the_sizes_are_those_of_counting_rows(rows: list[tuple[str, str]]) -> None:
    table = Table.from_columns({"p": [r[0] for r in rows], "q": [r[1] for r in rows]})
    expected = sorted(Counter(rows).values())
    assert sorted(equivalence_class_sizes(table, ["p", "q"]).tolist()) == expected
    assert risk(table, ["p", "q"]).k >= 1
    assert risk(table, ["p"]).k >= risk(table, ["p", "q"]).k
