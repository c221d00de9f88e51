"""The first rows of a file, drawn as they stand in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.models.raw_rows import RawKind, RawRow
from ui.widgets.first_rows import FirstRows
from ui.widgets.raw_rows import RawRows

CELLS = ("Alpha", "", "deux\nlignes", "retour\r\net ligne", "tabulation\tici", "é" * 400)


def shown(qtbot: QtBot, rows: list[RawRow]) -> RawRows:
    view = RawRows()
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_rows(rows)
    view.show()
    qtbot.waitExposed(view)
    return view


def drawn(view: RawRows, row: int, column: int) -> QImage:
    """What stands on the screen in one cell."""
    rect = view.visualRect(view.model().index(row, column))
    return view.viewport().grab(rect).toImage()


def colours(image: QImage) -> set[str]:
    pixels = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in pixels}


@pytest.mark.parametrize(
    ("kind", "ground"), [(RawKind.HEADER, "soft_blue"), (RawKind.DATA, "panel")]
)
def test_the_ground_says_what_a_row_is(qtbot: QtBot, kind: RawKind, ground: str) -> None:
    view = shown(qtbot, [RawRow(number=1, cells=CELLS, kind=kind)])
    wanted = QColor(getattr(theme.current(), ground)).name()
    assert drawn(view, 0, 1).pixelColor(4, 4).name() == wanted


@pytest.mark.parametrize("kind", [RawKind.OUTSIDE, RawKind.MARKED])
def test_rows_that_are_no_data_are_hatched_and_muted(qtbot: QtBot, kind: RawKind) -> None:
    view = shown(qtbot, [RawRow(number=1, cells=CELLS, kind=kind)])
    assert QColor(theme.current().hatch).name() in colours(drawn(view, 0, 1))
    assert QColor(theme.current().text).name() not in colours(drawn(view, 0, 0))


def test_a_selected_row_is_lit_up_as_a_whole(qtbot: QtBot) -> None:
    rows = [RawRow(number=n, cells=CELLS, kind=RawKind.DATA) for n in (1, 2)]
    view = shown(qtbot, rows)
    view.selectRow(1)
    lit = QColor(theme.current().soft_blue).name()
    assert drawn(view, 1, 1).pixelColor(4, 4).name() == lit
    assert drawn(view, 0, 1).pixelColor(4, 4).name() != lit


def test_a_short_row_leaves_its_last_cells_empty(qtbot: QtBot) -> None:
    rows = [
        RawRow(number=1, cells=CELLS, kind=RawKind.DATA),
        RawRow(number=2, cells=("seul",), kind=RawKind.DATA),
    ]
    view = shown(qtbot, rows)
    assert view.model().index(1, 0).data() == "seul"
    assert view.model().index(1, 5).data() == ""
    assert len(colours(drawn(view, 1, 4))) == 1


def test_a_column_is_as_wide_as_its_texts_up_to_a_limit(qtbot: QtBot) -> None:
    view = shown(qtbot, [RawRow(number=1, cells=CELLS, kind=RawKind.DATA)])
    widths = [view.columnWidth(column) for column in range(len(CELLS))]
    assert widths[1] < widths[0] < widths[3] < widths[5] == max(widths) < 300


def test_the_number_of_a_row_says_what_it_is(qtbot: QtBot) -> None:
    view = shown(qtbot, [RawRow(number=7, cells=CELLS, kind=RawKind.HEADER)])
    model, vertical = view.model(), Qt.Orientation.Vertical
    assert model.headerData(0, vertical) == "7"
    spoken = model.headerData(0, vertical, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken not in ("", "7")
    assert model.rowCount(QModelIndex()) == 1


def test_rows_that_are_gone_are_not_held(qtbot: QtBot) -> None:
    view = shown(qtbot, [RawRow(number=1, cells=CELLS, kind=RawKind.DATA)])
    view.show_rows([])
    assert view.model().rowCount() == 0


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_menu_of_a_row_goes_when_other_rows_come(qtbot: QtBot) -> None:
    view = shown(qtbot, [RawRow(number=n, cells=CELLS, kind=RawKind.DATA) for n in (1, 2)])
    view.customContextMenuRequested.emit(view.visualRect(view.model().index(1, 0)).center())
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    view.show_rows([RawRow(number=1, cells=CELLS, kind=RawKind.DATA)])
    assert not menu.isVisible()
    assert view.model().rowCount() == 1


def test_a_title_runs_on_over_the_empty_cells_beside_it(qtbot: QtBot) -> None:
    title = ("Subventions versées", "", "", "")
    rows = [
        RawRow(number=1, cells=title, kind=RawKind.OUTSIDE),
        RawRow(number=2, cells=("N°", "Nom", "Montant", "Date"), kind=RawKind.HEADER),
        RawRow(number=3, cells=("1", "Les Amis de la Lecture", "1200", ""), kind=RawKind.DATA),
    ]
    view = shown(qtbot, rows)
    assert view.columnWidth(0) == view.horizontalHeader().minimumSectionSize()
    assert QColor(theme.current().muted).name() in colours(drawn(view, 0, 1))
    assert QColor(theme.current().muted).name() not in colours(drawn(view, 0, 2))


def test_the_first_rows_of_another_large_file_are_shown_from_the_top(qtbot: QtBot) -> None:
    page = FirstRows()
    qtbot.addWidget(page)
    page.resize(900, 300)
    page.show()
    qtbot.waitExposed(page)
    for name in ("avant.csv", "apres.csv"):
        page.show_rows(name, [CELLS] * 100)
        assert page.rows.rowAt(0) == 0
        page.rows.scrollToBottom()
        assert page.rows.rowAt(0) > 0
