"""The next problem is the one that a list of all of them would give, however long the table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.table import Table
from ui.models.table_model import TableModel
from ui.widgets import grid_search
from ui.widgets.grid_search import flat_hits, next_marked, stepped

ROWS = 11


@pytest.fixture(autouse=True, scope="module")
def _small_blocks() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_search, "BLOCK", 3)
        yield


@given(
    marked=st.lists(st.tuples(st.integers(0, ROWS - 1), st.sampled_from("abc")), max_size=8),
    order=st.none() | st.permutations(range(ROWS)).map(lambda rows: rows[:7]),
    here=st.integers(-1, 3 * ROWS - 1),
    direction=st.sampled_from([1, -1]),
)
@settings(max_examples=300, deadline=None)
def test_the_next_problem_is_found_without_listing_them_all(
    marked: list[tuple[int, str]], order: list[int] | None, here: int, direction: int
) -> None:
    model = TableModel()
    model.set_table(Table.from_columns({name: ["x"] * ROWS for name in "abc"}))
    model.set_order(None if order is None else np.array(order, dtype=np.int64))
    masks = {name: np.zeros(ROWS, dtype=np.bool_) for _row, name in marked}
    for row, name in marked:
        masks[name][row] = True
    here = min(here, 3 * model.rowCount() - 1)
    every = flat_hits(masks, list("abc"), model.order)
    index = stepped(every, here, direction)
    wanted = None if index is None else int(every[index])
    assert next_marked(masks, model, here, direction) == wanted
