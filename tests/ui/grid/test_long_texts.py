"""A text is edited whole, however long it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from curator.table import Table
from ui.main_window import MainWindow
from ui.models.transform_list import transforms
from ui.widgets.grid import Grid

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "x" * 40_000


def add_a_letter(qtbot: QtBot, view: QWidget) -> None:
    if isinstance(view, Grid):
        qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.end(False)
    qtbot.keyClicks(editor, "z")
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_letter_more_in_a_long_cell_cuts_nothing(qtbot: QtBot, grid: Grid, table: Table) -> None:
    grid.set_table(table.with_column("note", [LONG, *["y"] * (len(table) - 1)]))
    grid.go_to_source_row(5, "note")
    with qtbot.waitSignal(grid.cell_edited) as asked:
        add_a_letter(qtbot, grid)
    assert asked.args == [5, "note", f"{LONG}z"]


@pytest.fixture
def ask(window: MainWindow, schema_of: Callable[[str], Grid]) -> Callable[[str], Any]:
    """Open the dialog of a transform over a file with two long values that are nearly alike."""

    def open_dialog(key: str) -> Any:
        schema_of(f"note;n\n{LONG} fin;1\n{LONG} FIN;2\n")
        assert window.workspace is not None
        transforming = window.workspace.stage.transforming
        transforming.open(next(one for one in transforms() if one.key == key), "note")
        return transforming.dialog

    return open_dialog


def test_what_a_long_value_becomes_is_whole(qtbot: QtBot, ask: Callable[[str], Any]) -> None:
    dialog = ask("map")
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 2)
    becomes = dialog.table.item(0, 2)
    value = becomes.text()
    dialog.table.editItem(becomes)
    add_a_letter(qtbot, dialog.table)
    qtbot.waitUntil(lambda: bool(dialog.mapping()))
    assert len(value) > len(LONG)
    assert dialog.mapping() == {value: f"{value}z"}
    dialog.close()


def test_what_a_group_of_long_values_becomes_is_whole(
    qtbot: QtBot, ask: Callable[[str], Any]
) -> None:
    dialog = ask("clusters")
    qtbot.waitUntil(lambda: dialog.tree.topLevelItemCount() == 1)
    group = dialog.tree.topLevelItem(0)
    suggestion = group.text(2)
    before = dialog.mapping()
    dialog.tree.editItem(group, 2)
    add_a_letter(qtbot, dialog.tree)
    qtbot.waitUntil(lambda: dialog.mapping() != before)
    assert len(suggestion) > len(LONG)
    assert set(dialog.mapping().values()) == {f"{suggestion}z"}
    dialog.close()
