"""From a file to a released package on the command line, and what breaks the seal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from curator.cli import main

AGENT = "Camille Durand <camille@mairie.example>"
OTHER = "Dominique Petit <dpo@mairie.example>"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    table = tmp_path / "aides.csv"
    table.write_text("ville;montant\nIssy;12.5\nVanves;8\n", encoding="utf-8")
    path = tmp_path / "aides.dossier.json"
    assert main(["prepare", str(table), "-o", str(path)]) == 0
    return path


class Curator:
    """The command line with JSON read back."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *arguments: object) -> tuple[int, dict[str, Any]]:
        self._capfd.readouterr()
        code = main([*map(str, arguments), "--json"])
        return code, json.loads(self._capfd.readouterr().out)


@pytest.fixture
def curator(capfd: pytest.CaptureFixture[str]) -> Curator:
    return Curator(capfd)


def approve(curator: Curator, dossier: Path) -> None:
    assert curator("review", "submit", dossier, "--as", AGENT)[0] == 0
    assert curator("review", "approve", dossier, "--as", OTHER)[0] == 0


def test_the_straight_way(curator: Curator, dossier: Path, tmp_path: Path) -> None:
    code, state = curator("review", "status", dossier)
    assert (code, state["state"]) == (0, "draft")
    approve(curator, dossier)
    code, state = curator("review", "status", dossier)
    assert (state["submitted_by"], state["approved_by"]) == (AGENT, OTHER)
    code, exported = curator("export", dossier, "--out", tmp_path / "out")
    assert (code, exported["status"]) == (0, "released")
    assert exported["content_sha256"] == state["content_sha256"]
    code, verdict = curator("verify", exported["output"])
    assert (code, verdict["state"], verdict["problems"]) == (0, "approved", [])
    assert verdict["content_sha256"] == state["content_sha256"]
    assert curator("verify", f"{exported['output']}.zip")[0] == 0


def test_approving_ones_own_is_refused(curator: Curator, dossier: Path) -> None:
    curator("review", "submit", dossier, "--as", AGENT)
    code, state = curator("review", "approve", dossier, "--as", "X <CAMILLE@mairie.example>")
    assert (code, state["state"]) == (1, "submitted")
    assert state["problems"]
    assert curator("review", "status", dossier)[1]["state"] == "submitted"


def test_a_refusal_is_recorded_with_its_reason(curator: Curator, dossier: Path) -> None:
    curator("review", "submit", dossier, "--as", AGENT)
    assert curator("review", "reject", dossier, "--as", OTHER)[0] == 1
    code, state = curator("review", "reject", dossier, "--as", OTHER, "--reason", "Trop tôt")
    assert (code, state["state"]) == (0, "rejected")


def test_every_byte_of_a_released_package_is_under_seal(
    curator: Curator, dossier: Path, tmp_path: Path
) -> None:
    approve(curator, dossier)
    package = Path(curator("export", dossier, "--out", tmp_path / "out")[1]["output"])
    for path in sorted([*package.iterdir(), package.parent / f"{package.name}.zip"]):
        content = path.read_bytes()
        target = path if path.suffix == ".zip" else package
        for position in {0, len(content) // 3, len(content) // 2, len(content) - 1}:
            changed = bytearray(content)
            changed[position] ^= 0x01
            path.write_bytes(bytes(changed))
            code, _ = curator("verify", target)
            assert code != 0, f"{path.name}, byte {position}"
        path.write_bytes(content)
    assert curator("verify", package)[0] == 0


def test_a_change_after_approval_makes_the_next_export_a_draft(
    curator: Curator, dossier: Path, tmp_path: Path
) -> None:
    approve(curator, dossier)
    saved = json.loads(dossier.read_text(encoding="utf-8"))
    saved["metadata"] = {"title": "Autre titre"}
    dossier.write_text(json.dumps(saved), encoding="utf-8")
    code, exported = curator("export", dossier, "--out", tmp_path / "out")
    assert (code, exported["status"]) == (0, "draft")
    assert Path(exported["output"]).name.startswith("BROUILLON_")
    assert curator("review", "status", dossier)[1]["state"] == "draft"


def test_an_approval_written_into_the_file_by_hand_counts_for_nothing(
    curator: Curator, dossier: Path
) -> None:
    curator("review", "submit", dossier, "--as", AGENT)
    saved = json.loads(dossier.read_text(encoding="utf-8"))
    saved["events"].append(saved["events"][0] | {"action": "approve"})
    dossier.write_text(json.dumps(saved), encoding="utf-8")
    assert curator("review", "status", dossier)[1]["state"] == "submitted"


def test_the_same_recipe_gives_the_same_bytes_through_export_and_run(
    curator: Curator, dossier: Path, tmp_path: Path
) -> None:
    exported = Path(curator("export", dossier, "--out", tmp_path / "a")[1]["output"])
    recipe = tmp_path / "r.json"
    recipe.write_text('{"version": 1, "operations": []}', encoding="utf-8")
    document = curator("run", recipe, tmp_path / "aides.csv", "--out", tmp_path / "b")[1]
    made = Path(document["files"][0]["output"])
    assert made.name == exported.name
    names = sorted(path.name for path in exported.iterdir())
    assert names == sorted(path.name for path in made.iterdir())
    for name in names:
        assert (made / name).read_bytes() == (exported / name).read_bytes(), name


@pytest.mark.parametrize("action", ["submit", "approve", "reject"])
def test_whoever_acts_must_say_who_they_are(
    action: str, dossier: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["review", action, str(dossier)]) == 2
    assert main(["review", action, str(dossier), "--as", "Camille"]) == 2
    assert "mail@town.fr" in capfd.readouterr().err
