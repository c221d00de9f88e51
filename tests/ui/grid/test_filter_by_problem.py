"""“Only the rows to correct”: those there were when it was asked for, whatever is marked now."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from curator.table import Table
from ui.models.arrangement import ProblemFilter
from ui.models.marks import Marks
from ui.models.table_model import FieldHeader
from ui.widgets.grid import Grid
from ui.widgets.header import Zone

Texts = Callable[[str], list[str]]
TO_CORRECT = ProblemFilter(problem="invalid", field="amount")
OF_ANOTHER_STAGE = Marks(masked_fields=frozenset({"town"}))
FOUND = ["note 0", "note 10", "note 20", "note 30"]


@pytest.fixture
def judged(grid: Grid, table: Table) -> Grid:
    """The grid on a stage that knows what is to correct: every tenth amount."""
    grid.set_marks(Marks(invalid={"amount": np.arange(len(table)) % 10 == 0}))
    return grid


def test_the_rows_stay_on_a_stage_that_marks_other_things(
    judged: Grid, table: Table, column_texts: Texts
) -> None:
    judged.arranging.filter(TO_CORRECT)
    judged.set_marks(OF_ANOTHER_STAGE)
    assert column_texts("note") == FOUND
    judged.set_table(table.without("town"), OF_ANOTHER_STAGE)  # worked out again for other fields
    assert column_texts("note") == FOUND
    judged.arranging.sort("note", descending=True)
    assert column_texts("note") == FOUND[::-1]


def test_rows_that_are_removed_leave_the_others_on_show(
    judged: Grid, table: Table, column_texts: Texts
) -> None:
    judged.arranging.filter(TO_CORRECT)
    judged.set_table(table.filter_rows(np.arange(len(table)) != 10))  # its marks come later
    assert column_texts("note") == ["note 0", "note 20", "note 30"]


def test_a_row_that_was_corrected_goes_when_it_is_asked_for_anew(
    judged: Grid, table: Table, column_texts: Texts
) -> None:
    judged.arranging.filter(TO_CORRECT)
    judged.set_marks(Marks(invalid={"amount": np.arange(len(table)) % 20 == 0}))
    assert column_texts("note") == FOUND
    judged.arranging.filter(TO_CORRECT)
    assert column_texts("note") == ["note 0", "note 20"]


def test_the_bar_of_a_field_filters_on_every_stage(
    qtbot: QtBot, judged: Grid, column_texts: Texts
) -> None:
    judged.set_headers({"amount": FieldHeader(chip="number", invalid=0.1)})
    judged.set_marks(OF_ANOTHER_STAGE)
    place = judged.fields.place_of(1, Zone.INVALID)
    qtbot.mouseClick(judged.fields.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert column_texts("note") == FOUND


def test_another_dossier_knows_nothing_of_it(
    judged: Grid, table: Table, column_texts: Texts
) -> None:
    judged.start_anew()
    judged.set_table(table)
    judged.arranging.filter(TO_CORRECT)
    assert column_texts("note") == []
