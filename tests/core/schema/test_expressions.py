"""Regular expressions that users type: as Python reads them, and never without end."""

from __future__ import annotations

import re
import time

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import OperationError
from curator.operations.cleanup_rows import FilterRows
from curator.operations.cleanup_shape import SplitField
from curator.operations.cleanup_values import FindReplace
from curator.schema.expressions import Expression, NotAnExpression, TooCostly
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table

TEXTS = ["Rue de l'Église 12", "école  (ab)", "", "x\ny", "12,5 €", "L'Haÿ-les-Roses", "A_b-9"]

PATTERNS = [
    r"\w+", r"(\d+)", r"\s+", r"^\w", r"\bé", r"(?<=l')É", r"[^\w\s]", "[é-]", "é|É", ".",
    r"(?i)rue", r"[\w-]+", "a*", "[]a]", r"(\w)\1", r"\d+$", r"(?P<n>\d)", r"(?:\w+\s)+",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_expression_means_what_it_means_in_python(pattern: str) -> None:
    expression, texts = Expression(pattern), pa.array(TEXTS)
    assert expression.found(texts).tolist() == [bool(re.search(pattern, t)) for t in TEXTS]
    assert expression.replaced(texts, "<>").to_pylist() == [
        re.sub(pattern, "<>", text) for text in TEXTS
    ]
    if not expression.groups:
        assert expression.split(texts, 2) == [re.split(pattern, t, maxsplit=2) for t in TEXTS]


@given(
    st.lists(st.sampled_from(["a", "é", r"\w", r"\d", r"\s", "[ab]", ".", "b+", "-", "$"]),
             min_size=1, max_size=5),
    st.lists(st.text("aéb1 -_.\u00a0", max_size=8), max_size=5),
)  # fmt: skip
def test_pieces_of_expressions_too(pieces: list[str], texts: list[str]) -> None:
    pattern = "".join(pieces)
    found = Expression(pattern).found(pa.array(texts, type=pa.string()))
    assert found.tolist() == [bool(re.search(pattern, text)) for text in texts]


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+!", r"(?:\w+\s?)+$", r"(.*a){20}$"])
def test_what_would_take_for_ever_in_python_does_not_here(pattern: str) -> None:
    table = Table.from_columns({"a": ["a" * 40 + "é!"] * 5})
    start = time.process_time()
    FindReplace(find=pattern, replace="x", regex=True).apply(table)
    FilterRows(field="a", condition="matches", values=(pattern,)).apply(table)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("pattern", [r"(a+)+\b", r"(?:a|aa)*(?=b)", r"((\w+)\2)+", r"(a*)*$"])
def test_what_only_python_knows_is_refused_where_it_could_take_for_ever(pattern: str) -> None:
    with pytest.raises(TooCostly):
        Expression(pattern)
    with pytest.raises(OperationError, match="for ever"):
        FindReplace(find=pattern, replace="", regex=True).apply(Table.from_columns({"a": ["b"]}))


def test_groups_are_put_into_the_replacement() -> None:
    texts = pa.array(["Dupont Marie", "Élan Éric"])
    swap = Expression(r"(\w+) (\w+)")
    assert swap.replaced(texts, r"\2 \1").to_pylist() == ["Marie Dupont", "Éric Élan"]
    assert swap.replaced(texts, r"\g<2>!").to_pylist() == ["Marie!", "Éric!"]
    with pytest.raises((re.error, IndexError)):
        swap.replaced(texts, r"\3")
    with pytest.raises(NotAnExpression):
        Expression("(")


def test_looking_around_still_splits() -> None:
    table = Table.from_columns({"a": ["92130 Issy-les-Moulineaux"]})
    made = SplitField(field="a", separator=r"(?<=[0-9]{5})\s+", into=("cp", "ville"), regex=True)
    assert made.apply(table).data.to_pydict()["cp"] == ["92130"]


def test_a_pattern_of_a_schema_does_not_take_for_ever_either() -> None:
    field = {"name": "a", "constraints": {"pattern": r"(?:\w+ ?)+!"}}
    texts = ["é" + "a" * 40, "école à deux!", "deux\nlignes!"]
    start = time.process_time()
    report = validate(Table.from_columns({"a": texts}), Schema.from_descriptor({"fields": [field]}))
    assert [error.row_number for error in report.errors] == [2, 4]
    assert time.process_time() - start < 2
