"""Choosing a schema: suggested, published, in a file, at an address; the mapping is corrected."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SUBSIDIES = (
    "Nom de l'attribuant;SIRET attribuant;Date de la convention;Association;Objet;Montant (€);"
    "Nature;Début;Fin;Remarque\n"
    "Ville d'Issy;21750001600019;31/12/2024;Les Amis;Fête;1 234,50 €;Aide en numéraire;"
    "01/01/2024;31/12/2024;RAS\n"
    "Ville d'Issy;21750001600019;15/01/2024;Le Club;Stade;500 €;aide en numéraire;"
    "01/01/2024;30/06/2024;\n"
)


@pytest.fixture
def stage(opened: Callable[[Path], MainWindow], tmp_path: Path, quiet: Callable[[], None]) -> Any:
    """The Schéma stage with a table of subsidies that nearly follows the published schema."""
    folder = tmp_path / "given"
    folder.mkdir()
    path = folder / "subventions.csv"
    path.write_text(SUBSIDIES, encoding="utf-8")
    window = opened(path)
    window.show_stage("schema")
    quiet()
    assert window.workspace is not None
    return window.workspace.stage


def mapping(stage: Any, qtbot: QtBot) -> Any:
    """The dialog with the mapping, once its plan is there."""
    qtbot.waitUntil(lambda: hasattr(stage.choice.dialog, "steps"), timeout=PATIENCE)
    qtbot.waitUntil(stage.choice.dialog.apply_button.isEnabled, timeout=PATIENCE)
    return stage.choice.dialog


def steps(dialog: Any) -> list[str]:
    return [dialog.steps.item(n).text() for n in range(dialog.steps.count())]


def test_the_schema_of_the_table_is_suggested_and_its_mapping_shown(
    stage: Any, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    qtbot.waitUntil(lambda: bool(stage.cards.cards()), timeout=PATIENCE)
    qtbot.mouseClick(stage.cards.cards()[0].buttons()[0], LEFT)
    dialog = mapping(stage, qtbot)
    match = dialog.model.match
    assert match.columns["nomBeneficiaire"] == "Association"
    assert "conditionsVersement" in dialog.summary.text()
    done = steps(dialog)
    assert any("Début" in step and "datesPeriodeVersement" in step for step in done)
    assert any("2 cells" in step and "montant" in step for step in done)
    assert "undoable" in dialog.outcome.text()
    before = stage.dossier.table
    qtbot.mouseClick(dialog.apply_button, LEFT)
    quiet()
    assert len(stage.dossier.history) == 1
    assert stage.dossier.table.column("montant").to_pylist() == ["1234.50", "500"]
    period = stage.dossier.table.column("datesPeriodeVersement").to_pylist()
    assert period == ["2024-01-01/2024-12-31", "2024-01-01/2024-06-30"]
    assert "Remarque" in stage.dossier.table.names
    told = [problem.sentence for problem in stage.model.problems]
    assert any("“Remarque”" in sentence for sentence in told)  # tolerated, and good to know
    assert stage.pending_count() < len(told) + len(stage.model.proposals)
    assert not stage.cards.cards()
    stage.dossier.undo()
    quiet()
    assert stage.dossier.table is before


def test_a_wrong_column_is_corrected_and_unknown_ones_can_go(
    stage: Any, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    qtbot.waitUntil(lambda: stage.model.schemas.best is not None, timeout=PATIENCE)
    stage.model.schemas.propose_suggestion(stage.model.schemas.best)
    dialog = mapping(stage, qtbot)
    choice = dialog._choices["objet"]
    choice.setCurrentIndex(choice.findData("Remarque"))
    choice.activated.emit(choice.currentIndex())
    assert dialog.model.match.columns["objet"] == "Remarque"
    assert "Objet" in dialog.model.match.extra
    other = dialog._choices["montant"]
    other.setCurrentIndex(0)
    other.activated.emit(0)
    assert "montant" in dialog.summary.text()
    dialog.only_open.setChecked(True)
    shown = [
        dialog.table.item(row, 0).text()
        for row in range(dialog.table.rowCount())
        if not dialog.table.isRowHidden(row)
    ]
    assert "montant *" in shown
    assert "idAttribuant *" not in shown
    dialog.drop_others.setChecked(True)
    dialog.convert.setChecked(False)
    qtbot.waitUntil(dialog.apply_button.isEnabled, timeout=PATIENCE)
    dialog.apply_button.click()
    quiet()
    assert "Montant (€)" not in stage.dossier.table.names
    assert stage.dossier.table.column("objet").to_pylist() == ["RAS", ""]
    assert stage.dossier.table.column("dateConvention").to_pylist()[0] == "31/12/2024"


def test_a_published_schema_is_found_by_its_subject(stage: Any, qtbot: QtBot) -> None:
    stage.choice.show_published()
    dialog = stage.choice.dialog
    qtbot.waitUntil(lambda: dialog.list.count() > 10, timeout=PATIENCE)
    dialog.search.setText("defibrillateur")
    assert dialog.entry().name == "atlasante/schema-dae"
    assert "required" in dialog.description.text()
    dialog.search.setText("subventions attribu")
    qtbot.mouseClick(dialog.use_button, LEFT)
    shown = mapping(stage, qtbot)
    assert shown.model.proposal.schema.fields_match == "partial"
    assert not dialog.isVisible()
    shown.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, bytes]]]:
    """A web site on this machine: its address, and its pages to fill."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *arguments: Any) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_catalogue_is_fetched_when_asked_and_kept(
    stage: Any, qtbot: QtBot, site: tuple[str, dict[str, bytes]]
) -> None:
    address, pages = site
    entry = {
        "name": "ville/bancs", "title": "Bancs publics", "schema_type": "tableschema",
        "schema_url": f"{address}/bancs.json", "versions": [{"version_name": "2.0"}],
    }  # fmt: skip
    pages["/schemas.json"] = json.dumps({"schemas": [entry]}).encode()
    pages["/bancs.json"] = json.dumps({"fields": [{"name": "id"}, {"name": "bois"}]}).encode()
    stage.model.schemas.catalogue_url = f"{address}/schemas.json"
    stage.choice.show_published()
    dialog = stage.choice.dialog
    qtbot.mouseClick(dialog.refresh_button, LEFT)
    dialog.search.setText("bancs")
    qtbot.waitUntil(lambda: dialog.list.count() == 1, timeout=PATIENCE)
    assert "1 schema" in dialog.state.text()
    assert "2.0" in dialog.list.item(0).text()
    pages.clear()  # the site is gone: the copy serves, and a failed refresh leaves it
    qtbot.mouseClick(dialog.refresh_button, LEFT)
    qtbot.waitUntil(lambda: "could not be fetched" in dialog.state.text(), timeout=PATIENCE)
    assert dialog.refresh_button.isEnabled()
    dialog.close()
    stage.choice.show_published()
    again = stage.choice.dialog
    again.search.setText("bancs")
    qtbot.waitUntil(lambda: again.list.count() == 1, timeout=PATIENCE)
    again.close()


