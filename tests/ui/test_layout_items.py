"""Nothing of Qt's is held on to once it may be gone: a wrapper without its object ends the program.

Run with what stands in a layout exchanged while the keyboard walks through it, as cards are.
"""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.held import held_items
from ui.main_window import MainWindow
from ui.panes import tab_stops
from ui.widgets.layouts import added, parts_of, widgets_in


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    """Two labels, a row of two buttons between them, and some room."""
    made = QWidget()
    qtbot.addWidget(made)
    column, row = QVBoxLayout(made), QHBoxLayout()
    column.addWidget(QLabel("first", made))
    column.addStretch(1)
    column.addLayout(row)
    for text in ("left", "right"):
        row.addWidget(QPushButton(text, made))
    column.addWidget(QLabel("last", made))
    column.insertWidget(0, QPushButton("before", made))
    made.show()
    qtbot.waitExposed(made)
    return made


def test_what_is_in_a_layout_is_given_in_order(place: QWidget) -> None:
    column = place.layout()
    assert column is not None
    before, first, row, last = parts_of(column)
    assert isinstance(row, QHBoxLayout)
    texts = [w.text() for w in (before, first, last) if isinstance(w, QLabel | QPushButton)]
    assert texts == ["before", "first", "last"]
    assert widgets_in(column) == [before, first, last]
    stops = [stop.text() for stop in tab_stops(place) if isinstance(stop, QPushButton)]
    assert stops == ["before", "left", "right"]


def test_no_item_of_a_layout_is_held(place: QWidget) -> None:
    tab_stops(place)
    for widget in place.findChildren(QPushButton):
        widget.setParent(None)
    assert not held_items()


def test_a_layout_is_put_in_its_place_before_it_is_filled(place: QWidget) -> None:
    column, row = place.layout(), QHBoxLayout()
    assert isinstance(column, QVBoxLayout)
    row.addWidget(QLabel("too early", place))
    with pytest.raises(ValueError, match="before it is filled"):
        added(column, row)
    assert added(column, QHBoxLayout()).parent() is column


@pytest.mark.usefixtures("qapp")
def test_what_is_held_would_be_noticed() -> None:
    place = QWidget()
    column, row = QVBoxLayout(place), QHBoxLayout()
    row.addWidget(QLabel("too early", place))
    column.addLayout(row)
    assert len(held_items()) == 1
    shiboken6.delete(place)
    assert not held_items()


def test_none_is_held_by_walking_through_the_window(
    qtbot: QtBot, window: MainWindow, qapp: QApplication
) -> None:
    for _stop in range(10):
        qtbot.keyClick(qapp.focusWidget() or window, Qt.Key.Key_Tab)
    assert not held_items()
