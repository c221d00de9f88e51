"""Write the sample workbook and its recipe: ``python -m resources.samples.make_sample``.

Everything in it is invented: the town, the associations, the persons, the numbers. It is as messy
as workbooks are in real life, on purpose: titles above a header of two lines with merged cells,
subtotals, a footnote, amounts as text, dates in four spellings, a SIRET stored as a number, a very
hidden sheet of private telephone numbers, comments, personal mail addresses. The bytes are the
same at every run.
"""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from resources.samples import sample_recipe

FOLDER = Path(__file__).resolve().parent
WORKBOOK = "subventions_2025.xlsx"

_SEED = 20250314
_MADE = datetime(2025, 12, 15, 9, 30)

# Domain, associations, and what they asked the money for.
_GROUPS: dict[str, list[tuple[str, str]]] = {
    "Culture": [
        ("Les Amis de la Lecture", "Ateliers en médiathèque"),
        ("Chorale À Travers Chants", "Concert de Noël"),
        ("Théâtre du Vieux Lavoir", "Création « Le Quai »"),
        ("Ciné-club Lumière", "Séances en plein air"),
        ("Harmonie municipale de Valmont", "Renouvellement d’instruments"),
        ("Atelier des Coteaux", "Cours de gravure"),
        ("Compagnie Brin d’Herbe", "Spectacle jeune public"),
        ("Mémoire de Valmont", "Exposition « 1910, la crue »"),
    ],
    "Sport": [
        ("Judo Club Valmontais", "Fonctionnement"),
        ("Union sportive de Valmont", "Achat de matériel"),
        ("Club de pétanque des Marronniers", "Tournoi d’été"),
        ("Valmont Aviron", "Réparation d’un bateau"),
        ("Tennis Club des Berges", "École de tennis"),
        ("Les Foulées du Fleuve", "Course des 10 km"),
        ("Gymnastique volontaire", "Fonctionnement"),
        ("Handball Val de Seine", "Déplacements"),
    ],
    "Solidarité": [
        ("Entraide du Plateau", "Aide alimentaire"),
        ("La Table ouverte", "Repas partagés"),
        ("Relais des familles", "Soutien à la parentalité"),
        ("Vacances pour tous", "Séjours d’été"),
        ("Accueil et Logement", "Hébergement d’urgence"),
        ("Les Petits Débrouillards du quai", "Aide aux devoirs"),
    ],
    "Fêtes et jumelages": [
        ("Comité des fêtes", "Fête de la musique"),
        ("Comité de jumelage", "Accueil d’une délégation"),
        ("Les Vendanges de Valmont", "Fête des vendanges"),
        ("Carnaval en Seine", "Défilé"),
    ],
}

_FIRST_NAMES = (
    "Élodie", "Jean-Pierre", "Aminata", "Thierry", "Nadège", "Mehdi", "Françoise", "Loïc",
    "Camille", "Stéphane", "Inès", "Gérard", "Maëlle", "Antoine", "Fatoumata", "Hélène",
)  # fmt: skip
_LAST_NAMES = (
    "MARTIN", "LE GOFF", "N’DIAYE", "BERTRAND", "DA SILVA", "BENALI", "ROUSSEL", "KERVELLA",
    "MOREAU", "LEFÈVRE", "HADDAD", "PETITJEAN", "CARPENTIER", "VIDAL", "TRAORÉ", "GAUTHIER",
)  # fmt: skip
_DISTRICTS = ("Centre", "Les Coteaux", "Le Plateau", "Les Berges")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def luhn_complete(digits: str) -> str:
    """``digits`` followed by the digit that makes the whole pass the Luhn check."""
    total = 0
    for n, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if n % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


def make_workbook() -> Workbook:
    """The sample, in memory."""
    rng = random.Random(_SEED)  # noqa: S311 - reproducible, nothing secret
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Subventions"
    _titles(sheet)
    people = _fill(sheet, rng)
    _dress(sheet)
    _comments(sheet)
    _private_telephones(workbook, people, rng)
    properties = workbook.properties
    properties.creator, properties.lastModifiedBy = "F. Roussel", "N. Kervella"
    properties.title = "Subventions 2025 - version de travail"
    properties.created = properties.modified = _MADE
    return workbook


def _titles(sheet: Worksheet) -> None:
    sheet["A1"] = "Ville de Valmont-sur-Seine"
    sheet["A2"] = "Subventions versées aux associations – exercice 2025"
    header = {
        "A4": "Domaine", "B4": "Bénéficiaire", "C4": "N° SIRET", "D4": "Objet",
        "E4": "Date de la convention", "F4": "Montant", "F5": "demandé", "G5": "accordé",
        "H4": "Versée", "I4": "Quartier", "J4": "Président(e)", "K4": "Courriel",
        "L4": "Téléphone",
    }  # fmt: skip
    for cell, text in header.items():
        sheet[cell] = text
    sheet.merge_cells("F4:G4")
    for letter in "ABCDEHIJKL":
        sheet.merge_cells(f"{letter}4:{letter}5")


