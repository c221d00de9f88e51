"""Which fields are about persons, by their header, their values and the fields beside them."""

from __future__ import annotations

import pytest

from curator.privacy.headers import read_header
from curator.privacy.scan import scan
from curator.table import Table

SURNAMES = ["DUPONT", "BENALI", "NGUYEN", "KOWALSKI", "TRAORÉ", "MARTIN", "LEFÈVRE", "DIALLO"]
FIRST_NAMES = ["Jean", "Karima", "Linh", "Yann", "Fatoumata", "Léa", "Hugo", "Solène"]
BIRTHS = [
    "12/03/1956", "01/04/1988", "23/11/1975", "15/08/1949",
    "30/01/2001", "07/07/1962", "19/05/1993", "02/10/1980",
]  # fmt: skip
ADDRESSES = [f"{n} rue des Lilas" for n in range(3, 19, 2)]
AMOUNTS = ["12,50", "8,00", "31,20", "4,75", "19,90", "6,30", "22,00", "11,10"]
PEOPLE = {"Nom": SURNAMES, "Prénom": FIRST_NAMES}


def kinds(columns: dict[str, list[str]], field: str) -> set[str]:
    found = next(f for f in scan(Table.from_columns(columns)).fields if f.name == field)
    return {score.kind for score in found.kinds if score.confidence >= 0.5}


@pytest.mark.parametrize("header", ["Né(e)", "D.N. date", "Date anniv.", "Naiss.", "ddn enfant"])
def test_a_short_header_of_births(header):
    assert "birth-date" in kinds({"Nom": SURNAMES, header: BIRTHS}, header)


@pytest.mark.parametrize("header", ["Nom", "Ménage", "Apprenant", "Nom exposant", "Foyer"])
def test_a_list_of_surnames_without_first_names(header):
    assert "last-name" in kinds({header: SURNAMES, "Montant": AMOUNTS}, header)


@pytest.mark.parametrize(
    ("name", "first_name", "born", "address"),
    [
        ("Nachname", "Vorname", "Geburtsdatum", "Anschrift"),
        ("Cognome", "Nome", "Data di nascita", "Indirizzo"),
        ("Apellidos", "Nombre", "Fecha de nacimiento", "Dirección"),
        ("Surname", "Given names", "Date of birth", "Street address"),
        ("Champ 1", "Champ 2", "Champ 3", "Champ 4"),
    ],
)
def test_headers_in_the_languages_of_neighbours_or_in_none(name, first_name, born, address):
    columns = {name: SURNAMES, first_name: FIRST_NAMES, born: BIRTHS, address: ADDRESSES}
    assert "first-name" in kinds(columns, first_name)
    assert "last-name" in kinds(columns, name)
    assert "birth-date" in kinds(columns, born)
    assert "postal-address" in kinds(columns, address)


def test_names_in_a_script_without_capitals():
    columns = {"Nom": ["بن علي", "الحداد", "المصري"], "Prénom": ["محمد", "فاطمة", "ليلى"]}
    assert "first-name" in kinds(columns, "Prénom")


def test_what_follows_pupils_is_theirs_though_their_school_stands_first():
    columns = {"École": ["Jules Ferry", "Pasteur"] * 4, **PEOPLE, "Adresse": ADDRESSES}
    assert "postal-address" in kinds(columns, "Adresse")


def test_what_follows_a_headmaster_is_the_school_s():
    columns = {
        "École": [f"École {name}" for name in SURNAMES],
        "Directeur": [f"{f} {n}" for f, n in zip(FIRST_NAMES, SURNAMES, strict=True)],
        "Adresse": ADDRESSES,
    }
    assert "postal-address" not in kinds(columns, "Adresse")


def test_readers_of_books_are_no_authors():
    columns = {"Titre": ["Zadig"] * 8, "Auteur": ["Voltaire"] * 8, **PEOPLE, "Né(e) le": BIRTHS}
    assert "last-name" in kinds(columns, "Nom")
    assert kinds(columns, "Auteur") == set()


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Nom", ["Victor Hugo", "Annie Ernaux", "Jean Vilar", "Claude Monet"]),
        ("C2", ["Ariane Mnouchkine", "Peter Brook", "Joël Pommerat", "Macha Makeïeff"]),
        ("Variété", ["Madame Meilland", "Reine Claude", "Pierre de Ronsard", "Belle de Boskoop"]),
        ("C2", ["Tilia cordata", "Rosa canina", "Acer campestre", "Prunus avium"]),
        ("Modèle", ["Renault Clio", "Peugeot Partner", "Dacia Sandero", "Mercedes Vito"]),
    ],
)
def test_names_of_the_famous_of_plants_and_of_makes_are_nobody_s(header, values):
    columns = {"C1": [str(n) for n in range(8)], header: values * 2, "C3": AMOUNTS}
    assert kinds(columns, header) == set()


def test_a_field_beside_titles_of_plays_names_who_made_them():
    columns = {
        "C1": ["Le Cid", "Phèdre", "Dom Juan", "Antigone"] * 2,
        "C2": [f"{f} {n.title()}" for f, n in zip(FIRST_NAMES, SURNAMES, strict=True)],
        "C3": AMOUNTS,
    }
    assert kinds(columns, "C2") == set()


@pytest.mark.parametrize("thing", ["Jeu", "Essence", "Véhicule", "Activité"])
def test_the_age_of_a_thing_is_nobody_s(thing):
    columns = {thing: ["A", "B", "C", "D"] * 2, "Âge": ["3", "6", "8", "12"] * 2}
    assert kinds(columns, "Âge") == set()


def test_a_field_of_reasons_for_a_visit_to_the_doctor():
    columns = {**PEOPLE, "Motif de consultation": ["Angine", "Contrôle", "Vaccin", "Toux"] * 2}
    assert "health" in kinds(columns, "Motif de consultation")


def test_headers_that_only_number_the_fields_say_nothing():
    assert all(read_header(text).is_missing for text in ("Champ 2", "Q3", "Réponse 1", "Col. A"))
    assert not any(read_header(text).is_missing for text in ("QF", "CP", "Réponse", "Info"))


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["34", "71", "19", "52", "83", "46", "28", "67"], "age"),
        (["860575201234", "920144105678", "990869309876", "010233401122",
          "950375112233", "880144198765", "930769345678", "970533487654"], "identity-card"),
        (["lulu_44", "moto.2000", "kiki1987", "zaza_la_fee", "papy.mougeot", "nantais44",
          "soleil_du_sud", "tigrou85"], "social-handle"),
    ],
)  # fmt: skip
def test_fields_without_header_beside_persons(values, kind):
    columns = {"C1": values, "C2": SURNAMES, "C3": FIRST_NAMES}
    assert kind in kinds(columns, "C1")


@pytest.mark.parametrize(
    "values",
    [
        ["1", "2", "1", "3", "1", "2", "4", "2"],
        ["10", "20", "50", "5", "100", "20", "30", "15"],
        ["ref_12", "lot3", "ab_7", "salle2", "x9", "code_4", "id_88", "num_5"],
    ],
)
def test_quantities_and_references_without_header_stay_quiet(values):
    columns = {"C1": values, "C2": SURNAMES, "C3": FIRST_NAMES}
    assert kinds(columns, "C1") == set()


def test_a_birth_under_a_word_that_says_whose_it_is():
    header = "Dtae naiss. demandeur"
    recent = ["20240904", "20230502", "20240702", "20221111"] * 2
    assert "birth-date" in kinds({**PEOPLE, header: BIRTHS}, header)
    assert "birth-date" in kinds({**PEOPLE, "Naissance enfant": recent}, "Naissance enfant")
