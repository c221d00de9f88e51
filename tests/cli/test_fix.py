"""``fix``: what is applied, what remains, and that the source stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.cli import main


def test_safe_fixes_are_applied_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "b.csv"
    text = "nom;date;montant;code_postal\nA ;31/12/2024;1 234,50 €;1000\nB;01/02/2024;2 €;75001\n"
    source.write_text(text, encoding="utf-8")
    assert main(["fix", str(source), "-o", str(out), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(a["operation"]["type"], a["cells"]) for a in found["applied"]] == [
        ("cell-trim", 1), ("field-to-iso-date", 2), ("field-to-decimal", 2), ("code-pad", 1),
    ]  # fmt: skip
    assert found["remaining"] == {}
    assert out.read_text(encoding="utf-8").splitlines() == [
        "nom,date,montant,code_postal", "A,2024-12-31,1234.50,01000", "B,2024-02-01,2,75001",
    ]  # fmt: skip
    assert source.read_text(encoding="utf-8") == text


def test_what_remains_is_counted_by_error_with_a_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, schema = tmp_path / "a.csv", tmp_path / "s.json"
    source.write_text("jour,n\n31/12/2024,1\njamais,2\n", encoding="utf-8")
    fields = [{"name": "jour", "type": "date"}, {"name": "n", "type": "integer"}]
    schema.write_text(json.dumps({"fields": fields}), encoding="utf-8")
    out = tmp_path / "b.csv"
    assert main(["fix", str(source), "--schema", str(schema), "-o", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["remaining"] == {"type-error": 1}


def test_the_source_is_never_the_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.csv"
    source.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(["fix", str(source), "-o", str(source)]) == 2
    assert source.read_text(encoding="utf-8") == "a,b\n1,2\n"
    assert capsys.readouterr().err
