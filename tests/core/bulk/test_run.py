"""Runs: every file ends in some way, the others go on, and what is done can be left out."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from curator.bulk.outcome import FileOutcome, RunReport
from curator.bulk.run import RunOptions, run
from curator.dossier import Dossier
from curator.errors import FileMissing, OutputError, RecipeError, UsageError
from curator.operations import from_descriptor
from curator.review.decisions import decide
from curator.review.events import Action
from curator.review.people import Person

GOOD = "ville;montant\nIssy;12\nVanves;8\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "janvier.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "février.csv").write_text("ville;montant\nClamart;3\nMeudon;5\n", encoding="utf-8")
    (tmp_path / "autre.csv").write_text("nom;age\nA;1\nB;2\n", encoding="utf-8")
    (tmp_path / "vide.csv").write_bytes(b"")
    return tmp_path


def recipe(folder: Path, *operations: dict[str, object], **sections: object) -> Path:
    path = folder / "recette.json"
    document = {"version": 1, "operations": list(operations), **sections}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


RENAME = {"type": "field-rename", "field": "ville", "to": "commune"}


def by_name(report: RunReport) -> dict[str, FileOutcome]:
    return {Path(outcome.input).stem: outcome for outcome in report.files}


def test_each_file_has_its_outcome_and_the_others_go_on(folder: Path) -> None:
    heard: list[FileOutcome] = []
    names = ["janvier.csv", "vide.csv", "autre.csv", "absent.csv", "février.csv"]
    report = run(
        recipe(folder, RENAME),
        [folder / name for name in names],
        folder / "out",
        RunOptions(jobs=2),
        finished=heard.append,
    )
    found = by_name(report)
    assert {name: outcome.status.value for name, outcome in found.items()} == {
        "janvier": "draft",
        "vide": "failed",
        "autre": "refused",
        "absent": "failed",
        "février": "draft",
    }
    assert "ville" in found["autre"].reason
    assert "does not exist" in found["absent"].reason
    assert found["janvier"].rows == 2
    assert [Path(o.input).name for o in report.files] == names, "in the order given"
    assert sorted(o.input for o in heard) == sorted(o.input for o in report.files)
    assert report.summary["draft"] == 2
    assert report.has_trouble
    assert sorted(os.listdir(folder / "out")) == ["février", "janvier", "run.json"]


def test_a_package_of_a_run_is_whole(folder: Path) -> None:
    report = run(recipe(folder, RENAME), [folder / "janvier.csv"], folder / "out")
    package = Path(str(report.files[0].output))
    assert package.name.startswith("BROUILLON_")
    text = next(package.glob("*.csv")).read_text(encoding="utf-8")
    assert text.splitlines()[0] == "commune,montant"


def test_a_worker_that_dies_fails_its_file_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A time limit of nothing stands for whatever ends a worker."""
    report = run(
        recipe(folder),
        [folder / "janvier.csv", folder / "février.csv"],
        folder / "out",
        RunOptions(jobs=1, time_limit=0.001),
    )
    assert [o.status.value for o in report.files] == ["failed", "failed"]
    assert "worker" in report.files[0].reason
    assert os.listdir(folder / "out") == ["run.json"]


def test_what_an_earlier_run_did_is_left_out(folder: Path) -> None:
    files = [folder / "janvier.csv", folder / "février.csv", folder / "vide.csv"]
    steps = recipe(folder, RENAME)
    run(steps, files, folder / "out")
    (folder / "février.csv").write_text(GOOD, encoding="utf-8")
    (folder / "vide.csv").write_text(GOOD, encoding="utf-8")
    report = run(steps, files, folder / "out", RunOptions(resume=True))
    assert [o.status.value for o in report.files] == ["skipped", "draft", "draft"]
    assert report.files[0].output is not None
    changed = recipe(folder, RENAME, metadata={"title": "Autre"})
    again = run(changed, files, folder / "out", RunOptions(resume=True))
    assert [o.status.value for o in again.files] == ["draft"] * 3, "another recipe: all again"


def approved_dossier(folder: Path) -> Path:
    dossier = Dossier.create(folder / "janvier.csv")
    op = from_descriptor(RENAME)
    dossier.commit(op, op.apply(dossier.table))
    decide(dossier, Action.SUBMIT, Person.parse("A <a@mairie.example>"))
    decide(dossier, Action.APPROVE, Person.parse("B <b@mairie.example>"))
    return dossier.save(folder / "janvier.dossier.json")


def test_an_approved_dossier_is_next_months_recipe(folder: Path) -> None:
    (folder / "mars.csv").write_text("ville;montant\nIssy;douze\nVanves;8\n", encoding="utf-8")
    files = [folder / "janvier.csv", folder / "février.csv", folder / "mars.csv"]
    found = by_name(run(approved_dossier(folder), files, folder / "out"))
    assert found["janvier"].status.value == "released"
    assert found["février"].status.value == "released"
    assert found["mars"].status.value == "refused", "the amounts are not numbers any more"
    assert "does not follow the approved schema" in found["mars"].reason


def test_personal_data_that_nobody_saw_is_not_released(folder: Path) -> None:
    rows = "".join(f"prenom.nom{n}@courrier.example;{n}\n" for n in range(40))
    (folder / "mars.csv").write_text(f"ville;montant\n{rows}", encoding="utf-8")
    report = run(approved_dossier(folder), [folder / "mars.csv"], folder / "out")
    assert report.files[0].status.value == "refused"
    assert "commune" in report.files[0].reason
    assert "courrier.example" not in report.files[0].reason


def test_what_cannot_start_is_refused_before_anything_is_written(folder: Path) -> None:
    files = [folder / "janvier.csv"]
    with pytest.raises(FileMissing):
        run(folder / "absent.json", files, folder / "out")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(RecipeError):
        run(folder / "broken.json", files, folder / "out")
    pseudonyms = recipe(folder, {"type": "field-pseudonymise", "field": "ville"})
    with pytest.raises(UsageError, match="--key-file"):
        run(pseudonyms, files, folder / "out")
    assert not (folder / "out").exists()
    with pytest.raises(OutputError):
        run(recipe(folder), files, folder / "janvier.csv" / "out")
