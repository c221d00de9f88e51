"""Table templates of the first tuning set. A line: headers (variants), truth, values.

Truth: a kind, ``""`` (not personal), ``"?"`` (not judged), ``"text"`` (judged cell by cell).
"""

# ruff: noqa: E501
from __future__ import annotations

from tests.data.privacy.comments_first import comment

P = "personal"


def templates(m):
    r = m.rng
    town = m.town
    person = [
        ("NOM|Nom|nom_usager|NOM_FAMILLE|lastname", "last-name", lambda: m.last().upper()),
        ("Prénom|PRENOM|pren|Prénoms|firstname", "first-name", m.first),
    ]
    yield (
        "canteen",
        [
            ("Nom élève|NOM ELEVE|nom_enfant", "last-name", lambda: m.last().upper()),
            ("Prénom élève|PRENOM ENFANT|prenom", "first-name", m.first),
            ("Date naissance|DATNAIS|Né(e) le|date_nais", "birth-date", lambda: m.day(2013, 2021)),
            (
                "Classe|CLASSE",
                "?",
                lambda: m.pick("CP", "CE1", "CE2", "CM1", "CM2", "PS", "MS", "GS"),
            ),
            (
                "Ecole|École|ECOLE",
                "",
                lambda: m.pick("Jules Ferry", "Jean Macé", "Paul Bert", "Les Acacias"),
            ),
            (
                "Régime|Régime alimentaire|REGIME",
                "religion",
                lambda: m.pick("standard", "sans porc", "halal", "végétarien", "sans porc"),
            ),
            (
                "Allergies|PAI|allergie",
                "health",
                lambda: m.pick("", "arachides", "gluten", "", "asthme", "oeuf"),
            ),
            ("QF|Quotient familial|quotient", "social-aid", lambda: str(r.randint(200, 2500))),
            (
                "Responsable légal|RESP_LEGAL|Responsable 1",
                "full-name",
                lambda: m.full(r.choice([0, 1, 3])),
            ),
            ("Tél. responsable|TEL|Portable", "phone", lambda: m.phone(mobile=True)),
            ("Jours|JOURS", "", lambda: m.pick("lun-mar", "4 jours", "jeudi", "lun-jeu-ven")),
        ],
    )
    yield (
        "social aid",
        [
            ("N° dossier|NUM_DOSSIER|dossier", "", lambda: f"2024-{r.randint(1, 9999):04d}"),
            (
                "Demandeur|DEMANDEUR|Nom du demandeur|Bénéficiaire",
                "full-name",
                lambda: m.full(r.choice([0, 1, 3, 4])),
            ),
            ("Date de naissance|DDN|date_naissance", "birth-date", lambda: m.day(1935, 2004)),
            (
                "NIR|N° SS|num_secu|N° de sécurité sociale",
                "nir",
                lambda: m.nir(m.pick("plain", "spaced", "plain", "thirteen", "float")),
            ),
            (
                "Situation familiale|SIT_FAM|sit. familiale",
                "family-situation",
                lambda: m.pick("célibataire", "marié(e)", "divorcée", "veuf", "concubinage"),
            ),
            ("Adresse|ADRESSE|adr", "postal-address", m.address),
            ("CP|Code postal|CODPOST", "postal-code", lambda: town()[0]),
            (
                "Type d'aide|AIDE|nature_aide",
                "social-aid",
                lambda: m.pick(
                    "Aide alimentaire", "Secours", "FSL", "Aide facture EDF", "Bon alimentaire"
                ),
            ),
            ("Montant|MONTANT|montant accordé", "?", lambda: str(r.randint(20, 400))),
            ("Date commission|DATE_CM|Date de la commission", "?", lambda: m.day(2023, 2026)),
            ("Observations|OBS|Remarques", "text", lambda: comment(m)),
        ],
    )
    yield (
        "staff",
        [
            ("Matricule|MATRICULE|mat.", "staff-number", lambda: f"{r.randint(1, 99999):05d}"),
            *person,
            ("Sexe|SEXE|Civilité", "sex", lambda: m.pick("M", "F")),
            ("Date entrée|DATE_ENTREE|date d'embauche", "event-date", lambda: m.day(1988, 2025)),
            (
                "Grade|GRADE",
                "?",
                lambda: m.pick("Adjoint technique", "Rédacteur", "Attaché", "Agent de maîtrise"),
            ),
            (
                "Service|SERVICE|Direction",
                "",
                lambda: m.pick("Voirie", "Etat civil", "DRH", "Espaces verts"),
            ),
            ("Indice|INDICE|IM", "", lambda: str(r.randint(340, 800))),
            ("RQTH|Handicap|rqth_o_n", "disability", lambda: m.pick("Non", "Non", "Non", "Oui")),
            (
                "Syndicat|Appartenance syndicale",
                "union",
                lambda: m.pick("", "CGT", "CFDT", "FO", ""),
            ),
            ("Email|mail pro|Courriel", "email", m.work_email),
            ("IBAN|RIB", "iban", m.iban),
            (
                "Motif absence|Arrêt",
                "health",
                lambda: m.pick(
                    "", "maladie ordinaire", "accident de travail", "", "congé maternité"
                ),
            ),
        ],
    )
    yield (
        "library",
        [
            ("N° carte|NUM_CARTE|code lecteur", "?", lambda: f"L{r.randint(10000, 99999)}"),
            ("Lecteur|NOM PRENOM|Nom et prénom", "full-name", lambda: m.full(r.choice([0, 1, 5]))),
            ("naissance|Date naiss.|DNAISS", "birth-date", lambda: m.day(1940, 2017, "short")),
            ("Mail|e-mail|adresse mail", "email", m.email),
            (
                "Titre|TITRE",
                "",
                lambda: m.pick(
                    "Les Misérables",
                    "Astérix chez les Bretons",
                    "Harry Potter",
                    "L'Étranger",
                    "Martine à la plage",
                ),
            ),
            (
                "Auteur|AUTEUR",
                "",
                lambda: m.pick(
                    "Victor Hugo",
                    "René Goscinny",
                    "J.K. Rowling",
                    "Albert Camus",
                    "Amélie Nothomb",
                    "Marcel Pagnol",
                ),
            ),
            ("Date prêt|DATE_PRET", "?", lambda: m.day(2025, 2026)),
        ],
    )
    yield (
        "book catalogue",
        [
            ("ISBN|isbn", "", lambda: f"978-2-{m.digits(2)}-{m.digits(6)}-{m.digits(1)}"),
            (
                "Titre|title",
                "",
                lambda: m.pick(
                    "La Peste", "Germinal", "Le Petit Prince", "Candide", "Bel-Ami", "Nana"
                ),
            ),
            ("Auteur|Auteurs|author", "", lambda: m.full(r.choice([0, 1, 5]))),
            (
                "Editeur|Éditeur",
                "",
                lambda: m.pick("Gallimard", "Grasset", "Albin Michel", "Flammarion"),
            ),
            ("Année|annee_edition", "", lambda: str(r.randint(1950, 2025))),
            ("Cote|cote", "", lambda: f"R {m.last()[:3].upper()}"),
        ],
    )
    yield (
        "cemetery",
        [
            ("N° concession|CONCESSION|num", "", lambda: f"{r.randint(1, 3000)}"),
            (
                "Concessionnaire|CONCESS|Nom du concessionnaire",
                "full-name",
                lambda: m.full(r.choice([0, 1, 3])),
            ),
            ("Défunt|DEFUNT|Nom du défunt", "full-name", lambda: m.full(r.choice([0, 1]))),
            ("Date décès|DATE_DECES|Décès le", "event-date", lambda: m.day(1950, 2025)),
            ("Carré|CARRE|Division", "", lambda: m.pick("A", "B", "12", "C3")),
            ("Durée|DUREE", "", lambda: m.pick("30 ans", "50 ans", "perpétuelle", "15 ans")),
            ("Téléphone ayant droit|TEL|Contact tél", "phone", m.phone),
        ],
    )
    yield (
        "associations",
        [
            (
                "Association|ASSOCIATION|Nom de l'association",
                "",
                lambda: m.pick(
                    "Amicale des boulistes",
                    "Les Amis du Livre",
                    "Judo Club",
                    "Harmonie municipale",
                    "Comité des fêtes",
                    "Secours populaire",
                    "Tennis Club Jean Bouin",
                ),
            ),
            ("SIRET|N° SIRET", "", m.siret),
            ("Objet|OBJET", "", lambda: m.pick("Sport", "Culture", "Solidarité", "Loisirs")),
            ("Adresse siège|SIEGE|Siège social", "", m.address),
            (
                "Président|PRESIDENT|Nom du président",
                "full-name",
                lambda: m.full(r.choice([0, 1, 3])),
            ),
            (
                "Tél. président|TEL_PRESIDENT|Portable du président",
                "phone",
                lambda: m.phone(mobile=True),
            ),
            ("Subvention 2024|SUBV|Montant", "", lambda: f"{r.randint(2, 90) * 100} €"),
        ],
    )
    yield (
        "facilities",
        [
            (
                "Nom équipement|EQUIPEMENT|nom_equipement",
                "",
                lambda: m.pick(
                    "Gymnase Pierre Mendès France",
                    "École Jules Ferry",
                    "Salle Simone Veil",
                    "Stade Jean Bouin",
                    "Médiathèque Marguerite Duras",
                    "Piscine municipale",
                ),
            ),
            ("Type|TYPE", "", lambda: m.pick("Sport", "Scolaire", "Culture")),
            ("Adresse|ADRESSE|adresse", "", m.address),
            ("Code postal|CP", "", lambda: town()[0]),
            ("Commune|VILLE", "", lambda: town()[1]),
            ("Téléphone|TEL|tel_accueil", "", lambda: m.phone(mobile=False)),
            ("Courriel|EMAIL|mail", "", m.role_email),
            ("Latitude|lat", "", lambda: f"48.{m.digits(6)}"),
            ("Longitude|lon", "", lambda: f"2.{m.digits(6)}"),
            ("Année construction|ANNEE", "", lambda: str(r.randint(1900, 2020))),
            ("Date d'ouverture|date_ouverture", "", lambda: m.day(1950, 2024)),
            ("Commentaire|Observations", "text", lambda: comment(m, venue=True)),
        ],
    )
    yield (
        "budget",
        [
            ("Chapitre|CHAP", "", lambda: m.pick("011", "012", "65", "21")),
            ("Article|Nature|COMPTE", "", lambda: m.pick("6042", "60611", "64131", "2031", "6574")),
            (
                "Libellé|LIBELLE",
                "",
                lambda: m.pick(
                    "Eau et assainissement",
                    "Énergie",
                    "Rémunération principale",
                    "Subventions",
                    "Charges de personnel",
                    "Frais d'études",
                ),
            ),
            ("Fonction|FONCTION", "", lambda: m.pick("020", "213", "33", "64")),
            (
                "BP 2025|Montant voté|MONTANT",
                "",
                lambda: f"{r.randint(1, 900)} {m.digits(3)},{m.digits(2)}",
            ),
            ("N° engagement|ENGAGEMENT", "", lambda: m.digits(9)),
            (
                "Fournisseur|FOURNISSEUR|Tiers",
                "",
                lambda: m.pick(
                    "ENGIE",
                    "EDF",
                    "SARL Dupont et Fils",
                    "Orange SA",
                    "Martin Paysages",
                    "Établissements Leclerc",
                    "SAS Bernard TP",
                ),
            ),
        ],
    )
    yield (
        "decp",
        [
            ("id|identifiant", "", lambda: f"2024{m.digits(6)}"),
            ("acheteur.id|acheteur_id", "", m.siret),
            (
                "objet|Objet du marché",
                "",
                lambda: m.pick(
                    "Travaux de réfection de la rue Jean Jaurès",
                    "Fourniture de repas pour la crèche",
                    "Maintenance des ascenseurs",
                    "Construction du gymnase Léo Lagrange",
                ),
            ),
            ("codeCPV|cpv", "", lambda: f"{m.digits(8)}-{m.digits(1)}"),
            ("montant|Montant HT", "", lambda: f"{r.randint(1000, 900000)}.{m.digits(2)}"),
            ("dateNotification|Date de notification", "", lambda: m.day(2023, 2026, "iso")),
            ("titulaire_id|titulaires/0/id", "", m.siret),
            (
                "titulaire_denominationSociale|Titulaire",
                "",
                lambda: m.pick(
                    "COLAS",
                    "EIFFAGE ROUTE",
                    "SARL Lefèvre",
                    "Groupe Petit",
                    "ELIOR",
                    "Ateliers Girard",
                ),
            ),
            ("lieuExecution_code|lieu", "", lambda: m.pick("92040", "75112", "92")),
        ],
    )
    yield (
        "trees",
        [
            ("id_arbre|ID", "", lambda: m.digits(6)),
            (
                "Essence|nom_francais|ESSENCE",
                "",
                lambda: m.pick(
                    "Platane", "Tilleul", "Érable plane", "Marronnier", "Chêne pédonculé", "Olivier"
                ),
            ),
            (
                "nom_latin|Genre espèce",
                "",
                lambda: m.pick(
                    "Platanus x acerifolia", "Tilia cordata", "Acer platanoides", "Quercus robur"
                ),
            ),
            ("Hauteur|H", "", lambda: str(r.randint(2, 30))),
            ("Date plantation|date_plant", "", lambda: m.day(1960, 2024)),
            (
                "Adresse|voie|RUE",
                "",
                lambda: m.rng.choice(
                    [
                        "rue des Lilas",
                        "avenue Jean Jaurès",
                        "square Henri Barbusse",
                        "place de la République",
                    ]
                ),
            ),
            ("geo_point|lat_lon", "", lambda: f"48.{m.digits(5)}, 2.{m.digits(5)}"),
        ],
    )
    yield (
        "market",
        [
            ("Emplacement|PLACE|N° place", "", lambda: f"A{r.randint(1, 80)}"),
            (
                "Commerçant|COMMERCANT|Nom commerçant",
                "full-name",
                lambda: m.full(r.choice([0, 1, 3])),
            ),
            (
                "Activité|ACTIVITE",
                "?",
                lambda: m.pick("Primeur", "Fromager", "Textile", "Poissonnerie"),
            ),
            (
                "Portable|GSM|tel",
                "phone",
                lambda: m.phone(style=r.choice([0, 1, 6, 7]), mobile=True),
            ),
            ("Immatriculation|IMMAT|véhicule", "licence-plate", m.plate),
            ("Date début|DEBUT", "?", lambda: m.day(2015, 2026)),
        ],
    )
    yield (
        "officials",
        [
            ("Nom de l'élu|NOM|nom", "last-name", lambda: m.last().upper()),
            ("Prénom de l'élu|PRENOM", "first-name", m.first),
            (
                "Date de naissance|Date de naissance de l'élu",
                "birth-date",
                lambda: m.day(1940, 2002),
            ),
            (
                "Libellé de la fonction|Fonction",
                "?",
                lambda: m.pick(
                    "Maire",
                    "Conseiller municipal",
                    "1er adjoint au Maire",
                    "Conseillère municipale",
                ),
            ),
            ("Date de début du mandat|debut_mandat", "?", lambda: m.day(2020, 2026)),
            ("Nuance|Groupe politique", "?", lambda: m.pick("DVG", "DVD", "LR", "PS", "EELV")),
        ],
    )
    yield (
        "civil status",
        [
            ("N° acte|NUM_ACTE", "", lambda: str(r.randint(1, 900))),
            ("Nom époux|NOM_EPOUX|nom marié", "last-name", m.last),
            ("Prénom époux|PREN_EPOUX|prenom marié", "first-name", m.first),
            ("Lieu naissance|LIEU_NAIS|né à", "birth-place", lambda: town()[1]),
            ("Date mariage|DATE_MARIAGE", "event-date", lambda: m.day(2019, 2026)),
            (
                "Profession|PROF|Métier",
                "profession",
                lambda: m.pick(
                    "Enseignante", "Plombier", "Retraité", "Cadre", "Infirmière", "Sans emploi"
                ),
            ),
            (
                "Nationalité|NATIONALITE|nat.",
                "nationality",
                lambda: m.pick("Française", "Portugaise", "Marocaine", "Italienne"),
            ),
        ],
    )
    yield (
        "headerless people",
        [
            ("field1|Unnamed: 0", "last-name", lambda: m.last().upper()),
            ("field2|Unnamed: 1", "first-name", m.first),
            ("field3|Unnamed: 2", "birth-date", lambda: m.day(1940, 2005)),
            ("field4|Unnamed: 3", "phone", lambda: m.phone(style=r.choice([0, 1, 2]))),
            ("field5|Unnamed: 4", "postal-address", m.address),
            ("field6|Unnamed: 5", "email", m.email),
        ],
    )
    yield (
        "mixed contact",
        [
            (
                "Structure|STRUCTURE",
                "",
                lambda: m.pick(
                    "Crèche Les Lutins",
                    "Halte-garderie",
                    "Relais petite enfance",
                    "Maison des associations",
                ),
            ),
            (
                "Contact|CONTACT|Coordonnées",
                "text",
                lambda: (
                    m.pick(
                        f"{m.full(1)} {m.phone(1)}",
                        f"{m.full(0)} - {m.email()}",
                        f"{m.full(3)} / {m.phone(2)} / {m.email()}",
                    ),
                    True,
                ),
            ),
            ("Places|Capacité", "", lambda: str(r.randint(10, 80))),
        ],
    )
    yield (
        "web logs",
        [
            (
                "Adresse IP|IP|ip",
                "ip-address",
                lambda: (
                    f"{r.randint(60, 200)}.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(1, 254)}"
                ),
            ),
            (
                "MAC|adresse_mac",
                "mac-address",
                lambda: ":".join(f"{r.randint(0, 255):02X}" for _ in range(6)),
            ),
            ("Login|identifiant|pseudo", "social-handle", lambda: m.ascii(m.first()) + m.digits(2)),
            (
                "Version|version_app",
                "",
                lambda: f"{r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}.{r.randint(0, 9)}",
            ),
            ("Date|horodatage", "?", lambda: m.day(2025, 2026, "iso")),
            ("Durée (s)|duree", "", lambda: str(r.randint(1, 900))),
        ],
    )
    yield (
        "foreigners",
        [
            ("Nom prénom|NOM_PRENOM|identite", "full-name", lambda: m.full(r.choice([0, 1]))),
            ("Titre de séjour|N° titre séjour", "residence-permit", lambda: m.digits(10)),
            (
                "Passeport|N° passeport",
                "passport",
                lambda: f"{m.digits(2)}{m.pick('AB', 'CF', 'TK')}{m.digits(5)}",
            ),
            ("N° fiscal|numero_fiscal|SPI", "tax-number", m.tax),
            ("CNI|N° CNI", "identity-card", lambda: m.digits(12)),
            ("Permis de conduire|N° permis conduire", "driving-licence", lambda: m.digits(12)),
            (
                "Origine|Pays d'origine",
                "origin",
                lambda: m.pick("Maghreb", "Afrique", "Asie", "Europe"),
            ),
            (
                "Religion|religion",
                "religion",
                lambda: m.pick("musulmane", "catholique", "sans religion", "juive"),
            ),
            (
                "Opinion politique|Parti",
                "politics",
                lambda: m.pick("PS", "LR", "sans étiquette", "LFI"),
            ),
            (
                "Orientation sexuelle|orient_sex",
                "sexual-life",
                lambda: m.pick("hétérosexuel", "homosexuelle", ""),
            ),
            (
                "Casier judiciaire|Condamnations",
                "offence",
                lambda: m.pick("néant", "vol", "violences", "stupéfiants"),
            ),
        ],
    )
    yield (
        "survey",
        [
            ("id|n°", "", lambda: m.digits(4)),
            ("Âge|AGE|age", "age", lambda: str(r.randint(18, 95))),
            (
                "Tranche d'âge|classe_age",
                "age-band",
                lambda: m.pick("18-25 ans", "26-40 ans", "41-60 ans", "61 ans et +"),
            ),
            ("Sexe|Genre", "sex", lambda: m.pick("Femme", "Homme")),
            (
                "CSP|Profession",
                "profession",
                lambda: m.pick("Cadre", "Employé", "Retraité", "Ouvrier", "Étudiant"),
            ),
            ("Commune de résidence|Commune", "commune", lambda: town()[1]),
            ("Commentaires|Remarques", "text", lambda: comment(m)),
        ],
    )
    yield (
        "parking fines",
        [
            ("N° PV|PV", "", lambda: m.digits(8)),
            ("Contrevenant|Nom contrevenant", "full-name", lambda: m.full(r.choice([0, 1]))),
            (
                "Plaque|IMMATRICULATION",
                "licence-plate",
                lambda: m.pick(m.plate(), m.plate(), m.old_plate()),
            ),
            (
                "Infraction|Nature infraction",
                "offence",
                lambda: m.pick("Stationnement gênant", "Excès de vitesse", "Feu rouge"),
            ),
            (
                "Lieu|LIEU",
                "",
                lambda: m.rng.choice(["rue des Lilas", "place du Marché", "avenue Jean Jaurès"]),
            ),
            ("CB|Carte bancaire", "payment-card", m.card),
        ],
    )
    yield (
        "streets",
        [
            ("Code voie|FANTOIR", "", lambda: m.digits(4)),
            (
                "Nom de la voie|LIBELLE_VOIE|voie",
                "",
                lambda: m.rng.choice(
                    [
                        "Jean Jaurès",
                        "Pierre Brossolette",
                        "Victor Hugo",
                        "Marie Curie",
                        "Général Leclerc",
                        "Rouget de Lisle",
                        "Lucie Aubrac",
                    ]
                ),
            ),
            ("Type voie|TYPE", "", lambda: m.pick("rue", "avenue", "place")),
            ("Longueur|LONG", "", lambda: str(r.randint(50, 1200))),
            (
                "Quartier|QUARTIER",
                "",
                lambda: m.pick("Centre", "Les Épinettes", "Val de Seine", "Jean Macé"),
            ),
            ("Date délibération|date_delib", "", lambda: m.day(1950, 2020)),
        ],
    )
    yield (
        "works",
        [
            ("N° ticket|ticket", "", lambda: m.digits(5)),
            ("Description|Objet|Signalement", "text", lambda: comment(m, venue=True)),
            ("Date signalement|date", "", lambda: m.day(2024, 2026)),
            ("Statut|STATUT", "", lambda: m.pick("Résolu", "En cours", "Transmis")),
            ("Secteur|secteur", "", lambda: m.pick("Nord", "Sud", "Centre")),
        ],
    )
