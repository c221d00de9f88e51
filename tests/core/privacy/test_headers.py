"""Headers: abbreviations, glued words, typing errors, and words that say the contrary."""

from __future__ import annotations

import pytest

from curator.privacy.headers import read_header


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("DATNAIS", "birth-date"), ("dateNaissance", "birth-date"), ("né(e) le", "birth-date"),
        ("datenaissance", "birth-date"), ("Date de naisance", "birth-date"), ("DDN", "birth-date"),
        ("N° SS", "nir"), ("Num_Secu", "nir"), ("tél. port.", "phone"), ("Telphone", "phone"),
        ("adr1", "postal-address"), ("Courriel", "email"), ("CP", "postal-code"),
        ("pren.", "first-name"), ("NOM DE FAMILLE", "last-name"), ("QF", "social-aid"),
        ("Sit. Fam.", "family-situation"), ("Lieu de naissance", "birth-place"),
        ("Immat", "licence-plate"), ("MATRICULE", "staff-number"), ("Tranche d'âge", "age-band"),
    ],
)  # fmt: skip
def test_a_header_names_its_kind(header, kind):
    assert read_header(header).strength(kind) >= 0.8


@pytest.mark.parametrize("header", ["", "Unnamed: 3", "field4", "Colonne1", "F2"])
def test_a_header_that_is_none(header):
    assert read_header(header).is_missing


@pytest.mark.parametrize(
    ("header", "subject"),
    [("Nom de l'école", "venue"), ("nom_equipement", "venue"), ("Auteur", "work"),
     ("Raison sociale", "organisation"), ("Nom de la voie", "place"), ("Nom élève", "person")],
)  # fmt: skip
def test_a_header_says_whom_it_is_about(header, subject):
    assert subject in read_header(header).subjects


@pytest.mark.parametrize("header", ["Affectation", "Nombre", "Séjours", "EXPLOI,C,254", "DELIB_ID"])
def test_words_that_resemble_a_kind_are_not_it(header):
    assert not [kind for kind, match in read_header(header).kinds.items() if match.strength >= 0.8]
