"""What the cells hide is not shown by another way."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QMenu

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
