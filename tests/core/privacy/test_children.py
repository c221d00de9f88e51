"""Children are recognised by their class, their birth or their age, not by the header alone."""

from __future__ import annotations

from datetime import date

import pytest

from curator.privacy.scan import scan
from curator.table import Table

NAMES = ["DUPONT", "BENALI", "NGUYEN", "LE GALL", "TRAORÉ", "MARTIN"]
FIRST_NAMES = ["Jean", "Karima", "Linh", "Yann", "Fatoumata", "Léa"]


def kinds(columns: dict[str, list[str]], field: str) -> set[str]:
    found = next(f for f in scan(Table.from_columns(columns)).fields if f.name == field)
    return {score.kind for score in found.kinds if score.confidence >= 0.5}


def births(ages: list[int]) -> list[str]:
    return [f"{3 + i:02d}/05/{date.today().year - age}" for i, age in enumerate(ages)]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("Niveau", ["CP", "CE1", "CM2", "GS", "6e B", "CM1-CM2"]),
        ("Né le", births([4, 7, 9, 11, 15, 16])),
        ("Âge", ["4", "7", "9", "11", "15", "16"]),
    ],
)
def test_a_field_of_children_is_said_to_be_one(field, values):
    assert "minor" in kinds({"Nom": NAMES, "Prénom": FIRST_NAMES, field: values}, field)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("Né le", births([24, 37, 49, 61, 75, 36])),
        ("Âge", ["24", "37", "9", "41", "75", "36"]),
        ("Niveau", ["A1", "B2", "C1", "A2", "B1", "C2"]),
    ],
)
def test_a_field_of_adults_is_not(field, values):
    assert "minor" not in kinds({"Nom": NAMES, "Prénom": FIRST_NAMES, field: values}, field)


def test_classes_without_names_are_nobody():
    columns = {"Niveau": ["CP", "CE1", "CM2"], "Effectif": ["24", "26", "22"]}
    assert kinds(columns, "Niveau") == set()


def test_the_classes_of_teachers_are_not_theirs():
    columns = {"Enseignant": [f"{n} {p}" for n, p in zip(NAMES, FIRST_NAMES, strict=True)],
               "Niveau": ["CP", "CE1", "CM2", "GS", "CE2", "CM1"]}  # fmt: skip
    assert "minor" not in kinds(columns, "Niveau")
