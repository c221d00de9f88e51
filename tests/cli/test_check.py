"""``check`` on files and packages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.cli import main
from curator.operations.structure import SuppressField
from curator.preview import difference
from curator.publish.metadata import Metadata
from curator.publish.package import write_package
from curator.publish.release import release_of
from curator.recipe import Recipe
from curator.table import Table


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:
    code = main(["check", *arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    source = Table.from_columns({"nom": ["Dupont", "Durand"], "essence": ["Tilleul", "Érable"]})
    step = SuppressField(field="nom")
    recipe = Recipe(operations=(step,))
    metadata = Metadata(title="Arbres d’alignement", description="x" * 120)
    release = release_of(difference(source, step.apply(source), (step,)), metadata, recipe)
    return write_package(release, tmp_path).folder


def test_a_clean_file_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arbres.csv"
    path.write_bytes("essence,hauteur\r\nTilleul,12.5\r\nÉrable,8\r\n".encode())
    code, document = run(capsys, str(path))
    assert code == 0
    assert all(check["passed"] for check in document["checks"])
    assert set(document["checks"][0]) == {"id", "severity", "passed", "detail"}
    assert set(document["scores"]) == {"udata", "mqa"}
    assert all(0 <= score <= 1 for score in document["scores"].values())


def test_a_blocking_failure_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arbres.csv"
    path.write_bytes("Liste des arbres;\n;\nessence;hauteur\nÉrable;12,5\n".encode("cp1252"))
    code, document = run(capsys, str(path))
    failed = {check["id"] for check in document["checks"] if not check["passed"]}
    assert code == 1
    assert {"F1", "F2", "F4"} <= failed


def test_a_warning_alone_exits_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arbres.csv"
    path.write_bytes("essence,note\r\nTilleul,N/A\r\nChêne,beau\r\nÉrable,haut\r\n".encode())
    code, document = run(capsys, str(path))
    assert code == 0
    failed = [check for check in document["checks"] if not check["passed"]]
    assert [(check["id"], check["severity"]) for check in failed] == [("V6", "warning")]


def test_a_package_is_checked_in_its_folder_and_in_its_archive(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = package.with_name(f"{package.name}.zip")
    answers = [run(capsys, str(path)) for path in (package, archive)]
    assert answers[0] == answers[1]
    code, document = answers[0]
    by_id = {check["id"]: check for check in document["checks"]}
    assert by_id["G2"]["passed"]
    assert by_id["G3"]["passed"]
    assert by_id["M2"]["passed"]
    assert not by_id["M8"]["passed"]
    assert code == 0


def test_a_changed_package_fails_G2(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(p for p in package.glob("*.csv") if p.name != "dictionnaire.csv")
    path.write_bytes(path.read_bytes().replace(b"Tilleul", b"Tilleux"))
    code, document = run(capsys, str(package))
    assert code == 1
    assert not next(c for c in document["checks"] if c["id"] == "G2")["passed"]


def test_people_read_what_failed_and_how_much(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "arbres.csv"
    path.write_bytes(b"essence;hauteur\nTilleul;12\n")
    assert main(["check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("✗ F2: ")
    assert "must be settled before publication" in lines[-2]


def test_what_cannot_be_checked_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "gone.csv")]) == 2
    (tmp_path / "empty.csv").write_bytes(b"")
    assert main(["check", str(tmp_path / "empty.csv")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
