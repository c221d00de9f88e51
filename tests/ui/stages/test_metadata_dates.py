"""Publication: dates are typed as people in France write them, and kept as the standards want."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.stages.conftest import PATIENCE, Showing
from ui.main_window import MainWindow
from ui.models.typed_dates import iso_bound, iso_day
from ui.widgets.metadata_form import Entry

DATES = ("temporal.start", "temporal.end", "issued", "modified")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01/02/2013", "2013-02-01"),
        ("1/2/2013", "2013-02-01"),
        ("01-02-2013", "2013-02-01"),
        ("01.02.2013", "2013-02-01"),
        ("2013-02-01", "2013-02-01"),
        ("31/02/2013", "31/02/2013"),
        ("01/02-2013", "01/02-2013"),
        ("01/02/13", "01/02/13"),
        ("١/٢/٢٠١٣", "١/٢/٢٠١٣"),
        ("hier", "hier"),
        ("", ""),
    ],
)
def test_a_day_is_read_as_it_is_written_in_france(typed: str, kept: str) -> None:
    assert iso_day(typed) == kept
    assert iso_bound(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("02/2013", "2013-02"), ("2/2013", "2013-02"), ("13/2013", "13/2013"), ("2013", "2013")],
)
def test_the_bound_of_a_period_may_be_a_month_where_a_day_may_not(typed: str, kept: str) -> None:
    assert iso_bound(typed) == kept
    assert iso_day(typed) == typed


@pytest.fixture
def type_in(qtbot: QtBot, show_stage: Showing) -> Callable[[str, str], Entry]:
    """Type in one input of the form, with keys, and leave it there."""

    def write(path: str, text: str) -> Entry:
        entry: Entry = show_stage("publication").form.entries[path]
        entry.input.setFocus()
        qtbot.keyClicks(entry.input, text)
        return entry

    return write


def kept(window: MainWindow, path: str) -> Any:
    value: Any = window.dossier.metadata
    for name in path.split("."):
        value = value.get(name, {})
    return value


@pytest.mark.parametrize("path", DATES)
def test_a_date_typed_as_in_france_is_kept_in_iso(
    path: str, type_in: Callable[[str, str], Entry], sample: MainWindow, qtbot: QtBot
) -> None:
    entry = type_in(path, "01/12/2013")
    assert entry.input.text() == "01/12/2013"  # not changed under the fingers of who is typing
    assert sample.workspace is not None
    assert path not in {issue.field for issue in sample.workspace.stage.model.problems()}
    qtbot.waitUntil(lambda: kept(sample, path) == "2013-12-01", timeout=PATIENCE)
    qtbot.keyClick(entry.input, Qt.Key.Key_Tab)
    assert entry.input.text() == "2013-12-01"


def test_a_day_that_there_is_not_stays_as_typed_and_is_told(
    type_in: Callable[[str, str], Entry], qtbot: QtBot
) -> None:
    entry = type_in("temporal.start", "31/02/2013")
    qtbot.keyClick(entry.input, Qt.Key.Key_Tab)
    assert entry.input.text() == "31/02/2013"
    assert entry.input.accessibleDescription().startswith("Write the period as dates")
