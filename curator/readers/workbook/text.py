"""The text of a workbook's cells: stored values as plain, unambiguous text."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

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


def column_text(values: Sequence[Any]) -> pa.Array:
    """The texts of a column of values."""
    kinds = set(map(type, values))
    if kinds == {str}:
        return pa.array(values, type=pa.string())
    # Mostly a header stands above values of one kind: those are turned into text as a whole.
    head = 0
    while head < len(values) and type(values[head]) is str:
        head += 1
    rest = values[head:]
    whole = _of_one_kind(rest, set(map(type, rest)) if head else kinds)
    if whole is not None:
        return pa.concat_arrays([pa.array(values[:head], type=pa.string()), whole])
    if kinds <= {float, str}:
        return _floats_and_strings(values)
    return pa.array(list(map(cell_text, values)), type=pa.string())


def _of_one_kind(values: Sequence[Any], kinds: set[type]) -> pa.Array | None:
    if kinds == {float}:
        return _floats(np.array(values, dtype=np.float64))
    if kinds == {dt.date}:
        return pa.array(list(map(dt.date.isoformat, values)), type=pa.string())
    return None


def _floats_and_strings(values: Sequence[Any]) -> pa.Array:
    is_float = np.fromiter((type(v) is float for v in values), dtype=bool, count=len(values))
    if np.count_nonzero(is_float) < 1000:
        return pa.array(list(map(cell_text, values)), type=pa.string())
    numbers = _floats(np.array([v for v in values if type(v) is float], dtype=np.float64))
    strings = pa.array([v for v in values if type(v) is str], type=pa.string())
    order = np.empty(len(values), dtype=np.int64)
    order[is_float] = np.arange(len(numbers))
    order[~is_float] = np.arange(len(numbers), len(values))
    return pa.concat_arrays([numbers, strings]).take(pa.array(order))


def _floats(numbers: Any) -> pa.Array:
    """Like ``number_text``, by column."""
    whole = (np.abs(numbers) < EXACT_INTEGERS) & (numbers == np.floor(numbers))
    if whole.all():
        return pc.cast(pa.array(numbers.astype(np.int64)), pa.string())
    text = pc.cast(pa.array(numbers), pa.string())
    integers = pc.cast(pa.array(np.where(whole, numbers, 0).astype(np.int64)), pa.string())
    text = pc.if_else(pa.array(whole), integers, text)
    odd = pc.match_substring_regex(text, "[en]").to_numpy(zero_copy_only=False)
    if odd.any():
        fixed = text.to_pylist()
        for index in np.flatnonzero(odd):
            fixed[index] = number_text(float(numbers[index]))
        text = pa.array(fixed, type=pa.string())
    return text
