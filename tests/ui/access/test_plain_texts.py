"""Names and cells that look like HTML are shown as they stand, in labels and in tool tips."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.plain import breakable, caption, tip

OTHERS = frozenset({"qt_toolbar_ext_label"})


def test_no_label_of_the_window_takes_its_text_for_html(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> None:
    path = tmp_path / "R&D.csv"
    path.write_text("<h1>nom;montant\n<img src='x.png'> un texte assez long pour lui;2\n")
    with qtbot.waitSignal(window.dossier.opened, timeout=20_000):
        window.opening.open(path)
    quiet()
    for stage in ("source", "schema", "personal", "preview", "publication", "review"):
        window.show_stage(stage)
        quiet()
    auto = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert auto == []
    assert window.workspace is not None
    model = window.workspace.grid.table_model
    shown = str(model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in shown
    assert "&lt;img" in shown
    texts = [button.text() for button in window.top_bar.findChildren(QPushButton)]
    assert "R&&D.csv" in texts


def test_ordinary_texts_stay_as_they_are() -> None:
    assert tip("Ada & Léo\ndeux lignes") == "Ada & Léo\ndeux lignes"
    assert tip("a < b\nc") == "<span>a &lt; b<br>c</span>"
    assert caption("R&D") == "R&&D"


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Montant total hors taxes", "Montant total hors taxes"),
        ("par awa@ville.example", "par awa@ville.example"),
        ("<louis.martin@valmont.example>", "<louis.martin@|valmont.example>"),
        ("exports_des_logiciels_metiers", "exports_|des_|logiciels_|metiers"),
        ("x" * 30, "x" * 24 + "|" + "x" * 6),
    ],
)
def test_long_words_may_be_broken_and_nothing_of_them_is_lost(text: str, parted: str) -> None:
    assert breakable(text) == parted.replace("|", "\u200b")
