"""The text of a workbook's cells: stored values as plain, unambiguous text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

EXACT_INTEGERS = 2.0**53


def number_text(value: float) -> str:
    """The shortest decimal that gives ``value`` back: a point, no exponent, no ``.0``."""
    if not math.isfinite(value):
        return "#NUM!"
    if value == int(value):
        exact = abs(value) < EXACT_INTEGERS
        return str(int(value)) if exact else format(Decimal(repr(value)).to_integral_value(), "f")
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text


def percent_text(value: float) -> str:
    """A fraction as a percentage: 0.125 is ``12.5%``."""
    shifted = Decimal(repr(float(value))) * 100
    text = format(shifted.normalize(), "f")
    return f"{text}%"


def date_text(value: dt.date | dt.datetime) -> str:
    """ISO 8601; the time is left out at midnight, fractions of seconds when there are none."""
    if isinstance(value, dt.datetime):
        if value.time() == dt.time(0):
            return value.date().isoformat()
        return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    return value.isoformat()


def time_text(value: dt.time | dt.timedelta) -> str:
    """``HH:MM:SS``; a duration may have more than 24 hours."""
    if isinstance(value, dt.time):
        return value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    seconds = value.total_seconds()
    sign = "-" if seconds < 0 else ""
    whole = round(abs(seconds))
    return f"{sign}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def cell_text(value: Any) -> str:
    """The text of one value as calamine gives it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    for kinds, text in _TEXTS:
        if isinstance(value, kinds):
            return text(value)
    return "" if value is None else str(value)


_TEXTS: tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...] = (
    ((float,), number_text),
    ((dt.date,), date_text),
    ((dt.time, dt.timedelta), time_text),
)
