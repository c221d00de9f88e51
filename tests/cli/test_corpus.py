"""Every command over every real and hostile file: an answer or a refusal, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.bulk.run import run
from curator.cli import main
from tests.core.bulk.test_run import recipe

pytestmark = pytest.mark.slow

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared" / "corpus"
REAL = sorted(p for p in (SHARED / "real").glob("*") if p.name != "index.csv")


@pytest.mark.skipif(not REAL, reason="needs the shared folder beside the repository")
@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_a_real_file_goes_through_every_command(
    path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    schema = tmp_path / "schema.json"
    calls = [
        ["inspect", str(path)],
        ["convert", str(path), "-o", str(tmp_path / "sortie.csv")],
        ["describe", str(path), "-o", str(schema)],
        ["validate", str(path), "--schema", str(schema)],
        ["scan", str(path), "--limit", "10"],
    ]
    codes = {}
    for call in calls:
        codes[call[0]] = main([*call, "--json"])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        document = json.loads(captured.out)
        assert codes[call[0]] != 2 or document["error"]["code"] == "no-table"
    # What was inferred from the text as read holds for it.
    assert codes["validate"] in (0, codes["describe"])


def test_a_run_over_everything_gives_every_file_an_outcome(shared: Path, tmp_path: Path) -> None:
    files = sorted(p for p in (shared / "corpus").glob("*/*") if p.parent.name != "third-party")
    before = {path: path.stat().st_mtime_ns for path in files}
    report = run(recipe(tmp_path), files, tmp_path / "out")
    assert [Path(o.input) for o in report.files] == files
    assert all(o.status.value in ("draft", "failed") for o in report.files)
    assert all(o.reason for o in report.files if o.status.value == "failed")
    assert not any("unexpected" in o.reason or "of its own" in o.reason for o in report.files)
    assert {path: path.stat().st_mtime_ns for path in files} == before
    assert {p.name for p in tmp_path.iterdir()} == {"out", "recette.json"}