def test_a_schema_is_opened_at_an_address_and_a_refusal_is_a_sentence(
    stage: Any, qtbot: QtBot, site: tuple[str, dict[str, bytes]]
) -> None:
    address, pages = site
    pages["/mine.json"] = json.dumps({"title": "Mine", "fields": [{"name": "Objet"}]}).encode()
    stage.choice.show_published()
    dialog = stage.choice.dialog
    dialog.address.setText(f"{address}/none.json")
    qtbot.mouseClick(dialog.use_button, LEFT)
    qtbot.waitUntil(lambda: "could not be fetched" in dialog.state.text(), timeout=PATIENCE)
    dialog.address.setText(f"{address}/mine.json")
    qtbot.mouseClick(dialog.use_button, LEFT)
    shown = mapping(stage, qtbot)
    assert shown.model.proposal.title == "Mine"
    shown.close()


def test_problems_come_up_once_there_is_nothing_left_to_propose(
    stage: Any, qtbot: QtBot, quiet: Callable[[], None]
) -> None:
    stage.drawer.set_current("corrections")
    qtbot.waitUntil(lambda: stage.model.schemas.best is not None, timeout=PATIENCE)
    stage.model.schemas.propose_suggestion(stage.model.schemas.best)
    mapping(stage, qtbot).apply_button.click()
    quiet()
    qtbot.waitUntil(lambda: bool(stage.model.schemas.applied), timeout=PATIENCE)
    quiet()
    assert not stage.model.proposals
    assert stage.drawer.current == "problems"
