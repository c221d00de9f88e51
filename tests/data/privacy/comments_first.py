"""Free-text comments of the first tuning set: what a clerk writes, with and without personal data."""

# ruff: noqa: E501
from __future__ import annotations


def comment(m, venue=False):
    """A comment and whether it holds personal data."""
    if m.chance(0.65 if venue else 0.5):
        return m.rng.choice(VENUE if venue and m.chance(0.7) else PLAIN)(m), False
    return m.rng.choice(PERSONAL)(m), True


def _street(m):
    from tests.data.privacy.values import STREETS

    return m.rng.choice(STREETS[m.half])


PERSONAL = [
    lambda m: f"Rappeler {m.pick('Mme', 'M.', 'Mr')} {m.last()} au {m.phone(1)}",
    lambda m: f"{m.full(3)} a déposé son dossier",
    lambda m: f"Vu avec {m.first()} {m.last()}, accord donné",
    lambda m: f"Né le {m.day(1940, 2010)}, dossier complet",
    lambda m: f"née le {m.day(1940, 2010, 'words')} à {m.town()[1]}",
    lambda m: f"DDN : {m.day(1940, 2010)}",
    lambda m: f"Contact : {m.email()}",
    lambda m: f"joindre le père {m.phone(2)} après 18h",
    lambda m: f"Allergique aux arachides, PAI à jour pour {m.first()}",
    lambda m: f"Madame {m.last()} est enceinte, prévoir aménagement",
    lambda m: f"N° sécu {m.nir('spaced')} transmis",
    lambda m: f"habite {m.rng.randint(1, 99)} {_street(m)} depuis 2019",
    lambda m: f"domicilié au {m.rng.randint(1, 99)} {_street(m)}, {m.town()[0]} {m.town()[1]}",
    lambda m: f"La famille {m.last()} demande un report",
    lambda m: f"{m.last().upper()} {m.first()} absent le 12/03/2025",
    lambda m: f"Monsieur {m.last()} bénéficie du RSA",
    lambda m: f"virement sur {m.iban()}",
    lambda m: f"véhicule {m.plate()} mal garé devant chez M. {m.last()}",
    lambda m: "L'agent est diabétique, suivi médical régulier",
    lambda m: "son fils est en fauteuil roulant",
    lambda m: f"dossier de {m.first()} {m.last()} à compléter",
    lambda m: f"a été condamné pour vol, voir Me {m.last()}",
    lambda m: f"Courrier envoyé à {m.first()[0]}. {m.last()} le 02/04/2025",
    lambda m: f"âgée de {m.rng.randint(65, 95)} ans, vit seule",
    lambda m: f"appeler {m.first()} (fille) : {m.phone(0)}",
    lambda m: f"mme {m.last().lower()} rappelée ce matin",
    lambda m: f"En instance de divorce, garde alternée des enfants de Mme {m.last()}",
    lambda m: "Usager suivi par le CCAS, dettes de loyer",
    lambda m: "famille musulmane, repas sans porc demandé",
    lambda m: f"RDV avec {m.full(0)} reporté",
]

PLAIN = [
    lambda m: "RAS",
    lambda m: "Dossier complet, en attente de validation",
    lambda m: f"Réunion du {m.day(2024, 2026)} reportée",
    lambda m: "Pièces manquantes, relance faite",
    lambda m: f"Facture n° {m.digits(10)} réglée",
    lambda m: "Voir avec le service technique",
    lambda m: "Demande transmise à la direction des sports",
    lambda m: "Accord de la commission du 12 mars 2025",
    lambda m: f"Montant de {m.digits(3)} euros versé",
    lambda m: "Courrier retourné, adresse inconnue",
    lambda m: "Renouvellement pour 3 ans",
    lambda m: "Transmis au secrétariat le 3 avril",
    lambda m: "Contacter la mairie : mairie@ville-exemple.fr",
    lambda m: f"Commande {m.digits(9)} livrée",
    lambda m: "Très satisfait de l'accueil",
    lambda m: "Prévoir une relance en septembre",
    lambda m: "Demande incomplète (justificatif de domicile)",
    lambda m: "Avis favorable de la commission Petite Enfance",
    lambda m: "Inscription validée pour la rentrée",
    lambda m: f"SIRET {m.siret()} vérifié",
]

VENUE = [
    lambda m: f"Nid-de-poule {_street(m)}",
    lambda m: "Lampadaire en panne devant l'école Jules Ferry",
    lambda m: "Fuite d'eau au gymnase Pierre Mendès France",
    lambda m: "Travaux rue Jean Jaurès jusqu'au 15 juin",
    lambda m: "Accessible aux personnes handicapées",
    lambda m: "Rampe PMR installée salle Simone Veil",
    lambda m: "Intervention de la SARL Durand et Fils",
    lambda m: "Fermé le lundi, parking Victor Hugo",
    lambda m: "Concert au théâtre Jean Vilar",
    lambda m: "Exposition Pablo Picasso à la médiathèque",
    lambda m: "Devis de l'entreprise Martin Paysages reçu",
    lambda m: "Version 2.3.1.4 du logiciel installée",
    lambda m: "Campagne de vaccination au centre de santé",
    lambda m: f"Arrêté n° {m.digits(4)} du {m.day(2024, 2026)}",
    lambda m: "Salle louée par l'association Les Amis de Georges",
    lambda m: "Rénovation du stade Jean Bouin, garantie 10 ans",
]
