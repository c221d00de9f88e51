"""Semantic types: French codes, contacts, places, quantities, with counter-examples."""

from __future__ import annotations

import pytest

from curator.i18n import gettext, speaking
from curator.schema.semantic import SEMANTIC_TYPES, recognise
from curator.table import Table


def first(name: str, *texts: str) -> str:
    found = recognise(Table.from_columns({name: list(texts)}), name)
    return found[0].type.name if found else ""


@pytest.mark.parametrize(
    ("name", "texts", "expected"),
    [
        ("code_insee", ("01001", "2A004", "34172"), "commune-code"),
        ("code postal", ("75001", "34000"), "postal-code"),
        ("Département", ("34", "2A", "75"), "departement-code"),
        ("code région", ("11", "76"), "region-code"),
        ("valeur", ("21750001600019", "21340172201787"), "siret"),
        ("valeur", ("217500016", "213401722"), "siren"),
        ("siren", ("217500016",), "siren"),
        ("valeur", ("W751234567",), "rna"),
        ("valeur", ("0750680G",), "uai"),
        ("valeur", ("255081416802538",), "nir"),
        ("valeur", ("01 45 67 89 01", "+33612345678"), "telephone"),
        ("valeur", ("mairie@exemple.fr",), "email"),
        ("valeur", ("https://exemple.fr",), "url"),
        ("valeur", ("48.85, 2.35", "43.6,3.88"), "lat-lon"),
        ("valeur", ("[2.35, 48.85]",), "lon-lat"),
        ("Y_L93", ("6800000.5",), "lambert93-y"),
        ("Exercice", ("2023", "2024"), "year"),
        ("valeur", ("2023-01", "2024-12"), "month"),
        ("Montant", ("1 234,50", "12"), "amount"),
        ("valeur", ("1 234,50 €",), "currency"),
        ("valeur", ("12,5 %",), "percentage"),
        ("valeur", ("2024-12-31",), "iso-date"),
        ("valeur", ("31/12/2024", "1er mars 2024"), "french-date"),
        ("valeur", ("08:30", "14h00"), "time"),
        ("date", ("45292", "45293"), "excel-date"),
        ("couleur", ("a", "b", "a", "b", "a", "b", "a", "b"), "enumeration"),
        ("id", ("a1", "a2", "a3"), "identifier"),
        ("couleur", ("bleu", "vert"), ""),
        ("libellé", ("SAINT DENIS", "Issy-les-Moulineaux", "sète"), "commune"),
        ("dept", ("Hérault", "LOIRE-ATLANTIQUE"), "departement"),
        ("valeur", ("Occitanie", "Île-de-France"), "region"),
        ("pays", ("France", "Sénégal"), "country"),
        ("lieu", ("12 bis, rue Pasteur", "Place du Marché"), "postal-address"),
        ("Code sexe", ("M", "F"), "sex"),
        ("valeur", ("lundi", "Mardi"), "weekday"),
        ("valeur", ("f47ac10b-58cc-4372-a567-0e02b2c3d479",), "uuid"),
        ("NUMTEL", ("04.67.42.54.64      ",), "telephone"),
        ("Téléphone", ("145678901", "612345678"), "telephone-short"),
        ("N° Siret", ("217 500 016 00019", "213\u00a0401\u00a0722\u00a001787"), "siret"),
        ("SIREN titulaire", ("217 500 016",), "siren"),
        ("N° sécu", ("2 55 08 14 168 025 38",), "nir"),
        ("Période", ("janvier 2024", "déc. 2023"), "month"),
        ("mois", ("01/2024", "12/2023"), "month"),
        ("Mois", ("Août", "septembre"), "month"),
        ("c.p.", ("75001", "34000"), "postal-code"),
        ("N° dossier", ("D-1", "D-2", "D-3"), "identifier"),
        ("Dossier", ("2024-382", "2024-005"), ""),
        ("Version", ("1.2.3", "0.1.4"), ""),
        ("Population", ("86847", "75001"), ""),
        ("Effectif", ("447712782", "123456789"), ""),
    ],
)
def test_what_a_field_means(name: str, texts: tuple[str, ...], expected: str) -> None:
    assert first(name, *texts) == expected


def test_what_speaks_against_is_shown_with_its_row() -> None:
    texts = ["mairie@exemple.fr"] * 8 + ["inconnu", ""]
    (found,) = recognise(Table.from_columns({"mail": texts}), "mail")
    assert (found.type.name, round(found.share, 2)) == ("email", 0.89)
    assert [(c.row, c.text, c.count) for c in found.counter_examples] == [(10, "inconnu", 1)]


def test_every_type_has_a_translated_title() -> None:
    for candidate in SEMANTIC_TYPES:
        with speaking("fr"):
            assert gettext(candidate.title) != candidate.title or candidate.title.isupper()


def test_what_repeats_speaks_against_an_identifier() -> None:
    table = Table.from_columns({"id": [f"D-{n}" for n in range(18)] + ["NC", "NC"]})
    (found,) = recognise(table, "id")
    assert found.type.name == "identifier"
    assert found.share == pytest.approx(0.9)
    assert [(e.text, e.row, e.count) for e in found.counter_examples] == [("NC", 20, 2)]
