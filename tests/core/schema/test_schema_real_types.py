"""The types of the real files' fields, as a person gave them, file by file.

``tests/data/schema/real_types.csv`` holds the file, the number of the field and its type. Where
inference is stricter than the person (one text among numbers), it may answer ``string``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from curator.readers import open_source
from curator.schema.distinct import Distinct, is_in, matches
from curator.schema.inference import infer
from curator.schema.types import read_values, reader_of

TRUTH = Path(__file__).resolve().parents[2] / "data" / "schema" / "real_types.csv"


def _expected() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["file"]].append(row["type"])
    return found


@pytest.mark.slow
def test_types_are_those_a_person_gives(shared: Path) -> None:
    right = total = 0
    wrong = []
    for name, expected in _expected().items():
        found = [f.type for f in infer(open_source(shared / "corpus" / "real" / name).read())]
        total += max(len(found), len(expected))
        right += sum(a == b for a, b in zip(found, expected, strict=False))
        wrong += [
            (name, number, wanted, given)
            for number, (wanted, given) in enumerate(zip(expected, found, strict=False), 1)
            if wanted != given
        ]
    assert right / total > 0.98, wrong
    assert all(given == "string" or wanted == "string" for *_, wanted, given in wrong), wrong


@pytest.mark.slow
def test_no_leading_zero_is_lost(shared: Path) -> None:
    for name in _expected():
        table = open_source(shared / "corpus" / "real" / name).read()
        for field in infer(table):
            if field.type not in ("integer", "number"):
                continue
            texts = Distinct.of(table.records().column(field.name)).texts
            missing = is_in(texts, field.missing_values or ("",))
            present = read_values(reader_of(field), texts, missing).present
            assert not (matches(texts, "^[+-]?0[0-9]") & present).any(), (name, field.name)
