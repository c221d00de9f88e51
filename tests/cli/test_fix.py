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


def test_samples_proposals_and_matching_are_in_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, schema, out = tmp_path / "a.csv", tmp_path / "s.json", tmp_path / "b.csv"
    source.write_text("Montant (€);Type\n1 234,50 €;Voirie\n2,00 €;Voiri\n", encoding="utf-8")
    fields = [
        {"name": "nature", "title": "Type", "constraints": {"enum": ["Voirie", "Culture"]}},
        {"name": "montant", "type": "number"},
    ]
    schema.write_text(json.dumps({"fields": fields}), encoding="utf-8")
    call = ["fix", str(source), "--schema", str(schema), "--match-fields", "-o", str(out)]
    assert main([*call, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [done["operation"]["type"] for done in found["applied"]] == [
        "field-rename", "field-rename", "field-order", "schema-apply", "field-to-decimal",
    ]  # fmt: skip
    assert found["applied"][-1]["samples"][0] == {"before": "1 234,50 €", "after": "1234.50"}
    (proposal,) = found["proposed"]
    assert (proposal["code"], proposal["cells"]) == ("enum-spelling", 1)
    assert proposal["samples"] == [{"before": "Voiri", "after": "Voirie"}]
    assert out.read_text(encoding="utf-8").splitlines()[0] == "nature,montant"
    assert main([*call, "--lang", "fr"]) == 0
    assert "par exemple «\u00a01 234,50 €\u00a0» → «\u00a01234.50\u00a0»" in capsys.readouterr().out
    assert main(["fix", str(source), "--match-fields", "-o", str(out)]) == 2