def _fill(sheet: Worksheet, rng: random.Random) -> list[str]:
    """The records with a subtotal after each domain, a total and a note; returns the persons."""
    row, people, grand_total = 6, [], 0.0
    for domain, associations in _GROUPS.items():
        subtotal = 0.0
        for name, purpose in associations:
            person = f"{rng.choice(_FIRST_NAMES)} {rng.choice(_LAST_NAMES)}"
            people.append(person)
            granted = rng.choice((500, 800, 1200, 1234.56, 2500, 3250.5, 8000, 12500, 25000))
            asked = round(granted * rng.choice((1, 1, 1.2, 1.5)), 2)
            subtotal += granted
            values = [
                domain, name, _siret(rng, row), purpose, _date(rng, row),
                _amount(asked, row), _amount(granted, row + 1), rng.choice(("oui", "Oui", "non")),
                rng.choice(_DISTRICTS), person, _mail(person, row), _telephone(rng, row),
            ]  # fmt: skip
            for column, value in enumerate(values, start=1):
                sheet.cell(row, column, value)
            row += 1
        _total(sheet, row, f"Sous-total {domain}", subtotal)
        grand_total += subtotal
        row += 1
    _total(sheet, row, "TOTAL GÉNÉRAL", grand_total)
    sheet.cell(row + 2, 1, "* Sous réserve de la signature de la convention par les deux parties.")
    return people


def _siret(rng: random.Random, row: int) -> str | int:
    siren = luhn_complete(f"99{rng.randrange(10**6):06d}")
    siret = luhn_complete(f"{siren}{rng.randrange(1, 5):04d}")
    if row % 9 == 0:
        return int(siret)  # typed as a number: Excel shows it as 9,9E+13
    return f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}" if row % 5 == 0 else siret


def _date(rng: random.Random, row: int) -> str | date:
    day = date(2025, rng.randrange(1, 12), rng.randrange(1, 28))
    if row == 17:
        return "31/11/2025"  # a day that does not exist
    if row % 7 == 0:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return day if row % 4 == 0 else f"{day:%d/%m/%Y}"


def _amount(value: float, row: int) -> str | float:
    if row % 3 == 0:
        return value
    whole, cents = f"{value:,.2f}".split(".")
    space = "\u00a0" if row % 2 else "\u202f"
    return f"{whole.replace(',', space)},{cents}\u00a0€"


def _mail(person: str, row: int) -> str:
    first, _, last = person.partition(" ")
    plain = f"{first}.{last}".casefold().translate(str.maketrans("éèëïàâ’ ", "eeeiaa--"))
    return f"{plain}@courrier.example" if row % 6 else ""


def _telephone(rng: random.Random, row: int) -> str | int:
    # The ranges kept by the regulator for fiction: nobody answers there.
    number = f"0639980{rng.randrange(1000):03d}"
    if row % 8 == 0:
        return int(number)  # the leading zero is lost
    return " ".join(number[i : i + 2] for i in range(0, 10, 2))


def _total(sheet: Worksheet, row: int, label: str, value: float) -> None:
    sheet.cell(row, 1, label).font = Font(bold=True)
    sheet.cell(row, 7, round(value, 2)).font = Font(bold=True)


def _dress(sheet: Worksheet) -> None:
    """What a person does to a sheet: bold titles, widths, a euro format, dates the French way."""
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A2"].font = Font(italic=True, size=12)
    for row in (4, 5):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="FFDCE6F1")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    widths = (20, 32, 18, 30, 20, 14, 14, 9, 14, 24, 36, 16)
    for letter, width in zip("ABCDEFGHIJKL", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
            elif cell.column in (6, 7) and isinstance(cell.value, (int, float)):
                cell.number_format = '#,##0.00\\ "€"'
    sheet.freeze_panes = "A6"


def _comments(sheet: Worksheet) -> None:
    sheet["G8"].comment = Comment("Voir avec Mme Kervella, 06 39 98 04 12, avant le vote.", "FR")
    sheet["J15"].comment = Comment("Nouveau président depuis mars.", "FR")


def _private_telephones(workbook: Workbook, people: list[str], rng: random.Random) -> None:
    sheet = workbook.create_sheet("Tél. privés")
    sheet.append(["Nom", "Portable personnel"])
    for person in people:
        sheet.append([person, f"06 39 98 {rng.randrange(100):02d} {rng.randrange(100):02d}"])
    sheet.sheet_state = "veryHidden"


def write(path: Path) -> None:
    """Write the workbook at ``path`` with fixed dates inside the archive."""
    beside = path.with_suffix(".part")
    make_workbook().save(beside)
    with zipfile.ZipFile(beside) as made, zipfile.ZipFile(path, "w") as fixed:
        for name in sorted(made.namelist()):
            info = zipfile.ZipInfo(name, date_time=(2025, 12, 15, 9, 30, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            content = made.read(name)
            if name == "docProps/core.xml":  # the library stamps the moment of saving
                content = _with_fixed_dates(content)
            fixed.writestr(info, content)
    beside.unlink()


def _with_fixed_dates(core: bytes) -> bytes:
    import re

    stamp = f"{_MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, core)


if __name__ == "__main__":
    write(FOLDER / WORKBOOK)
    sample_recipe.write(FOLDER, WORKBOOK)
