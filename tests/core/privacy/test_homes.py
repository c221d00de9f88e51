"""Addresses in sentences: those that somebody lives at, and those where something is done."""

from __future__ import annotations

import pytest

from curator.privacy.detectors.emails import is_role_mailbox
from curator.privacy.spans import find_spans


def kinds(text: str, *, about_persons: bool = False) -> set[str]:
    return {s.kind for s in find_spans(text, about_persons=about_persons, is_remark=True)}


@pytest.mark.parametrize(
    "text",
    [
        "Le riverain du 12 rue des Acacias se plaint des odeurs.",
        "Compteur relevé au 7B, allée des Cèdres, abonnée absente.",
        "Convocation notifiée 114 ter impasse du Gué 29200 Brest",
        "Ayant droit retrouvé : 3B boulevard Foch 10000 Troyes",
        "Tapage au 5 place Carnot, occupant averti.",
    ],
)
def test_where_somebody_lives_is_personal(text):
    assert "postal-address" in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nid-de-poule devant le 12 rue des Acacias, signalé aux riverains.",
        "Travaux d'enfouissement du 7B au 19 allée des Cèdres.",
        "Candélabre éteint face au 5 place Carnot.",
        "Permanence des locataires à la maison de quartier. Accès par le 3 rue du Parc.",
    ],
)
def test_where_something_is_done_is_not(text):
    assert "postal-address" not in kinds(text)


def test_a_household_at_a_private_provider_is_no_office():
    assert not is_role_mailbox("famille.moreau@laposte.net")
    assert is_role_mailbox("famille@ville-exemple.fr")
    assert is_role_mailbox("maison.des.associations@laposte.net")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vanne grippée, à remplacer.", "health"),
        ("Panneau d'information : coupure d'eau rue Foch jeudi.", "social-aid"),
        ("Devis signé avec Equans, travaux en mai.", "last-name"),
        ("Purge du secteur Étienne Pasquier terminée.", "full-name"),
    ],
)
def test_what_is_said_of_things_is_not(text, kind):
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La locataire est tête de liste aux municipales.", "politics"),
        ("Parents de nationalité malienne, interprète demandé.", "origin"),
        ("Menace de coupure chez ce locataire, électricité impayée.", "social-aid"),
    ],
)
def test_what_is_said_of_somebody_is(text, kind):
    assert kind in kinds(text)
