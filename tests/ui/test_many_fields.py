"""Tables with hundreds of fields, hundreds of problems: all of it is there, in steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from curator.operations.cell import TrimCells
from ui import pacing
from ui.main_window import MainWindow
from ui.models.marks import Marks
from ui.stages.personal import PersonalStage
from ui.stages.preview import PreviewStage
from ui.widgets.drawer_lines import MOST_LINES, Line, Lines

FIELDS = 130


@pytest.fixture
def lines(qtbot: QtBot) -> Lines:
    made = Lines()
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    return made


@pytest.fixture
def show(lines: Lines, qtbot: QtBot) -> Callable[[Sequence[Line]], None]:
    def shown(wanted: Sequence[Line]) -> None:
        lines.show_lines([partial(lambda line: line, line) for line in wanted], "Nothing.", lines)
        qtbot.waitUntil(lambda: not pacing.is_under_way())

    return shown


def texts(lines: Lines) -> list[str]:
    return [widget.line.text for widget in lines.widgets() if widget.isVisible()]


def line(n: int, done: list[str] | None = None, *labels: str) -> Line:
    def act(label: str) -> None:
        if done is not None:
            done.append(f"{label} {n}")

    return Line(
        sign="warning",
        text=f"Problem {n}",
        count=f"{n} cells",
        actions=tuple((label, partial(act, label)) for label in labels),
    )


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_all_the_lines_come_and_go(
    lines: Lines, show: Callable[[Sequence[Line]], None], qtbot: QtBot
) -> None:
    for many in (3, 130, 45, 0, 61):
        show([line(n) for n in range(many)])
        assert texts(lines) == [f"Problem {n}" for n in range(many)]
    show([line(n) for n in range(MOST_LINES + 7)])
    assert len(texts(lines)) == MOST_LINES


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_line_that_says_something_else_does_something_else(
    lines: Lines, show: Callable[[Sequence[Line]], None], qtbot: QtBot
) -> None:
    done: list[str] = []
    show([line(0, done, "Show", "Correct"), line(1, done, "Correct")])
    first, second = lines.widgets()
    qtbot.mouseClick(first.buttons[1], Qt.MouseButton.LeftButton)
    show([line(5, done, "Correct"), line(6, done, "Show", "Correct"), line(7)])
    assert [len(w.buttons) for w in lines.widgets()] == [1, 2, 0]
    assert [sum(b.isVisible() for b in w.findChildren(QPushButton)) for w in lines.widgets()] == [
        1, 2, 0,
    ]  # fmt: skip
    qtbot.mouseClick(first.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(second.buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["Correct 0", "Correct 5", "Show 6"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_line_that_is_about_to_say_something_else_does_nothing(
    lines: Lines, show: Callable[[Sequence[Line]], None], qtbot: QtBot
) -> None:
    done: list[str] = []
    show([line(n, done, "Correct") for n in range(100)])
    last = lines.widgets()[-1].buttons[0]
    lines.show_lines([partial(line, n, done, "Correct") for n in range(200, 300)], "", lines)
    last.click()
    assert done == []
    qtbot.waitUntil(lambda: not pacing.is_under_way())
    last.click()
    assert done == ["Correct 299"]


@pytest.fixture
def wide(tmp_path: Path, opened: Callable[[Path], MainWindow]) -> MainWindow:
    names = [f"champ {n}" for n in range(FIELDS)]
    row = [
        ("a title that wants its room, being long" if n % 2 else f" {n} ") for n in range(FIELDS)
    ]
    path = tmp_path / "written" / "large.csv"
    path.parent.mkdir()
    path.write_text("\n".join(";".join(line) for line in (names, row, row)), encoding="utf-8")
    return opened(path)


def test_every_field_gets_its_width(wide: MainWindow, quiet: Callable[[], None]) -> None:
    wide.show_stage("schema")
    quiet()
    assert wide.workspace is not None
    grid = wide.workspace.grid
    narrow = {grid.columnWidth(n) for n in range(0, FIELDS, 2)}
    broad = {grid.columnWidth(n) for n in range(1, FIELDS, 2)}
    assert max(narrow) < min(broad)


def test_the_preview_names_as_many_fields_as_anyone_reads(
    wide: MainWindow, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    for n in range(0, FIELDS, 2):
        wide.dossier.apply(TrimCells(field=f"champ {n}"))
    quiet()
    wide.show_stage("preview")
    quiet()
    assert wide.workspace is not None
    stage = wide.workspace.stage
    assert isinstance(stage, PreviewStage)
    qtbot.waitUntil(lambda: stage.model.tables is not None)
    quiet()
    buttons = [b for b in stage.panel.findChildren(QPushButton) if b.property("field")]
    assert {b.text() for b in buttons} == {f"champ {n}" for n in range(0, 100, 2)}


def test_as_many_findings_as_anyone_looks_through_have_a_card(
    tmp_path: Path, opened: Callable[[Path], MainWindow], qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    names = [f"Courriel {n}" for n in range(30)]
    rows = [[f"claire.moreau{n}@orange.fr" for n in range(30)] for _row in range(4)]
    path = tmp_path / "written" / "contacts.csv"
    path.parent.mkdir()
    path.write_text("\n".join(";".join(line) for line in (names, *rows)), encoding="utf-8")
    window = opened(path)
    window.show_stage("personal")
    quiet()
    assert window.workspace is not None
    stage = window.workspace.stage
    assert isinstance(stage, PersonalStage)
    qtbot.waitUntil(lambda: stage.model.is_current)
    titles = [card.title.text() for card in stage.cards.cards()]
    assert titles == [*names[:15], "and 15 more"]
    assert stage.pending_count() == 30
    first = stage.model.findings[0].suggestion
    assert first is not None
    stage.model.apply(first)
    quiet()
    qtbot.waitUntil(lambda: stage.model.is_current and stage.pending_count() == 29)
    titles = [card.title.text() for card in stage.cards.cards()]
    assert titles == [*names[1:16], "and 15 more"]  # what was done stands last


def test_widths_that_were_not_found_yet_are_not_kept(
    tmp_path: Path, window: MainWindow, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    """Another stage shows a table of its own while the columns of the file are still measured."""
    path = tmp_path / "large.csv"
    text = "a text that wants all the room that a field gets, and more"
    rows = [[f"c{n}" for n in range(400)], *([text] * 400 for _row in range(30))]
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    assert window.workspace is not None
    grid = window.workspace.grid
    door = window.dossier
    grid.set_table(door.table)
    assert grid.fit.pending
    grid.show_own_table(door.table.with_column("c0", door.table.column("c1")), Marks())
    assert grid.fit.pending
    grid.show_dossier_table()
    quiet()
    assert {grid.columnWidth(n) for n in range(400)} == {grid.columnWidth(0)}


def test_what_another_table_is_widened_for_ends_with_it(
    wide: MainWindow, quiet: Callable[[], None]
) -> None:
    wide.show_stage("schema")
    quiet()
    assert wide.workspace is not None
    grid, table = wide.workspace.grid, wide.dossier.table
    before = [grid.columnWidth(n) for n in range(FIELDS)]
    changed = {
        name: pa.chunked_array([["what it was, at some length"] * 2]) for name in table.names
    }
    grid.show_own_table(table, Marks(before=changed))
    grid.show_dossier_table(Marks())
    quiet()
    assert [grid.columnWidth(n) for n in range(FIELDS)] == before


def test_a_field_that_is_looked_at_stays_in_sight(
    wide: MainWindow, quiet: Callable[[], None]
) -> None:
    wide.show_stage("schema")
    quiet()
    assert wide.workspace is not None
    grid = wide.workspace.grid
    for n in range(FIELDS):
        grid.setColumnWidth(n, 80)
    grid.fit.start(wide.dossier.table.names)
    grid.select_field("champ 120")
    left = grid.columnViewportPosition(120)
    assert 0 <= left < grid.viewport().width()
    quiet()
    assert 0 <= grid.columnViewportPosition(120) < grid.viewport().width()
