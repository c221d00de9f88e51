"""Number formats that are part of what a cell says: zeros in front, percentages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from curator.readers.workbook.text import EXACT_INTEGERS, number_text, percent_text

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"0[0#]+")

BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0 €", 43: "#,##0.00",
    44: "#,##0.00 €", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
}  # fmt: skip
"""Formats that have a number and no code in the file (ECMA-376, part 1, § 18.8.30); those of
currency take the currency of the machine."""

_CURRENCY = re.compile(r"[€$£¥]|\[\$|\b(?:EUR|CHF|USD|GBP)\b")
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_DECIMALS = re.compile(r"[0#]\.[0#]")

SURE_SHARE = 0.9
"""A column has a format when so many of its formatted cells have it, and half of all."""


@dataclass(frozen=True)
class NumberFormat:
    """``digits``: pad whole numbers with zeros to as many; ``is_percent``: show a percentage."""

    digits: int = 0
    is_percent: bool = False

    @property
    def matters(self) -> bool:
        """Whether the text of a number depends on it."""
        return self.digits > 1 or self.is_percent

    def text(self, value: float) -> str:
        """The text of ``value`` under this format."""
        if self.is_percent:
            return percent_text(value)
        if value >= 0 and value.is_integer() and value < EXACT_INTEGERS:
            return str(int(value)).zfill(self.digits)
        return number_text(value)


def number_format(code: str) -> NumberFormat:
    """What a format code of a spreadsheet means for the text of a number."""
    section = _LITERAL.sub("", code.partition(";")[0])
    if "%" in section:
        return NumberFormat(is_percent=True)
    places = re.sub(r"[\s\u00a0\u202f\-/.]", "", section) if _is_code(section) else ""
    # "0#" counts too: the usual format of telephone numbers is 0# ## ## ## ##.
    return NumberFormat(digits=len(places)) if _PLACES.fullmatch(places) else NumberFormat()


def _is_code(section: str) -> bool:
    """Whether points and dashes stand between groups of digits and mark no decimals."""
    if "," in section or re.search(r"[a-zA-Z?]", section):
        return False
    point = section.find(".")
    return point < 0 or section.count(".") > 1


def format_kind(code: str) -> str:
    """``percent currency text date time code decimal``, or ``""`` where a format says little.

    ``code``: zeros in front fill whole numbers up. ``decimal``: places after the point are shown.
    """
    first = _LOCALE.sub("", code.partition(";")[0])
    section = _LITERAL.sub("", first)
    if "%" in section:
        return "percent"
    if has_currency(first):
        return "currency"
    if section.strip() == "@":
        return "text"
    low = section.casefold()
    if low not in ("general", "standard") and "e+" not in low and re.search("[ymdhs]", low):
        return "date" if re.search("[yd]|mmm", low) else "time"
    if number_format(code).digits > 1:
        return "code"
    return "decimal" if _DECIMALS.search(section) else ""


def has_currency(text: str) -> bool:
    """Whether a format shows the sign or the code of a currency."""
    return _CURRENCY.search(text) is not None


def column_kind(counts: Mapping[str, int]) -> str:
    """The kind of format of a column, given how many of its cells have each; ``""`` if unclear."""
    total = sum(counts.values())
    formatted = total - counts.get("", 0)
    kind = max((k for k in counts if k), key=lambda k: counts[k], default="")
    held = counts.get(kind, 0) if kind else 0
    return kind if held >= SURE_SHARE * formatted and held * 2 >= total else ""
