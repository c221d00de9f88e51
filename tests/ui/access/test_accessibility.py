"""Every control has a name, everything is reached by Tab, nothing traps it; the rest is visible."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.dialogs.about import AboutDialog
from ui.dialogs.crash import CrashDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.main_window import MainWindow
from ui.opening import SAMPLE
from ui.stages.catalogue import STAGES

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def is_control(widget: QWidget) -> bool:
    """Whether someone can act on it; parts of a control are the control's business."""
    if isinstance(widget, (QHeaderView, QScrollBar)):
        return False
    parent = widget.parentWidget()
    if isinstance(parent, (QAbstractSpinBox, QComboBox, QLineEdit)):
        return False
    if widget.objectName() == "qt_tableview_cornerbutton":
        return False
    return isinstance(widget, CONTROLS)


def controls(root: QWidget) -> list[QWidget]:
    return [w for w in root.findChildren(QWidget) if w.isVisible() and is_control(w)]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return "" if interface is None else interface.text(QAccessible.Text.Name).strip()


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(w).__name__} {w.objectName()} in {type(w.parentWidget()).__name__}"
        for w in controls(root)
        if not name_of(w)
    ]


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def tab_round(qtbot: QtBot, root: QWidget) -> set[QWidget]:
    """Everything that gets the focus by Tab until it comes round again."""
    focus = QApplication.focusWidget()
    if focus is None or not root.isAncestorOf(focus):
        next(w for w in controls(root) if takes_tab(w)).setFocus()
    start = QApplication.focusWidget()
    seen: set[QWidget] = set()
    for _step in range(400):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in seen and focus is start:
            return seen
        seen.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is focus:
            assert sum(takes_tab(w) for w in controls(root)) == 1, f"{focus} keeps the focus"
            return seen
    raise AssertionError(f"Tab does not come round: {QApplication.focusWidget()}")


def not_reached(root: QWidget, seen: set[QWidget]) -> list[str]:
    proxies = {w.focusProxy() for w in seen if w.focusProxy() is not None}
    return [
        f"{type(w).__name__} {w.objectName()} {name_of(w)}"
        for w in controls(root)
        if takes_tab(w) and w not in seen and w not in proxies
    ]


@pytest.fixture
def sample(opened: Callable[[Path], MainWindow]) -> MainWindow:
    return opened(SAMPLE)


def test_the_start_page(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.settings.add_recent(tmp_path / "one.csv")
    window.start_page.show_recent(window.settings.recent)
    assert unnamed(window) == []
    assert not_reached(window, tab_round(qtbot, window)) == []


@pytest.mark.parametrize("stage", STAGES)
def test_every_control_of_a_stage_has_a_name(
    sample: MainWindow, quiet: Callable[[], None], stage: str
) -> None:
    sample.show_stage(stage)
    quiet()
    assert unnamed(sample) == []


@pytest.mark.parametrize("stage", STAGES)
def test_tab_reaches_and_leaves_everything_of_a_stage(
    sample: MainWindow, qtbot: QtBot, quiet: Callable[[], None], stage: str
) -> None:
    sample.show_stage(stage)
    quiet()
    assert not_reached(sample, tab_round(qtbot, sample)) == []


@pytest.mark.parametrize("stage", STAGES)
def test_names_are_in_the_language_of_the_window(
    sample: MainWindow, quiet: Callable[[], None], stage: str, qapp: QApplication
) -> None:
    from ui import i18n

    sample.show_stage(stage)
    quiet()
    english = {name_of(w) for w in controls(sample)}
    i18n.switch(qapp, "fr")
    quiet()
    french = {name_of(w) for w in controls(sample)}
    left = {n for n in english & french if " " in n and not any(c.isdigit() for c in n)}
    assert left <= data_texts(sample)


def data_texts(window: MainWindow) -> set[str]:
    """Texts that come from the file, the same in every language."""
    return set(window.dossier.table.names) | {window.dossier.source.file.name}


@pytest.mark.parametrize(
    "make",
    [ShortcutsDialog, AboutDialog, partial(CrashDialog, "details")],
    ids=["shortcuts", "about", "crash"],
)
def test_dialogs(qtbot: QtBot, quiet: Callable[[], None], make: Callable[[], QWidget]) -> None:
    dialog = make()
    dialog.show()
    check_dialog(dialog, qtbot, quiet)


TRANSFORMS = ("find", "case", "formula", "merge", "filter", "pad", "clusters", "map")


@pytest.mark.parametrize("key", TRANSFORMS)
def test_dialogs_of_changes(
    sample: MainWindow, qtbot: QtBot, quiet: Callable[[], None], key: str
) -> None:
    from ui.models.transform_list import transforms

    sample.show_stage("schema")
    quiet()
    assert sample.workspace is not None
    transforming = sample.workspace.stage.transforming
    transforming.open(next(one for one in transforms() if one.key == key), "Domaine")
    check_dialog(transforming.dialog, qtbot, quiet)


@pytest.mark.parametrize("kind", ["published", "mapping"])
def test_dialogs_of_schemas(
    sample: MainWindow, qtbot: QtBot, quiet: Callable[[], None], kind: str
) -> None:
    from curator.schema.catalogue import pack_schema

    sample.show_stage("schema")
    quiet()
    assert sample.workspace is not None
    stage = sample.workspace.stage
    if kind == "published":
        stage.choice.show_published()
    else:
        stage.model.schemas.propose_published(pack_schema("scdl/subventions"), "subventions")
    qtbot.waitUntil(lambda: stage.choice.dialog is not None, timeout=30_000)
    check_dialog(stage.choice.dialog, qtbot, quiet)


def check_dialog(dialog: QWidget, qtbot: QtBot, quiet: Callable[[], None]) -> None:
    """Every control of a dialog has a name and is reached by Tab."""
    quiet()
    dialog.activateWindow()
    with qtbot.waitActive(dialog):
        pass
    assert unnamed(dialog) == []
    assert not_reached(dialog, tab_round(qtbot, dialog)) == []
    dialog.close()
