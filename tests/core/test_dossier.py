"""A dossier: undo, save, reload, recovery, and a source that moved or changed."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from curator.dossier import Dossier
from curator.dossier_file import DossierChanged, SourceChanged, SourceGone
from curator.errors import Cancelled, DossierError, FieldNotFound, FileMissing
from curator.journal import journal_path
from curator.operations import from_descriptor
from curator.readers import ReadingOptions
from curator.recipe import Recipe

CSV = "nom;ville;montant\nAda;Issy;12,5\nLéo;Vanves;8\nZoé;Issy;1 234,56\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "données" / "aides.csv"
    path.parent.mkdir()
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def dossier(source: Path) -> Dossier:
    return Dossier.create(source)


def do(dossier: Dossier, **descriptor: object) -> None:
    op = from_descriptor(descriptor)
    dossier.commit(op, op.apply(dossier.table))


def cells(dossier: Dossier) -> list[tuple[str, ...]]:
    return list(dossier.table.rows())


def test_undo_and_redo_name_what_they_undo(dossier: Dossier) -> None:
    assert dossier.undo_sentence is None
    do(dossier, type="field-suppress", field="nom")
    do(dossier, type="field-rename", field="ville", to="commune")
    assert dossier.undo_sentence == "Rename “ville” to “commune”"
    dossier.undo()
    assert dossier.table.names == ["ville", "montant"]
    assert dossier.redo_sentence == "Rename “ville” to “commune”"
    assert dossier.undo_sentence == "Remove the field “nom”"
    dossier.redo()
    assert dossier.table.names == ["commune", "montant"]
    assert dossier.redo_sentence is None


def test_a_change_after_undo_forgets_what_was_undone(dossier: Dossier) -> None:
    do(dossier, type="field-suppress", field="nom")
    dossier.undo()
    do(dossier, type="field-suppress", field="ville")
    assert dossier.redo_sentence is None
    assert dossier.table.names == ["nom", "montant"]
    assert [op.type for op in dossier.recipe.operations] == ["field-suppress"]


def test_undo_at_the_start_and_redo_at_the_end_do_nothing(dossier: Dossier) -> None:
    dossier.undo()
    dossier.redo()
    assert dossier.position == 0


def test_a_saved_dossier_reopens_as_it_was(dossier: Dossier, tmp_path: Path) -> None:
    do(dossier, type="field-suppress", field="nom")
    do(dossier, type="cell-replace", row=3, field="ville", value="Clamart")
    dossier.set_metadata({"title": "Aides"})
    dossier.set_formats(["csv", "parquet"])
    dossier.set_judgements([{"field": "ville", "reason": "commune"}])
    assert dossier.has_unsaved_changes
    path = dossier.save(tmp_path / "a.dossier.json")
    assert not dossier.has_unsaved_changes
    again = Dossier.open(path)
    assert cells(again) == cells(dossier)
    assert again.table.schema == dossier.table.schema
    assert again.metadata == {"title": "Aides"}
    assert again.recipe.formats == ("csv", "parquet")
    assert again.judgements == ({"field": "ville", "reason": "commune"},)
    assert not again.has_unsaved_changes
    assert not again.recovered
    again.undo()
    assert again.redo_sentence == "Change row 3, field “ville”"


def test_the_file_is_the_owners_alone_readable_and_relative(
    dossier: Dossier, tmp_path: Path
) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text(encoding="utf-8")
    assert json.loads(text)["source"]["path"] == "données/aides.csv"
    assert str(tmp_path) not in text
    dossier.save()
    assert path.read_text(encoding="utf-8") == text


def test_a_dossier_moves_with_its_source(dossier: Dossier, tmp_path: Path) -> None:
    dossier.save(tmp_path / "a.dossier.json")
    moved = tmp_path / "ailleurs"
    moved.mkdir()
    os.rename(tmp_path / "données", moved / "données")
    os.rename(tmp_path / "a.dossier.json", moved / "a.dossier.json")
    assert len(Dossier.open(moved / "a.dossier.json").table) == 3


def test_a_source_that_moved_alone_is_named_and_can_be_found_again(
    dossier: Dossier, source: Path, tmp_path: Path
) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    elsewhere = tmp_path / "copie.csv"
    os.rename(source, elsewhere)
    with pytest.raises(SourceGone, match=r"aides\.csv, which is not there"):
        Dossier.open(path)
    assert len(Dossier.open(path, source=elsewhere).table) == 3


def test_a_source_that_changed_is_refused(dossier: Dossier, source: Path, tmp_path: Path) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    source.write_text(CSV + "Max;Issy;1\n", encoding="utf-8")
    with pytest.raises(SourceChanged, match=r"aides\.csv changed since"):
        Dossier.open(path)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"version": 9, "source": {}}'])
def test_what_is_not_a_dossier_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.dossier.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError, match=r"x\.dossier\.json"):
        Dossier.open(path)


def test_a_dossier_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        Dossier.open(tmp_path / "x.dossier.json")


def test_steps_that_led_back_to_what_is_saved_are_no_crash(
    dossier: Dossier, tmp_path: Path
) -> None:
    do(dossier, type="field-suppress", field="nom")
    path = dossier.save(tmp_path / "a.dossier.json")
    dossier.undo()
    dossier.redo()
    assert Dossier.open(path).recovered  # as if it had crashed here
    assert dossier.has_unsaved_changes
    dossier.save()
    assert not journal_path(path).exists()
    assert not dossier.has_unsaved_changes
    assert not Dossier.open(path).recovered


def test_changes_since_the_last_save_survive_a_crash(dossier: Dossier, tmp_path: Path) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    do(dossier, type="field-suppress", field="nom")
    do(dossier, type="field-suppress", field="ville")
    dossier.undo()
    dossier.set_metadata({"title": "Aides"})
    dossier.set_formats(["csv", "parquet"])
    # No save: the process is gone here.
    assert journal_path(path).stat().st_mode & 0o777 == 0o600
    again = Dossier.open(path)
    assert again.recovered
    assert again.has_unsaved_changes
    assert again.table.names == ["ville", "montant"]
    assert again.redo_sentence == "Remove the field “ville”"
    assert again.metadata == {"title": "Aides"}
    assert again.recipe.formats == ("csv", "parquet")
    do(again, type="field-rename", field="ville", to="commune")
    assert Dossier.open(path).table.names == ["commune", "montant"]
    again.save()
    assert not journal_path(path).exists()
    assert Dossier.open(path).table.names == ["commune", "montant"]
    assert Dossier.open(path).recipe.formats == ("csv", "parquet")


def test_a_line_cut_short_by_the_crash_is_left_out(dossier: Dossier, tmp_path: Path) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    do(dossier, type="field-suppress", field="nom")
    do(dossier, type="field-suppress", field="ville")
    journal = journal_path(path)
    journal.write_bytes(journal.read_bytes()[:-9])
    again = Dossier.open(path)
    assert again.table.names == ["ville", "montant"]
    do(again, type="field-suppress", field="montant")
    assert Dossier.open(path).table.names == ["ville"], "what comes after is not lost with it"


def test_after_a_change_that_could_not_be_noted_none_is_until_the_next_save(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    do(dossier, type="field-suppress", field="nom")
    with monkeypatch.context() as full:
        full.setattr(os, "fdopen", refuse)
        do(dossier, type="field-rename", field="ville", to="commune")
    assert dossier.journal_error is not None
    do(dossier, type="field-rename", field="montant", to="somme")
    assert Dossier.open(path).table.names == ["ville", "montant"], "a state that there was"
    dossier.save()
    do(dossier, type="field-suppress", field="somme")
    assert Dossier.open(path).table.names == ["commune"]


def refuse(descriptor: int, mode: str) -> None:
    os.close(descriptor)
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_journal_of_another_state_is_left_out(dossier: Dossier, tmp_path: Path) -> None:
    path = dossier.save(tmp_path / "a.dossier.json")
    do(dossier, type="field-suppress", field="nom")
    kept = journal_path(path).read_bytes()
    dossier.save()
    journal_path(path).write_bytes(kept)
    again = Dossier.open(path)
    assert not again.recovered
    assert again.table.names == ["ville", "montant"]


def test_a_recipe_is_applied_at_the_start(source: Path) -> None:
    recipe = Recipe(
        operations=(from_descriptor({"type": "field-suppress", "field": "nom"}),),
        schema={"fields": [{"name": "ville", "type": "string", "title": "Ville"}]},
    )
    dossier = Dossier.create(source, recipe=recipe)
    assert dossier.table.names == ["ville", "montant"]
    assert dossier.schema["ville"].title == "Ville"
    assert dossier.undo_sentence == "Apply the schema “”"
    missing = Recipe(operations=(from_descriptor({"type": "field-suppress", "field": "x"}),))
    with pytest.raises(FieldNotFound):
        Dossier.create(source, recipe=missing)


def test_reading_otherwise_keeps_what_still_fits(dossier: Dossier, tmp_path: Path) -> None:
    do(dossier, type="row-drop", rows=[3])
    do(dossier, type="field-suppress", field="nom")
    path = dossier.save(tmp_path / "a.dossier.json")
    reread = dossier.reread(ReadingOptions(header_rows=()))
    assert dossier.table.names == ["ville", "montant"], "nothing changes before adopt"
    assert [op.type for op in reread.dropped] == ["field-suppress"]
    dossier.adopt(reread)
    assert dossier.table.names == ["field1", "field2", "field3"]
    assert dossier.table.source_rows.tolist() == [1, 2, 4]
    assert Dossier.open(path).table.names == ["field1", "field2", "field3"]
    dossier.save()
    assert Dossier.open(path).options.header_rows == ()


def test_the_source_is_never_written_to(dossier: Dossier, source: Path, tmp_path: Path) -> None:
    before = source.read_bytes(), source.stat().st_mtime_ns
    do(dossier, type="cell-replace", row=2, field="nom", value="X")
    dossier.save(tmp_path / "a.dossier.json")
    assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert sorted(os.listdir(source.parent)) == ["aides.csv"]


def test_a_dossier_saved_elsewhere_meanwhile_is_not_written_over(
    dossier: Dossier, tmp_path: Path
) -> None:
    path = dossier.save(tmp_path / "aides.dossier.json")
    other = Dossier.open(path)
    other.set_metadata({"title": "By a colleague"})
    other.save()
    do(dossier, type="field-suppress", field="ville")
    with pytest.raises(DossierChanged):
        dossier.save()
    assert Dossier.open(path).metadata == {"title": "By a colleague"}
    dossier.save(tmp_path / "mine.dossier.json")
    assert len(Dossier.open(tmp_path / "mine.dossier.json").table.names) == 2
    path.unlink()
    assert other.save() == path


def test_opening_can_be_stopped_between_two_steps(dossier: Dossier, tmp_path: Path) -> None:
    do(dossier, type="field-suppress", field="nom")
    do(dossier, type="field-rename", field="ville", to="commune")
    path = dossier.save(tmp_path / "aides.dossier.json")
    told: list[str] = []

    def stop_at_the_second(_fraction: float, message: str) -> None:
        told.append(message)
        if message.startswith("Rename"):
            raise Cancelled

    with pytest.raises(Cancelled):
        Dossier.open(path, report=stop_at_the_second)
    assert "Remove the field “nom”" in told


def test_a_source_in_another_folder_is_found_without_detours(
    dossier: Dossier, source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "exports" / "aides.dossier.json"
    path.parent.mkdir()
    dossier.save(path)
    assert Dossier.open(path).source.path == source.resolve()


def test_a_source_is_found_from_a_folder_reached_by_a_link(
    dossier: Dossier, source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "exports" / "aides.dossier.json"
    path.parent.mkdir(parents=True)
    dossier.save(path)
    link = tmp_path / "link"
    try:
        link.symlink_to(path.parent, target_is_directory=True)
    except OSError:
        pytest.skip("links are not allowed here")
    assert Dossier.open(link / path.name).source.path == source.resolve()


def test_what_was_undone_before_a_save_and_done_again_survives_a_crash(
    dossier: Dossier, tmp_path: Path
) -> None:
    do(dossier, type="field-rename", field="nom", to="prénom")
    dossier.undo()
    path = dossier.save(tmp_path / "a.dossier.json")
    dossier.redo()
    do(dossier, type="field-rename", field="prénom", to="identité")
    dossier.undo()
    dossier.redo()
    again = Dossier.open(path)
    assert again.recovered
    assert again.table.names == ["identité", "ville", "montant"]
    assert again.recipe == dossier.recipe


def test_a_cell_changed_on_one_sheet_is_not_changed_on_another(tmp_path: Path) -> None:
    path = tmp_path / "recettes.xlsx"
    book = Workbook()
    for year in (2024, 2025):
        sheet = book.create_sheet(str(year))
        for row in (("rue", "recette"), ("Mairie", year), ("Gare", year + 1)):
            sheet.append(row)
    book.remove(book.worksheets[0])
    book.save(path)
    dossier = Dossier.create(path)
    sha256 = dossier.source.file.sha256
    do(dossier, type="cell-replace", row=2, field="recette", value="999", source=sha256)
    do(dossier, type="field-rename", field="rue", to="voie")
    reread = dossier.reread(ReadingOptions(sheet="2025"))
    assert [op.type for op in reread.dropped] == ["cell-replace"]
    dossier.adopt(reread)
    assert dossier.table.names == ["voie", "recette"]
    assert cells(dossier) == [("Mairie", "2025"), ("Gare", "2026")]


@pytest.mark.parametrize("has_crashed", [False, True], ids=["running", "after a crash"])
def test_steps_that_one_reading_leaves_out_come_back_with_the_next(
    dossier: Dossier, tmp_path: Path, has_crashed: bool
) -> None:
    do(dossier, type="field-suppress", field="ville")
    do(dossier, type="cell-replace", row=2, field="montant", value="13")
    path = dossier.save(tmp_path / "a.dossier.json")
    before, as_it_was = cells(dossier), dossier.options
    dossier.adopt(dossier.reread(ReadingOptions(header_rows=(1,))))
    assert dossier.recipe.operations == ()
    if has_crashed:
        dossier = Dossier.open(path)
    dossier.adopt(dossier.reread(as_it_was))
    assert cells(dossier) == before
    assert cells(Dossier.open(path)) == before
    do(dossier, type="field-rename", field="nom", to="prénom")
    dossier.adopt(dossier.reread(ReadingOptions(header_rows=(1,))))
    do(dossier, type="field-rename", field="Ada", to="x")
    assert dossier.reread(as_it_was).fitted == ()  # what was made since is not given up
