"""Dates as they are typed in France, as the ISO 8601 that the metadata hold."""

from __future__ import annotations

import datetime
import re

DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)


def iso_day(text: str) -> str:
    """``text`` with a day such as ``31/01/2024`` in ISO 8601; what is none stays as it is."""
    found = DAY.fullmatch(text)
    if found is None:
        return text
    day, _sign, month, year = found.groups()
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


def iso_bound(text: str) -> str:
    """The same for the bound of a period, which may be a month too (``01/2024``)."""
    found = MONTH.fullmatch(text)
    if found is None:
        return iso_day(text)
    month, year = found.groups()
    return f"{year}-{int(month):02}" if 1 <= int(month) <= 12 else text
