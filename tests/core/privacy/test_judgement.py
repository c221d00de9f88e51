"""Judgements: kept as data, and void when the data no longer fit them."""

from __future__ import annotations

import pytest

from curator.errors import DossierError
from curator.privacy.house_kinds import HouseKindsError, parse_house_kinds
from curator.privacy.judgement import Judgement, judge, masked_sample, settle
from curator.privacy.scan import scan
from curator.table import Table

KNOWN = ["Pierre Dac", "Jean Cocteau", "Simone Signoret"]


PLAIN = ["Dossier complet"] * 20


def result_of(remarks: list[str]):
    return scan(Table.from_columns({"Remarques": remarks}))


def test_a_dismissed_finding_is_settled_and_keeps_its_reason():
    result = result_of(["Vu avec Jean Dupont", *PLAIN])
    judgement = judge(result.fields[0], "dismiss", "Nom d’un personnage", by="a@b.fr")
    settled = settle(result, [judgement])
    assert settled.open == ()
    assert settled.judged[0][1].reason == "Nom d’un personnage"


def test_it_comes_back_when_another_kind_is_found():
    judgement = judge(result_of(["Vu avec Jean Dupont", *PLAIN]).fields[0], "dismiss", "x")
    later = result_of(["Vu avec Jean Dupont", "Tél. 06 12 34 56 78", *PLAIN])
    settled = settle(later, [judgement])
    assert [f.name for f in settled.open] == ["Remarques"]
    assert "phone" in settled.reopened["Remarques"][0].text()


def test_it_comes_back_when_there_is_much_more_of_it():
    judgement = judge(result_of(["Vu avec Jean Dupont", *PLAIN]).fields[0], "dismiss", "x")
    later = result_of([*[f"Vu avec Jean Dupont {n}" for n in range(8)], *PLAIN])
    assert settle(later, [judgement]).open


def test_a_confirmed_finding_stays_open():
    result = result_of(["Vu avec Jean Dupont"])
    assert settle(result, [judge(result.fields[0], "confirm", "")]).open


def test_a_judgement_needs_a_reason():
    with pytest.raises(ValueError, match="reason"):
        judge(result_of(["Vu avec Jean Dupont"]).fields[0], "dismiss", "  ")


def test_a_judgement_survives_the_dossier_with_what_it_does_not_know():
    judgement = Judgement(
        field="a", decision="keep", reason="r", kinds=("email",), basis={"email": 0.5},
        extra={"signature": "s"},
    )  # fmt: skip
    assert Judgement.from_descriptor(judgement.to_descriptor()) == judgement


def test_a_judgement_of_the_wrong_form_is_refused():
    with pytest.raises(DossierError):
        Judgement.from_descriptor({"field": "a", "decision": "ignore"}, "d.dossier.json")


@pytest.mark.parametrize(
    ("value", "masked"),
    [("Jean Dupont", "J••• D•••••"), ("0612345678", "06••••••••"), ("12 rue B", "•• r•• B")],
)
def test_a_sample_shows_its_form_only(value, masked):
    assert masked_sample(value) == masked


HOUSE = """
[[kind]]
name = "badge-number"
pattern = 'B-\\d{6}'

[[kind]]
name = "social-aid"
role = "sensitive"
words = ["Coup de pouce"]
headers = ["Dispositif maison"]
"""


def test_an_organisation_adds_kinds_by_pattern_word_and_header(tmp_path, monkeypatch):
    path = tmp_path / "personal-data.toml"
    path.write_text(HOUSE, encoding="utf-8")
    monkeypatch.setenv("CURATOR_PERSONAL_DATA", str(path))
    table = Table.from_columns({"ref": ["B-123456", "B-654321"], "Dispositif maison": ["a", "b"]})
    first, second = scan(table).fields
    assert (first.kinds[0].kind, str(first.role)) == ("badge-number", "direct-identifier")
    assert (second.kinds[0].kind, str(second.role)) == ("social-aid", "sensitive")


@pytest.mark.parametrize(
    "text", ["kind = 1", "[[kind]]\nrole = 'x'", "[[kind]]\nname='a'\npattern='('", "[[kind"]
)
def test_a_broken_list_of_kinds_is_refused_in_one_sentence(text):
    with pytest.raises(HouseKindsError) as refused:
        parse_house_kinds(text, "personal-data.toml")
    assert "personal-data.toml" in str(refused.value)
