"""Sort, filters, widths and the selected field follow what becomes of the fields, by one rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from curator.table import Table
from ui.widgets.grid import Grid

Texts = Callable[[str], list[str]]


@pytest.fixture
def arranged(grid: Grid) -> Grid:
    """Filtered by one field and sorted by another, which is selected and of a width of its own."""
    grid.arranging.filter_on_value("town", "Issy")
    grid.arranging.sort("note", descending=True)
    grid.go_to_source_row(10, "note")
    grid.setColumnWidth(2, 177)
    return grid


def test_two_renamings_in_one_step_are_followed(
    arranged: Grid, table: Table, column_texts: Texts
) -> None:
    before = column_texts("note")
    assert len(before) == 8
    arranged.set_table(table.renaming("town", "commune").renaming("note", "remark"))
    assert column_texts("remark") == before
    assert arranged.fields.sorted == ("remark", True)
    assert arranged.fields.filtered == {"commune"}
    assert arranged.selected_field == "remark"
    assert arranged.currentIndex().data() == "note 5"
    assert arranged.columnWidth(2) == 177


def test_the_only_new_name_is_followed_to_another_place(
    arranged: Grid, table: Table, column_texts: Texts
) -> None:
    before = column_texts("note")
    arranged.set_table(table.renaming("note", "remark").selecting(["remark", "town", "amount"]))
    assert column_texts("remark") == before
    assert arranged.fields.sorted == ("remark", True)
    assert arranged.selected_field == "remark"
    assert arranged.columnWidth(0) == 177


def test_lost_fields_are_not_taken_for_others(arranged: Grid, table: Table) -> None:
    arranged.set_table(table.without("town", "note"))
    assert arranged.arranging.arrangement.is_plain
    assert arranged.selected_field == "amount"
