"""Amounts, shares, dates and times."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.schema.conventions import CURRENCIES, MONTHS
from curator.schema.distinct import BoolArray, matches
from curator.schema.french import decimals, iso_dates
from curator.schema.semantic.types import SemanticType, form, named

_CURRENCY = "(?:" + "|".join(c.replace("$", r"\$") for c in CURRENCIES) + ")"


def _is_amount(texts: pa.Array) -> BoolArray:
    return decimals(texts)[1] & ~matches(texts, "%")


def _is_marked_amount(texts: pa.Array) -> BoolArray:
    return decimals(texts)[1] & matches(texts, _CURRENCY)


def _is_percentage(texts: pa.Array) -> BoolArray:
    return decimals(texts)[1] & matches(texts, r"%\s*$")


def _is_french_date(texts: pa.Array) -> BoolArray:
    return iso_dates(texts)[1] & ~matches(texts, r"^[0-9]{4}|^[0-9]+$")


_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_MONTH = (
    r"^(?:(?:19|20)[0-9]{2}[-/](?:0[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/](?:19|20)[0-9]{2}|"
    rf"(?:{_MONTHS})\.?(?:[ -](?:19|20)?[0-9]{{2}})?)$"
)


def _is_month(texts: pa.Array) -> BoolArray:
    """``2024-09``, ``09/2024``, ``septembre 2024``, ``sept. 24``, ``septembre``."""
    letters = pc.replace_substring_regex(
        pc.utf8_normalize(pc.utf8_lower(texts), form="NFKD"), pattern=r"\p{M}", replacement=""
    )
    return matches(letters, _MONTH)


QUANTITIES = (
    SemanticType(
        name="amount",
        title=N_("amount of money"),
        test=_is_amount,
        proof=0.0,
        words=named("montant montants somme prix cout total budget credit depense recette tarif"),
        table_schema="number",
    ),
    SemanticType(
        name="currency",
        title=N_("amount with its currency"),
        test=_is_marked_amount,
        proof=0.95,
        table_schema="number",
    ),
    SemanticType(
        name="percentage",
        title=N_("percentage"),
        test=_is_percentage,
        proof=0.95,
        words=named("taux pourcentage part pct"),
        table_schema="number",
    ),
    SemanticType(
        name="year",
        title=N_("year"),
        test=form("(?:1[5-9]|20)[0-9]{2}"),
        proof=0.3,
        words=named("annee annees exercice millesime year an"),
        table_schema="year",
    ),
    SemanticType(
        name="month",
        title=N_("month of a year"),
        test=_is_month,
        proof=0.85,
        words=named("mois periode"),
        table_schema="yearmonth",
    ),
    SemanticType(
        name="iso-date",
        title=N_("ISO 8601 date"),
        test=form(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T.*)?"),
        proof=0.98,
        words=named("date jour"),
        table_schema="date",
    ),
    SemanticType(
        name="french-date",
        title=N_("date written the French way"),
        test=_is_french_date,
        proof=0.95,
        words=named("date jour"),
        table_schema="date",
    ),
    SemanticType(
        name="time",
        title=N_("time of day"),
        test=form("(?:[01]?[0-9]|2[0-3])[:hH][0-5][0-9](?::[0-5][0-9])?"),
        proof=0.9,
        words=named("heure horaire"),
        table_schema="time",
    ),
    SemanticType(
        name="excel-date",
        title=N_("date as a spreadsheet’s serial number"),
        test=form(r"(?:[23456][0-9]{4})(?:\.[0-9]+)?"),
        proof=0.0,
        words=named("date"),
        table_schema="date",
    ),
)
