"""What a deliberation is about, and the budget years it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from curator.i18n import N_
from curator.schema.checks.base import CheckContext, Failure, cell_check, row_check
from curator.schema.distinct import Distinct, is_in, matches
from curator.schema.words import plain

# First level of the nomenclature with which acts are sent to the prefecture.
SUBJECTS = (
    "Commande publique",
    "Urbanisme",
    "Domaine et patrimoine",
    "Fonction publique",
    "Institutions et vie politique",
    "Libertés publiques et pouvoirs de police",
    "Finances locales",
    "Domaines de compétences par thèmes",
    "Autres domaines de compétences",
)
_PLAIN_SUBJECTS = frozenset(plain(subject) for subject in SUBJECTS)


@cell_check(
    "nomenclature-actes-value",
    "nomenclature-acte",
    message=N_(
        "“{field}” does not start with one of the nine subjects of the acts nomenclature followed "
        "by “/”, such as Finances locales/Subventions."
    ),
    slash=N_("The slash is missing in “{field}”: write subject/detail."),
    space=N_("There must be no space before or after the slash in “{field}”."),
)
def is_act_subject(text: str) -> bool | str:
    """The text before the first slash is one of nine; case and accents do not count."""
    subject, slash, detail = text.partition("/")
    if not slash:
        return "slash"
    if subject != subject.rstrip() or detail != detail.lstrip():
        return "space"
    return plain(subject) in _PLAIN_SUBJECTS


@row_check(
    "year-interval-value",
    message=N_(
        "“{field}” is not an interval of years: two years separated by a slash, the second later, "
        "such as 2023/2024."
    ),
    single=N_("“{field}” is neither a year nor an interval of years, such as 2024 or 2023/2024."),
)
def year_interval(context: CheckContext, parameters: Mapping[str, Any]) -> Iterator[Failure]:
    """``YYYY/YYYY``, the second later; a single year if the schema allows it."""
    column = context.column(str(parameters.get("column", "")))
    if column is None:
        return
    alone = str(parameters.get("allow-year-only", "")).lower() in ("true", "yes")
    distinct = Distinct.of(context.table.column(column.pair.column))
    wrong = ~is_in(distinct.texts, ["", *column.missing_values])
    if alone:
        wrong &= ~matches(distinct.texts, r"^[0-9]{4}$")
    for position, text in enumerate(distinct.texts.to_pylist()):
        found = re.fullmatch(r"([0-9]{4})/([0-9]{4})", text)
        if found and found[2] > found[1]:
            wrong[position] = False
    positions = distinct.positions(wrong)
    positions = positions[context.counted[positions]]
    if len(positions):
        variant = "single" if alone else ""
        yield Failure(column=column.pair.column, positions=positions, variant=variant)
