"""Number formats that are part of what a cell says: zeros in front, percentages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from curator.readers.workbook.text import EXACT_INTEGERS, number_text, percent_text

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"0[0#]+")

BUILT_IN_PERCENT = (9, 10)


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
