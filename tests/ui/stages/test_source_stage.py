"""The Source stage: what it says of a file, in words that everybody knows."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.readers import HiddenFinding
from curator.severity import Severity
from ui import theme
from ui.main_window import MainWindow
from ui.models.wording import place_name
from ui.widgets.cards import Tone
from ui.widgets.raw_rows import RawRows
from ui.widgets.reading_panel import ENCODING_NAMES


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


def workbook_of_a_company(path: Path) -> Path:
    """A workbook that names a person in one part of its properties, a company in another."""
    path.parent.mkdir()
    book = Workbook()
    book.properties.creator = "Claire Martin"
    sheet = book.active
    for row in (("Commune", "Montant"), ("Nîmes", 12), ("Orléans", 8)):
        sheet.append(row)
    plain = io.BytesIO()
    book.save(plain)
    with ZipFile(plain) as parts, ZipFile(path, "w") as written:
        for name in parts.namelist():
            part = parts.read(name)
            if name == "docProps/app.xml":
                part = part.replace(b"</Properties>", b"<Company>Mairie</Company></Properties>")
            written.writestr(name, part)
    return path


def test_as_many_hidden_elements_are_counted_as_are_listed(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    window = opened(workbook_of_a_company(tmp_path / "written" / "classeur.xlsx"))
    assert window.workspace is not None
    stage = window.workspace.stages["source"]
    # Told in the same words, the two parts are one thing to know of.
    assert len(window.dossier.source.hidden) == 2
    labels = stage.panel.hidden.findChildren(QLabel)
    listed = [one.text() for one in labels if one.property("role") == "strong" and one.text()]
    assert listed == ["Properties of the document"]
    titles = [card.title.text() for card in stage.cards.cards()]
    assert "Hidden content: 1 element" in titles


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


def long_file(
    folder: Path, name: str, *, rows: int = 150, above: int = 0, encoding: str = "utf-8"
) -> Path:
    """A file of ``rows`` under a header, with ``above`` lines of a title page above it."""
    folder.mkdir(exist_ok=True)
    title = [f"Ligne de présentation {n}" for n in range(above)]
    records = [f"Nîmes {n};{n};2024-01-{n % 28 + 1:02}" for n in range(rows)]
    text = "\n".join([*title, "Commune;Montant;Date", *records]) + "\n"
    (folder / name).write_bytes(text.encode(encoding))
    return folder / name


def seen_rows(rows: RawRows) -> range:
    """The numbers, as in the file, of the rows that stand in the view as a whole."""
    last = rows.rowAt(rows.viewport().height() - theme.GRID_ROW)
    return range(rows.rowAt(0) + 1, last + 2)


def test_another_file_is_shown_from_its_first_row(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    window = opened(long_file(tmp_path / "written", "avant.csv"))
    assert window.workspace is not None
    rows = window.workspace.stages["source"].rows
    for name in ("apres.csv", "apres.csv"):  # the same file opened again is a new one too
        rows.scrollToBottom()
        assert 1 not in seen_rows(rows)
        opened(long_file(tmp_path / "written", name))
        assert seen_rows(rows)[0] == 1


def test_a_header_far_down_is_in_sight_when_the_file_is_opened(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    window = opened(long_file(tmp_path / "written", "presente.csv", above=60))
    assert window.workspace is not None
    stage = window.workspace.stages["source"]
    assert stage.model.table.header_rows == (60,)
    assert 61 in seen_rows(stage.rows)


def test_a_header_far_down_is_in_sight_where_there_was_nothing_to_scroll_before(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    window = opened(long_file(tmp_path / "written", "court.csv", rows=3))
    assert window.workspace is not None
    rows = window.workspace.stages["source"].rows
    assert rows.verticalScrollBar().maximum() == 0
    opened(long_file(tmp_path / "written", "presente.csv", above=60))
    assert 61 in seen_rows(rows)


def test_the_header_that_was_chosen_is_in_sight(
    opened: Callable[[Path], MainWindow], tmp_path: Path, quiet: Callable[[], None]
) -> None:
    window = opened(long_file(tmp_path / "written", "avant.csv"))
    assert window.workspace is not None
    stage = window.workspace.stages["source"]
    for number in (101, 1):
        stage.rows.scrollToBottom()
        stage.model.set_header_rows(number)
        quiet()
        assert stage.model.table.header_rows == (number - 1,)
        assert number in seen_rows(stage.rows)


def test_the_rows_looked_at_stay_in_sight_when_they_are_decoded_in_another_way(
    opened: Callable[[Path], MainWindow], tmp_path: Path, quiet: Callable[[], None]
) -> None:
    window = opened(long_file(tmp_path / "written", "latin.csv", encoding="cp1252"))
    assert window.workspace is not None
    stage = window.workspace.stages["source"]
    stage.rows.scrollToBottom()
    before = seen_rows(stage.rows)
    stage.model.set_encoding("mac_roman")
    quiet()
    assert "Nîmes" not in stage.model.rows()[-1].cells[0]
    assert seen_rows(stage.rows) == before


@pytest.mark.parametrize("encoding", ["iso-8859-15", "mac_roman", "cp1252", "utf-16"])
def test_the_encoding_chosen_stands_once_under_its_name(
    qtbot: QtBot, window: MainWindow, quiet: Callable[[], None], tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "lieux.csv"
    path.write_text("lieu;nombre\nMédiathèque;3\nForêt;5\n", encoding=encoding)
    with qtbot.waitSignal(window.dossier.opened, timeout=30_000):
        window.opening.open(path)
    quiet()
    assert window.workspace is not None
    stage: Any = window.workspace.stage
    stage.model.set_encoding(encoding)
    quiet()
    combo = stage.panel.encoding
    names = [combo.itemText(n) for n in range(combo.count())]
    assert len(set(names)) == len(names) == 5
    assert combo.currentText() == ENCODING_NAMES[encoding]


def test_an_input_that_is_left_as_its_dossier_goes_asks_for_nothing(
    qtbot: QtBot, sample: MainWindow, quiet: Callable[[], None]
) -> None:
    assert sample.workspace is not None
    stage: Any = sample.workspace.stages["source"]
    with qtbot.waitSignal(sample.dossier.closed, timeout=30_000):
        sample.dossier.close()
    stage.panel.header.valueChanged.emit(3)
    for act in (lambda: stage.model.set_table(1), lambda: stage.model.set_encoding("cp1252")):
        act()
    quiet()
    assert not sample.dossier.is_open
