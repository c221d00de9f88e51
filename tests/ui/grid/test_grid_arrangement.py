"""Sort, filters and search are index arrays that agree with plain Python."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.schema.model import Field, Schema
from curator.table import Table
from ui.models.arrangement import (
    Arrangement,
    ProblemFilter,
    RowFilter,
    ValueFilter,
    arranged,
    matching_rows,
    sorted_positions,
    top_values,
)
from ui.models.marks import Marks

TEXT = st.text(st.sampled_from("aAàÀbBéÉ zZ"), max_size=3)


def folded(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def table_of(texts: list[str], kind: str = "string") -> Table:
    schema = Schema(fields=(Field(name="a", type=kind),))
    return Table.from_columns({"a": texts}, schema=schema)


@given(st.lists(TEXT, max_size=30), st.booleans())
@settings(max_examples=60, deadline=None)
def test_texts_sort_without_regard_to_case_and_accents(texts: list[str], descending: bool) -> None:
    order = sorted_positions(table_of(texts), "a", descending)
    sign = -1 if descending else 1
    ranks = {key: n for n, key in enumerate(sorted({folded(t) for t in texts}))}
    wanted = sorted(range(len(texts)), key=lambda n: (not texts[n], sign * ranks[folded(texts[n])]))
    assert order.tolist() == wanted


def test_numbers_sort_as_numbers_and_what_is_none_goes_last() -> None:
    texts = ["10,5", "", "9", "1 200,00 €", "n.c.", "-3"]
    table = table_of(texts, "number")
    assert [texts[n] for n in sorted_positions(table, "a")] == [
        "-3", "9", "10,5", "1 200,00 €", "n.c.", "",
    ]  # fmt: skip


def test_digits_sort_as_numbers_whatever_their_type() -> None:
    texts = ["100", "20", "", "3"]
    assert [texts[n] for n in sorted_positions(table_of(texts), "a")] == ["3", "20", "100", ""]
    last_first = [texts[n] for n in sorted_positions(table_of(texts), "a", descending=True)]
    assert last_first == ["100", "20", "3", ""]


def test_nearly_distinct_texts_sort_like_the_others() -> None:
    texts = [f"É{(n * 7919) % 50_000:05d}x" for n in range(50_000)]
    order = sorted_positions(table_of(texts), "a")
    assert [texts[n] for n in order] == sorted(texts)


def test_filters_add_up_and_the_sort_stays() -> None:
    table = Table.from_columns({"a": ["x", "y", "x", "x"], "b": ["4", "3", "2", ""]})
    both = (
        Arrangement(sort_field="b")
        .filtering(ValueFilter(field="a", values=frozenset({"x"})))
        .filtering(RowFilter(rows=(2, 4)))
    )
    order = arranged(table, both, Marks())
    assert order is not None
    assert order.tolist() == [2, 0]


def test_a_filter_replaces_the_one_of_its_kind_on_that_field() -> None:
    first = ValueFilter(field="a", values=frozenset({"x"}))
    second = ValueFilter(field="a", values=frozenset({"y"}))
    assert Arrangement().filtering(first).filtering(second).filters == (second,)


@pytest.mark.parametrize(
    ("problem", "kept"), [("invalid", [1]), ("empty", [3]), ("changed", [0, 2])]
)
def test_rows_are_filtered_by_problem(problem: str, kept: list[int]) -> None:
    table = Table.from_columns({"a": ["x", "y", "z", ""]})
    marks = Marks(
        invalid={"a": np.array([False, True, False, False])},
        changed={"a": np.array([True, False, False, False])},
        removed_rows=np.array([False, False, True, False]),
    )
    order = arranged(table, Arrangement(filters=(ProblemFilter(problem=problem),)), marks)
    assert order is not None
    assert order.tolist() == kept


def test_nothing_to_arrange_is_none() -> None:
    assert arranged(table_of(["x"]), Arrangement(), Marks()) is None


def test_an_arrangement_follows_a_renaming_and_forgets_a_lost_field() -> None:
    made = Arrangement(sort_field="a", filters=(ProblemFilter(problem="empty", field="b"),))
    followed = made.renaming({"a": "z"}.get)
    assert followed == Arrangement(sort_field="z")


def test_the_most_frequent_values_come_first() -> None:
    table = table_of(["b", "a", "b", "", "a", "b"])
    assert top_values(table, "a", 2) == [("b", 3), ("a", 2)]


def test_search_disregards_case_and_takes_text_as_it_is() -> None:
    table = Table.from_columns({"a": ["Élan", "x.y", "XaY"], "b": ["", "", ""]})
    assert matching_rows(table, "x.y", ("a", "b"))["a"].tolist() == [False, True, False]
    assert matching_rows(table, "élan", ("a",))["a"].tolist() == [True, False, False]
    assert matching_rows(table, "none", ("a", "b")) == {}
