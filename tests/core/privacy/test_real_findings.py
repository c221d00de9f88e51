"""Every finding on the real files was read and judged in ``real_findings.csv``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from curator.privacy.model import Role, Rule
from curator.privacy.scan import scan
from curator.readers import open_source

JUDGED = Path(__file__).resolve().parents[2] / "data" / "privacy" / "real_findings.csv"


def judged() -> dict[tuple[str, str], dict[str, str]]:
    with JUDGED.open(encoding="utf-8") as stream:
        return {(row["file"], row["field"]): row for row in csv.DictReader(stream)}


@pytest.mark.slow
def test_the_findings_on_real_files_are_those_that_were_judged(shared):
    found = {}
    for path in sorted((shared / "corpus" / "real").iterdir()):
        source = open_source(path)
        if path.name == "index.csv" or not source.tables:
            continue
        for finding in scan(source.read(1)).fields:
            if any(score.confidence >= 0.5 for score in finding.kinds):
                found[path.name, finding.name] = finding.rule
    expected = {key: row for key, row in judged().items() if not key[1].startswith("(hidden")}
    assert found.keys() == expected.keys()
    assert {key: str(rule or "") for key, rule in found.items()} == {
        key: row["rule"] for key, row in expected.items()
    }


@pytest.mark.parametrize("name", ["rne_assemblee_corse.csv", "rne_conseillers_afe.csv"])
def test_registers_of_elected_officials_are_recognised(shared, name):
    result = scan(open_source(shared / "corpus" / "real" / name).read(1))
    named = [f for f in result.fields if f.role is Role.DIRECT_IDENTIFIER]
    assert len(named) == 2
    assert {f.rule for f in named} == {Rule.ELECTED_OFFICIAL}


@pytest.mark.parametrize(
    "name",
    ["mtp_ecoles_2012.csv", "bondy_voies_deliberation_2019.csv", "saint_etienne_decp.csv",
     "toulouse_subventions_2022.csv", "irve_bornes_recharge.csv", "vendee_subventions_2018.csv"],
)  # fmt: skip
def test_registers_of_schools_streets_and_companies_are_quiet(shared, name):
    result = scan(open_source(shared / "corpus" / "real" / name).read(1))
    assert [f.name for f in result.fields if f.role is not Role.NONE] == []
