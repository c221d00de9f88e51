"""Whoever works with the keyboard alone keeps their place when what they acted on is made anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.widgets.cards import Card

Quiet = Callable[[], None]


@pytest.fixture
def shown(window: MainWindow, quiet: Quiet, tmp_path: Path) -> MainWindow:
    copy = tmp_path / SAMPLE.name
    shutil.copyfile(SAMPLE, copy)
    window.opening.open(copy)
    quiet()
    return window


def press(qtbot: QtBot, place: QWidget, label: str) -> None:
    """Press a button with the keyboard."""
    button = next(
        b for b in place.findChildren(QPushButton) if b.text().startswith(label) and b.isVisible()
    )
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_after_a_card_was_settled_the_next_one_has_the_focus(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    shown.show_stage("personal")
    quiet()
    assert shown.workspace is not None
    cards = shown.workspace.stage.cards
    settled = cards.cards()[0].title.text()  # type: ignore[attr-defined]
    press(qtbot, cards, "Remove the field")
    quiet()
    button = focus()
    card = button.parentWidget()
    assert isinstance(card, Card)
    assert isinstance(button, QPushButton)
    assert button.text() == "Remove the field"
    assert card.title.text() != settled


def test_after_the_last_card_the_stage_has_the_focus(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    assert shown.workspace is not None
    stage = shown.workspace.stage
    card = Card("Only one")
    card.add_action("Settle it", lambda: stage.cards.set_cards([]))
    stage.cards.set_cards([card])
    quiet()
    press(qtbot, stage.cards, "Settle it")
    qtbot.waitUntil(lambda: focus() is stage.primary, timeout=2000)


def test_after_a_correction_the_next_one_has_the_focus(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    shown.show_stage("schema")
    assert shown.workspace is not None
    stage: Any = shown.workspace.stage
    drawer = stage.drawer

    def wait_for_check() -> None:
        quiet()
        qtbot.waitUntil(lambda: bool(stage.model.is_current), timeout=20_000)
        qtbot.wait(20)

    wait_for_check()
    drawer.set_current("corrections")
    press(qtbot, drawer, "Apply the")
    qtbot.waitUntil(lambda: isinstance(focus(), QTabBar), timeout=20_000)
    assert drawer.isAncestorOf(focus())
    wait_for_check()
    drawer.set_current("corrections")
    press(qtbot, drawer.lines("corrections")[0], "Correct")
    wait_for_check()
    assert focus() in drawer.lines("corrections")[0].buttons
    assert focus().text() == "Correct"  # type: ignore[attr-defined]


@pytest.mark.parametrize("way", ["card", "identity"])
def test_what_is_sent_to_in_the_panel_is_seen_in_a_narrow_window(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet, way: str
) -> None:
    shown.resize(720, 600)
    quiet()
    assert shown.workspace is not None
    panel = shown.workspace.stage.side_panel()
    assert panel is not None
    assert not panel.isVisible()
    if way == "card":
        press(qtbot, shown.workspace.stage.cards, "Adjust the header")
    else:
        shown.show_stage("publication")
        quiet()
        publication: Any = shown.workspace.stage
        assert publication.panel.identity.person() is None  # nobody said yet who works here
    qtbot.waitUntil(lambda: focus().isVisible(), timeout=5000)
    panel = shown.workspace.stage.side_panel()
    assert panel is not None
    assert panel.isAncestorOf(focus())
