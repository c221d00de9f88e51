"""Tab goes through a stage in the order in which it is read, and every stop has a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.panes import tab_stops
from ui.stages.catalogue import STAGES
from ui.widgets.cards import Card
from ui.workspace import Workspace

CSV = "nom;mail;montant\nTotal;;\n" + "".join(f"Ada {n};ada{n}@ville.fr;{n},5\n" for n in range(12))

Quiet = Callable[[], None]


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot, quiet: Quiet, tmp_path: Path) -> MainWindow:
    path = tmp_path / "aides.csv"
    path.write_text(CSV, encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    quiet()
    return window


def part_of(workspace: Workspace, widget: QWidget) -> int:
    """Which part of the window a widget is in, in the order of reading."""
    stage = workspace.stage
    if workspace.rail.isAncestorOf(widget):
        return 1
    if widget is stage.primary:
        return 2
    if stage.cards.isAncestorOf(widget):
        return 3
    if widget is workspace.grid:
        return 4
    panel = stage.side_panel() or workspace.inspector
    return 5 if panel is widget or panel.isAncestorOf(widget) else 0


@pytest.mark.parametrize("key", STAGES)
def test_tab_follows_the_order_of_reading(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet, key: str
) -> None:
    shown.show_stage(key)
    quiet()
    workspace = shown.workspace
    assert workspace is not None
    first = shown.top_bar.file_button
    first.setFocus()
    visited: list[QWidget] = []
    for _step in range(120):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is first:
            break
        visited.append(focus)
    assert QApplication.focusWidget() is first
    parts = [part for widget in visited if (part := part_of(workspace, widget))]
    assert parts == sorted(parts)
    buttons = [b for card in workspace.stage.cards.findChildren(Card) for b in card.buttons()]
    assert [b for b in buttons if b.isEnabled() and b not in visited] == []
    qtbot.keyClick(first, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is visited[-1]


@pytest.mark.parametrize("key", STAGES)
def test_areas_that_scroll_by_keyboard_have_a_name(
    shown: MainWindow, quiet: Quiet, key: str
) -> None:
    shown.show_stage(key)
    quiet()
    areas = [stop for stop in tab_stops(shown) if isinstance(stop, QScrollArea)]
    assert [type(area).__name__ for area in areas if not area.accessibleName()] == []


def test_what_gets_the_focus_is_brought_into_view(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    shown.show_stage("publication")
    quiet()
    assert shown.workspace is not None
    form = shown.workspace.stage.form
    form.entries["limits"].input.setFocus()
    form.verticalScrollBar().setValue(0)
    form.entries["source_note"].input.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is form.entries["limits"].input
    assert not focus.visibleRegion().isEmpty()
