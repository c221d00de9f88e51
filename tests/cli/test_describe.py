"""``describe``: the descriptor, and that ``validate`` with it passes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.cli import main


def test_the_descriptor_is_printed_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, schema = tmp_path / "a.csv", tmp_path / "s.json"
    source.write_text(
        "nom;date;montant\nÉté;31/12/2024;1 234,50 €\n\nHiver;01/02/2024;12,5 €\n", encoding="utf-8"
    )
    assert main(["describe", str(source), "-o", str(schema), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads(schema.read_text(encoding="utf-8"))
    assert printed["fields"][2] == {
        "name": "montant", "type": "number",
        "decimalChar": ",", "groupChar": " ", "bareNumber": False,
    }  # fmt: skip
    assert main(["validate", str(source), "--schema", str(schema), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"] is True


def test_a_schema_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "a.csv"
    source.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["describe", str(source), "-o", str(tmp_path / "no" / "s.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.slow
def test_every_real_file_passes_with_its_own_schema(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for source in sorted((shared / "corpus" / "real").iterdir()):
        if source.name == "index.csv":
            continue
        schema = tmp_path / "s.json"
        assert main(["describe", str(source), "-o", str(schema), "--json"]) == 0, source.name
        assert main(["validate", str(source), "--schema", str(schema), "--json"]) == 0, source.name
    capsys.readouterr()
