"""What is said about a person, whatever the form of the words, and what is said about nobody."""

from __future__ import annotations

import pytest

from curator.privacy.spans import Names, find_spans


def kinds(text: str, *, about_persons: bool = False, is_remark: bool = True) -> set[str]:
    found = find_spans(text, about_persons=about_persons, is_remark=is_remark)
    return {span.kind for span in found}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Asthmatique, inhalateur dans le cartable", "health"),
        ("Tombée enceinte en mars", "health"),
        ("Sœur opérée du cœur", "health"),
        ("Alergique aux fruits de mer", "health"),
        ("sous antidépresseurs depuis l’été", "health"),
        ("GIR 3, passage matin et soir", "health"),
        ("Notification de la MDPH attendue", "disability"),
        ("AESH 15 h par semaine", "disability"),
        ("Se déplace en fauteuil", "disability"),
        ("Malentendante, appareillée", "disability"),
        ("Adhérente CFDT", "union"),
        ("Encartée au PS", "politics"),
        ("Militant d’extrême gauche", "politics"),
        ("Fait le ramadan", "religion"),
        ("pas de viande de porc", "religion"),
        ("Famille bouddhiste", "religion"),
        ("Originaire du Bénin", "origin"),
        ("Mère tunisienne, parle peu français", "origin"),
        ("Ressortissante ukrainienne", "origin"),
        ("Vit avec son compagnon, homosexuel", "sexual-life"),
        ("Convoqué au commissariat pour vol", "offence"),
        ("violences conjugales signalées", "offence"),
        ("Sort de prison", "offence"),
        ("Touche le RSA", "social-aid"),
        ("dossier de surendettement déposé", "social-aid"),
        ("Logée par le 115", "social-aid"),
        ("Vient d’être expulsé", "social-aid"),
        ("Sous curatelle renforcée", "social-aid"),
        ("Parents séparés, garde alternée", "family-situation"),
        ("Deuil récent, décès de son mari", "family-situation"),
    ],
)
def test_what_a_remark_says_of_somebody_without_naming_them(text, kind):
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Campagne de dépistage du diabète",
        "Journée nationale du handicap",
        "Places de stationnement handicapés",
        "Subvention à l’union locale CGT",
        "Formation des agents aux violences conjugales",
        "Convention avec la Banque alimentaire",
        "Le Secours catholique reçoit la clé de la salle",
        "Travaux à la mosquée de la rue Pasteur",
        "Séparation des réseaux d’eau",
        "Adoption du procès-verbal",
        "Fuite d’eau dans la cave",
        "Trafic dense sur la rocade",
        "Parquet à vitrifier",
        "Voie baptisée Simone Veil",
        "Le sud de la commune",
    ],
)
def test_what_a_remark_says_of_nobody(text):
    assert kinds(text) == set()


def test_a_body_counts_only_beside_a_person():
    assert kinds("Mission locale fermée en août") == set()
    assert kinds("Sa fille est suivie par la mission locale") == {"social-aid"}


def test_a_comma_ends_what_a_public_word_governs():
    assert kinds("Réunion à la médiathèque, diabétique") == {"health"}


def test_a_programme_is_nobody_outside_remarks():
    assert kinds("Aide alimentaire", is_remark=False) == set()
    assert kinds("Aide alimentaire", is_remark=True) == {"social-aid"}
    assert kinds("Séropositif", is_remark=False) == {"health"}


def test_sentences_among_public_ones_need_no_more_than_themselves():
    text = "Épileptique, prévenir le SAMU"
    spans = find_spans(text, about_persons=False, names=Names.SURE)
    assert {span.kind for span in spans} == {"health"}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Mme Roux, 82 ans, vit seule", "82"),
        ("Son fils a eu 9 ans", "9"),
        ("Elle fête ses 100 ans", "100"),
        ("La fille (4 ans) reste à la crèche", "4"),
    ],
)
def test_an_age(text, age):
    found = find_spans(text, about_persons=True)
    assert age in {text[s.start : s.end] for s in found if s.kind == "age"}


@pytest.mark.parametrize(
    "text",
    [
        "Prêt de la Caisse des dépôts, 20 ans à 2,1 %",
        "M. Roux, concession de 30 ans",
        "Mme Roux attend depuis 3 ans",
        "Le gymnase a 40 ans",
        "Son contrat de 2 ans",
    ],
)
def test_how_long_something_lasts_is_no_age(text):
    assert "age" not in {s.kind for s in find_spans(text, about_persons=True)}


@pytest.mark.parametrize(
    "text",
    [
        "RSA : nouveau formulaire en ligne",
        "Quotient familial : grille votée",
        "Syndicat mixte : délégués à désigner",
        "Impayés du fournisseur Durand",
        "Dépression annoncée sur la côte",
        "Fracture de la canalisation",
        "Titre de séjour : compétence de la préfecture",
    ],
)
def test_a_topic_is_nobody_s(text):
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Enceinte, arrêt prévu en juin", "health"),
        ("ne voit presque plus", "disability"),
        ("dort dans sa voiture", "social-aid"),
        ("hébergée chez une cousine", "social-aid"),
        ("distribue des tracts LFI", "politics"),
        ("Ne parle que le tamoul", "origin"),
        ("son ex le menace", "offence"),
    ],
)
def test_what_somebody_does_or_undergoes(text, kind):
    assert kind in kinds(text)
