"""The one door: changes in order, undo that cannot fail, refusals as sentences, journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.operations.cell import ReplaceCell, TrimCells
from curator.operations.structure import RenameField, SuppressField
from ui import tasks
from ui.view_models.dossier import DossierViewModel
from ui.view_models.schema import schema_of
from ui.view_models.source import SourceViewModel

Settle = Callable[[DossierViewModel], None]
CSV = "nom;montant;ville\nAlpha;12,5;Issy\nBeta;3;Issy\nGamma;7;Paris\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "subventions.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def door(qtbot: QtBot, source: Path) -> DossierViewModel:
    made = DossierViewModel()
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open(source)
    return made


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[DossierViewModel], None]:
    def wait(door: DossierViewModel) -> None:
        qtbot.waitUntil(lambda: not door.is_busy and not tasks.running(), timeout=20_000)

    return wait


def test_a_change_is_one_step_with_a_name(qtbot: QtBot, door: DossierViewModel) -> None:
    with qtbot.waitSignal(door.table_changed):
        door.apply(SuppressField(field="ville"))
    assert door.table.names == ["nom", "montant"]
    assert door.undo_sentence == "Remove the field “ville”"
    with qtbot.waitSignal(door.table_changed):
        door.undo()
    assert door.table.names == ["nom", "montant", "ville"]
    assert (door.undo_sentence, door.redo_sentence) == (None, "Remove the field “ville”")
    with qtbot.waitSignal(door.table_changed):
        door.redo()
    assert door.table.names == ["nom", "montant"]


def test_a_missing_field_is_reported_and_nothing_changes(
    qtbot: QtBot, door: DossierViewModel
) -> None:
    with (
        qtbot.assertNotEmitted(door.table_changed),
        qtbot.waitSignal(door.error_raised) as raised,
    ):
        door.apply(SuppressField(field="nam"))
    assert raised.args == ["There is no field called “nam”."]
    assert door.history == []


def test_a_refusal_of_a_field_names_the_field(qtbot: QtBot, door: DossierViewModel) -> None:
    with qtbot.waitSignal(door.field_error_raised) as raised:
        door.apply(RenameField(field="nom", to="ville"))
    assert raised.args[0] == "nom"


def test_fast_changes_wait_their_turn(
    door: DossierViewModel, settle: Callable[[DossierViewModel], None]
) -> None:
    for n in range(2, 5):
        door.apply(ReplaceCell(row=n, field="nom", value=f"Nom {n}"))
    door.undo()
    door.apply(SuppressField(field="montant"))
    settle(door)
    assert door.table.column("nom").to_pylist() == ["Nom 2", "Nom 3", "Gamma"]
    assert [entry.sentence for entry in door.history] == [
        "Change row 2, field “nom”",
        "Change row 3, field “nom”",
        "Remove the field “montant”",
    ]


def test_several_changes_can_be_one_step(
    qtbot: QtBot, door: DossierViewModel, settle: Callable[[DossierViewModel], None]
) -> None:
    door.apply_many([TrimCells(field="nom"), TrimCells(field="ville")], "Trim everything")
    settle(door)
    assert [entry.sentence for entry in door.history] == ["Trim everything"]
    assert door.undo_sentence == "Trim everything"
    with qtbot.waitSignal(door.table_changed):
        door.undo()
    assert door.dossier.position == 0


def test_all_or_nothing(
    qtbot: QtBot, door: DossierViewModel, settle: Callable[[DossierViewModel], None]
) -> None:
    with qtbot.waitSignal(door.error_raised):
        door.apply_many([SuppressField(field="ville"), SuppressField(field="absent")])
    settle(door)
    assert door.table.names == ["nom", "montant", "ville"]


def test_going_back_in_the_history(
    qtbot: QtBot, door: DossierViewModel, settle: Callable[[DossierViewModel], None]
) -> None:
    for name in ("nom", "montant"):
        door.apply(SuppressField(field=name))
    settle(door)
    with qtbot.waitSignal(door.table_changed):
        door.go_to(0)
    assert len(door.table.names) == 3
    assert all(entry.is_undone for entry in door.history)
    with qtbot.waitSignal(door.table_changed):
        door.go_to(2)
    assert door.table.names == ["ville"]


def test_changes_survive_a_crash(
    qtbot: QtBot,
    door: DossierViewModel,
    settle: Callable[[DossierViewModel], None],
    source: Path,
) -> None:
    door.apply(SuppressField(field="ville"))
    settle(door)
    door.apply(SuppressField(field="nom"))
    settle(door)
    again = DossierViewModel()  # the first one never closed
    with qtbot.waitSignal(again.opened, timeout=20_000):
        again.open(source)
    assert again.table.names == ["montant"]
    assert again.dossier.recovered
    settle(again)


def test_opening_alone_writes_nothing(door: DossierViewModel, source: Path) -> None:
    assert [path.name for path in source.parent.iterdir() if path.is_file()] == [source.name]


def test_another_reading_keeps_the_steps_that_fit(
    qtbot: QtBot, door: DossierViewModel, settle: Callable[[DossierViewModel], None]
) -> None:
    from curator.readers import ReadingOptions

    door.apply(SuppressField(field="ville"))
    settle(door)
    with qtbot.waitSignal(door.reading_changed), qtbot.waitSignal(door.error_raised) as raised:
        door.change_reading(lambda _present: ReadingOptions(header_rows=(1,)))
    settle(door)
    assert "1 step does not fit" in raised.args[0]
    assert door.table.names == ["Alpha", "12,5", "Issy"]


def test_a_moved_source_can_be_found_again(
    qtbot: QtBot,
    door: DossierViewModel,
    settle: Callable[[DossierViewModel], None],
    source: Path,
    tmp_path: Path,
) -> None:
    door.apply(SuppressField(field="ville"))
    settle(door)
    path = door.dossier.path
    assert path is not None
    door.save()
    settle(door)
    moved = tmp_path / "elsewhere.csv"
    source.rename(moved)
    again = DossierViewModel()
    with qtbot.waitSignal(again.open_failed, timeout=20_000) as failed:
        again.open(path)
    assert failed.args[1].code == "source-gone"
    with qtbot.waitSignal(again.opened, timeout=20_000):
        again.open(path, source=moved)
    settle(again)
    assert again.table.names == ["nom", "montant"]


def test_a_changed_source_is_noticed_and_the_steps_can_go_on(
    qtbot: QtBot,
    door: DossierViewModel,
    settle: Callable[[DossierViewModel], None],
    source: Path,
) -> None:
    door.apply(SuppressField(field="ville"))
    settle(door)
    door.apply(ReplaceCell(row=2, field="nom", value="Autre", source=door.source.file.sha256))
    settle(door)
    door.save()
    settle(door)
    path = door.dossier.path
    assert path is not None
    source.write_text(CSV + "Delta;9;Lyon\n", encoding="utf-8")
    again = DossierViewModel()
    with qtbot.waitSignal(again.open_failed, timeout=20_000) as failed:
        again.open(path)
    assert failed.args[1].code == "source-changed"
    with qtbot.waitSignal(again.error_raised, timeout=20_000) as raised:
        again.open_changed(path)
    settle(again)
    assert "1 step does not fit" in raised.args[0]
    assert again.table.names == ["nom", "montant"]
    assert len(again.table) == 4
    assert path.exists()


def test_a_file_is_handed_over_once_there_is_a_place_for_it(
    qtbot: QtBot, source: Path, settle: Callable[[DossierViewModel], None]
) -> None:
    door = DossierViewModel()
    door.hold_back()
    with qtbot.assertNotEmitted(door.opened, wait=500):
        door.open(source)
    with qtbot.waitSignal(door.opened, timeout=20_000):
        door.hand_over()
    assert door.table.names == ["nom", "montant", "ville"]
    settle(door)


def test_a_file_is_not_held_back_for_ever(
    qtbot: QtBot,
    source: Path,
    settle: Callable[[DossierViewModel], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.view_models.work.PLACE_TIME", 0.2)
    door = DossierViewModel()
    door.hold_back()
    with qtbot.waitSignal(door.opened, timeout=20_000):
        door.open(source)
    settle(door)


def test_the_core_is_imported_once(
    qtbot: QtBot, source: Path, settle: Callable[[DossierViewModel], None]
) -> None:
    door = DossierViewModel()
    told: list[str] = []
    door.warmed_up.connect(lambda: told.append("warm"))
    with qtbot.waitSignal(door.opened, timeout=20_000):
        door.open(source)
    assert told == ["warm"]
    with qtbot.waitSignal(door.opened, timeout=20_000):
        door.open(source)
    settle(door)
    door.warm_up()
    settle(door)
    assert told == ["warm"]


def test_what_is_decided_while_a_change_is_computed_is_all_kept(
    door: DossierViewModel, settle: Settle
) -> None:
    door.apply(RenameField(field="nom", to="association"))
    for field in ("montant", "ville"):
        door.judge(field, {"field": field, "reason": "public"})
    door.judge("montant", {"field": "montant", "reason": "published"})
    settle(door)
    decided = {one["field"]: one["reason"] for one in door.judgements}
    assert decided == {"ville": "public", "montant": "published"}
    door.judge("ville", None)
    settle(door)
    assert [one["field"] for one in door.judgements] == ["montant"]


def test_what_is_typed_and_taken_back_while_a_change_is_computed_is_not_there(
    door: DossierViewModel, settle: Settle
) -> None:
    before, formats = dict(door.metadata), door.recipe.formats
    door.apply(RenameField(field="nom", to="association"))
    for metadata in ({**before, "title": "Subventions"}, before):
        door.set_metadata(metadata)
    for chosen in (("csv",), formats):
        door.set_formats(chosen)
    settle(door)
    assert dict(door.metadata) == before
    assert door.recipe.formats == formats


def test_rules_given_one_after_the_other_add_up(door: DossierViewModel, settle: Settle) -> None:
    schema = schema_of(door)
    schema.constrain("nom", {"required": True})
    schema.constrain("nom", {"maxLength": 80})
    settle(door)
    assert dict(door.table.schema["nom"].constraints) == {"required": True, "maxLength": 80}


def test_decisions_on_the_reading_add_up(door: DossierViewModel, settle: Settle) -> None:
    source = SourceViewModel(door)
    source.set_encoding("cp1252")
    source.set_delimiter(";")
    settle(door)
    options = door.dossier.options
    assert (options.encoding, options.delimiter) == ("cp1252", ";")


def test_only_the_step_that_was_meant_is_taken_back(
    qtbot: QtBot, door: DossierViewModel, settle: Settle
) -> None:
    suppress = SuppressField(field="ville")
    door.apply(suppress)
    settle(door)
    door.apply(RenameField(field="nom", to="association"))
    with qtbot.waitSignal(door.error_raised) as raised:
        door.take_back(door.dossier.history[1].operation or suppress, 0)
    assert raised.args == ["Not taken back: another step was made meanwhile."]
    assert door.table.names == ["association", "montant"]
    door.take_back(suppress, 0)
    door.take_back(suppress, 0)
    settle(door)
    assert door.table.names == ["nom", "montant", "ville"]
