"""Values for the labelled tables: made up, valid where a key proves, damaged where Excel damages."""

# ruff: noqa: E501
from __future__ import annotations

import random
import unicodedata
from datetime import date, timedelta

FIRST = {
    "first": [
        "Jean",
        "Marie-Claude",
        "Karima",
        "Fatoumata",
        "Lucas",
        "Emma",
        "Mohamed",
        "Yann",
        "Gwenaëlle",
        "Aïcha",
        "Chloé",
        "Hugo",
        "Inès",
        "Théo",
        "Ahmed",
        "Sarah",
        "Ousmane",
        "Linh",
        "Wei",
        "Ximena",
        "João",
        "Giuseppe",
        "Kateryna",
        "Mehdi",
        "Noémie",
        "Jean-Baptiste",
        "Maël",
        "Lina",
        "Enzo",
        "Jade",
        "Sékou",
        "Djamila",
        "Anne-Sophie",
        "Patrick",
        "Monique",
        "Gérard",
        "Solange",
        "Ginette",
        "Kévin",
        "Jordan",
        "Maëlys",
        "Timéo",
        "Rayan",
        "Nour",
        "Ibrahim",
        "Bilal",
        "Assia",
        "Loïc",
        "Nolwenn",
        "Erwan",
        "Ana",
        "Dragan",
        "Svetlana",
        "Thi",
        "Minh",
        "Marius",
        "Colette",
        "Sylviane",
        "Brahim",
        "Tiago",
        "Léonie",
        "Zoé",
        "Gabin",
        "Aminata",
        "Mamadou",
        "Rachid",
        "Eloïse",
    ],
    "held-out": [
        "Aurélie",
        "Maxence",
        "Jean-Luc",
        "Marie-Noëlle",
        "Hadrien",
        "Salah",
        "Fanta",
        "Oumar",
        "Léocadie",
        "Gaspard",
        "Ismaël",
        "Naïma",
        "Rosalie",
        "Yohann",
        "Bérénice",
        "Amadou",
        "Tidiane",
        "Mireille",
        "Gisèle",
        "René",
        "Yvette",
        "Lucette",
        "Jason",
        "Brandon",
        "Shaïma",
        "Wassim",
        "Elyas",
        "Maëva",
        "Yanis",
        "Lyna",
        "Ayoub",
        "Soumaya",
        "Louane",
        "Marius-Paul",
        "Ewen",
        "Morgane",
        "Titouan",
        "Izel",
        "Irina",
        "Goran",
        "Elena",
        "Paulo",
        "Luis",
        "Carmen",
        "Ngoc",
        "Hoang",
        "Mei",
        "Kouassi",
        "Adjoua",
        "Moussa",
        "Bintou",
        "Guillemette",
        "Foulques",
        "Victorien",
        "Sidonie",
        "Charles-Édouard",
        "Océane",
        "Killian",
        "Romane",
        "Augustin",
        "Nicole",
        "Roger",
        "Jacqueline",
    ],
    "second": [
        "Bernadette",
        "Youssef",
        "Capucine",
        "Salimata",
        "Thibaut",
        "Ludivine",
        "Abdelkader",
        "Maïwenn",
        "Ronan",
        "Perrine",
        "Nadège",
        "Issa",
        "Kadiatou",
        "Anh",
        "Xavier",
        "Joaquim",
        "Beatriz",
        "Oksana",
        "Nikolaï",
        "Iman",
        "Ilyès",
        "Séverine",
        "Paul-Henri",
        "Eulalie",
        "Côme",
        "Apolline",
        "Boubacar",
        "Zineb",
        "Marie-Thérèse",
        "Raymond",
        "Huguette",
        "Fernand",
        "Odette",
        "Dylan",
        "Mélissa",
        "Lilou",
        "Nathan",
        "Adam",
        "Sofiane",
        "Yasmine",
        "Khadija",
        "Tanguy",
        "Enora",
        "Corentin",
        "Vesna",
        "Mirko",
        "Ludmila",
        "Phuong",
        "Duc",
        "Anatole",
        "Simone",
        "Josiane",
        "Farid",
        "Rui",
        "Hortense",
        "Alix",
        "Basile",
        "Awa",
        "Cheikh",
        "Nordine",
        "Blandine",
        "Solène",
        "Aurèle",
    ],
}
LAST = {
    "first": "Dupont;Martin;Benali;Nguyen;Traoré;Le Gall;Da Silva;Kowalski;N'Diaye;Lefèvre;Petit;Fontaine;Moulin;Bois;Roche;El Amrani;"
    "Ben Youssef;Van den Berghe;Garcia-Lopez;De La Tour;Mbappé;Tchoumi;Ouedraogo;Hernández;Schmitt;Etcheverry;Le Bihan;Kermarrec;"
    "Rossi;Popescu;Yilmaz;Haddad;Cohen;Lévy;Chevalier;Boulanger;Marchand;Leclerc;Zhang;Tran;Phạm;Singh;Kaya;Ferreira;Dos Santos;"
    "Bouazza;Mezouar;Sidibé;Camara;Konaté;Rakotomalala;Payet;Hoarau;Grondin;Tehei;Wamytan;Pietri;Casanova;Luciani;Vasseur;Delannoy;"
    "Vandamme;Deprez;Hoffmann;Muller;Weber;Ollivier;Guégan;Riou;Maurice;Roland;Noël;Abadie;Lafitte;Etxeberria;O'Connor;Smith;Ivanova",
    "held-out": "Lambert;Roussel;Belkacem;Huynh;Diop;Le Meur;Gonçalves;Wojcik;N'Guessan;Chauvin;Lacroix;Pommier;Delorme;Château-Gris;Rey;Ait Ahmed;"
    "Ben Amor;Van Hecke;Lopez Garcia;De Villepin;Eto'o;Tchamba;Kaboré;Muñoz;Becker;Irazoqui;Le Bras;Kerbrat;Greco;Dumitru;Çelik;Saliba;"
    "Zerbib;Toledano;Mercier;Masson;Perrin;Collin;Liu;Bui;Lê;Sharma;Aydın;Sousa;Marques;Hamdi;Touati;Cissé;Sow;Doucouré;Rasoanaivo;"
    "Fontaine-Hoarau;Maillot;Rivière;Vahiné;Agostini;Leca;Poggi;Leroy;Blondel;Verhaeghe;Schmidt;Lehmann;Cadiou;Jaouen;Laurent;Simon;"
    "Clément;Dupuy;Barrère;Arrieta;Wilson;Taylor;Volkov;Kovač",
    "second": "Morel;Girard;Boukhari;Pham;Coulibaly;Le Goff;De Oliveira;Nowak;M'Bengue;Gauthier;Legrand;Rivière;Duval;Château;Prat;"
    "El Idrissi;Ben Salah;Van Damme;Perez-Martin;Du Plessis;Ngapeth;Fotso;Zongo;Álvarez;Schneider;Goyhenetche;Le Floc'h;Quéméneur;"
    "Bianchi;Ionescu;Demir;Khoury;Benhamou;Azoulay;Charpentier;Meunier;Fournier;Tissier;Wang;Vo;Đặng;Kaur;Özdemir;Pereira;Lopes;"
    "Cherif;Ziani;Diarra;Keita;Fofana;Randrianarisoa;Boyer;Técher;Fontaine;Teriierooiterai;Kaloi;Santoni;Mattei;Ferrandi;Caron;"
    "Lemaire;Vanhove;Dhaene;Keller;Klein;Zimmermann;Tanguy;Bihouée;Morvan;Gilles;Bernard;Pascal;Cazaux;Larrieu;Irigoyen;Murphy;Brown;Petrov",
}
LAST = {half: names.split(";") for half, names in LAST.items()}
SYLLABLES = {"first": ["ka", "lo", "ré", "ma", "di", "tou", "ven", "zar", "mi", "go"], "held-out": ["fa", "bré", "lou", "ti", "dan", "jo", "vel", "ky", "ren", "sou"], "second": ["be", "ri", "sso", "na", "wen", "chal", "ou", "pé", "lin", "tar"]}  # fmt: skip
STREETS = {
    "first": ["rue des Lilas", "avenue Jean Jaurès", "boulevard Voltaire", "impasse du Moulin", "chemin des Vignes", "place de la République", "allée des Tilleuls", "rue du Général Leclerc", "quai de Stalingrad", "route de Paris", "rue Pierre Brossolette", "square Henri Barbusse"],
    "held-out": ["rue Basse", "avenue du Maréchal Foch", "boulevard Rodin", "impasse des Cerisiers", "chemin de la Procession", "place Paul Vaillant-Couturier", "allée Colette", "rue de Verdun", "quai du Président Roosevelt", "route de la Reine", "résidence Les Hauts de Seine", "lotissement Bel Air"],
    "second": ["rue du Bac", "avenue Gambetta", "bd Gallieni", "sentier des Epinettes", "cours Lafayette", "rue Marcel Sembat", "passage des Roses", "rue de l'Abbé Grégoire", "villa Eugénie", "chemin de Halage", "rue Lucienne Gérain", "allée Nelson Mandela"],
}  # fmt: skip
TOWNS = {
    "first": [("92130", "Issy-les-Moulineaux"), ("75012", "Paris"), ("13001", "Marseille"), ("01000", "Bourg-en-Bresse"), ("29200", "Brest"), ("59000", "Lille"), ("34000", "Montpellier"), ("67000", "Strasbourg"), ("02100", "Saint-Quentin"), ("97400", "Saint-Denis")],
    "held-out": [("92370", "Chaville"), ("94200", "Ivry-sur-Seine"), ("33000", "Bordeaux"), ("44000", "Nantes"), ("76600", "Le Havre"), ("14000", "Caen"), ("21000", "Dijon"), ("05000", "Gap"), ("97200", "Fort-de-France"), ("62100", "Calais")],
    "second": [("93100", "Montreuil"), ("69003", "Lyon"), ("31000", "Toulouse"), ("06000", "Nice"), ("35000", "Rennes"), ("80000", "Amiens"), ("64100", "Bayonne"), ("54000", "Nancy"), ("03200", "Vichy"), ("20000", "Ajaccio")],
}  # fmt: skip
MAILERS = ["gmail.com", "orange.fr", "free.fr", "hotmail.fr", "laposte.net", "wanadoo.fr", "yahoo.fr", "sfr.fr", "outlook.com"]  # fmt: skip


