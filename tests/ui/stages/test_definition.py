"""The definition of a field in the inspector shows what the schema says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.widgets.inspector.definition import DefinitionSection


def test_the_form_of_numbers_is_the_one_of_the_field(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "montants.csv"
    rows = "".join(f"n{n};{n * 7 % 13},5\n" for n in range(40))
    path.write_text(f"nom;montant\n{rows}", encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    window.workspace.grid.select_field("montant")
    section = window.findChild(DefinitionSection)
    assert window.dossier.schema["montant"].options["decimalChar"] == ","
    assert section.format.currentText() == "1234,50"
    section.format.setCurrentIndex(section.format.findText("1234.50"))
    section.format.activated.emit(section.format.currentIndex())
    quiet()
    assert "decimalChar" not in window.dossier.schema["montant"].options
    assert section.format.currentText() == "1234.50"
