"""Table templates of the second tuning set, other subjects and words. Same form as the first."""

# ruff: noqa: PLW0108
from __future__ import annotations

from tests.data.privacy.comments_second import comment


def templates(m):
    r = m.rng
    town = m.town
    yield (
        "electoral roll",
        [
            ("Nom de naissance|NOM_NAISSANCE|nom naiss", "last-name", lambda: m.last().upper()),
            ("Nom d'usage|NOM_USAGE", "last-name", lambda: m.last().upper()),
            ("Prénoms|PRENOMS", "first-name", lambda: f"{m.first()} {m.first()}"),
            (
                "Date naissance électeur|DT_NAISS|dateNaissance",
                "birth-date",
                lambda: m.day(1930, 2007),
            ),
            (
                "Commune de naissance|LIEU NAISSANCE|communeNaissance",
                "birth-place",
                lambda: town()[1].upper(),
            ),
            ("N° et voie|Adresse électeur|adresse_ligne1", "postal-address", m.address),
            ("Bureau de vote|BV", "", lambda: f"{r.randint(1, 40):04d}"),
            ("Identifiant national électeur|INE_elect", "?", lambda: m.digits(9)),
        ],
    )
    yield (
        "summer camps",
        [
            ("Enfant|ENFANT|Nom de l'enfant", "full-name", lambda: m.full(r.choice([0, 1, 5]))),
            (
                "Né le|NE LE|naiss.",
                "birth-date",
                lambda: m.day(2009, 2021, m.pick("fr", "fr", "iso")),
            ),
            ("Sexe|G/F", "sex", lambda: m.pick("G", "F")),
            ("Groupe sanguin|GRP SANGUIN", "health", lambda: m.pick("A+", "O-", "B+", "AB+", "O+")),
            ("Médecin traitant|Medecin", "?", lambda: f"Dr {m.last()}"),
            ("Parent 1|RESPONSABLE", "full-name", lambda: m.full(r.choice([1, 3]))),
            ("Tel. maison / port.|Téléphones", "phone", lambda: f"{m.phone(1)} / {m.phone(1)}"),
            ("Courriel parent|MAIL_PARENT", "email", m.email),
            (
                "Infos médicales|SANTE",
                "text",
                lambda: m.pick(
                    ("RAS", False),
                    ("allergie pollen", True),
                    ("", False),
                    ("asthmatique, ventoline", True),
                    ("porte des lunettes", False),
                    ("eczéma", True),
                ),
            ),
            ("Tarif|TARIF", "", lambda: f"{r.randint(5, 40)},50"),
        ],
    )
    yield (
        "housing requests",
        [
            ("Numéro unique|NUR", "?", lambda: f"092{m.digits(12)}"),
            ("Requérant|Nom requérant", "full-name", lambda: m.full(r.choice([0, 4]))),
            ("Co-demandeur|CONJOINT", "full-name", lambda: m.pick("", m.full(0), m.full(1))),
            (
                "Composition familiale|compo_fam",
                "family-situation",
                lambda: m.pick(
                    "couple avec enfants",
                    "personne seule",
                    "famille monoparentale",
                    "couple sans enfant",
                ),
            ),
            ("Revenu fiscal de référence|RFR", "social-aid", lambda: str(r.randint(4000, 45000))),
            (
                "Employeur|EMPLOYEUR",
                "?",
                lambda: m.pick("RATP", "AP-HP", "Carrefour", "sans emploi"),
            ),
            ("Tél mobile|mob.", "phone", lambda: m.phone(style=r.choice([0, 4, 8]), mobile=True)),
            ("Adresse actuelle|ADR_ACTUELLE", "postal-address", m.address),
            ("Handicap|MDPH", "disability", lambda: m.pick("", "oui", "non", "")),
            ("Remarque de l'instructeur|commentaire_instructeur", "text", lambda: comment(m)),
        ],
    )
    yield (
        "vaccination",
        [
            ("PATIENT|Nom du patient", "full-name", lambda: m.full(0)),
            ("Num Sécu|NSS", "nir", lambda: m.nir(m.pick("plain", "spaced"))),
            ("Vaccin|VACCIN", "?", lambda: m.pick("Grippe", "Covid-19", "ROR", "DTP")),
            ("Date injection|DATE", "event-date", lambda: m.day(2024, 2026)),
            ("Lot|N° lot", "", lambda: f"{m.pick('AB', 'FK')}{m.digits(4)}"),
            ("RPPS médecin|RPPS", "health-professional-number", lambda: m.luhn("1", 11)),
            ("Infirmier|IDE", "full-name", lambda: m.full(1)),
        ],
    )
    yield (
        "loans of equipment",
        [
            ("Agent emprunteur|AGENT", "full-name", lambda: m.full(r.choice([0, 1, 6]))),
            ("IMEI|imei_tel", "device-id", lambda: m.luhn("35", 15)),
            ("N° de ligne|Ligne mobile|num. tél", "phone", lambda: m.phone(style=6, mobile=True)),
            ("Modèle|MODELE", "", lambda: m.pick("iPhone 13", "Galaxy A52", "ThinkPad T14")),
            ("Version OS|os", "", lambda: m.pick("16.4.1", "13.0", "11.2.0.4")),
            ("Date remise|remis le", "?", lambda: m.day(2022, 2026)),
        ],
    )
    yield (
        "teachers",
        [
            ("NOM PRENOM ENSEIGNANT|Enseignant", "full-name", lambda: m.full(r.choice([0, 5]))),
            (
                "Ecole d'affectation|ecole",
                "",
                lambda: m.pick("Anatole France", "Louise Michel", "Les Chartreux", "Paul Langevin"),
            ),
            ("Niveau|NIV", "", lambda: m.pick("CP", "CE2", "CM1-CM2", "PS/MS")),
            ("NUMEN|numen", "?", lambda: f"{m.digits(2)}E{m.digits(7)}ABC"),
            ("mail académique|Mél", "email", lambda: m.work_email("ac-versailles.fr")),
        ],
    )
    yield (
        "health staff absences",
        [
            ("mle|Matr.|MLE", "staff-number", lambda: f"A{m.digits(5)}"),
            ("patronyme|NOM PATRONYMIQUE", "last-name", lambda: m.last().upper()),
            ("prenom usuel|P. usuel", "first-name", m.first),
            (
                "Nature arrêt|motif_arret",
                "health",
                lambda: m.pick("CMO", "CLM", "AT", "maternité", "longue maladie"),
            ),
            ("Du|debut", "?", lambda: m.day(2024, 2026)),
            ("Au|fin", "?", lambda: m.day(2024, 2026)),
            ("Nb jours|NB_J", "", lambda: str(r.randint(1, 180))),
        ],
    )
    yield (
        "sports licences",
        [
            ("Licencié|LICENCIE", "full-name", lambda: m.full(r.choice([0, 1, 7]))),
            (
                "Club|CLUB",
                "",
                lambda: m.pick(
                    "AS Montreuil Judo", "Racing Club", "Étoile sportive", "Entente athlétique"
                ),
            ),
            ("Catégorie|CATEG", "", lambda: m.pick("Poussin", "Benjamin", "Minime", "Senior")),
            ("Année naissance|AN_NAISS", "birth-year", lambda: str(r.randint(1950, 2018))),
            ("Certificat médical|CERTIF", "?", lambda: m.pick("oui", "non")),
            ("Instagram|insta", "social-handle", lambda: "@" + m.ascii(m.first()) + m.digits(2)),
            ("Photo|photo_url", "photo-link", lambda: f"photos/licencies/{m.ascii(m.last())}.jpg"),
        ],
    )
    yield (
        "neighbour complaints",
        [
            ("Plaignant|PLAIGNANT", "full-name", lambda: m.full(r.choice([1, 3]))),
            ("Faits|Objet de la plainte", "text", lambda: comment(m)),
            ("Date des faits|date_faits", "?", lambda: m.day(2024, 2026)),
            ("Suites|SUITE", "", lambda: m.pick("classée", "médiation", "en cours")),
        ],
    )
    yield (
        "parking permits",
        [
            ("Abonné|ABONNE", "full-name", lambda: m.full(r.choice([0, 3]))),
            ("Véhicule|N° immat.|Plaque d'immatriculation", "licence-plate", m.plate),
            ("Adr. résident|ADRESSE RESIDENT", "postal-address", m.address),
            ("Zone|ZONE", "", lambda: m.pick("A", "B", "Centre")),
            ("Validité|fin validité", "", lambda: m.day(2025, 2027)),
            ("Réf. bancaire|IBAN prélèvement", "iban", lambda: m.iban(m.chance(0.5))),
        ],
    )
    yield (
        "urbanism",
        [
            ("N° PC|numero_pc", "", lambda: f"PC 092 040 {m.digits(2)} {m.digits(5)}"),
            ("Pétitionnaire|DEMANDEUR_PC", "full-name", lambda: m.full(r.choice([0, 3]))),
            (
                "Parcelle|Réf. cadastrale",
                "cadastral-parcel",
                lambda: f"{m.pick('AB', 'C', 'ZA')} {r.randint(1, 800)}",
            ),
            ("Adresse du terrain|adr_terrain", "?", m.address),
            (
                "Nature travaux|NATURE",
                "",
                lambda: m.pick("Extension", "Ravalement", "Clôture", "Piscine"),
            ),
            (
                "Architecte|ARCHITECTE",
                "?",
                lambda: m.pick("Atelier Lion", "Cabinet Perret", "SCP Duval Architectes"),
            ),
        ],
    )
    yield (
        "shops",
        [
            (
                "Enseigne|ENSEIGNE",
                "",
                lambda: m.pick(
                    "Boulangerie Paul",
                    "Chez Marcel",
                    "Pharmacie du Centre",
                    "Le Bistrot d'Alice",
                    "Coiffure Sandrine",
                ),
            ),
            (
                "Raison sociale|RS",
                "",
                lambda: m.pick("SARL MARTIN", "SAS LE FOURNIL", "EURL DURAND", "SNC PETIT ET FILS"),
            ),
            ("SIREN|siren", "", m.siren),
            ("Code NAF|APE", "", lambda: m.pick("4711B", "1071C", "5610A", "9602A")),
            ("Adresse commerce|ADRESSE", "", m.address),
            ("Tél. commerce|TELEPHONE", "", lambda: m.phone(mobile=False)),
            ("Mail|EMAIL", "", m.role_email),
            ("Site|URL", "", lambda: "https://www.exemple.fr"),
        ],
    )
    yield (
        "schools directory",
        [
            ("UAI|CODE_UAI", "", lambda: f"092{m.digits(4)}{m.pick('A', 'K', 'X')}"),
            (
                "Etablissement|NOM_ETAB",
                "",
                lambda: m.pick(
                    "Ecole maternelle Anatole France",
                    "Collège Victor Hugo",
                    "Lycée Eugène Ionesco",
                    "École élémentaire Louise Michel",
                ),
            ),
            ("Adresse|ADR", "", m.address),
            ("Ville|COMMUNE", "", lambda: town()[1]),
            ("Tel|TELEPHONE", "", lambda: m.phone(style=r.choice([0, 1]), mobile=False)),
            ("Directeur|DIRECTRICE/DIRECTEUR", "full-name", lambda: m.full(r.choice([0, 3]))),
            ("Nb classes|NB", "", lambda: str(r.randint(3, 20))),
            ("Effectif|EFFECTIFS", "", lambda: str(r.randint(60, 400))),
        ],
    )
    yield (
        "subsidies",
        [
            (
                "nomBeneficiaire|Bénéficiaire",
                "",
                lambda: m.pick(
                    "Les Restos du Coeur",
                    "Union Sportive Municipale",
                    "Chorale A Tempo",
                    "Théâtre de Chaillot",
                    "Amicale Laïque Jean Macé",
                ),
            ),
            ("idBeneficiaire|SIRET bénéficiaire", "", m.siret),
            (
                "objet|OBJET",
                "",
                lambda: m.pick(
                    "Fonctionnement", "Festival Jean Vilar", "Achat de matériel", "Projet éducatif"
                ),
            ),
            ("montant|MONTANT", "", lambda: f"{r.randint(200, 90000)}"),
            ("dateConvention|date", "", lambda: m.day(2024, 2026, "iso")),
            ("conditionsVersement|conditions", "", lambda: m.pick("unique", "échelonné")),
        ],
    )
    yield (
        "deliberations",
        [
            ("COLL_NOM|Collectivité", "", lambda: "Ville d'exemple"),
            ("DELIB_ID|N°", "", lambda: f"2025-{m.digits(3)}"),
            ("DELIB_DATE|Date séance", "", lambda: m.day(2024, 2026, "iso")),
            (
                "DELIB_OBJET|Objet",
                "",
                lambda: m.pick(
                    "Dénomination de la place Simone Veil",
                    "Adoption du budget primitif",
                    "Convention avec l'association Emmaüs",
                    "Garantie d'emprunt à la SA HLM Toit et Joie",
                    "Création d'emplois saisonniers",
                ),
            ),
            ("VOTE_POUR|Pour", "", lambda: str(r.randint(20, 45))),
            ("URL|lien", "", lambda: "https://exemple.fr/d.pdf"),
        ],
    )
    yield (
        "councillors attendance",
        [
            ("Conseiller|Élu", "full-name", lambda: m.full(r.choice([0, 1]))),
            (
                "Groupe politique|GROUPE",
                "?",
                lambda: m.pick("Majorité", "Les Écologistes", "Groupe communiste"),
            ),
            ("Séance|DATE_SEANCE", "", lambda: m.day(2023, 2026)),
            ("Présent|PRESENCE", "", lambda: m.pick("oui", "non", "excusé")),
            ("Pouvoir à|POUVOIR", "?", lambda: m.pick("", m.full(1))),
        ],
    )
    yield (
        "monuments",
        [
            (
                "Monument|NOM",
                "",
                lambda: m.pick(
                    "Statue de Victor Hugo",
                    "Fontaine Wallace",
                    "Buste de Marianne",
                    "Église Saint-Rémy",
                    "Tombe d'Alfred Nobel",
                ),
            ),
            ("Auteur|SCULPTEUR|Artiste", "", lambda: m.full(1)),
            ("Époque|PERIODE", "", lambda: m.pick("XIXe siècle", "1936", "Moyen Âge")),
            ("Date classement|DATE", "", lambda: m.day(1900, 2010)),
            ("coord_x|X", "", lambda: f"65{m.digits(4)}.{m.digits(2)}"),
            ("coord_y|Y", "", lambda: f"686{m.digits(4)}.{m.digits(2)}"),
        ],
    )
    yield (
        "inventory",
        [
            ("Réf.|REF", "", lambda: f"{m.pick('AB', 'CD')}-{m.digits(3)}-{m.pick('EF', 'GH')}"),
            (
                "Désignation|LIBELLE",
                "",
                lambda: m.pick(
                    "Chaise pliante",
                    "Table ronde",
                    "Vidéoprojecteur",
                    "Barnum 3x3",
                    "Grille Caddie",
                ),
            ),
            (
                "Marque|MARQUE",
                "",
                lambda: m.pick("Renault", "Peugeot", "Bosch", "Michel", "Martin"),
            ),
            ("N° série|SERIE", "", lambda: m.digits(9)),
            ("Acheté le|date_achat", "", lambda: m.day(2005, 2026)),
            ("Valeur|PRIX", "", lambda: f"{r.randint(10, 4000)},{m.digits(2)} €"),
        ],
    )
    yield (
        "menus",
        [
            ("Date|JOUR", "", lambda: m.day(2026, 2026)),
            ("Entrée|ENTREE", "", lambda: m.pick("Carottes râpées", "Salade verte", "Betteraves")),
            (
                "Plat|PLAT",
                "",
                lambda: m.pick("Poulet rôti", "Lasagnes", "Filet de colin", "Couscous"),
            ),
            (
                "Dessert|DESSERT",
                "",
                lambda: m.pick(
                    "Pomme", "Crème Mont Blanc", "Tarte Tatin", "Charlotte", "Clémentine"
                ),
            ),
            ("Allergènes|ALLERGENES", "", lambda: m.pick("gluten", "lait", "oeufs", "poisson", "")),
        ],
    )
    yield (
        "population statistics",
        [
            ("Commune|LIBGEO", "", lambda: town()[1]),
            ("Code INSEE|CODGEO", "", lambda: m.digits(5)),
            (
                "Tranche d'âge|AGE",
                "",
                lambda: m.pick("0-14 ans", "15-29 ans", "30-44 ans", "75 ans ou plus"),
            ),
            ("Sexe|SEXE", "", lambda: m.pick("H", "F")),
            ("Effectif|NB|Population", "", lambda: str(r.randint(100, 9000))),
        ],
    )
    yield (
        "first names statistics",
        [
            ("Prénom|PRENOM", "", m.first),
            ("Sexe|SEXE", "", lambda: m.pick("M", "F")),
            ("Année|ANNEE", "", lambda: str(r.randint(2004, 2025))),
            ("Nombre|NB_OCCURRENCES|nombre", "", lambda: str(r.randint(5, 90))),
        ],
    )
    yield (
        "english people",
        [
            ("last_name|Surname|LASTNAME", "last-name", m.last),
            ("first_name|GivenName|FIRSTNAME", "first-name", m.first),
            ("dob|BirthDate|date_of_birth", "birth-date", lambda: m.day(1940, 2008, "iso")),
            ("phone|PhoneNumber", "phone", lambda: m.phone(style=4)),
            ("address|StreetAddress", "postal-address", m.address),
            ("city|City", "commune", lambda: town()[1]),
            ("gender|Gender", "sex", lambda: m.pick("male", "female")),
            ("created_at|updated", "?", lambda: m.day(2024, 2026, "time")),
        ],
    )
    yield (
        "typos",
        [
            ("Prénon|Penom|PRÉNOMM", "first-name", m.first),
            ("Nom famile|NOM FAMILE", "last-name", m.last),
            (
                "Date de naisance|Dtae naissance",
                "birth-date",
                lambda: m.day(1940, 2008, m.pick("fr", "dots")),
            ),
            ("Telphone|Téléphonne", "phone", lambda: m.phone(style=r.choice([2, 5, 7]))),
            ("Adrese|Adressse", "postal-address", m.address),
            ("Couriel|Emial", "email", m.email),
            (
                "Nationnalité|nationalte",
                "nationality",
                lambda: m.pick("française", "algérienne", "espagnole"),
            ),
        ],
    )
    yield (
        "headerless mixed",
        [
            ("field1|Colonne1", "full-name", lambda: m.full(r.choice([0, 1]))),
            ("field2|Colonne2", "nir", lambda: m.nir("plain")),
            ("field3|Colonne3", "phone", lambda: m.phone(style=r.choice([0, 1, 6]), mobile=True)),
            ("field4|Colonne4", "", lambda: f"{r.randint(10, 900)},{m.digits(2)}"),
            ("field5|Colonne5", "iban", lambda: m.iban()),
            ("field6|Colonne6", "text", lambda: comment(m)),
        ],
    )
    yield (
        "headerless places",
        [
            (
                "field1|Colonne1",
                "",
                lambda: m.pick(
                    "Gymnase Alice Milliat",
                    "Crèche Les Petits Loups",
                    "École Louise Michel",
                    "Stade Gabriel Péri",
                ),
            ),
            ("field2|Colonne2", "", lambda: town()[1]),
            ("field3|Colonne3", "", lambda: m.pick("Sport", "Petite enfance", "Scolaire")),
            ("field4|Colonne4", "", lambda: m.day(1970, 2020)),
            ("field5|Colonne5", "", lambda: str(r.randint(1000, 9000))),
        ],
    )
    yield (
        "serial dates",
        [
            ("Nom/Prénom|NOM - PRENOM", "full-name", lambda: m.full(0)),
            ("date de naiss|Date Nais", "birth-date", lambda: m.day(1940, 2005, "serial")),
            ("tel fixe|Tél. dom.", "phone", lambda: m.phone(style=7, mobile=False)),
            ("obs.|Notes", "text", lambda: comment(m)),
        ],
    )
