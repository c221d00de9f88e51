"""What stands in a painted cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.delegates.cell_painter import CellPainter
from ui.models.marks import Mark
from ui.models.table_model import Cell

ROOM = QRect(0, 0, 300, 28)


@pytest.fixture
def cells(qtbot: QtBot) -> CellPainter:
    view = QWidget()
    qtbot.addWidget(view)
    return CellPainter(view)


def painted(cells: CellPainter, cell: Cell, *, to_right: bool = False) -> QImage:
    image = QImage(ROOM.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().panel))
    painter = QPainter(image)
    cells.paint_cell(painter, ROOM, cell, to_right, False)
    painter.end()
    return image


def lit(image: QImage) -> tuple[int, int] | None:
    """From where to where the light of the search reaches."""
    amber = QColor(theme.current().soft_amber)
    xs = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == amber for y in range(image.height()))
    ]
    return (min(xs), max(xs)) if xs else None


def test_the_text_searched_for_is_lit_where_it_stands(cells: CellPainter) -> None:
    cells.search_text = "issy"
    left, right = lit(painted(cells, Cell("à Issy", 0, ""))) or (0, 0)
    before = cells.paints.metrics.horizontalAdvance("à ")
    assert left == pytest.approx(8 + before, abs=2)
    assert right - left == pytest.approx(cells.paints.metrics.horizontalAdvance("Issy"), abs=3)
    assert lit(painted(cells, Cell("à Vanves", 0, ""))) is None


def test_numbers_are_lit_at_the_right(cells: CellPainter) -> None:
    cells.search_text = "12"
    _left, right = lit(painted(cells, Cell("4012", 0, ""), to_right=True)) or (0, 0)
    assert right > ROOM.width() - 14


def test_in_a_changed_cell_what_it_is_now_is_lit_and_not_what_it_was(cells: CellPainter) -> None:
    cells.search_text = "issy"
    was = cells.paints.metrics.horizontalAdvance("Issy-les-Moulineaux")
    left, _right = lit(painted(cells, Cell("ISSY", Mark.CHANGED, "Issy-les-Moulineaux"))) or (0, 0)
    assert left > was
    assert lit(painted(cells, Cell("Vanves", Mark.CHANGED, "Issy"))) is None


def test_nothing_is_lit_without_a_search(cells: CellPainter) -> None:
    for flags in (0, Mark.CHANGED, Mark.INVALID, Mark.HEADER):
        assert lit(painted(cells, Cell("Issy", flags, ""))) is None
