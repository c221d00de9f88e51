"""The eye lets go of a masked cell whatever becomes of the grid while the mouse holds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from curator.table import Table
from ui.models.marks import Marks
from ui.models.table_model import MASK
from ui.widgets.grid import Grid

LEFT = Qt.MouseButton.LeftButton
MASKED = Marks(masked_fields=frozenset({"town"}))


def scroll(grid: Grid, _table: Table) -> None:
    grid.verticalScrollBar().setValue(20)


def lose_the_keys(grid: Grid, _table: Table) -> None:
    left = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(grid, left)


def show_other_rows(grid: Grid, table: Table) -> None:
    grid.set_table(table.take_rows(np.arange(0, 40, 2)), MASKED)


def sort(grid: Grid, _table: Table) -> None:
    grid.arranging.sort("note", descending=True)


@pytest.mark.parametrize("happens", [scroll, lose_the_keys, show_other_rows, sort])
def test_what_was_shown_is_masked_again(
    qtbot: QtBot, grid: Grid, table: Table, happens: Callable[[Grid, Table], None]
) -> None:
    grid.set_marks(MASKED)
    grid.go_to_cell(2, 0)
    eye = grid.masked.button
    qtbot.mousePress(eye, LEFT)
    assert grid.table_model.cell(2, 0).text == "evry"
    happens(grid, table)
    texts = [grid.table_model.cell(row, 0).text for row in range(grid.table_model.rowCount())]
    assert set(texts) == {MASK, ""}  # an empty cell hides nothing
    assert not eye.isDown()
    another = texts.index(MASK, 5)
    grid.go_to_cell(another, 0)  # the release never comes, and the eye serves another cell
    assert eye.isVisible()
    qtbot.mousePress(eye, LEFT)
    assert grid.table_model.cell(another, 0).text not in (MASK, "")
