"""What is taken out of a layout goes; it never stands on the screen as a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.layouts import drop_all


def test_what_is_dropped_before_it_was_shown_does_not_become_a_window(
    qtbot: QtBot, qapp: QApplication
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    layout = QVBoxLayout(place)
    place.show()
    part = QPushButton("part", place)
    layout.addWidget(part)  # Qt shows it with the next events
    drop_all(layout)
    qapp.processEvents()
    assert not part.isVisible()
    assert layout.count() == 0
