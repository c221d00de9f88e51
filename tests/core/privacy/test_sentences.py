"""Persons and what is said about them in sentences, and what only sounds like it."""

from __future__ import annotations

import pytest

from curator.privacy.spans import find_spans


def spans(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in find_spans(text, about_persons=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vu avec Mme Benali", ("Benali", "last-name")),
        ("M. Noël est passé", ("Noël", "last-name")),
        ("mme dupont rappelée ce matin", ("dupont", "last-name")),
        ("LE DOSSIER DE M. TRAORÉ EST INCOMPLET", ("TRAORÉ", "last-name")),
        ("KERMARREC Monique absente", ("KERMARREC Monique", "full-name")),
        ("Courrier envoyé à E. Bouazza", ("E. Bouazza", "full-name")),
        ("La famille Moulin déménage", ("Moulin", "last-name")),
        ("dossier de Kévin Dos Santos", ("Kévin Dos Santos", "full-name")),
        ("née le 3 mars 1956", ("3 mars 1956", "birth-date")),
        ("DDN : 12/03/56", ("12/03/56", "birth-date")),
        ("Date de naissance du demandeur : 01/02/1980", ("01/02/1980", "birth-date")),
        ("joindre au 06.12.34.56.78", ("06.12.34.56.78", "phone")),
        ("habite 12 rue des Lilas depuis", ("12 rue des Lilas depuis", "postal-address")),
        ("L'agent est diabétique", ("diabétique", "health")),
        ("son fils est en fauteuil roulant", ("fauteuil roulant", "disability")),
        ("Délégué syndical CGT", ("Délégué syndical", "union")),
        ("FR7630006000011234567890189 reçu", ("FR7630006000011234567890189", "iban")),
        ("véhicule AB-123-CD", ("AB-123-CD", "licence-plate")),
        ("Vu avec karim benali ce matin", ("karim benali", "full-name")),
        ("Demande de L. Schneider", ("L. Schneider", "full-name")),
        ("natif de Haguenau, arrivé en mai", ("Haguenau", "birth-place")),
        ("Madame Roche, née à Saint-Flour", ("Saint-Flour", "birth-place")),
    ],
)
def test_a_person_in_a_sentence(text, expected):
    assert expected in spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Réunion à l'école Jules Ferry",
        "Travaux rue Jean Jaurès",
        "Fuite au gymnase Pierre Mendès France",
        "Concert au théâtre Jean Vilar",
        "Devis de la SARL Durand et Fils",
        "Bernard et Cie doit intervenir",
        "Place Simone Veil fermée",
        "M. le Maire a signé",
        "Version 2.3.1.4 installée",
        "Facture n° 0612345678 réglée",
        "2018-04-01_2018-12-31",
        "Campagne de vaccination au centre de santé",
        "Rampe pour handicapés, salle des fêtes",
        "Garantie 10 ans",
        "https://exemple.fr/Jean/Dupont",
        "Ecole Prim. M. de L Hospital",
        "Commande de 12 ouvrages, réf. KT-364-AA",
        "EURL Chez Marcel",
        "Les Amis de Victor Hugo",
        "Association née à Bayonne",
        "L'enceinte du stade",
    ],
)
def test_what_only_sounds_like_a_person(text):
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Condamné pour vol en 2019", "offence"),
        ("Perçoit le RSA depuis deux ans", "social-aid"),
        ("De confession musulmane", "religion"),
        ("Reconnu travailleur handicapé", "disability"),
        ("syndiqué FO", "union"),
    ],
)
def test_what_only_a_person_is_said_to_be_counts_in_any_table(text, kind):
    assert kind in {span.kind for span in find_spans(text, about_persons=False)}
