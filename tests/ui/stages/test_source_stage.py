"""The Source stage: what it says of a file, in words that everybody knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.readers import HiddenFinding
from curator.severity import Severity
from ui.main_window import MainWindow
from ui.models.wording import place_name
from ui.widgets.cards import Tone


def finding(location: str, kind: str = "", **parameters: object) -> HiddenFinding:
    return HiddenFinding(
        kind=kind, location=location, message="", severity=Severity.NOTE, parameters=parameters
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (finding("Tél. privés", "very-hidden-sheet", sheet="Tél. privés"), "Sheet “Tél. privés”"),
        (finding("Feuil1!H:H", "hidden-columns", sheet="Feuil1"), "Sheet “Feuil1”, H:H"),
        (finding("dgf.csv:25", "formula-injection", count=1, row=25), "Row 25"),
        (finding("content.xml", "formulas"), "Formulas"),
        (finding("xl/comments/comment1.xml", "comment"), "Comments"),
        (finding("old.xls", "header-footer"), "Headers and footers of pages"),
        (finding("MBD027BEBB1/Ole", "odd"), "Inside the file"),
    ],
)
def test_hidden_content_is_named_by_where_it_is_or_what_it_is(
    found: HiddenFinding, said: str
) -> None:
    assert place_name(found) == said


def test_a_header_without_rows_is_to_settle(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "written" / "vide.csv"
    path.parent.mkdir()
    path.write_text("Commune;Montant;Date\n", encoding="utf-8")
    window = opened(path)
    assert window.workspace is not None
    card = window.workspace.stages["source"].cards.cards()[0]
    assert card.tone is Tone.TO_SETTLE
    assert card.title.text() == "Header found, but no row under it"


def test_lines_of_several_encodings_are_said_in_words(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "written" / "melange.csv"
    path.parent.mkdir()
    rows = ["nom;ville", "Zoé;Nîmes", "Léa;Orléans"]
    path.write_bytes("\n".join(rows[:2]).encode() + b"\n" + rows[2].encode("cp1252") + b"\n")
    window = opened(path)
    assert window.workspace is not None
    panel = window.workspace.stages["source"].panel
    assert panel.encoding.currentText() == "Several, line by line"
