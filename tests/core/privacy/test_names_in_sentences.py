"""Names in sentences, told from verbs and cues; what only bears a name."""

from __future__ import annotations

import pytest

from curator.privacy.names import known_word
from curator.privacy.spans import Names, find_spans


def names(text: str, wanted: Names = Names.SURE) -> set[str]:
    found = find_spans(text, about_persons=False, names=wanted)
    return {text[s.start : s.end] for s in found if s.kind.endswith("-name")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sofiane a mordu un autre enfant", "Sofiane"),
        ("KARIMA N’EST PAS VENUE AU RENDEZ-VOUS", "KARIMA"),
        ("Courriel de Nadia Kowalczyk reçu hier", "Nadia Kowalczyk"),
        ("Demande transmise à Mme N’Diaye", "N’Diaye"),
        ("Renvoyé par Julie Fontaine", "Julie Fontaine"),
        ("Avis de P. Schmitt", "P. Schmitt"),
        ("M. Maire conteste la taxe", "Maire"),
        ("Mail de Mme Roux", "Roux"),
        ("Cours de piano de Mme Roux", "Roux"),
        ("Un certain Kowalski s’est plaint", "Kowalski"),
    ],
)
def test_a_name_that_stands_by_itself(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Piano Steinway à accorder",
        "Camion Renault Master en panne",
        "Ascenseur Schindler bloqué",
        "Fête de la Saint-Jean reportée",
        "Rencontre AS Sainte-Marie contre FC Rezé",
        "Tarte Tatin et poire Belle-Hélène au menu",
        "Pièce mise en scène par Julie Moreau",
        "Lecture publique de textes de Claire Petit",
        "Plantation de rosiers Jacqueline du Pré",
        "Jumelage avec San Pedro",
        "Recul de 3 M IMPOSÉ PAR LE PLAN",
        "Mail François Mitterrand en travaux",
        "Acquisition de mobilier",
        "Tempête Alex : dégâts rue Haute",
    ],
)
def test_what_only_bears_a_name(text):
    assert names(text, Names.ALL) == set()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("né le douze mai mille neuf cent soixante-dix à Brest", "birth-date",
         "douze mai mille neuf cent soixante-dix"),
        ("anniversaire de la petite le 4 mai 2019", "birth-date", "4 mai 2019"),
        ("rappeler au (0)6 12 34 56 78", "phone", "(0)6 12 34 56 78"),
        ("Faire suivre le courrier au 4 rue Haute", "postal-address", "4 rue Haute"),
    ],
)  # fmt: skip
def test_forms_that_clerks_dictate(text, kind, value):
    found = find_spans(text, about_persons=False)
    assert (value, kind) in {(text[s.start : s.end], s.kind) for s in found}


def test_small_words_in_capitals_are_no_plate():
    found = find_spans("COMPOSER LE 112 EN URGENCE", about_persons=True)
    assert "licence-plate" not in {span.kind for span in found}


def test_first_names_from_abroad_and_endings_of_surnames_are_known():
    assert known_word("volodymyr").first
    assert known_word("hryhorenko").last
    assert not known_word("acquisition").is_name
    assert known_word("acquisition").is_thing


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Retour du courrier, 4 rue Haute 35000 Rennes", "postal-address"),
        ("voiture stationnée depuis mars, 1234 ZX 44", "licence-plate"),
        ("allocataire 1234567A", "social-aid"),
        ("matricule AB12345", "staff-number"),
        ("IMEI 356938035643809", "device-id"),
    ],
)
def test_what_the_words_before_it_give_away(text, kind):
    assert kind in {span.kind for span in find_spans(text, about_persons=True)}
