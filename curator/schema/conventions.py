"""How French administrations write numbers, dates, yes and no; and what stands for “nothing”.

One place for the forms that inference recognises and that fixes turn into the published form.
"""

from __future__ import annotations

from collections.abc import Mapping

SPACE_CHARS = (" ", "\u00a0", "\u202f", "\u2009")
"""Spaces met between groups of digits: plain, no-break, narrow no-break (Excel), thin."""

NULL_WORDS = (
    "NC", "N.C.", "nc", "n.c.", "ND", "N.D.", "nd", "n.d.", "NR", "nr", "NA", "N/A", "n/a", "#N/A",
    "NULL", "null", "None", "NaN", "nan", "-", "--", "–", "—", "/", "?", "néant", "Néant", "NEANT",
    "so", "s.o.", "S.O.", "s/o", "S/O", "sans objet", "Sans objet", "x", "secret", "Secret", "s",
    "non renseigné", "Non renseigné", "inconnu", "Inconnu", "non communiqué", "Non communiqué",
    "//", "...", "…",
)  # fmt: skip
"""Texts that mean “no value” among numbers or dates (never in a column of text)."""

BOOLEAN_WORDS: tuple[tuple[str, str], ...] = (
    ("oui", "non"), ("vrai", "faux"), ("true", "false"), ("yes", "no"), ("o", "n"), ("y", "n"),
)  # fmt: skip
"""Pairs that mean yes and no, in lower case."""

CURRENCIES = ("€", "EUR", "euro", "euros", "Euros", "EUROS", "$", "£")
UNITS = (
    *CURRENCIES,
    "%",
    "‰",
    "m²",
    "m³",
    "km",
    "m",
    "kg",
    "t",
    "ha",
    "h",
    "kWh",
    "MWh",
    "°C",
    "°",
)
"""Units written beside a number, which does not change what it means to leave out."""

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names and abbreviations, plain (no accents, lower case)."""

DATE_PATTERNS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%y", "%d-%m-%y",
    "%d.%m.%y", "%m/%d/%Y", "%Y%m%d",
)  # fmt: skip
"""Forms of dates, in the order in which they are tried: the French reading comes first."""

DATETIME_PATTERNS = (
    "%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y/%m/%d %H:%M:%S",
)  # fmt: skip

TIME_PATTERNS = ("%H:%M", "%Hh%M", "%HH%M")
