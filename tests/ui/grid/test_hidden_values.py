"""What the cells hide is not shown by another way."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from curator.table import Table
from ui.models.marks import Marks
from ui.widgets.grid import Grid
from ui.widgets.grid_menus import field_menu


def entry(menu: QMenu, text: str) -> bool:
    return next(action for action in menu.actions() if action.text() == text).isEnabled()


@pytest.mark.parametrize("is_whole", [True, False])
def test_the_values_of_a_field_with_masked_cells_are_not_listed(grid: Grid, is_whole: bool) -> None:
    some = np.arange(40) % 2 == 0
    marks = Marks(masked_fields=frozenset({"note"})) if is_whole else Marks(masked={"note": some})
    grid.set_marks(marks)
    assert not entry(field_menu(grid, "note"), "Filter by value…")
    assert entry(field_menu(grid, "town"), "Filter by value…")


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_search_made_before_tells_nothing_of_cells_that_are_masked_now(
    qtbot: QtBot, grid: Grid, is_whole: bool
) -> None:
    grid.search("issy")
    grid.go_to_cell(1, 2)
    some = np.arange(40) % 2 == 0
    masked = Marks(masked_fields=frozenset({"town"})) if is_whole else Marks(masked={"town": some})
    with qtbot.waitSignal(grid.search_found) as found:
        grid.set_marks(masked)
    assert found.args == [0, 0]
    qtbot.keyClick(grid, Qt.Key.Key_F3)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (1, 2)
    with qtbot.waitSignal(grid.search_found) as found:
        grid.set_marks(Marks())
    assert found.args == [1, 8]  # the first of them is before this place
    assert grid.currentIndex().row() == 1
    qtbot.keyClick(grid, Qt.Key.Key_F3)
    assert (grid.currentIndex().row(), grid.currentIndex().column()) == (5, 0)


def test_marks_that_mask_the_same_leave_the_search_alone(qtbot: QtBot, grid: Grid) -> None:
    grid.search("issy")
    with qtbot.assertNotEmitted(grid.search_found):
        grid.set_marks(Marks(invalid={"town": np.arange(40) % 2 == 0}))


def test_looking_anew_goes_on_where_other_rows_come_on_show_meanwhile(
    qtbot: QtBot, grid: Grid
) -> None:
    texts = [str(n) for n in range(30_000)]  # so many that they are looked at in a task
    grid.set_table(Table.from_columns({"town": texts, "note": texts}))
    with qtbot.waitSignal(grid.search_found) as found:
        grid.search("12345")
    assert found.args == [1, 2]
    with qtbot.waitSignal(grid.search_found) as found:
        grid.set_marks(Marks(masked_fields=frozenset({"town"})))
        grid.arranging.clear()
    assert found.args == [0, 1]
