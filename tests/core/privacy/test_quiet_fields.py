"""What resembles personal data and is none, and what is some without looking it."""

from __future__ import annotations

import pytest

from curator.privacy.scan import scan
from curator.table import Table

PEOPLE = {
    "Nom": ["DUPONT", "BENALI", "NGUYEN", "LE GALL", "TRAORÉ", "MARTIN"],
    "Prénom": ["Jean", "Karima", "Linh", "Yann", "Fatoumata", "Léa"],
}


def kinds(columns: dict[str, list[str]], field: str) -> set[str]:
    found = next(f for f in scan(Table.from_columns(columns)).fields if f.name == field)
    return {score.kind for score in found.kinds if score.confidence >= 0.5}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("Jour", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "lundi"]),
        ("Date de dépôt", ["03/02/2024", "04/05/2023", "05/06/2025", "07/01/2022"]),
        ("Nom de la rue", ["Rue des Tilleuls", "Quai Gambetta", "Impasse du Puits", "Cours Foch"]),
        ("Auteurs", ["Victor Hugo", "Annie Ernaux", "Fred Vargas", "Albert Camus"]),
        ("SKU", ["AB-553-AA", "KT-538-BZ", "PR-256-RT", "XZ-101-AA"]),
        ("Plat", ["Sauté de veau Marengo", "Crêpes Suzette", "Poire Belle-Hélène", "Pavlova"]),
    ],
)
def test_a_field_about_things_stays_quiet_beside_people(field, values):
    assert kinds({**PEOPLE, field: (values * 2)[:6]}, field) == set()


def test_a_siret_that_begins_like_a_foreign_number_is_no_telephone():
    columns = {"Titulaire": ["Colas", "Orange"], "SIRET": ["00336212345070", "55208131766522"]}
    assert "phone" not in kinds(columns, "SIRET")


@pytest.mark.parametrize(
    ("field", "values", "kind"),
    [
        ("D.D.N.", ["12/03/1956", "01/04/1988", "23/11/1975", "15/08/1949"], "birth-date"),
        ("Né en", ["1956", "1988", "1975", "1949"], "birth-year"),
        ("N° permis", ["123456789012", "234567890123", "345678901234", "456789012345"],
         "driving-licence"),
        ("Joignable au", ["612345678.0", "145678910.0", "622334455.0", "733445566.0"], "phone"),
        ("Date de décès", ["12/03/2024", "01/04/2023", "23/11/2024", "15/08/2022"], "event-date"),
    ],
)  # fmt: skip
def test_a_field_about_people_is_found_under_its_short_header(field, values, kind):
    assert kind in kinds({**PEOPLE, field: (values * 2)[:6]}, field)


def test_a_survey_is_about_people_whatever_it_counts():
    columns = {
        "Sexe": ["F", "M", "F", "M"],
        "Tranche d’âge": ["18-24", "25-39", "40-59", "60 et plus"],
        "Profession": ["ouvrier", "cadre", "retraité", "étudiante"],
        "Orientation sexuelle": ["bisexuel", "homosexuelle", "hétérosexuel", "bisexuel"],
        "Nombre d’enfants": ["0", "2", "1", "3"],
    }
    assert "sexual-life" in kinds(columns, "Orientation sexuelle")
