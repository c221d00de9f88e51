"""Free-text comments of the second tuning set."""

from __future__ import annotations


def comment(m, venue=False):
    """A comment and whether it holds personal data."""
    if m.chance(0.5):
        return m.rng.choice(PLAIN)(m), False
    return m.rng.choice(PERSONAL)(m), True


def _street(m):
    from tests.data.privacy.values import STREETS

    return m.rng.choice(STREETS[m.half])


PERSONAL = [
    lambda m: f"Entretien téléphonique avec {m.pick('Madame', 'Mlle', 'M')} {m.last()} ce jour",
    lambda m: f"Le fils de Mme {m.last()} ({m.first()}) sera accueilli en septembre",
    lambda m: f"{m.first()} {m.last()} : a signé la convention",
    lambda m: f"Tél portable : {m.phone(2, mobile=True)}",
    lambda m: f"message laissé sur répondeur {m.phone(1)}",
    lambda m: f"Mail : {m.email()} - pas de réponse",
    lambda m: f"Date de naissance du demandeur : {m.day(1940, 2004)}",
    lambda m: f"(né le {m.day(1940, 2004, 'dots')})",
    lambda m: f"Enfant née en {m.rng.randint(2010, 2020)}, scolarisée à l'école Anatole France",
    lambda m: "Traitement contre l'épilepsie, prévenir l'animateur",
    lambda m: "Reconnue travailleuse handicapée depuis 2021",
    lambda m: "Mère hospitalisée, enfants chez la grand-mère",
    lambda m: f"Sécurité sociale {m.nir('plain')}",
    lambda m: f"Demeurant {m.rng.randint(1, 99)} bis {_street(m)}",
    lambda m: (
        f"nouvelle adresse : {m.rng.randint(1, 99)}, {_street(m)} {m.town()[0]} {m.town()[1]}"
    ),
    lambda m: f"M. et Mme {m.last()} en conflit avec leur voisin {m.first()} {m.last()}",
    lambda m: f"Plainte déposée contre {m.last().upper()} {m.first()} pour violences",
    lambda m: f"RIB fourni : {m.iban(False)}",
    lambda m: f"Plaque {m.plate()} relevée",
    lambda m: f"{m.first()} est allergique au lait",
    lambda m: "Délégué syndical CGT, décharge de 2 jours",
    lambda m: "Vient de sortir de prison, suivi par le SPIP",
    lambda m: "Refuse la transfusion, témoin de Jéhovah",
    lambda m: "Expulsion prévue le 1er avril, surendettement",
    lambda m: f"à rappeler ({m.last()}, {m.phone(0)})",
    lambda m: f"Veuve de {m.first()} {m.last()}, 83 ans",
    lambda m: f"signé : {m.first()} {m.last().upper()}",
    lambda m: f"Interlocuteur {m.first()} {m.last()} injoignable",
    lambda m: f"LE DOSSIER DE M. {m.last().upper()} {m.first().upper()} EST INCOMPLET",
    lambda m: f"Passeport {m.digits(2)}CV{m.digits(5)} photocopié",
]

PLAIN = [
    lambda m: "Néant",
    lambda m: "Dossier traité, rien à signaler",
    lambda m: "Attente retour du bailleur Hauts-de-Bièvre Habitat",
    lambda m: f"Commission du {m.day(2025, 2026)} : avis réservé",
    lambda m: f"Bon de commande {m.digits(10)} signé",
    lambda m: "Orienté vers la Maison des Solidarités",
    lambda m: "Bruit provenant du bar Le Celtique, rue Marcel Sembat",
    lambda m: "Dégradations parc Henri Barbusse, main courante",
    lambda m: "Prêt de salle Lino Ventura accordé",
    lambda m: "Mobilier livré à l'école Jacques Prévert",
    lambda m: "La société Bernard et Cie doit intervenir",
    lambda m: "Justificatifs à fournir avant le 30 juin 2026",
    lambda m: "Demande renouvelée en ligne",
    lambda m: "Logement T3 souhaité, balcon",
    lambda m: "Courrier type envoyé",
    lambda m: "Prix Goncourt des lycéens au lycée Michelet",
    lambda m: f"Marché n° 2025-{m.digits(4)} notifié",
    lambda m: "Place de stationnement handicapé créée avenue Gambetta",
    lambda m: "Journée de prévention du diabète le 14 novembre",
    lambda m: "Subvention à la CGT locale refusée",
    lambda m: "Bail de 9 ans signé avec la SCI Les Tilleuls",
    lambda m: "Ouverture du centre Yves Klein repoussée au printemps",
    lambda m: "Mise à jour 4.12.0.1 effectuée cette nuit",
    lambda m: "Appel en absence, à relancer semaine 42",
    lambda m: "Pas de réponse du service instructeur",
    lambda m: "Tarif plein appliqué",
]
