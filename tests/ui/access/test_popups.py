"""What opens over the window has a name for screen readers, and messages are said."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.widgets.grid_menus import cell_menu, field_menu
from ui.widgets.message_bar import Kind

Quiet = Callable[[], None]


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot, quiet: Quiet, tmp_path: Path) -> MainWindow:
    copy = tmp_path / SAMPLE.name
    shutil.copyfile(SAMPLE, copy)
    window.opening.open(copy)
    quiet()
    window.show_stage("personal")
    assert window.workspace is not None
    model: Any = window.workspace.stage.model  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(model.is_current), timeout=30_000)
    window.show_stage("schema")
    quiet()
    return window


def spoken(widget: QWidget) -> str:
    """The name that the accessibility interface gives."""
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name)


def test_menus_say_what_they_are_about(shown: MainWindow) -> None:
    assert shown.workspace is not None
    grid, stages = shown.workspace.grid, shown.workspace.stages
    field = shown.dossier.table.names[0]
    personal: Any = stages["personal"]
    schema: Any = stages["schema"]
    treatments = personal.treatment_menu(personal.model.personal_findings[0].name)
    menus = [field_menu(grid, field), cell_menu(grid, 0, 0), schema.type_menu(field), treatments]
    for menu in menus:
        assert field in spoken(menu) or menu is treatments
    for menu in shown.findChildren(QMenu):
        is_inner = isinstance(menu.parent(), QMenu) or menu.title()
        assert spoken(menu) or is_inner, [action.text() for action in menu.actions()]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_lists_of_choices_are_named_like_their_box(shown: MainWindow, qtbot: QtBot) -> None:
    assert shown.workspace is not None
    box = next(c for c in shown.workspace.inspector.findChildren(QComboBox) if c.isVisible())
    box.showPopup()
    qtbot.wait(10)
    assert spoken(box.view()) == box.accessibleName() != ""
    box.hidePopup()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_filter_by_value_says_of_which_field(shown: MainWindow, quiet: Quiet) -> None:
    assert shown.workspace is not None
    grid, field = shown.workspace.grid, shown.dossier.table.names[0]
    grid.arranging.open_value_filter(field, grid.mapToGlobal(QPoint(40, 40)))
    quiet()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert spoken(popup) == f"Filter “{field}”"
    popup.close()


def test_a_message_is_said_while_the_focus_stays(
    shown: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    shown.show_message("Something is wrong.", Kind.ERROR)
    assert said == ["Something is wrong."]


def test_what_is_being_typed_in_a_cell_is_kept_when_the_dossier_is_closed(
    shown: MainWindow, qtbot: QtBot, quiet: Quiet
) -> None:
    assert shown.workspace is not None
    grid = shown.workspace.grid
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "zz")
    source = shown.dossier.source.path
    with qtbot.waitSignal(shown.dossier.closed, timeout=30_000):
        shown.dossier.close()
    quiet()
    shown.opening.open(source)
    quiet()
    assert [entry.sentence for entry in shown.dossier.history]
