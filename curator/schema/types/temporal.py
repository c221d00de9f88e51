"""``date``, ``time``, ``datetime``, ``year`` and ``yearmonth``.

Departure from the reference implementation: without a pattern, a date is ISO 8601
(``2023-01-05``, not ``2023-1-5``) and a year has four digits.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import BoolArray, matches
from curator.schema.model import Field
from curator.schema.types.base import Reader, Vectorised, reads

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_LENGTHS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], dtype=np.int64)
_WIDTHS = {"Y": 4, "m": 2, "d": 2, "H": 2, "M": 2, "S": 2}
_LIMITS = {"H": 23, "M": 59, "S": 59}


class _Temporal(Reader):
    supports = ("required", *_BOUNDS, "enum")
    standard_pattern = ""
    """The strptime pattern of the default format."""

    @property
    def pattern(self) -> str:
        """The strptime pattern in force; ``""`` for any form."""
        form = self.definition.format.removeprefix("fmt:")
        return {"default": self.standard_pattern, "any": ""}.get(form, form)

    def constant(self, value: Any) -> Any:
        """A bound or a member of an enumeration, in the field's own form or in ISO 8601."""
        if not isinstance(value, str):
            return value
        found = self.read(value)
        if found is None and self.definition.format != "default":
            found = type(self)(Field(name="", type=self.definition.type)).read(value)
        return found

    def vectorised(self, texts: pa.Array) -> Vectorised:
        layout = _fixed_layout(self.pattern) if self.pattern else None
        if layout is None:
            return super().vectorised(texts)
        return _read_fixed(texts, layout)


@reads("date")
class DateReader(_Temporal):
    """Days."""

    standard_pattern = "%Y-%m-%d"

    def read(self, text: str) -> date | None:
        if self.definition.format == "default" and not _ISO_DATE.fullmatch(text):
            return None
        found = _parsed(text, self.pattern)
        return None if found is None else found.date()


@reads("datetime")
class DatetimeReader(_Temporal):
    """Instants."""

    standard_pattern = "%Y-%m-%dT%H:%M:%S"

    def read(self, text: str) -> datetime | None:
        if self.definition.format != "default":
            return _parsed(text, self.pattern)
        # dateutil also reads shorter forms, which the type does not have.
        if len(text) < 19 or text[16] != ":":
            return None
        return _iso_parsed(text)


@reads("time")
class TimeReader(_Temporal):
    """Times of day."""

    standard_pattern = "%H:%M:%S"

    def read(self, text: str) -> Any:
        if self.definition.format != "default":
            found = _parsed(text, self.pattern)
        elif len(text) < 8 or text[5] != ":":
            found = None
        else:
            found = _iso_parsed(f"2000-01-01T{text}")
        return None if found is None else found.timetz()


@reads("year")
class YearReader(Reader):
    """Years of four digits."""

    supports = ("required", *_BOUNDS, "enum")

    def read(self, text: str) -> int | None:
        return int(text) if re.fullmatch("[0-9]{4}", text) else None

    def constant(self, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return value if 0 <= value <= 9999 else None
        return self.read(str(value))

    def vectorised(self, texts: pa.Array) -> Vectorised:
        known = matches(texts, "^[0-9]{4}$")
        plain = pc.if_else(pa.array(known), texts, "0")
        return known, pc.cast(plain, pa.int64()).to_numpy(zero_copy_only=False)


class YearMonth(NamedTuple):
    """A month of a year."""

    year: int
    month: int


@reads("yearmonth")
class YearMonthReader(Reader):
    """Months, as ``2024-09``."""

    supports = ("required", *_BOUNDS, "enum")

    def read(self, text: str) -> YearMonth | None:
        found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
        return YearMonth(int(found[1]), int(found[2])) if found else None


def _parsed(text: str, pattern: str) -> datetime | None:
    """The text read with a strptime pattern, or in any form when there is none."""
    try:
        if pattern:
            return datetime.strptime(text, pattern)
        from dateutil import parser  # type: ignore[import-untyped]

        found: datetime = parser.parse(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return found


def _iso_parsed(text: str) -> datetime | None:
    from dateutil import parser

    try:
        found: datetime = parser.isoparse(text)
    except (ValueError, OverflowError):
        return None
    return found


# -- many at once, where every part has a fixed width ----------------------------------------------


def _fixed_layout(pattern: str) -> list[tuple[str, int]] | None:
    """Parts of a pattern as (directive or literal, width); None when a width varies."""
    parts: list[tuple[str, int]] = []
    for directive, literal in re.findall(r"%(.)|([^%]+)", pattern):
        if directive:
            if directive not in _WIDTHS or any(part == directive for part, _ in parts):
                return None
            parts.append((directive, _WIDTHS[directive]))
        elif any(c.isspace() or not c.isascii() for c in literal):
            return None  # strptime takes any run of white space for one space
        else:
            parts.append((f"={literal}", len(literal)))
    return parts


def _read_fixed(texts: pa.Array, layout: list[tuple[str, int]]) -> Vectorised:
    regex = "".join(
        re.escape(part[1:]) if part[0] == "=" else f"[0-9]{{{width}}}" for part, width in layout
    )
    known = matches(texts, f"^{regex}$")
    if not known.any():
        return known, None
    filler = "".join(part[1:] if part[0] == "=" else "1" * width for part, width in layout)
    texts = pc.if_else(pa.array(known), texts, filler)
    found: dict[str, npt.NDArray[np.int64]] = {}
    start = 0
    for part, width in layout:
        if part[0] != "=":
            piece = pc.utf8_slice_codeunits(texts, start, start + width)
            found[part] = pc.cast(piece, pa.int64()).to_numpy(zero_copy_only=False)
        start += width
    return known & _in_range(found, len(texts)), _instants(found, len(texts))


def _in_range(found: dict[str, npt.NDArray[np.int64]], size: int) -> BoolArray:
    year = found.get("Y", np.full(size, 1900))
    month = found.get("m", np.ones(size, dtype=np.int64))
    day = found.get("d", np.ones(size, dtype=np.int64))
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    length = _MONTH_LENGTHS[np.clip(month, 0, 12)] + ((month == 2) & leap)
    good: BoolArray = (year > 0) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length)
    for part, limit in _LIMITS.items():
        if part in found:
            good &= found[part] <= limit
    return good


def _instants(found: dict[str, npt.NDArray[np.int64]], size: int) -> npt.NDArray[Any]:
    """Seconds resolution; a pattern without a date counts from 1900-01-01, as strptime does."""
    year = found.get("Y", np.full(size, 1900))
    month = np.clip(found.get("m", np.ones(size, dtype=np.int64)), 1, 12)
    day = found.get("d", np.ones(size, dtype=np.int64))
    months = (year - 1970) * 12 + (month - 1)
    days = months.astype("datetime64[M]").astype("datetime64[D]") + (day - 1)
    seconds = np.zeros(size, dtype=np.int64)
    for part, factor in (("H", 3600), ("M", 60), ("S", 1)):
        if part in found:
            seconds = seconds + found[part] * factor
    instants: npt.NDArray[Any] = days.astype("datetime64[s]") + seconds
    return instants
