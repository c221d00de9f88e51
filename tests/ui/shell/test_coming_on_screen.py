"""How a stage comes on screen: in steps, with the one grid in its place, and painted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QExposeEvent, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCell
from ui import pacing
from ui.main_window import MainWindow
from ui.models.marks import Mark
from ui.stages.grid_stage import GridStage
from ui.stages.preview import PreviewStage
from ui.stages.schema import SchemaStage
from ui.workspace import Workspace

Quiet = Callable[[], None]
CSV = "nom;montant\n" + "".join(f"Amicale {n};{n}\n" for n in range(200))


@pytest.fixture
def shown(
    tmp_path: Path, opened: Callable[[Path], MainWindow], qtbot: QtBot, quiet: Quiet
) -> MainWindow:
    path = tmp_path / "written" / "aides.csv"
    path.parent.mkdir()
    path.write_text(CSV, encoding="utf-8")
    return opened(path)


@pytest.fixture
def workspace(shown: MainWindow) -> Workspace:
    assert shown.workspace is not None
    return shown.workspace


def on_screen(widget: QWidget) -> QRect:
    """Where a widget is in its window; empty when it is not seen."""
    if not widget.isVisible():
        return QRect()
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


class Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_the_grid_stands_in_the_place_of_the_stage_on_screen(
    shown: MainWindow, workspace: Workspace, quiet: Quiet
) -> None:
    parent = workspace.grid.parentWidget()
    for key in ("schema", "preview", "source", "personal", "publication", "schema"):
        shown.show_stage(key)
        quiet()
        stage = workspace.stage
        place = on_screen(stage.grid_place) if isinstance(stage, GridStage) else QRect()
        assert on_screen(workspace.grid) == place
        assert workspace.grid.parentWidget() is parent  # its looks need not be worked out anew


def test_the_grid_follows_its_place(shown: MainWindow, workspace: Workspace, quiet: Quiet) -> None:
    shown.show_stage("schema")
    quiet()
    stage = workspace.stages["schema"]
    assert isinstance(stage, SchemaStage)
    before = on_screen(workspace.grid)
    shown.resize(shown.width() + 40, shown.height() + 30)
    quiet()
    assert on_screen(workspace.grid) == on_screen(stage.grid_place) != before
    before = on_screen(workspace.grid)
    upper, lower = stage.splitter.sizes()
    stage.splitter.setSizes([upper - 60, lower + 60])
    quiet()
    assert on_screen(workspace.grid) == on_screen(stage.grid_place) != before
    before = on_screen(workspace.grid)
    stage.show_message("Something to be read")  # above it
    quiet()
    assert on_screen(workspace.grid) == on_screen(stage.grid_place) != before


def test_the_grid_goes_and_comes_with_the_page(
    shown: MainWindow, workspace: Workspace, qtbot: QtBot, quiet: Quiet, tmp_path: Path
) -> None:
    shown.show_stage("schema")
    quiet()
    shown.dossier.close()
    qtbot.waitUntil(lambda: not workspace.grid.isVisible())
    other = tmp_path / "written" / "autre.csv"
    other.write_text(CSV, encoding="utf-8")
    with qtbot.waitSignal(shown.dossier.opened):
        shown.opening.open(other)
    quiet()
    assert not workspace.grid.isVisible()  # Source is on screen
    shown.show_stage("schema")
    quiet()
    assert workspace.grid.isVisible()
    assert workspace.grid.table_model.rowCount() == 200


def test_the_window_lives_between_the_steps_and_paints_the_stage_after_them(
    shown: MainWindow, workspace: Workspace, qtbot: QtBot, quiet: Quiet
) -> None:
    seen: list[tuple[bool, int]] = []
    painted = Painted(workspace.stages["personal"])
    beat = QTimer(shown)
    beat.timeout.connect(lambda: seen.append((pacing.is_under_way(), painted.times)))
    beat.start(0)
    shown.show_stage("personal")
    quiet()
    beat.stop()
    assert sum(is_under_way and not times for is_under_way, times in seen) >= 3
    assert painted.times > 0


def test_the_last_of_two_stages_asked_for_at_once_is_shown(
    shown: MainWindow, workspace: Workspace, quiet: Quiet
) -> None:
    told: list[str] = []
    workspace.stage_shown.connect(told.append)
    for key in ("schema", "publication", "personal"):
        shown.show_stage(key)
    quiet()
    assert told == ["personal"]
    assert on_screen(workspace.grid) == on_screen(workspace.stages["personal"].grid_place)  # type: ignore[attr-defined]
    assert not workspace.stages["publication"].isVisible()


def test_a_dossier_closed_while_a_stage_comes_leaves_the_start_page(
    shown: MainWindow, workspace: Workspace, qtbot: QtBot, quiet: Quiet
) -> None:
    with qtbot.waitSignal(shown.dossier.closed):
        shown.dossier.close()
        shown.show_stage("schema")
    quiet()
    assert shown.start_page.isVisible()
    assert not workspace.grid.isVisible()


@pytest.mark.parametrize("before", ["schema", "publication"])
def test_personal_data_is_never_painted_unmasked(
    tmp_path: Path,
    opened: Callable[[Path], MainWindow],
    qtbot: QtBot,
    quiet: Quiet,
    monkeypatch: pytest.MonkeyPatch,
    before: str,
) -> None:
    """A window that is uncovered is painted at once, also between two steps."""
    path = tmp_path / "written" / "contacts.csv"
    path.parent.mkdir()
    path.write_text("nom;tel\n" + "Jean Dupont;06 12 34 56 78\n" * 60, encoding="utf-8")
    window = opened(path)
    assert window.workspace is not None
    for key in ("personal", "schema", before):
        window.show_stage(key)
        quiet()
    grid, personal = window.workspace.grid, window.workspace.stages["personal"]
    seen: list[bool] = []

    def paint(event: QPaintEvent) -> None:
        if personal.isVisible():
            seen.append(bool(grid.table_model.cell(0, 1).flags & Mark.MASKED))
        type(grid).paintEvent(grid, event)

    monkeypatch.setattr(grid, "paintEvent", paint)
    handle = window.windowHandle()
    uncovering = QTimer(window)
    uncovering.timeout.connect(
        lambda: QCoreApplication.sendEvent(handle, QExposeEvent(QRegion(window.rect())))
    )
    uncovering.start(0)
    window.show_stage("personal")
    qtbot.waitUntil(lambda: bool(seen))
    uncovering.stop()
    quiet()
    assert set(seen) == {True}


def test_a_stage_goes_on_after_the_window_was_minimised(
    shown: MainWindow, workspace: Workspace, qtbot: QtBot, quiet: Quiet
) -> None:
    shown.dossier.apply(ReplaceCell(row=2, field="nom", value="Autre"))
    quiet()
    for key in ("publication", "preview"):
        shown.show_stage(key)
        quiet()
    stage = workspace.stages["preview"]
    assert isinstance(stage, PreviewStage)
    qtbot.waitUntil(lambda: workspace.grid.table_model.cell(0, 0).text == "Autre")
    shown.showMinimized()
    qtbot.waitUntil(shown.isMinimized)
    shown.showNormal()
    qtbot.waitUntil(stage.isVisible)
    shown.dossier.undo()
    qtbot.waitUntil(lambda: workspace.grid.table_model.cell(0, 0).text == "Amicale 0")
