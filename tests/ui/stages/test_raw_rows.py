"""The first rows of a file are drawn as Qt would draw them, only with fewer questions."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from ui.widgets.raw_rows import RawKind, RawRow, RawRows

CELLS = ("Alpha", "", "deux\nlignes", "retour\r\net ligne", "tabulation\tici", "é" * 400)


class Usual(QStyledItemDelegate):
    """Qt's own delegate, whose options can be looked at."""

    def option_of(self, view: RawRows, row: int, column: int) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        self.initStyleOption(option, view.model().index(row, column))
        return option


@pytest.mark.parametrize("kind", RawKind)
def test_every_cell_looks_as_with_the_usual_delegate(qtbot: QtBot, kind: RawKind) -> None:
    view = RawRows()
    qtbot.addWidget(view)
    view.show_rows(
        [RawRow(number=1, cells=CELLS, kind=kind), RawRow(number=2, cells=(), kind=kind)]
    )
    for row in range(2):
        for column in range(len(CELLS)):
            usual = Usual(view).option_of(view, row, column)
            option = QStyleOptionViewItem()
            view.initViewItemOption(option)
            view.itemDelegate().initStyleOption(option, view.model().index(row, column))
            assert option.text == usual.text
            assert option.backgroundBrush == usual.backgroundBrush
            assert option.font == usual.font
            assert option.displayAlignment == usual.displayAlignment


def test_rows_that_are_gone_are_not_held(qtbot: QtBot) -> None:
    view = RawRows()
    qtbot.addWidget(view)
    view.show_rows([RawRow(number=1, cells=CELLS, kind=RawKind.DATA)])
    view.show_rows([])
    assert view.model().rowCount() == 0
