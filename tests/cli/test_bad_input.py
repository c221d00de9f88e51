"""Bad input and bad luck: one sentence, exit code 2, nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from curator.cli import main

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "aides.csv"
    rows = "".join(f"Ville {n};{n}\n" for n in range(5000))
    path.write_text("ville;montant\n" + rows, encoding="utf-8")
    return path


@pytest.fixture
def dossier(table: Path) -> Path:
    path = table.parent / "aides.dossier.json"
    assert main(["prepare", str(table), "-o", str(path)]) == 0
    return path


def refused(call: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """The sentence of a refusal."""
    capfd.readouterr()
    assert main([*call, "--lang", "en"]) == 2
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err.strip()


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("vide.csv", b"", "is empty"),
        ("image.csv", b"\x89PNG\r\n\x1a\n" + bytes(60), "PNG"),
        ("coupé.xlsx", b"PK\x03\x04" + bytes(200), "coupé.xlsx"),
    ],
)
def test_what_is_not_a_table(
    tmp_path: Path, name: str, content: bytes, words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    call = ["convert", str(tmp_path / name), "-o", str(tmp_path / "sortie.csv")]
    assert words in refused(call, capfd)
    assert tree(tmp_path) == {name}


def test_a_broken_recipe(table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    recipe = table.parent / "recette.json"
    recipe.write_text(
        json.dumps({"version": 1, "operations": [{"type": "cell-trim", "champ": "ville"}]}),
        encoding="utf-8",
    )
    before = tree(table.parent)
    for call in (
        [
            "prepare",
            str(table),
            "--recipe",
            str(recipe),
            "-o",
            str(table.parent / "x.dossier.json"),
        ],
        ["run", str(recipe), str(table), "--out", str(table.parent / "out")],
    ):
        sentence = refused(call, capfd)
        assert "Step 1 of the recipe" in sentence
        assert "cell-trim" in sentence
    assert tree(table.parent) == before


def test_a_folder_where_nothing_can_be_written(
    dossier: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    in_a_file = dossier.parent / "aides.csv" / "out"
    before = tree(dossier.parent)
    assert "could not be written" in refused(
        ["export", str(dossier), "--out", str(in_a_file)], capfd
    )
    assert "could not be written" in refused(
        ["convert", str(dossier.parent / "aides.csv"), "-o", str(in_a_file / "o.csv")], capfd
    )
    assert tree(dossier.parent) == before


def test_an_output_that_is_the_source(table: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = table.read_bytes()
    for command in ("convert", "fix"):
        assert "source" in refused([command, str(table), "-o", str(table)], capfd)
    assert table.read_bytes() == content


def _small_files_only() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_disk_that_fills_up_while_exporting(dossier: Path) -> None:
    """A limit on the size of files stands for the full disk: the write fails half-way."""
    out = dossier.parent / "publication"
    before = tree(dossier.parent)
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "main.py"), "export", str(dossier), "--out", str(out)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"CURATOR_LANG": "en"},
        preexec_fn=_small_files_only,
    )
    assert done.returncode == 2, done.stderr
    assert "the disk is full" in done.stderr
    assert done.stderr.count("\n") == 1
    assert tree(dossier.parent) - {"publication"} == before


def test_a_source_that_is_gone_or_changed(dossier: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = dossier.parent / "aides.csv"
    call = ["export", str(dossier), "--out", str(dossier.parent / "out")]
    source.write_text("ville;montant\nAutre;1\n", encoding="utf-8")
    assert "aides.csv changed since" in refused(call, capfd)
    source.unlink()
    assert "aides.csv, which is not there" in refused(call, capfd)
    assert not (dossier.parent / "out").exists()
