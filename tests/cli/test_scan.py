"""``curator scan`` as a user runs it."""

from __future__ import annotations

import json

import pytest

from curator.cli import main

PERSONS = """Nom;Prénom;Tél;Remarques
DUPONT;Jean;0612345678;RAS
BENALI;Karima;0712345678;né le 03/02/1980
MARTIN;Léa;0698765432;RAS
"""
THINGS = "Essence;Hauteur\nPlatane;12\nTilleul;8\n"


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "fichier.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_personal_data_is_reported_with_exit_code_1(written, capsys):
    assert main(["scan", written(PERSONS), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["fields", "cells", "cell_count", "hidden"]
    assert [f["role"] for f in document["fields"]] == ["direct-identifier"] * 3 + [
        "quasi-identifier"
    ]
    assert document["fields"][0] == {
        "name": "Nom",
        "index": 1,
        "kinds": document["fields"][0]["kinds"],
        "role": "direct-identifier",
        "rule": None,
        "reasons": document["fields"][0]["reasons"],
        "suggestion": {"type": "field-suppress", "field": "Nom"},
    }
    assert document["fields"][0]["kinds"][0]["kind"] == "last-name"
    assert document["cells"] == [
        {"row": 3, "field": "Remarques", "start": 6, "end": 16, "kind": "birth-date"}
    ]


def test_nothing_personal_is_exit_code_0_and_never_called_safe(written, capsys):
    assert main(["scan", written(THINGS)]) == 0
    assert "cannot be excluded" in capsys.readouterr().out


def test_the_words_are_french_when_asked(written, capsys):
    assert main(["scan", written(PERSONS), "--lang", "fr"]) == 1
    out = capsys.readouterr().out
    assert "identifiant direct" in out
    assert "numéro de téléphone" in out


def test_values_are_not_printed(written, capsys):
    main(["scan", written(PERSONS)])
    printed = capsys.readouterr()
    assert "DUPONT" not in printed.out + printed.err


def test_a_negative_limit_is_refused(written, capsys):
    assert main(["scan", written(PERSONS), "--limit", "-1", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "usage"
