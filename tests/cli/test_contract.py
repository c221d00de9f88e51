"""What every command promises: streams, exit codes, languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from curator.cli import COMMANDS, main

REPOSITORY = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "aides.csv"
    path.write_text("ville;montant\nIssy;12,5\nVanves;8\n", encoding="utf-8")
    return path


def arguments(command: str, table: Path, tmp_path: Path) -> list[str]:
    """A call of the command that works."""
    recipe = tmp_path / "recette.json"
    recipe.write_text('{"version": 1, "operations": []}', encoding="utf-8")
    dossier = tmp_path / "aides.dossier.json"
    if command in ("export", "review", "verify"):
        assert main(["prepare", str(table), "-o", str(dossier)]) == 0
    if command == "verify":
        assert main(["export", str(dossier), "--out", str(tmp_path / "paquets")]) == 0
        package = next(p for p in (tmp_path / "paquets").iterdir() if p.is_dir())
        return [command, str(package)]
    return {
        "inspect": [command, str(table)],
        "convert": [command, str(table), "-o", str(tmp_path / "sortie.csv")],
        "describe": [command, str(table)],
        "schemas": [command, str(table)],
        "validate": [command, str(table)],
        "fix": [command, str(table), "-o", str(tmp_path / "sortie.csv")],
        "scan": [command, str(table)],
        "check": [command, str(table)],
        "prepare": [command, str(table), "-o", str(dossier)],
        "export": [command, str(dossier), "--out", str(tmp_path / "out")],
        "run": [command, str(recipe), str(table), "--out", str(tmp_path / "out")],
        "review": [command, "status", str(dossier)],
        "demo": [command, "-o", str(tmp_path / "demo")],
    }[command]


KEYS = {
    "inspect": {"file", "tables", "hidden"},
    "convert": {"output", "rows", "columns", "skipped"},
    "describe": {"fields"},
    "schemas": {"schemas", "refreshed"},
    "validate": {"valid", "rows", "counts", "errors", "warnings"},
    "fix": {"applied", "remaining"},
    "scan": {"fields", "cells", "cell_count", "hidden"},
    "check": {"checks", "scores"},
    "prepare": {"dossier", "issues"},
    "export": {"output", "status", "content_sha256"},
    "run": {"files", "summary"},
    "review": {"state", "submitted_by", "approved_by", "content_sha256", "problems"},
    "verify": {"state", "submitted_by", "approved_by", "content_sha256", "problems"},
    "demo": {"files", "summary"},
}


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_one_document_with_the_promised_keys(
    command: str, table: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call = arguments(command, table, tmp_path)
    capfd.readouterr()
    assert main([*call, "--json"]) in (0, 1)
    document = json.loads(capfd.readouterr().out)
    assert set(document) >= KEYS[command]


@pytest.mark.parametrize("command", COMMANDS)
def test_without_json_a_person_reads_lines_in_their_language(
    command: str, table: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    call = arguments(command, table, tmp_path)
    capfd.readouterr()
    texts = []
    for language in ("en", "fr"):
        assert main([*call, "--lang", language]) in (0, 1)
        texts.append(capfd.readouterr().out)
    assert texts[0].strip()
    if command not in ("describe",):  # a descriptor is the same in every language
        assert texts[0] != texts[1]


@pytest.mark.parametrize(
    "command", [c for c in COMMANDS if c not in ("demo", "run", "review", "export")]
)
def test_a_missing_file_is_one_sentence_and_exit_code_two(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    extra = ["-o", str(tmp_path / "o.csv")] if command in ("convert", "fix") else []
    extra = ["-o", str(tmp_path / "o.dossier.json")] if command == "prepare" else extra
    assert main([command, str(tmp_path / "absent.csv"), *extra, "--json"]) == 2
    captured = capfd.readouterr()
    assert captured.err.count("\n") == 1
    error = json.loads(captured.out)["error"]
    assert error["code"] == "file-missing"
    assert "absent.csv" in error["message"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", [[], ["--json"], ["nimporte"], ["inspect"], ["inspect", "--x"]])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_bad_arguments_are_one_sentence_and_exit_code_two(
    call: list[str], language: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*call, "--lang", language]) == 2
    captured = capfd.readouterr()
    assert captured.err.count("\n") == 1
    assert "Traceback" not in captured.err


def test_output_is_utf8_whatever_the_locale(table: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "main.py"), "inspect", str(table), "--lang", "fr"],
        capture_output=True,
        check=True,
        env=os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
    )
    assert done.stdout.decode("utf-8")


def test_an_interrupted_command_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    import curator.cli.inspect as command

    def interrupted(arguments: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "run", interrupted)
    assert main(["inspect", "x"]) == 130


def test_a_bug_is_told_without_its_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import curator.cli.inspect as command

    def broken(arguments: object) -> object:
        raise ValueError("06 12 34 56 78")

    monkeypatch.setattr(command, "run", broken)
    assert main(["inspect", "x"]) == 2
    told = capfd.readouterr().err
    assert "ValueError at test_contract.py" in told
    assert "06 12" not in told


def test_the_version_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capfd.readouterr().out.startswith("curator 0.")


def test_help_lists_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help", "--lang", "fr"])
    assert left.value.code == 0
    text = capfd.readouterr().out
    assert all(f"  {command} " in text for command in COMMANDS)
