"""A dossier that was begun and closed again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.operations.structure import SuppressField
from ui.main_window import MainWindow

PATIENCE = 30_000

CSV = "nom;ville;montant\nAlpha;Issy;3\nBeta;Paris;4\n"


@pytest.fixture
def prepared(
    window: MainWindow, qtbot: QtBot, quiet: Callable[[], None], tmp_path: Path
) -> tuple[Path, Path]:
    """A source and its saved dossier, closed again."""
    folder = tmp_path / "work"
    folder.mkdir()
    source = folder / "subventions.csv"
    source.write_text(CSV, encoding="utf-8")
    with qtbot.waitSignal(window.dossier.opened, timeout=PATIENCE):
        window.opening.open(source)
    quiet()
    window.dossier.apply(SuppressField(field="ville"))
    quiet()
    path = window.dossier.dossier.path
    assert path is not None
    with qtbot.waitSignal(window.dossier.closed, timeout=PATIENCE):
        window.dossier.close()
    return source, path
