"""The top bar names the sheet that is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow


def told(window: MainWindow) -> list[str]:
    return [label.text() for label in window.top_bar.findChildren(QLabel)]


def test_the_sheet_named_is_the_one_read_when_its_header_is_adjusted_too(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "Budget"
    for row in (("Poste", "Montant", "Note"), ("Eau", 1, "a"), ("Gaz", 2, "b"), ("Bois", 3, "c")):
        book.active.append(row)
    other = book.create_sheet("Effectifs")
    for row in (("Service", "Agents"), ("Voirie", 4), ("Sport", 5)):
        other.append(row)
    path = tmp_path / "classeur.xlsx"
    book.save(path)
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    quiet()
    assert window.workspace is not None
    model = window.workspace.stage.model
    model.set_table(2)
    quiet()
    assert any("Effectifs" in text for text in told(window))
    model.set_header_rows(2)
    quiet()
    assert window.dossier.table.names == ["Voirie", "4"]
    assert any("Effectifs" in text for text in told(window))
