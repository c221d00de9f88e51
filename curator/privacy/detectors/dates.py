"""Dates of birth and of events in a life, years of birth, ages and age bands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from curator.i18n import N_
from curator.privacy.calendar import DateProfile, date_profile
from curator.privacy.context import Context
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, Value
from curator.privacy.model import Rule
from curator.privacy.score import Case, Finding

_IS_DATE = N_("{share} of the values are dates")
_YEARS = N_("The dates run from {first} to {last}, as births do")


_NOT_THE_DAY = frozenset(
    {
        "lieu", "commune", "pays", "departement", "region", "nombre", "taux", "code", "numero",
        "acte", "rang", "annee", "poids", "taille", "heure", "prime", "conge", "declaration", "nom",
        "nomfamille", "prenom", "total", "effectif", "adresse", "domicile", "prevue",
    }
)  # fmt: skip
"""Words that make something else of a birth than its day."""


@detector
def detect_birth_dates(view: View) -> Iterable[Finding]:
    """Dates of birth: header, how the years are spread, and persons in the neighbouring fields."""
    column, context = view.column, view.context
    dates = date_profile(column)
    header = column.header.strength("birth-date")
    says_birth = column.header.has("naissance") and not column.header.words & _NOT_THE_DAY
    serial = dates.serial if header >= 0.5 or says_birth else 0.0
    share = dates.share + serial
    if _are_bare_serials(column, context):
        case = Case("birth-date", share=dates.serial, group="date")
        case.add(4.5, N_("Day numbers of a spreadsheet, spread as births are, beside persons"))
        yield case.closed()
        return
    if share < 0.4 or (header < 0.3 and column.header.strength("birth-place") >= 0.8):
        return
    case = Case("birth-date", share=share, group="date")
    if header < 0.5 and says_birth:
        header = 0.8
        case.add(3.6, N_("The header says it (“{words}”)"), words="naissance")
    elif column.header.strength("event-date") < 0.8 or header >= 0.8:
        header_evidence(case, column)
    case.add(0.7 * share, _IS_DATE, share=share)
    if dates.share:
        _weigh_years(case, column, dates, context, header)
    if header < 0.8 and column.header.strength("event-date") >= 0.8:
        case.add(-5)
    if header < 0.3 and not column.header.is_missing:
        case.add(-1.5 if column.header.words == {"date"} else -4)
    yield _elected(case, context).closed()


def _are_bare_serials(column: ColumnEvidence, context: Context) -> bool:
    """Whether numbers without a header are births as a spreadsheet counts days (27395)."""
    if not (
        column.header.is_missing and context.is_settled and context.person_apart(column) >= 0.6
    ):
        return False
    if column.distinct < 0.8 * column.filled or column.share(_is_day_number) < 0.95:
        return False
    numbers = sorted(int(v.number) for v in column.sample if _is_day_number(v))
    return len(numbers) >= 8 and numbers[-1] - numbers[0] >= _TEN_YEARS and not _is_round(numbers)


_TEN_YEARS = 3650


def _is_day_number(value: Value) -> bool:
    return (
        value.number.isdigit()
        and len(value.number) in (4, 5)
        and 5000 <= int(value.number) <= 46500
    )


def _is_round(numbers: list[int]) -> bool:
    """Whether they are rather postal codes or amounts, most of which end in zero."""
    return sum(n % 10 == 0 for n in numbers) > 0.4 * len(numbers)


def _elected(case: Case, context: Context) -> Case:
    if context.is_settled and context.subject("official") >= 0.5 and context.person >= 0.5:
        case.rule = Rule.ELECTED_OFFICIAL
    return case


def _weigh_years(
    case: Case, column: ColumnEvidence, dates: DateProfile, context: Context, header: float
) -> None:
    this_year = date.today().year
    first, middle, last = dates.years
    plausible = first >= this_year - 112 and dates.future <= 0.02
    if not plausible:
        case.add(-3 if header < 0.8 else -0.5)
    elif dates.spread >= 15 and dates.recent < 0.3:
        case.add(2.0, _YEARS, first=first, last=last)
    elif dates.recent >= 0.7:
        # Registers of births and of small children are recent too: a clear header wins.
        case.add(0.0 if header >= 0.8 else -2.5)
    if column.header.is_missing and dates.spread <= 12 and middle >= this_year - 8:
        case.add(-2.0)
    if dates.first_of_year > 0.4 or dates.round_days > 0.6:
        case.add(-1.5)
    if header < 0.3 and context.is_settled:
        case.add(4.5 * (context.person - 0.5))
        if middle <= this_year - 20 and dates.spread >= 25:
            case.add(1.5)
        elif 5 <= dates.spread <= 20 and dates.recent < 0.1 and context.person >= 0.7:
            case.add(1.0)
        if context.kind_elsewhere(column, "birth-date") >= 0.8:
            case.add(-4)
        if column.header.is_missing and _is_beside_a_name(column, context):
            case.add(1.5, N_("The field beside it holds names of persons"))


def _is_beside_a_name(column: ColumnEvidence, context: Context) -> bool:
    return any(
        context.kind_at(column.index + step, "first-name", "last-name", "full-name") >= 0.5
        for step in (-2, -1, 1)
    )


_OF_FILES = (
    "seance", "deliberation", "notification", "publication", "convention", "maj", "creation",
    "modification", "version", "signalement", "created", "updated", "jour", "validite", "limite",
    "commission", "facture", "livraison", "construction", "plantation",
)  # fmt: skip
"""Words of dates that are the file’s or the council’s, not a person’s."""


_OF_LIVES = (
    "deces", "mariage", "inhumation", "entree", "sortie", "hospitalisation", "divorce", "arrivee",
    "bapteme", "vaccination", "injection", "pacs", "accident", "admission", "naissance",
    "infraction",
)  # fmt: skip
"""Words of dates that are events in somebody’s life."""


_OF_REQUESTS = (
    "demande", "depot", "acte", "decision", "attribution", "delivrance", "achat", "retour", "rdv",
)  # fmt: skip
"""Words of dates on which somebody dealt with the administration."""


def _is_care(column: ColumnEvidence, context: Context) -> bool:
    """Whether a plain date stands in a table of people’s health or aid."""
    about = context.kind_elsewhere(column, "health", "social-aid", "offence")
    return column.header.words == {"date"} and about >= 0.8


@detector
def detect_event_dates(view: View) -> Iterable[Finding]:
    """Dates of events in a person’s life: only where the rows are persons."""
    column, context = view.column, view.context
    dates = date_profile(column)
    if dates.share < 0.5:
        return
    case = Case("event-date", share=dates.share, group="date")
    header = header_evidence(case, column)
    case.add(1.5 * dates.share, _IS_DATE, share=dates.share)
    if context.is_settled:
        case.add(4 * (context.person - 0.5))
        if context.person < 0.6 or context.public >= 0.85 or column.header.has(*_OF_FILES):
            case.at_most(0.3)
    # A date of filing or booking dates the file; a death, a wedding, an entry date a life.
    is_life = column.header.has(*_OF_LIVES) or _is_care(column, context)
    is_named = header >= 0.8 and not column.header.has(*_OF_REQUESTS)
    case.at_most(0.75 if is_named else 0.55 if is_life else 0.45)
    yield _elected(case, context).closed()


def _is_year(value: Value) -> bool:
    return value.number.isdigit() and len(value.number) == 4 and 1900 <= int(value.number) <= 2030


_GENERATION = 25
"""Years between the youngest and the oldest of a group that is not of one class of age."""


def _are_lives(column: ColumnEvidence, context: Context) -> bool:
    """Whether years without a telling header run over generations in a table of persons."""
    if not (column.header.is_missing or column.header.words == {"annee"}):
        return False
    if not context.is_settled or context.person_apart(column) < 0.6 or context.public >= 0.85:
        return False
    years = sorted(int(v.number) for v in column.sample if _is_year(v))
    tenth = len(years) // 10
    is_wide = years[-1 - tenth] - years[tenth] >= _GENERATION
    return is_wide and years[-1] <= date.today().year and len(years) >= 6


@detector
def detect_birth_years(view: View) -> Iterable[Finding]:
    """Years of birth: four digits say nothing without the header."""
    column, context = view.column, view.context
    share, header = column.share(_is_year), column.header.strength("birth-year")
    if not header and column.header.strength("birth-date") >= 0.3 and share >= 0.6:
        header = column.header.strength("birth-date")
    is_spread = share >= 0.8 and header < 0.3 and _are_lives(column, context)
    if share < 0.6 or (header < 0.3 and not is_spread):
        return
    case = Case("birth-year", share=share, group="date")
    if is_spread:
        case.add(4.5, N_("The years are spread as births are, beside what is about a person"))
    else:
        case.add(5.5 * max(header, 0.8), N_("The header and the years say it"))
    yield _elected(case, context).closed()


_AGE = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:ans?|a|mois)?", re.IGNORECASE)
_BAND = re.compile(
    r"[\[\](]?\s*(?:de\s+)?\d{1,3}\s*(?:ans)?\s*(?:-|–|à|a|/|;|,|_|et)\s*\d{1,3}\s*(?:ans)?\s*[\[\])]?"
    r"|(?:moins|plus|\+|-|<|>|>=|<=|≥|≤)\s*(?:de)?\s*\d{1,3}\s*(?:ans)?"
    r"|\d{1,3}\s*(?:ans)?\s*(?:et|ou)?\s*(?:\+|plus|moins)",
    re.IGNORECASE,
)


def _is_age(value: Value) -> bool:
    match = _AGE.fullmatch(value.number)
    return bool(match) and int(match[1]) <= 115 if match else False


def _is_band(value: Value) -> bool:
    return bool(_BAND.fullmatch(value.text))


def _says_years(value: Value) -> bool:
    return value.folded.endswith((" ans", "ans")) and value.text[:1].isdigit()


def _says_less(value: Value) -> bool:
    return value.folded.startswith(("moins d", "plus d"))


def _may_be_ages(column: ColumnEvidence, header: float) -> bool:
    """Whether the header says so or, without one, the values themselves (“27 ans”)."""
    says_years = column.header.is_missing and column.share(_says_years) >= 0.7
    return header >= 0.3 or (says_years and not column.share(_says_less))


def _are_bands_of_persons(column: ColumnEvidence, context: Context, share: float) -> bool:
    """Whether a few bands (25-39) stand without a header in a table of persons."""
    return (
        share >= 0.7
        and column.header.is_missing
        and column.distinct <= _MANY_BANDS
        and not column.is_numeric
        and (context.person >= 0.6 or not context.is_settled)
    )


_MANY_BANDS = 15


@detector
def detect_ages(view: View) -> Iterable[Finding]:
    """Ages and age bands; in a table of totals they describe nobody."""
    column, context = view.column, view.context
    header = column.header.strength("age")
    bands = column.share(_is_band)
    bare = header < 0.3 and _are_bands_of_persons(column, context, bands)
    if bands >= 0.5 and (header >= 0.3 or bare or column.share(_says_years) >= 0.3):
        case = Case("age-band", share=bands, group="age")
        case.add(
            5.5 if header or column.header.strength("age-band") else 4.5 if bare else 2.5,
            N_("{share} of the values are age bands: already generalised"),
            share=bands,
        )
        is_public = context.subject("aggregate") >= 0.5 or context.public >= 0.45
        if context.is_settled and is_public and context.person < 0.8:
            case.at_most(0.3)
        _weigh_things(case, column, context)
        yield case.closed()
    elif _may_be_ages(column, header) and column.share(_is_age) >= 0.7:
        case = Case("age", share=column.share(_is_age), group="age")
        header_evidence(case, column)
        case.add(
            5.0 if header < 0.3 and context.person >= 0.6 else 1.5,
            N_("The values are whole numbers under 115"),
        )
        if (
            context.is_settled
            and (context.subject("aggregate") >= 0.5 or context.public >= 0.85)
            and context.person < 0.8
        ):
            case.at_most(0.3)
        _weigh_things(case, column, context)
        yield case.closed()


_NO_PERSON = 0.3
"""How sure other fields may be of persons in a table of things."""

_LIMITS = ("minimum", "maximum", "mini", "maxi", "min", "max", "requis", "conseille")


def _weigh_things(case: Case, column: ColumnEvidence, context: Context) -> None:
    """The age of a tree, of a vehicle; the age for which a game or a course is made."""
    is_of_things = bool(context.subject("thing")) and context.person_apart(column) < _NO_PERSON
    is_of_things &= not column.header.has("tranche", "classe")  # what surveys ask
    if context.is_settled and (is_of_things or column.header.has(*_LIMITS)):
        case.at_most(0.4)
