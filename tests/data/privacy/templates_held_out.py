"""Table templates of the held-out set: measured only, never looked at for tuning."""

# ruff: noqa: E501, PLW0108
from __future__ import annotations

from tests.data.privacy.comments_held_out import comment


def templates(m):
    r = m.rng
    town = m.town
    yield (
        "births",
        [
            ("N°|acte_no", "", lambda: str(r.randint(1, 2000))),
            ("NOM ENFANT|Nom de l'enfant|nomEnfant", "last-name", lambda: m.last().upper()),
            (
                "PRENOMS ENFANT|Prénoms de l'enfant",
                "first-name",
                lambda: f"{m.first()}, {m.first()}",
            ),
            ("Né(e) le|date_evt_naissance|DNAIS", "birth-date", lambda: m.day(2023, 2026)),
            ("Père|NOM PERE|Nom et prénom du père", "full-name", lambda: m.full(r.choice([0, 1]))),
            (
                "Mère|NOM MERE|Nom et prénom de la mère",
                "full-name",
                lambda: m.full(r.choice([0, 1])),
            ),
            ("Domicile|DOMICILE DES PARENTS", "postal-address", m.address),
            (
                "Prof. père|PROFESSION PERE",
                "profession",
                lambda: m.pick("Maçon", "Ingénieur", "Sans profession", "Chauffeur", "Comptable"),
            ),
        ],
    )
    yield (
        "nursery waiting list",
        [
            ("id_demande|ID", "", lambda: m.digits(5)),
            ("Enfant - nom|ENF_NOM", "last-name", lambda: m.last()),
            ("Enfant - prénom|ENF_PRENOM", "first-name", m.first),
            (
                "Terme / naissance|date naiss. enfant",
                "birth-date",
                lambda: m.day(2022, 2026, m.pick("fr", "dots")),
            ),
            (
                "Crèche souhaitée|CHOIX1",
                "",
                lambda: m.pick("Les Lucioles", "Pomme d'Api", "Jean Rostand", "Maison bleue"),
            ),
            (
                "Situation parents|SIT_PARENTS",
                "family-situation",
                lambda: m.pick("couple", "monoparental", "garde alternée"),
            ),
            ("Revenus mensuels|REVENUS", "social-aid", lambda: str(r.randint(800, 7000))),
            ("Joindre au|TEL1", "phone", lambda: m.phone(r.choice([0, 1, 2]))),
            ("mail1|MEL", "email", m.email),
            ("Suivi|notes", "text", lambda: comment(m)),
        ],
    )
    yield (
        "heatwave register",
        [
            ("Personne inscrite|PERSONNE", "full-name", lambda: m.full(r.choice([0, 3, 4]))),
            ("Age|AGE AU 01/01", "age", lambda: str(r.randint(65, 102))),
            (
                "Pathologies|PATHO",
                "health",
                lambda: m.pick(
                    "diabète", "insuffisance cardiaque", "", "Alzheimer", "hypertension"
                ),
            ),
            ("Aide à domicile|AIDE_DOM", "?", lambda: m.pick("oui", "non")),
            ("Personne à prévenir|A PREVENIR", "full-name", lambda: m.full(r.choice([1, 0]))),
            ("Tél.|TEL. FIXE", "phone", lambda: m.phone(r.choice([1, 6]), mobile=False)),
            ("Étage|ETAGE", "", lambda: str(r.randint(0, 12))),
            ("Rue|VOIE", "postal-address", m.address),
        ],
    )
    yield (
        "jury list",
        [
            ("civ|CIV", "sex", lambda: m.pick("M.", "Mme")),
            ("nom_de_famille|NOMFAMILLE", "last-name", lambda: m.last().upper()),
            ("nom_epouse|NOM EPOUX", "last-name", lambda: m.pick("", m.last().upper())),
            ("prenom1|PRENOM 1", "first-name", m.first),
            ("jour_naissance|NAISSANCE", "birth-date", lambda: m.day(1950, 2003, "compact")),
            ("ville_naissance|VILLE DE NAISSANCE", "birth-place", lambda: town()[1]),
            (
                "adr_complete|ADRESSE COMPLETE",
                "postal-address",
                lambda: (
                    f"{r.randint(1, 99)} {m.pick('rue Basse', 'route de la Reine')} {town()[0]} {town()[1]}"
                ),
            ),
            (
                "metier|MÉTIER",
                "profession",
                lambda: m.pick("Boulanger", "Avocate", "Retraité", "Professeur", "Infirmier"),
            ),
        ],
    )
    yield (
        "municipal police",
        [
            ("Main courante|MC", "", lambda: f"MC{m.digits(6)}"),
            ("Date heure|HORODATE", "?", lambda: m.day(2025, 2026, "time")),
            ("Mis en cause|MEC", "full-name", lambda: m.full(r.choice([0, 1]))),
            (
                "Qualification|Infraction relevée",
                "offence",
                lambda: m.pick(
                    "Dégradations", "Violences", "Vol simple", "Ivresse publique", "Tapage nocturne"
                ),
            ),
            ("Immat. véhicule|IMMATR", "licence-plate", m.plate),
            ("Compte rendu|CR", "text", lambda: comment(m)),
            ("Secteur|ILOT", "", lambda: m.pick("Nord", "Gare", "Fort")),
        ],
    )
    yield (
        "payroll",
        [
            ("MATRICULE AGENT|matricule_agent", "staff-number", lambda: m.digits(6)),
            ("AGENT|Nom agent", "full-name", lambda: m.full(0)),
            ("NUMERO SS|NUM_SS", "nir", lambda: m.nir(m.pick("plain", "float", "plain"))),
            ("RIB AGENT|IBAN_AGENT", "iban", lambda: m.iban(m.chance(0.5))),
            ("NET A PAYER|net", "?", lambda: f"{r.randint(1300, 4200)},{m.digits(2)}"),
            (
                "SIT FAM|Situation de famille",
                "family-situation",
                lambda: m.pick("C", "M", "D", "V", "P"),
            ),
            ("NB ENF|Nb enfants à charge", "family-situation", lambda: str(r.randint(0, 5))),
            ("Cotis. syndicale|SYNDICAT", "union", lambda: m.pick("", "CGT", "UNSA", "FO", "")),
            (
                "Prestataire mutuelle|MUTUELLE",
                "",
                lambda: m.pick("MNT", "Harmonie Mutuelle", "Intériale"),
            ),
        ],
    )
    yield (
        "volunteers",
        [
            ("Bénévole|BENEVOLE", "full-name", lambda: m.full(r.choice([0, 1, 5]))),
            (
                "Compétences|COMPETENCES",
                "",
                lambda: m.pick("cuisine", "transport", "accueil", "bricolage"),
            ),
            ("courriel perso|email_perso", "email", m.email),
            ("06|GSM perso", "phone", lambda: m.phone(r.choice([0, 4, 6]), mobile=True)),
            ("Taille T-shirt|TAILLE", "", lambda: m.pick("S", "M", "L", "XL")),
            (
                "Permis B n°|PERMIS DE CONDUIRE",
                "driving-licence",
                lambda: f"{m.digits(2)}{m.pick('AA', 'BC')}{m.digits(5)}",
            ),
            (
                "Facebook|Profil FB",
                "profile-url",
                lambda: f"https://www.facebook.com/{m.ascii(m.first())}.{m.ascii(m.last())}",
            ),
        ],
    )
    yield (
        "family gardens",
        [
            ("N° parcelle jardin|JARDIN", "", lambda: f"J{r.randint(1, 120)}"),
            (
                "Jardinier|TITULAIRE DU JARDIN|Locataire",
                "full-name",
                lambda: m.full(r.choice([0, 3])),
            ),
            ("Date attribution|ATTRIB", "?", lambda: m.day(2010, 2026)),
            ("Cotisation|MONTANT", "", lambda: f"{r.randint(20, 80)},00 €"),
            ("coordonnées tél|TELEPHONES", "phone", lambda: m.phone(1)),
        ],
    )
    yield (
        "competition results",
        [
            ("Dossard|DOSSARD", "", lambda: str(r.randint(1, 900))),
            ("Coureur|PARTICIPANT", "full-name", lambda: m.full(r.choice([0, 1, 2]))),
            ("Année nais.|ANNEE_NAIS", "birth-year", lambda: str(r.randint(1945, 2012))),
            ("Sx|SEXE", "sex", lambda: m.pick("M", "F")),
            ("Temps|TEMPS", "", lambda: f"00:{r.randint(30, 59)}:{r.randint(10, 59)}"),
            (
                "Club|CLUB",
                "",
                lambda: m.pick("AC Chaville", "US Ivry", "Non licencié", "Stade Français"),
            ),
        ],
    )
    yield (
        "refugees housing",
        [
            ("Nom|surname", "last-name", lambda: m.last().upper()),
            ("Prénom(s)|given names", "first-name", m.first),
            (
                "Nationalité|Pays nationalité",
                "nationality",
                lambda: m.pick("Syrienne", "Afghane", "Ukrainienne", "Malienne", "Turque"),
            ),
            (
                "Langue maternelle|origine ethnique",
                "origin",
                lambda: m.pick("arabe", "kurde", "africaine", "européenne"),
            ),
            (
                "Confession|RELIGION",
                "religion",
                lambda: m.pick("musulmane", "chrétienne", "orthodoxe", ""),
            ),
            ("N° AGDREF|N° titre de séjour", "residence-permit", lambda: m.digits(10)),
            ("Grossesse|SANTE", "health", lambda: m.pick("non", "non", "oui", "")),
            ("Commentaire travailleur social|OBS_TS", "text", lambda: comment(m)),
        ],
    )
    yield (
        "wifi log",
        [
            (
                "adresse_mac|MAC ADDRESS",
                "mac-address",
                lambda: "-".join(f"{r.randint(0, 255):02x}" for _ in range(6)),
            ),
            (
                "ip_source|IP",
                "ip-address",
                lambda: (
                    f"{r.randint(80, 195)}.{r.randint(0, 255)}.{r.randint(0, 255)}.{r.randint(1, 254)}"
                ),
            ),
            ("user_email|login_mail", "email", m.email),
            ("octets|bytes", "", lambda: m.digits(7)),
            (
                "firmware|FW",
                "",
                lambda: f"1.{r.randint(0, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}",
            ),
        ],
    )
    yield (
        "card payments",
        [
            ("Client|CLIENT", "full-name", lambda: m.full(r.choice([0, 1]))),
            ("N° CB|NUM CARTE BANCAIRE", "payment-card", m.card),
            ("Montant TTC|TTC", "", lambda: f"{r.randint(5, 200)}.{m.digits(2)}"),
            ("Réf. commande|CMD", "", lambda: f"CMD-{m.digits(7)}"),
            ("N° fiscal client|SPI", "tax-number", m.tax),
        ],
    )
    yield (
        "students",
        [
            ("INE|N° INE", "student-number", lambda: f"{m.digits(9)}{m.pick('AB', 'HK', 'JG')}"),
            ("Etudiant|NOM ETUDIANT", "full-name", lambda: m.full(r.choice([0, 5]))),
            ("Diplôme|FORMATION", "", lambda: m.pick("BTS", "Licence", "Master", "BUT")),
            ("Bourse échelon|BOURSE", "?", lambda: str(r.randint(0, 7))),
            (
                "LinkedIn|profil linkedin",
                "profile-url",
                lambda: f"linkedin.com/in/{m.ascii(m.first())}-{m.ascii(m.last())}",
            ),
            (
                "X / Twitter|compte_twitter",
                "social-handle",
                lambda: "@" + m.ascii(m.last()) + m.digits(1),
            ),
        ],
    )
    yield (
        "services directory",
        [
            (
                "Direction|POLE",
                "",
                lambda: m.pick(
                    "Direction des Sports", "Pôle Enfance", "Urbanisme", "Direction générale"
                ),
            ),
            ("Adresse du service|LIEU", "", m.address),
            ("Standard|TEL STANDARD", "", lambda: m.phone(1, mobile=False)),
            ("Boîte mail|MAIL SERVICE", "", m.role_email),
            ("Horaires|HORAIRES", "", lambda: m.pick("9h-12h / 13h30-17h", "8h30-17h30")),
        ],
    )
    yield (
        "associations directory",
        [
            (
                "Dénomination|NOM ASSOCIATION",
                "",
                lambda: m.pick(
                    "Les Jardins de Cocagne",
                    "Club Alpin",
                    "Chœur Gabriel Fauré",
                    "Scouts Saint-Benoît",
                    "Ping Pong Club",
                ),
            ),
            ("RNA|N° RNA", "", lambda: f"W92{m.digits(7)}"),
            ("Domaine|ACTIVITE", "", lambda: m.pick("sport", "musique", "solidarité")),
            ("Site internet|WEB", "", lambda: "www.exemple-asso.fr"),
            (
                "E-mail association|MAIL ASSO",
                "",
                lambda: m.pick(
                    "contact@exemple-asso.fr", "club@exemple.org", "bureau@exemple-asso.fr"
                ),
            ),
            (
                "Représentant|RESPONSABLE LEGAL|Nom du responsable",
                "full-name",
                lambda: m.full(r.choice([1, 3])),
            ),
        ],
    )
    yield (
        "street works",
        [
            ("Arrêté|NUM_ARRETE", "", lambda: f"2026-{m.digits(4)}"),
            (
                "Voie concernée|RUE",
                "",
                lambda: m.rng.choice(
                    ["Rue Basse", "Avenue du Maréchal Foch", "Boulevard Rodin", "Rue de Verdun"]
                ),
            ),
            (
                "Entreprise|INTERVENANT",
                "",
                lambda: m.pick(
                    "EUROVIA", "SNTPP", "Colas IDF", "Entreprise Jean Lefebvre", "Watelet TP"
                ),
            ),
            ("Début|DATE_DEB", "", lambda: m.day(2026, 2026)),
            ("Nature|NATURE TRAVAUX", "", lambda: m.pick("Fibre", "Assainissement", "Enrobés")),
            (
                "Précisions|DETAIL",
                "text",
                lambda: m.rng.choice(
                    [
                        ("Circulation alternée", False),
                        ("Stationnement interdit du n° 3 au n° 15", False),
                        ("Accès riverains maintenu", False),
                    ]
                ),
            ),
        ],
    )
    yield (
        "accounting",
        [
            ("Compte|CPT", "", lambda: m.pick("60612", "6135", "64111", "70632")),
            (
                "Tiers|NOM TIERS",
                "",
                lambda: m.pick("VEOLIA EAU", "SAUR", "LA POSTE", "UGAP", "RICOH FRANCE", "DALKIA"),
            ),
            ("N° mandat|MANDAT", "", lambda: m.digits(5)),
            ("N° facture|FACT", "", lambda: m.digits(10)),
            (
                "Mandaté|MONTANT MANDATE",
                "",
                lambda: f"{r.randint(1, 99)} {m.digits(3)},{m.digits(2)}",
            ),
            ("Date mandat|DT", "", lambda: m.day(2025, 2026)),
        ],
    )
    yield (
        "playgrounds",
        [
            (
                "Aire de jeux|NOM",
                "",
                lambda: m.pick(
                    "Parc Rodin",
                    "Square Blum",
                    "Île Saint-Germain",
                    "Jardin Caillebotte",
                    "Square Anne Frank",
                ),
            ),
            ("Fabricant|FABRICANT", "", lambda: m.pick("Proludic", "Kompan", "Hags", "Lappset")),
            ("Mise en service|ANNEE", "", lambda: str(r.randint(1995, 2025))),
            ("Dernier contrôle|CONTROLE", "", lambda: m.day(2024, 2026)),
            ("lat|LATITUDE", "", lambda: f"48.8{m.digits(4)}"),
            ("long|LONGITUDE", "", lambda: f"2.2{m.digits(4)}"),
            ("Âge conseillé|TRANCHE AGE", "", lambda: m.pick("3-6 ans", "2-8 ans", "6-12 ans")),
        ],
    )
    yield (
        "street names",
        [
            (
                "nomVoie|DENOMINATION",
                "",
                lambda: m.pick(
                    "Claude Debussy",
                    "Abbé Derry",
                    "Ernest Renan",
                    "Camille Desmoulins",
                    "Madame de Sévigné",
                    "Eliane Jeannin Garreau",
                ),
            ),
            ("typeVoie|TYPE", "", lambda: m.pick("Rue", "Allée", "Avenue")),
            ("dateDelib|DATE", "", lambda: m.day(1920, 2024)),
            ("inseeCommune|INSEE", "", lambda: m.digits(5)),
        ],
    )
    yield (
        "films",
        [
            (
                "Film|TITRE FILM",
                "",
                lambda: m.pick(
                    "Amélie Poulain",
                    "César et Rosalie",
                    "Jules et Jim",
                    "Pierrot le fou",
                    "Monsieur Klein",
                ),
            ),
            ("Réalisateur|REALISATION", "", lambda: m.full(1)),
            ("Séance|DATE SEANCE", "", lambda: m.day(2026, 2026)),
            ("Salle|SALLE", "", lambda: m.pick("Salle Truffaut", "Salle 2")),
            ("Entrées|NB ENTREES", "", lambda: str(r.randint(5, 300))),
        ],
    )
    yield (
        "elections",
        [
            ("Bureau|NUM BUREAU", "", lambda: str(r.randint(1, 45))),
            (
                "Lieu|LIEU DE VOTE",
                "",
                lambda: m.pick("École Anatole France", "Mairie", "Gymnase Rabelais"),
            ),
            ("Inscrits|INSCRITS", "", lambda: str(r.randint(600, 1400))),
            ("Votants|VOTANTS", "", lambda: str(r.randint(200, 600))),
            ("Exprimés|EXPRIMES", "", lambda: str(r.randint(200, 600))),
            ("Voix liste A|LISTE_1", "", lambda: str(r.randint(0, 300))),
        ],
    )
    yield (
        "headerless staff",
        [
            ("field1|F1", "staff-number", lambda: f"A{m.digits(5)}"),
            ("field2|F2", "full-name", lambda: m.full(0)),
            ("field3|F3", "birth-date", lambda: m.day(1960, 2003)),
            ("field4|F4", "email", lambda: m.work_email("mairie.fr")),
            ("field5|F5", "phone", lambda: m.phone(2)),
            ("field6|F6", "", lambda: m.pick("Voirie", "Sports", "Finances")),
        ],
    )
    yield (
        "headerless budget",
        [
            ("field1|F1", "", lambda: m.digits(5)),
            ("field2|F2", "", lambda: m.pick("Fournitures", "Carburants", "Loyers", "Honoraires")),
            ("field3|F3", "", lambda: f"{r.randint(100, 90000)},{m.digits(2)}"),
            ("field4|F4", "", lambda: m.day(2025, 2026)),
            ("field5|F5", "", m.siret),
        ],
    )
    yield (
        "already treated",
        [
            ("id_pseudo|identifiant", "", lambda: f"{r.getrandbits(128):032x}"),
            ("Nom|NOM", "", lambda: m.last()[0] + "***"),
            ("Téléphone|TEL", "", lambda: "06******" + m.digits(2)),
            (
                "Tranche d'âge|age_band",
                "age-band",
                lambda: m.pick("18-29 ans", "30-44 ans", "45-59 ans"),
            ),
            (
                "Thème demande|THEME",
                "",
                lambda: m.pick("Logement", "Emploi", "Aide administrative"),
            ),
        ],
    )
