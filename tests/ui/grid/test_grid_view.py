"""The grid under mouse and keys: what is asked for, what is kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from curator.operations.row import DropRows
from curator.operations.structure import RenameField, SuppressField
from curator.table import Table
from ui import tasks
from ui.models.arrangement import ProblemFilter
from ui.models.marks import Marks
from ui.models.table_model import MASK, FieldHeader
from ui.widgets.grid import Grid
from ui.widgets.header import Zone

# Menus and popups: the offscreen platform has no windows to raise.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

Texts = Callable[[str], list[str]]
LEFT = Qt.MouseButton.LeftButton


def click_header(qtbot: QtBot, grid: Grid, field: str, zone: Zone) -> None:
    column = grid.table_model.column_of(field)
    assert column is not None
    place = grid.fields.place_of(column, zone)
    qtbot.mouseClick(grid.fields.viewport(), LEFT, pos=place)


def place_of(grid: Grid, row: int, column: int) -> QPoint:
    return grid.visualRect(grid.table_model.index(row, column)).center()


def invalid_amounts(table: Table) -> Marks:
    is_bad = np.array([text == "n.c." for text in table.column("amount").to_pylist()])
    return Marks(invalid={"amount": is_bad})


# -- header ------------------------------------------------------------------------------------


def test_a_click_on_a_header_selects_the_field_and_no_cells(qtbot: QtBot, grid: Grid) -> None:
    with qtbot.waitSignal(grid.field_selected) as said:
        click_header(qtbot, grid, "note", Zone.NAME)
    assert said.args == ["note"]
    assert grid.selected_field == "note"
    assert grid.changes.selected_row_count() <= 1


def test_a_double_click_edits_the_name_in_place(qtbot: QtBot, grid: Grid) -> None:
    place = grid.fields.place_of(0, Zone.NAME)
    qtbot.mouseClick(grid.fields.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(grid.fields.viewport(), LEFT, pos=place)
    editor = grid.fields.findChild(QLineEdit, "name-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "commune")
    with qtbot.waitSignal(grid.operation_requested) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert asked.args == [RenameField(field="town", to="commune")]


def test_escape_keeps_the_name(qtbot: QtBot, grid: Grid) -> None:
    grid.header_actions.edit_name("town")
    editor = grid.fields.findChild(QLineEdit, "name-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "other")
    with qtbot.assertNotEmitted(grid.operation_requested):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert grid.hasFocus()


def test_the_chip_opens_the_menu_of_the_stage(qtbot: QtBot, grid: Grid) -> None:
    asked: list[str] = []

    def menu(field: str) -> QMenu:
        asked.append(field)
        made = QMenu(grid)
        made.addAction("text")
        return made

    grid.set_headers({"amount": FieldHeader(chip="number")})
    grid.set_chip_menu(menu)
    click_header(qtbot, grid, "amount", Zone.CHIP)
    assert asked == ["amount"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_the_bar_filters_to_what_is_to_correct_and_back(
    qtbot: QtBot, grid: Grid, table: Table, column_texts: Texts
) -> None:
    grid.set_marks(invalid_amounts(table))
    grid.set_headers({"amount": FieldHeader(chip="number", invalid=0.1)})
    click_header(qtbot, grid, "amount", Zone.INVALID)
    assert set(column_texts("amount")) == {"n.c."}
    note = grid.findChild(QFrame, "filter-note")
    assert note.isVisible()
    click_header(qtbot, grid, "amount", Zone.INVALID)
    assert len(column_texts("amount")) == len(table)
    assert not note.isVisible()


# -- arrangement -------------------------------------------------------------------------------


def test_sorting_keeps_the_current_cell(qtbot: QtBot, grid: Grid, column_texts: Texts) -> None:
    grid.go_to_source_row(20, "note")
    grid.arranging.sort("amount", descending=True)
    assert column_texts("amount")[0] == "39,50"
    assert grid.currentIndex().data() == "note 15"
    assert grid.selected_field == "note"


def test_the_value_filter_shows_the_ticked_values_only(
    qtbot: QtBot, grid: Grid, column_texts: Texts
) -> None:
    grid.header_actions.open_value_filter("town")
    popup = grid.arranging.popup
    values = popup.values
    issy = next(n for n in range(values.count()) if values.item(n).text().startswith("Issy"))
    values.item(issy).setCheckState(Qt.CheckState.Checked)
    qtbot.mouseClick(popup.apply_button, LEFT)
    assert set(column_texts("town")) == {"Issy"}
    assert grid.arranging.counts == (8, 40)
    grid.arranging.clear_filters()
    assert grid.arranging.counts == (40, 40)


def test_filters_survive_an_edit_and_follow_a_renaming(
    grid: Grid, table: Table, column_texts: Texts
) -> None:
    grid.arranging.filter(ProblemFilter(problem="empty", field="town"))
    grid.set_table(table.with_column("note", ["x"] * len(table)))
    assert set(column_texts("town")) == {""}
    grid.set_table(table.renaming("town", "commune"))
    assert set(column_texts("commune")) == {""}


def test_rows_that_went_leave_the_filter_in_force(
    grid: Grid, table: Table, column_texts: Texts
) -> None:
    grid.arranging.filter_on_value("town", "Issy")
    grid.set_table(table.take_rows(np.arange(10)))
    assert column_texts("note") == ["note 0", "note 5"]


def test_another_dossier_starts_without_sort_and_filters(
    grid: Grid, table: Table, column_texts: Texts
) -> None:
    grid.arranging.filter_on_value("town", "Issy")
    grid.arranging.sort("amount")
    grid.start_anew()
    grid.set_table(table.take_rows(np.arange(12)))
    assert len(column_texts("town")) == 12
    assert not grid.fields.filtered
    assert grid.fields.sorted == ("", False)


# -- what the user sees is kept ------------------------------------------------------------------


def test_selection_scroll_and_widths_survive_another_table(grid: Grid, table: Table) -> None:
    grid.setColumnWidth(1, 222)
    grid.go_to_source_row(40, "amount")
    top = grid.rowAt(0)
    keep = np.ones(len(table), dtype=np.bool_)
    keep[2] = False
    grid.set_table(table.filter_rows(keep))
    assert grid.currentIndex().data() == grid.table_model.cell(34, 1).text
    assert grid.table_model.source_row(grid.currentIndex().row()) == 40
    assert grid.columnWidth(1) == 222
    assert abs(grid.rowAt(0) - (top - 1)) <= 1


def test_the_selected_field_follows_its_renaming(qtbot: QtBot, grid: Grid, table: Table) -> None:
    grid.select_field("amount")
    with qtbot.waitSignal(grid.field_selected) as said:
        grid.set_table(table.renaming("amount", "montant"))
    assert said.args == ["montant"]


# -- editing -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_cell_is_edited_in_place(qtbot: QtBot, grid: Grid, key: Qt.Key) -> None:
    grid.go_to_source_row(6, "note")
    qtbot.keyClick(grid, key)
    editor = grid.findChild(QLineEdit, "cell-editor")
    assert editor is not None
    assert editor.text() == "note 1"
    qtbot.keyClicks(editor, "corrected")
    with qtbot.waitSignal(grid.cell_edited) as asked:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert asked.args == [6, "note", "corrected"]
    qtbot.waitUntil(lambda: grid.currentIndex().row() == 2)


def test_escape_leaves_the_cell_as_it_was(qtbot: QtBot, grid: Grid) -> None:
    grid.go_to_source_row(6, "note")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit, "cell-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "x")
    with qtbot.assertNotEmitted(grid.cell_edited, wait=50):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_tab_goes_on_to_the_next_cell_while_editing_and_leaves_the_grid_otherwise(
    qtbot: QtBot, grid: Grid
) -> None:
    grid.go_to_source_row(6, "town")
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit, "cell-editor")
    assert editor is not None
    qtbot.keyClicks(editor, "Nice")
    with qtbot.waitSignal(grid.cell_edited):
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: grid.currentIndex().column() == 1)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not grid.tabKeyNavigation()


def test_a_read_only_grid_asks_for_nothing(qtbot: QtBot, grid: Grid) -> None:
    grid.set_read_only(True)
    grid.go_to_source_row(6, "note")
    with qtbot.assertNotEmitted(grid.operation_requested):
        qtbot.keyClick(grid, Qt.Key.Key_Delete)
        qtbot.keyClick(grid, Qt.Key.Key_F2)
    assert grid.findChild(QLineEdit, "cell-editor") is None


# -- rows and fields -----------------------------------------------------------------------------


def test_selected_rows_are_removed_by_their_source_rows(qtbot: QtBot, grid: Grid) -> None:
    grid.arranging.filter_on_value("town", "Issy")
    grid.go_to_cell(1, 0)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(grid.operation_requested) as asked:
        grid.changes.remove_rows()
    assert asked.args == [DropRows(rows=(10, 15), source="ab" * 32)]


def test_the_menu_of_a_field_opens_by_keyboard_and_removes_it(qtbot: QtBot, grid: Grid) -> None:
    grid.go_to_cell(0, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(grid.operation_requested) as asked:
        menu.actions()[-1].trigger()
    menu.close()
    assert asked.args == [SuppressField(field="amount")]


# -- going places --------------------------------------------------------------------------------


def test_search_steps_through_its_places_and_goes_round(qtbot: QtBot, grid: Grid) -> None:
    grid.go_to_cell(0, 0)
    with qtbot.waitSignal(grid.search_found) as found:
        grid.search("NOTE 1")
    assert found.args == [1, 11]
    assert grid.currentIndex().data() == "note 1"
    qtbot.keyClick(grid, Qt.Key.Key_F3)
    assert grid.currentIndex().data() == "note 10"
    grid.search_previous()
    grid.search_previous()
    assert grid.currentIndex().data() == "note 19"


def test_search_says_when_there_is_nothing(qtbot: QtBot, grid: Grid) -> None:
    with qtbot.waitSignal(grid.message_raised) as said:
        grid.search("zebra")
    assert said.args == ["Nothing found for “zebra”"]


def test_search_does_not_look_under_masks(qtbot: QtBot, grid: Grid) -> None:
    grid.set_marks(Marks(masked_fields=frozenset({"town"})))
    with qtbot.waitSignal(grid.search_found) as found:
        grid.search("issy")
    assert found.args == [0, 0]


def test_f8_steps_through_the_problems(qtbot: QtBot, grid: Grid, table: Table) -> None:
    grid.set_marks(invalid_amounts(table))
    grid.go_to_cell(0, 0)
    rows = []
    for _step in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_F8)
        rows.append(grid.currentIndex().row())
    assert rows == [0, 10, 20, 30, 0]
    assert grid.selected_field == "amount"
    qtbot.keyClick(grid, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert grid.currentIndex().row() == 30


def test_go_to_row_takes_the_number_of_the_source(qtbot: QtBot, grid: Grid) -> None:
    grid.go_to_cell(0, 2)
    qtbot.keyClick(grid, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    qtbot.keyClicks(box, "33")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert grid.currentIndex().data() == "note 28"
    assert grid.hasFocus()
    with qtbot.waitSignal(grid.message_raised):
        assert not grid.go_to_source_row(3)


# -- masked cells --------------------------------------------------------------------------------


def test_holding_the_eye_shows_one_cell(qtbot: QtBot, grid: Grid) -> None:
    grid.set_marks(Marks(masked_fields=frozenset({"town"})))
    grid.go_to_cell(0, 0)
    eye = grid.masked.button
    assert eye.isVisible()
    qtbot.mousePress(eye, LEFT)
    assert grid.table_model.cell(0, 0).text == "Issy"
    assert grid.table_model.cell(1, 0).text == MASK
    qtbot.mouseRelease(eye, LEFT)
    assert grid.table_model.cell(0, 0).text == MASK


def test_holding_the_space_bar_does_the_same(qtbot: QtBot, grid: Grid) -> None:
    grid.set_marks(Marks(masked_fields=frozenset({"town"})))
    grid.go_to_cell(0, 0)
    qtbot.keyPress(grid, Qt.Key.Key_Space)
    assert grid.table_model.cell(0, 0).text == "Issy"
    qtbot.keyRelease(grid, Qt.Key.Key_Space)
    assert grid.table_model.cell(0, 0).text == MASK


def test_the_eye_follows_the_mouse(qtbot: QtBot, grid: Grid) -> None:
    grid.set_marks(Marks(masked_fields=frozenset({"town"})))
    grid.go_to_cell(0, 2)
    assert not grid.masked.button.isVisible()
    qtbot.mouseMove(grid.viewport(), place_of(grid, 3, 0))
    qtbot.waitUntil(grid.masked.button.isVisible)


def test_a_large_table_is_arranged_in_a_task(qtbot: QtBot, grid: Grid) -> None:
    count = 30_000
    grid.set_table(Table.from_columns({"n": [str(n % 977) for n in range(count)]}))
    with qtbot.waitSignals([tasks.monitor.started, grid.arrangement_changed], timeout=10_000):
        grid.arranging.filter_on_value("n", "5")
    assert grid.arranging.counts[0] == len(range(5, count, 977))


def test_a_field_is_wide_enough_for_a_chip_that_comes_later(grid: Grid) -> None:
    column = grid.table_model.column_of("amount")
    assert column is not None
    narrow = grid.columnWidth(column)
    chip = "a rather long name of a type"
    grid.set_headers({"amount": FieldHeader(chip=chip)})
    assert grid.columnWidth(column) > narrow
    grid.setColumnWidth(column, narrow)  # the user wants it narrow: the same chip changes nothing
    grid.set_headers({"amount": FieldHeader(chip=chip)})
    assert grid.columnWidth(column) == narrow
