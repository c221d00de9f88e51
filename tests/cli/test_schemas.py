"""``schemas``: the published ones, and those that a table looks like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator.cli import main
from curator.schema.catalogue import store


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_pack_is_listed_and_searched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schemas", "--search", "défibrillateurs", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["refreshed"] is None
    assert [one["name"] for one in found["schemas"]] == ["atlasante/schema-dae"]
    assert found["schemas"][0]["origin"] == "pack"


def test_a_table_is_told_its_schema_with_the_mapping(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Nom de l'attribuant;SIRET attribuant;Date de la convention;Association;Objet;Montant;"
        "Nature\n"
        "Ville;21750001600019;2024-01-02;Les Amis;Fête;12;aide en numéraire\n",
        encoding="utf-8",
    )
    assert main(["schemas", str(path), "--json"]) == 0
    best = json.loads(capsys.readouterr().out)["schemas"][0]
    assert best["name"] == "scdl/subventions"
    mapping = {one["field"]: one["column"] for one in best["mapping"]}
    assert mapping["nomBeneficiaire"] == "Association"
    path.write_text("couleur;taille\nbleu;3\n", encoding="utf-8")
    assert main(["schemas", str(path), "--lang", "fr"]) == 0
    assert "aucun schéma" in capsys.readouterr().out


def test_a_refresh_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(store.refresh, "__defaults__", ("http://127.0.0.1:9/none.json",))
    assert main(["schemas", "--refresh"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
