"""Free-text comments of the held-out set: nobody looks at them while the detectors are made."""

# ruff: noqa: E501
from __future__ import annotations


def comment(m, venue=False):
    """A comment and whether it holds personal data."""
    if m.chance(0.55):
        return m.rng.choice(PLAIN)(m), False
    return m.rng.choice(PERSONAL)(m), True


def _street(m):
    from tests.data.privacy.values import STREETS

    return m.rng.choice(STREETS[m.half])


PERSONAL = [
    lambda m: (
        f"Appel de {m.pick('M.', 'Mme', 'Mlle')} {m.first()} {m.last()} le 03/02, demande de rendez-vous"
    ),
    lambda m: f"{m.last().upper()} {m.first()} a rendu ses clés",
    lambda m: f"Dossier repris par {m.first()} {m.last()}",
    lambda m: f"à contacter de préférence le soir : {m.phone(1)}",
    lambda m: f"num : {m.phone(0, mobile=True)} ou {m.phone(0, mobile=False)}",
    lambda m: f"Envoyer les documents à {m.email()} svp",
    lambda m: f"M. {m.last()}, né le {m.day(1935, 2003, 'words')}, sollicite une dérogation",
    lambda m: f"nés le {m.day(2012, 2022)} (jumeaux)",
    lambda m: f"date de naissance : {m.day(1935, 2003, 'short')}",
    lambda m: f"{m.first()} {m.last()} ({m.rng.randint(19, 90)} ans) vit chez sa sœur",
    lambda m: f"Mme {m.last()} souffre de dépression, arrêt prolongé",
    lambda m: f"hospitalisation de M. {m.last()} suite à un AVC",
    lambda m: "enfant autiste, AESH demandée",
    lambda m: "bénéficiaire de l'AAH, dossier MDPH en cours",
    lambda m: f"NIR : {m.nir('spaced')}",
    lambda m: f"n° de sécu {m.nir('plain')} à vérifier",
    lambda m: f"logée au {m.rng.randint(1, 90)} {_street(m)}, 2e étage",
    lambda m: f"changement d'adresse : {m.rng.randint(1, 90)} {_street(m)}",
    lambda m: f"résidant {m.rng.randint(1, 90)} {_street(m)} {m.town()[0]} {m.town()[1]}",
    lambda m: f"coordonnées bancaires {m.iban()} reçues",
    lambda m: f"stationnement abusif {m.plate()}",
    lambda m: f"Conflit entre {m.first()} {m.last()} et le gardien",
    lambda m: f"Remplacée par Mme {m.last()} pendant son congé maternité",
    lambda m: "agent syndiqué à la CFDT, heures de délégation",
    lambda m: f"{m.first()} a été interpellé pour stupéfiants",
    lambda m: "placement du mineur par l'ASE",
    lambda m: "ne mange pas de viande non halal",
    lambda m: "couple homosexuel, demande de PACS",
    lambda m: f"Suivi par le Dr {m.last()}",
    lambda m: f"Attestation remise en main propre à Monsieur {m.first()} {m.last().upper()}",
    lambda m: f"parents séparés, {m.first()} chez la mère une semaine sur deux",
    lambda m: f"carte d'identité n° {m.digits(12)} périmée",
    lambda m: "bénéficiaire du RSA depuis 2023, impayés de loyer",
    lambda m: f"voir {m.first()} {m.last()} pour le badge",
    lambda m: f"Demande de {m.first()[0]}. {m.last().upper()} transmise",
]

PLAIN = [
    lambda m: "Rien à signaler",
    lambda m: "Dossier clos",
    lambda m: "En attente de pièces complémentaires",
    lambda m: "Transmis à la Direction de l'Éducation",
    lambda m: f"Avis de la CAF reçu le {m.day(2025, 2026)}",
    lambda m: "Orientation vers la Mission locale",
    lambda m: "Rendez-vous fixé au mardi 14 avril à 10h",
    lambda m: "Voir délibération n° 2025-118",
    lambda m: "Réparation de l'ascenseur, résidence Les Hauts de Seine",
    lambda m: "Chaussée affaissée au droit du n° 12 avenue du Maréchal Foch",
    lambda m: "Cérémonie au monument aux morts le 11 novembre",
    lambda m: "Prêt du gymnase Léo Lagrange au club de handball",
    lambda m: "Atelier parents-enfants à la ludothèque",
    lambda m: "Repas annulé, remboursement sur la prochaine facture",
    lambda m: f"Paiement en ligne, transaction {m.digits(12)}",
    lambda m: "Convention signée avec la SAS Bouygues Bâtiment",
    lambda m: "Spectacle de Noël complet",
    lambda m: "Accès PMR à prévoir pour la salle des fêtes",
    lambda m: "Subvention exceptionnelle à l'APF France Handicap",
    lambda m: "Distribution de composteurs square Simone de Beauvoir",
    lambda m: "Passage en commission permanente",
    lambda m: "Logiciel Ciril mis à jour (v 5.2.14.1)",
    lambda m: "Lot 3 attribué à l'entreprise Roussel Peinture",
    lambda m: "Contrôle technique à refaire",
    lambda m: "Élagage prévu à l'automne, boulevard Rodin",
    lambda m: "Doublon avec la demande précédente",
    lambda m: "Quotient à recalculer en janvier",
    lambda m: "Inscription hors délai, liste d'attente",
    lambda m: "Lecture d'albums par les bénévoles de Lire et faire lire",
    lambda m: "Don du sang à la salle Pierre et Marie Curie",
    lambda m: f"Titre de recette {m.digits(6)} émis",
    lambda m: "Conférence sur la santé mentale à l'espace Andrée Chedid",
]
