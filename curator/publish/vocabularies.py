"""The controlled lists that dataset metadata use, with what French and European portals call them.

Sources: licences of décret 2017-638 and the EU licence authority table; EU data themes and
frequencies (publications.europa.eu authority tables); granularities of data.gouv.fr.
"""

from __future__ import annotations

from dataclasses import dataclass

from curator.i18n import N_, gettext

AUTHORITY = "http://publications.europa.eu/resource/authority"


@dataclass(frozen=True, kw_only=True)
class Term:
    """An entry of a list: its code here, its label (marked for translation) and its URI."""

    code: str
    label: str
    uri: str

    def text(self) -> str:
        """The label in the current language."""
        return gettext(self.label)


@dataclass(frozen=True, kw_only=True)
class Licence(Term):
    """A licence; ``name`` is its identifier in Data Packages, ``path`` where its text is."""

    name: str
    path: str


LICENCES = (
    Licence(
        code="lov2",
        label=N_("Licence Ouverte / Open Licence version 2.0"),
        uri=f"{AUTHORITY}/licence/ETALAB_2_0",
        name="etalab-2.0",
        path="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    Licence(
        code="odc-odbl",
        label=N_("Open Data Commons Open Database License (ODbL) 1.0"),
        uri=f"{AUTHORITY}/licence/ODC_BL",
        name="ODbL-1.0",
        path="https://opendatacommons.org/licenses/odbl/1-0/",
    ),
)
"""Licences that French law allows a town to choose without asking (CRPA D.323-2-1)."""


def _theme(code: str, label: str) -> Term:
    return Term(code=code, label=label, uri=f"{AUTHORITY}/data-theme/{code}")


THEMES = (
    _theme("AGRI", N_("Agriculture, fisheries, forestry and food")),
    _theme("ECON", N_("Economy and finance")),
    _theme("EDUC", N_("Education, culture and sport")),
    _theme("ENER", N_("Energy")),
    _theme("ENVI", N_("Environment")),
    _theme("GOVE", N_("Government and public sector")),
    _theme("HEAL", N_("Health")),
    _theme("INTR", N_("International issues")),
    _theme("JUST", N_("Justice, legal system and public safety")),
    _theme("REGI", N_("Regions and cities")),
    _theme("SOCI", N_("Population and society")),
    _theme("TECH", N_("Science and technology")),
    _theme("TRAN", N_("Transport")),
)


def _frequency(code: str, label: str, authority: str) -> Term:
    return Term(code=code, label=label, uri=f"{AUTHORITY}/frequency/{authority}")


FREQUENCIES = (
    _frequency("punctual", N_("Once"), "NEVER"),
    _frequency("continuous", N_("Continuous"), "CONT"),
    _frequency("hourly", N_("Every hour"), "HOURLY"),
    _frequency("daily", N_("Every day"), "DAILY"),
    _frequency("weekly", N_("Every week"), "WEEKLY"),
    _frequency("biweekly", N_("Every two weeks"), "BIWEEKLY"),
    _frequency("monthly", N_("Every month"), "MONTHLY"),
    _frequency("bimonthly", N_("Every two months"), "BIMONTHLY"),
    _frequency("quarterly", N_("Every quarter"), "QUARTERLY"),
    _frequency("semiannual", N_("Twice a year"), "ANNUAL_2"),
    _frequency("annual", N_("Every year"), "ANNUAL"),
    _frequency("biennial", N_("Every two years"), "BIENNIAL"),
    _frequency("triennial", N_("Every three years"), "TRIENNIAL"),
    _frequency("quinquennial", N_("Every five years"), "QUINQUENNIAL"),
    _frequency("irregular", N_("Irregular"), "IRREG"),
)

UNSCHEDULED = frozenset({"punctual", "irregular"})
"""Frequencies for which no next update is due."""

_INSEE = "http://id.insee.fr/geo"

GRANULARITIES = (
    Term(code="poi", label=N_("Point of interest"), uri=""),
    Term(code="iris", label=N_("IRIS district"), uri=f"{_INSEE}/iris/"),
    Term(code="fr:commune", label=N_("Commune"), uri=f"{_INSEE}/commune/"),
    Term(code="fr:arrondissement", label=N_("Arrondissement"), uri=f"{_INSEE}/arrondissement/"),
    Term(code="fr:canton", label=N_("Canton"), uri=f"{_INSEE}/canton/"),
    Term(code="fr:epci", label=N_("Intercommunal body (EPCI)"), uri=f"{_INSEE}/intercommunalite/"),
    Term(code="fr:departement", label=N_("Département"), uri=f"{_INSEE}/departement/"),
    Term(code="fr:region", label=N_("Region"), uri=f"{_INSEE}/region/"),
    Term(code="country", label=N_("Country"), uri=""),
    Term(code="other", label=N_("Other territory"), uri=""),
)
"""What a spatial code is a code of; the URI is the one before the code in INSEE's repository."""

LANGUAGES = (
    Term(code="fr", label=N_("French"), uri=f"{AUTHORITY}/language/FRA"),
    Term(code="en", label=N_("English"), uri=f"{AUTHORITY}/language/ENG"),
)


def licence_of(code: str) -> Licence | None:
    """The licence of that code."""
    return next((licence for licence in LICENCES if licence.code == code), None)


def term_of(terms: tuple[Term, ...], code: str) -> Term | None:
    """The entry of ``terms`` with that code."""
    return next((term for term in terms if term.code == code), None)