class Maker:
    """Makes values of one half with one seeded generator."""

    def __init__(self, rng: random.Random, half: str) -> None:
        self.rng = rng
        self.half = half

    def pick(self, *options):
        return self.rng.choice(options)

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    # -- persons ----------------------------------------------------------------------------

    def first(self) -> str:
        return self.rng.choice(FIRST[self.half])

    def last(self) -> str:
        if self.chance(0.08):
            parts = self.rng.sample(SYLLABLES[self.half], 3)
            return "".join(parts).capitalize()
        return self.rng.choice(LAST[self.half])

    def full(self, style: int | None = None) -> str:
        first, last = self.first(), self.last()
        styles = [
            f"{last.upper()} {first}",
            f"{first} {last}",
            f"{first} {last.upper()}",
            f"{self.pick('M.', 'Mme', 'Mr', 'Mlle', 'Monsieur', 'Madame')} {first} {last}",
            f"{self.pick('M.', 'Mme')} {last.upper()} {first}",
            f"{last.upper()}, {first}",
            f"{first[0]}. {last}",
            f"{last} {first} {self.first()}",
        ]
        return styles[self.rng.randrange(len(styles)) if style is None else style]

    def ascii(self, text: str) -> str:
        flat = unicodedata.normalize("NFD", text)
        return "".join(c for c in flat if c.isascii() and c.isalnum()).lower()

    def email(self) -> str:
        first, last = self.ascii(self.first()), self.ascii(self.last())
        local = self.pick(
            f"{first}.{last}",
            f"{first[0]}.{last}",
            f"{last}{first[:2]}",
            f"{first}{self.rng.randint(1, 99)}",
            f"{first}_{last}",
            f"{last}.{first}",
        )
        return f"{local}@{self.rng.choice(MAILERS)}"

    def work_email(self, domain: str = "ville-exemple.fr") -> str:
        return f"{self.ascii(self.first())}.{self.ascii(self.last())}@{domain}"

    def role_email(self) -> str:
        names = {
            "first": [
                "mairie",
                "contact",
                "accueil",
                "secretariat",
                "ecole.jferry",
                "mediatheque",
                "urbanisme",
                "info",
            ],
            "held-out": [
                "dpo",
                "police.municipale",
                "theatre",
                "asso.jardins",
                "billetterie",
                "rh",
                "communication",
                "ludotheque",
            ],
            "second": [
                "ccas",
                "direction",
                "creche.lespetitsloups",
                "service.sports",
                "commercial",
                "gymnase",
                "etat-civil",
                "bonjour",
                "0921234x",
            ],
        }
        return f"{self.rng.choice(names[self.half])}@{self.pick('mairie-exemple.fr', 'ville-exemple.fr', 'asso-exemple.org', 'ac-versailles.fr')}"

    def phone(self, style: int | None = None, *, mobile: bool | None = None) -> str:
        lead = (
            self.pick("6", "7")
            if mobile or (mobile is None and self.chance(0.6))
            else self.pick("1", "2", "3", "4", "5", "9")
        )
        digits = lead + "".join(str(self.rng.randint(0, 9)) for _ in range(8))
        pairs = [digits[1:][i : i + 2] for i in range(0, 8, 2)]
        styles = [
            "0" + digits,
            "0" + digits[0] + " " + " ".join(pairs),
            "0" + digits[0] + "." + ".".join(pairs),
            f"+33 {digits[0]} " + " ".join(pairs),
            f"+33{digits}",
            "0" + digits[0] + "-" + "-".join(pairs),
            digits,
            digits + ".0",
            f"0033{digits}",
        ]
        return styles[self.rng.randrange(6) if style is None else style]

    def address(self) -> str:
        street = self.rng.choice(STREETS[self.half])
        number = f"{self.rng.randint(1, 180)}{self.pick('', '', '', ' bis', ' ter', 'B')}"
        text = self.pick(f"{number} {street}", f"{number}, {street}", f"{number} {street.upper()}")
        if self.chance(0.2):
            code, town = self.town()
            text += f" {code} {town}"
        return text

    def town(self) -> tuple[str, str]:
        return self.rng.choice(TOWNS[self.half])

    # -- dates ------------------------------------------------------------------------------

    def day(self, first: int, last: int, style: str = "fr") -> str:
        start, end = date(first, 1, 1), date(last, 12, 28)
        day = start + timedelta(days=self.rng.randint(0, (end - start).days))
        if style == "serial":
            return str((day - date(1899, 12, 30)).days)
        months = [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ]
        return {
            "fr": day.strftime("%d/%m/%Y"),
            "iso": day.isoformat(),
            "short": day.strftime("%d/%m/%y"),
            "dots": day.strftime("%d.%m.%Y"),
            "compact": day.strftime("%Y%m%d"),
            "words": f"{day.day} {months[day.month - 1]} {day.year}",
            "time": day.isoformat() + "T00:00:00",
        }[style]

    # -- numbers with a key -------------------------------------------------------------------

    def digits(self, n: int) -> str:
        return "".join(str(self.rng.randint(0, 9)) for _ in range(n))

    def nir(self, style: str = "plain") -> str:
        dep = self.pick("75", "92", "13", "2A", "2B", "59", "99", "974"[:2])
        body = f"{self.pick('1', '2')}{self.rng.randint(30, 99):02d}{self.rng.randint(1, 12):02d}{dep}{self.digits(3)}{self.rng.randint(1, 999):03d}"
        number = int(body.replace("2A", "19").replace("2B", "18"))
        key = f"{97 - number % 97:02d}"
        if style == "thirteen":
            return body
        if style == "spaced":
            return f"{body[0]} {body[1:3]} {body[3:5]} {body[5:7]} {body[7:10]} {body[10:13]} {key}"
        return body + key + (".0" if style == "float" and body.isdigit() else "")

    def luhn(self, prefix: str, length: int) -> str:
        body = prefix + self.digits(length - len(prefix) - 1)
        total = sum(
            sum(divmod(int(d) * 2, 10)) if i % 2 == 0 else int(d)
            for i, d in enumerate(reversed(body))
        )
        return body + str(-total % 10)

    def siren(self) -> str:
        return self.luhn(self.pick("3", "4", "5", "8", "21", "75"), 9)

    def siret(self) -> str:
        return self.luhn(self.siren() + "000", 14)

    def iban(self, spaced: bool = True) -> str:
        bank, branch, account = self.digits(5), self.digits(5), self.digits(11)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
        body = f"{bank}{branch}{account}{key:02d}"
        check = 98 - int(body + "152700") % 97
        text = f"FR{check:02d}{body}"
        return " ".join(text[i : i + 4] for i in range(0, 27, 4)) if spaced else text

    def card(self) -> str:
        text = self.luhn(self.pick("4970", "5132", "4974"), 16)
        return " ".join(text[i : i + 4] for i in range(0, 16, 4)) if self.chance(0.5) else text

    def tax(self) -> str:
        body = self.pick("0", "1", "2", "3") + self.digits(9)
        return f"{body}{int(body) % 511:03d}"

    def plate(self) -> str:
        letters = "ABCDEFGHJKLMNPQRTVWXYZ"
        two = lambda: "".join(self.rng.choice(letters) for _ in range(2))  # noqa: E731
        return (
            f"{two()}{self.pick('-', '-', ' ', '')}".strip()
            + f"{self.rng.randint(1, 999):03d}-{two()}"
        )

    def old_plate(self) -> str:
        return f"{self.rng.randint(10, 9999)} {self.pick('AB', 'XY', 'BCD', 'WR')} {self.pick('92', '75', '13', '35')}"
