"""Filter by value: what is kept is listed, however rare, and is lost only when it is unticked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from curator.table import Table
from ui.models.arrangement import ValueFilter
from ui.widgets.grid import Grid
from ui.widgets.grid_filter import MOST_VALUES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEFT = Qt.MouseButton.LeftButton
RARE = [f"rare {n}" for n in range(MOST_VALUES + 20)]
FREQUENT = [f"frequent {n}" for n in range(MOST_VALUES)]


@pytest.fixture
def many(grid: Grid) -> Grid:
    """As many frequent values as are listed, which stand twice, and more rare ones."""
    grid.set_table(Table.from_columns({"v": [*FREQUENT, *RARE, *FREQUENT]}))
    return grid


def listed(grid: Grid) -> list[QListWidgetItem]:
    grid.header_actions.open_value_filter("v")
    values = grid.arranging.popup.values
    return [values.item(n) for n in range(values.count())]


def apply(qtbot: QtBot, grid: Grid) -> None:
    qtbot.mouseClick(grid.arranging.popup.apply_button, LEFT)


def test_a_rare_value_that_is_kept_stays_with_another(qtbot: QtBot, many: Grid) -> None:
    many.arranging.filter_on_value("v", "rare 7")
    items = listed(many)
    assert items[0].text() == "rare 7   1"
    assert items[0].checkState() is Qt.CheckState.Checked
    assert len(items) == MOST_VALUES
    items[1].setCheckState(Qt.CheckState.Checked)
    apply(qtbot, many)
    assert many.arranging.counts[0] == 1 + 2


@pytest.mark.parametrize("count", [3, len(RARE)])
def test_the_button_changes_nothing_where_nothing_was_ticked(
    qtbot: QtBot, many: Grid, count: int
) -> None:
    kept = frozenset(RARE[:count])
    many.arranging.filter(ValueFilter(field="v", values=kept))
    listed(many)
    apply(qtbot, many)
    assert many.arranging.arrangement.filters == (ValueFilter(field="v", values=kept),)
    assert many.arranging.counts[0] == count


def test_unticked_it_goes(qtbot: QtBot, many: Grid) -> None:
    many.arranging.filter(ValueFilter(field="v", values=frozenset({"rare 7", "rare 8"})))
    listed(many)[0].setCheckState(Qt.CheckState.Unchecked)
    apply(qtbot, many)
    assert many.arranging.counts[0] == 1
