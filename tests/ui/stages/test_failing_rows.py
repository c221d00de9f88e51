"""Schéma: failing rows alone in the grid, edited in place, or sent back to those who own them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from curator.operations import Operation
from curator.operations.structure import DefineField
from curator.readers.output_audit import audit_output
from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FIELD = "Objet"


@pytest.fixture
def failing(
    show_stage: Callable[[str], Any],
    apply: Callable[[Operation], None],
) -> Any:
    """The stage, with every text of one field that is longer than 20 letters invalid."""
    stage = show_stage("schema")
    apply(DefineField(field=FIELD, properties={"constraints": {"maxLength": 20}}))
    return stage


def failing_rows(window: MainWindow) -> list[int]:
    table = window.dossier.table
    texts = zip(table.source_rows.tolist(), table.column(FIELD).to_pylist(), strict=True)
    return [row for row, text in texts if len(text) > 20]


def shown_rows(window: MainWindow) -> list[int]:
    assert window.workspace is not None
    model = window.workspace.grid.table_model
    return [model.source_row(row) for row in range(model.rowCount())]


def line_of(stage: Any) -> Any:
    """The line of the drawer that tells of the texts that are too long."""
    stage.drawer.set_current("problems")
    return next(w for w in stage.drawer.lines("problems") if w.line.text.startswith(FIELD))


def test_show_leaves_only_the_failing_rows_and_they_are_edited_in_place(
    qtbot: QtBot, sample: MainWindow, failing: Any, quiet: Callable[[], None]
) -> None:
    every, bad = shown_rows(sample), failing_rows(sample)
    assert 1 < len(bad) < len(every)
    qtbot.mouseClick(line_of(failing).buttons[0], LEFT)
    quiet()
    assert shown_rows(sample) == bad
    assert sample.workspace is not None
    grid = sample.workspace.grid
    grid.setFocus()
    grid.go_to_source_row(bad[0], FIELD)
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    editor = grid.findChild(QWidget, "cell-editor")
    editor.selectAll()
    qtbot.keyClicks(editor, "Short")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    quiet()
    assert failing_rows(sample) == bad[1:]
    assert shown_rows(sample) == bad, "a row mended stays in sight until all rows are shown again"
    assert f"{len(bad) - 1} cell" in line_of(failing).line.count
    assert grid.table_model.source_row(grid.currentIndex().row()) == bad[1]
    qtbot.mouseClick(line_of(failing).buttons[0], LEFT)
    quiet()
    assert shown_rows(sample) == bad[1:]
    qtbot.mouseClick(line_of(failing).buttons[0], LEFT)
    quiet()
    assert shown_rows(sample) == every


def test_the_failing_rows_are_exported_for_the_service_that_owns_them(
    qtbot: QtBot,
    sample: MainWindow,
    failing: Any,
    quiet: Callable[[], None],
    tmp_path: Path,
) -> None:
    from openpyxl import load_workbook

    failing.drawer.set_current("problems")
    qtbot.mouseClick(failing.drawer.buttons["problems"], LEFT)
    dialog = failing.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("subventions_2025-rows-to-correct.xlsx")
    out = tmp_path / "back.xlsx"
    with qtbot.waitSignal(failing.model.error_export.written, timeout=20_000):
        dialog.fileSelected.emit(str(out))
    dialog.close()
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))[1:]
    problems = failing.model.problems
    positions = {p for problem in problems for p in problem.positions.tolist()}
    wanted = sorted(int(sample.dossier.table.source_rows[p]) for p in positions)
    assert [row[0] for row in rows] == wanted
    assert len(problems) > 1, "what validation does not know of is told too"
    told = "\n".join(row[-1] for row in rows)
    assert f"{FIELD}: The text is too long" in told
    assert "“Date de la convention” holds dates and some texts" in told
    assert audit_output(out) == ()
    assert "back.xlsx" in failing.message_bar.text


def test_the_source_is_never_overwritten_with_its_failing_rows(
    sample: MainWindow, failing: Any
) -> None:
    source = sample.dossier.source.path
    before = source.read_bytes()
    failing.model.write_error_workbook(source)
    assert "never written to" in failing.message_bar.text
    assert source.read_bytes() == before


def test_there_is_nothing_to_export_where_nothing_fails(
    failing: Any, show_stage: Callable[[str], Any]
) -> None:
    failing.drawer.set_current("corrections")
    assert not failing.drawer.buttons["problems"].isVisible()
    failing.drawer.set_current("problems")
    assert failing.drawer.buttons["problems"].isVisible()
    failing.model.analysis = None
    failing.drawer.refresh()
    assert not failing.drawer.buttons["problems"].isVisible()
