"""Names of places and of days, postal addresses, sexes, and identifiers made by machines."""

from __future__ import annotations

from functools import lru_cache, partial

from curator.i18n import N_
from curator.schema.checks.references import is_name_in_reference
from curator.schema.semantic.types import SemanticType, Test, form, form_and, named

_NAME = r"\p{L}[\p{L} ’'()./-]{1,44}"
_STREET = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|place|pl\.?|impasse|chemin|all[ée]e|quai|cours|route|"
    r"square|passage|sentier|esplanade|faubourg|rond-point)"
)
_ADDRESS = rf"(?i:(?:[0-9]{{1,4}} ?(?:bis|ter|quater|[a-d])?,? +)?{_STREET} +\p{{L}}.{{1,80}})"


@lru_cache(maxsize=1 << 14)
def _is_named(check: str, text: str) -> bool:
    return is_name_in_reference(check, text)


def _in_list(check: str) -> Test:
    """Texts that are names of the reference list that a check looks into."""
    return form_and(_NAME, partial(_is_named, check))


NAMES = (
    SemanticType(
        name="commune",
        title=N_("name of a commune"),
        test=_in_list("commune"),
        proof=0.7,
        words=named("commune communes ville localite"),
    ),
    SemanticType(
        name="departement",
        title=N_("name of a department"),
        test=_in_list("departement"),
        proof=0.75,
        words=named("dep dept departement departements"),
    ),
    SemanticType(
        name="region",
        title=N_("name of a region"),
        test=_in_list("region"),
        proof=0.8,
        words=named("reg region regions"),
    ),
    SemanticType(
        name="country",
        title=N_("name of a country"),
        test=_in_list("pays"),
        proof=0.7,
        words=named("pays nationalite"),
    ),
    SemanticType(
        name="postal-address",
        title=N_("postal address"),
        test=form(_ADDRESS),
        proof=0.8,
        words=named("adresse adr rue voie"),
    ),
    SemanticType(
        name="sex",
        title=N_("sex"),
        test=form("(?i:m|f|h|homme|femme|masculin|f[ée]minin|gar[çc]on|fille)"),
        proof=0.0,
        words=named("sexe sex genre civilite"),
    ),
    SemanticType(
        name="weekday",
        title=N_("day of the week"),
        test=form("(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"),
        proof=0.95,
        words=named("jour"),
    ),
    SemanticType(
        name="uuid",
        title=N_("universally unique identifier"),
        test=form("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"),
        proof=0.98,
    ),
)
