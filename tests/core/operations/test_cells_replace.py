"""A pasted block is one operation that lands on the rows it names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import FieldNotFound, OperationError
from curator.operations import OtherSource, from_descriptor, to_descriptor
from curator.operations.cell import ReplaceCells
from curator.recipe import apply_step
from curator.table import Table


@pytest.fixture
def table() -> Table:
    return Table.from_columns({"a": ["1", "2", "3"], "b": ["x", "y", "z"]}, source_sha256="ab")


def test_a_block_lands_on_its_rows_and_fields(table: Table) -> None:
    block = ReplaceCells(rows=(4, 2), fields=("b", "a"), values=(("Z", "30"), ("X", "10")))
    assert list(block.apply(table).rows()) == [("10", "X"), ("2", "y"), ("30", "Z")]
    assert list(table.rows()) == [("1", "x"), ("2", "y"), ("3", "z")]


def test_null_leaves_a_cell_as_it_is(table: Table) -> None:
    block = ReplaceCells(rows=(3,), fields=("a", "b"), values=((None, ""),))
    assert list(block.apply(table).rows())[1] == ("2", "")
    assert "1 cell" in block.sentence()


def test_rows_in_another_order_than_the_source_are_found(table: Table) -> None:
    turned = table.take_rows(np.array([2, 0, 1]))
    block = ReplaceCells(rows=(2,), fields=("a",), values=(("!",),))
    assert list(block.apply(turned).rows()) == [("3", "z"), ("!", "x"), ("2", "y")]


def test_a_row_that_is_not_there_is_named(table: Table) -> None:
    with pytest.raises(OperationError, match="no row 9"):
        ReplaceCells(rows=(2, 9), fields=("a",), values=(("1",), ("2",))).apply(table)


def test_a_field_that_is_not_there_is_named(table: Table) -> None:
    with pytest.raises(FieldNotFound, match="“c”"):
        ReplaceCells(rows=(2,), fields=("c",), values=(("1",),)).apply(table)


def test_a_block_with_holes_is_refused(table: Table) -> None:
    with pytest.raises(OperationError, match="do not fill"):
        ReplaceCells(rows=(2, 3), fields=("a",), values=(("1",),)).apply(table)


def test_it_is_bound_to_its_file(table: Table) -> None:
    with pytest.raises(OtherSource):
        apply_step(ReplaceCells(rows=(2,), fields=("a",), values=(("1",),), source="cd"), table)


@given(
    st.dictionaries(
        st.integers(2, 60), st.tuples(st.text(max_size=3), st.none() | st.text(max_size=3))
    )
)
@settings(max_examples=40, deadline=None)
def test_it_does_what_single_cells_would_do(block: dict[int, tuple[str, str | None]]) -> None:
    lines = {row: [f"a{row}", f"b{row}"] for row in range(2, 61)}
    table = Table.from_columns(
        {"a": [v[0] for v in lines.values()], "b": [v[1] for v in lines.values()]}
    )
    made = ReplaceCells(rows=tuple(block), fields=("a", "b"), values=tuple(block.values()))
    for row, texts in block.items():
        lines[row] = [
            old if new is None else new for old, new in zip(lines[row], texts, strict=True)
        ]
    assert [list(row) for row in made.apply(table).rows()] == list(lines.values())
    assert from_descriptor(to_descriptor(made)) == made
