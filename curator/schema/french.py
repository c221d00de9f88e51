"""Texts as French administrations write them, turned into the form in which data is published.

Each function takes distinct texts and gives what they become, with a mask of those it understood;
the others come back as they are. Nothing is guessed: a text that could be read in two ways is read
as the caller says (``decimal_char``, ``month_first``), never by its neighbours.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.conventions import MONTHS, UNITS
from curator.schema.distinct import BoolArray, matches
from curator.schema.model import Field
from curator.schema.words import plain

Converted = tuple[pa.Array, BoolArray]

_SPACES = r"[\p{Z}\t\n\r\x{200B}\x{FEFF}]"
_UNIT = "(?:" + "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True)) + ")"
_AROUND = rf"^{_SPACES}*(?:{_UNIT}{_SPACES}*)?|{_SPACES}*(?:{_UNIT}{_SPACES}*)?$"
_SIGNED = rf"^{_SPACES}*([-−–]){_SPACES}*{_UNIT}{_SPACES}*"
_SPACED = rf"^\(?[+−–-]?{_SPACES}?[0-9]{{1,3}}(?:{_SPACES}{{1,2}}[0-9]{{3}})*(?:[.,][0-9]+)?[)-]?$"
_NUMBER = r"^-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$"


def unit_of(texts: pa.Array) -> set[str]:
    """The units written beside the numbers, ``""`` among them where there is none."""
    worded = matches(texts, r"[^0-9.,\s\x{A0}\x{202F}+-]")
    if not worded.any():
        return {""}
    rest = set() if worded.all() else {""}
    texts = texts.filter(pa.array(worded))
    found = pc.extract_regex(texts, pattern=rf"^(?P<a>{_UNIT}?)[^\p{{L}}]*?(?P<b>{_UNIT}?)$")
    before, after = (pc.fill_null(pc.struct_field(found, name), "") for name in ("a", "b"))
    return rest | set(pc.unique(pc.if_else(pc.equal(before, ""), after, before)).to_pylist())


def decimals(texts: pa.Array, decimal_char: str = ",") -> Converted:
    """Numbers with a point for decimals, no groups, no unit: ``1 234,50 €`` → ``1234.50``.

    ``decimal_char`` decides where a text has one separator only (``1.234``, ``1,234``); a text
    with both has the last one as its decimal sign. Brackets and a trailing minus are negatives.
    """
    plain_comma = matches(texts, r"^-?[0-9]+,[0-9]{1,2}$")
    if plain_comma.any():
        pointed = pc.replace_substring(texts, pattern=",", replacement=".", max_replacements=1)
        if plain_comma.all():
            return pointed, plain_comma
        rest, known = decimals(texts.filter(pa.array(~plain_comma)), decimal_char)
        positions = np.where(plain_comma, 0, np.cumsum(~plain_comma) - 1)
        spread = rest.take(pa.array(positions))
        known_all = plain_comma.copy()
        known_all[~plain_comma] = known
        return pc.if_else(pa.array(plain_comma), pointed, spread), known_all
    # A sign may stand before the unit: “-£45,550.00”.
    bare = pc.replace_substring_regex(texts, pattern=_SIGNED, replacement=r"\1")
    bare = pc.replace_substring_regex(bare, pattern=_AROUND, replacement="")
    # Spaces stand between groups of three digits; “1 2” is two numbers.
    well_spaced = ~matches(bare, _SPACES) | matches(bare, _SPACED)
    bare = pc.replace_substring_regex(bare, pattern=rf"{_SPACES}|['’]", replacement="")
    for pattern, replacement in (
        ("^−|^–", "-"),
        (r"^\(([0-9.,]+)\)$", r"-\1"),
        (r"^([0-9.,]+)-$", r"-\1"),
        (r"^\+", ""),
        (r"^(-?[0-9]{1,3}(?:\.[0-9]{3})+),", r"\1;"),
        (r"^(-?[0-9]{1,3}(?:,[0-9]{3})+)\.", r"\1;"),
    ):
        bare = pc.replace_substring_regex(bare, pattern=pattern, replacement=replacement)
    both = matches(bare, ";")
    single = (
        r"^-?[1-9][0-9]{0,2}(?:,[0-9]{3})+$"
        if decimal_char == "."
        else r"^-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+$"
    )
    several = r"^-?[1-9][0-9]{0,2}(?:[.,][0-9]{3}){2,}$"
    grouped = both | matches(bare, single) | matches(bare, several)
    ungrouped = pc.replace_substring_regex(bare, pattern="[.,]", replacement="")
    bare = pc.if_else(pa.array(grouped), ungrouped, bare)
    bare = pc.replace_substring_regex(bare, pattern="[,;]", replacement=".")
    bare = pc.replace_substring_regex(bare, pattern=r"^(-?)\.", replacement=r"\10.")
    known = well_spaced & matches(bare, _NUMBER)
    return pc.if_else(pa.array(known), bare, texts), known


# A separator that groups of three cannot explain is a decimal sign.
_DECIMAL_COMMA = r",(?:[0-9]{1,2}|[0-9]{4,})\D*$|\.[0-9]{3},|^\D*0,|[0-9]{4},[0-9]"
_DECIMAL_POINT = r"\.(?:[0-9]{1,2}|[0-9]{4,})\D*$|,[0-9]{3}\.|^\D*0\.|[0-9]{4}\.[0-9]"


def decimal_signs(texts: pa.Array) -> frozenset[str]:
    """Which of comma and point some texts show to be a decimal sign."""
    pairs = ((",", _DECIMAL_COMMA), (".", _DECIMAL_POINT))
    return frozenset(sign for sign, pattern in pairs if matches(texts, pattern).any())


def figures(texts: pa.Array, definition: Field) -> Converted:
    """The numbers of a field in plain writing, to reckon and sort with.

    Where the field is a number, its definition says what the decimal sign is; elsewhere its texts
    do, and the comma where they leave it open.
    """
    if definition.type in ("integer", "number"):
        sign = str(definition.options.get("decimalChar", "."))
    else:
        sign = "." if decimal_signs(texts) == {"."} else ","
    return decimals(texts, sign)


# -- dates -------------------------------------------------------------------------------------

_DAY_FIRST = (
    r"^([0-9]{2})[/.-]([0-9]{2})[/.-]([0-9]{4})(?:[ T]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?)?$"
)
_NUMERIC = re.compile(
    r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})"
    r"(?:[ T](?:à )?(\d{1,2})[:h](\d{2})(?::(\d{2}))?)?"
)
_CLOCK = r"(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.0+)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-]?(\d{2})[/.\-]?(\d{2})" + _CLOCK)
_YEAR_FIRST_SHORT = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})" + _CLOCK)
_WORDED = re.compile(r"(?:[a-z]+\.?,? )?(\d{1,2})(?:er)?[ \-/.]([a-z]+)\.?[ \-/.]+(\d{4}|\d{2})")


def iso_dates(texts: pa.Array, *, month_first: bool = False, serial: bool = False) -> Converted:
    """Dates and instants in ISO 8601: ``31/12/2024`` → ``2024-12-31``.

    With ``serial``, ``45292`` too is a date: the day that a spreadsheet counts from 1900.

    Two-digit years are read as from 70 years back to 30 ahead of 2000 (``69`` is 2069, ``70``
    is 1970), as strptime does. Impossible days come back as they are.
    """
    known = np.zeros(len(texts), dtype=bool)
    made: list[str] = []
    for position, text in enumerate(texts.to_pylist()):
        found = iso_date(text, month_first=month_first)
        if found is None and serial:
            found = from_serial(text)
        known[position] = found is not None
        made.append(text if found is None else found)
    return pa.array(made, type=pa.string()), known


def iso_date(text: str, *, month_first: bool = False) -> str | None:
    """One date or instant in ISO 8601; None when it is neither."""
    squeezed = " ".join(text.split())
    if found := _YEAR_FIRST.fullmatch(squeezed) or _YEAR_FIRST_SHORT.fullmatch(squeezed):
        return _built(found[1], found[2], found[3], found.groups()[3:])
    if found := _NUMERIC.fullmatch(squeezed):
        day, month = (found[2], found[1]) if month_first else (found[1], found[2])
        return _built(found[3], month, day, found.groups()[3:])
    if found := _WORDED.fullmatch(plain(squeezed)):
        number = MONTHS.get(found[2])
        return None if number is None else _built(found[3], str(number), found[1], ())
    return None


def with_pattern(texts: pa.Array, converted: Converted, pattern: str) -> pa.Array:
    """Texts as dates in a strptime pattern, given what ``iso_dates`` makes of them.

    A text that has the pattern already stays: it may mean another day than in the French order.
    """
    dates, known = converted
    written = [
        datetime.fromisoformat(iso).strftime(pattern)
        if is_date and not _has(text, pattern)
        else text
        for text, iso, is_date in zip(
            texts.to_pylist(), dates.to_pylist(), known.tolist(), strict=True
        )
    ]
    return pa.array(written, type=pa.string())


def _has(text: str, pattern: str) -> bool:
    try:
        datetime.strptime(text, pattern)
    except ValueError:
        return False
    return True


SERIAL = r"[2-6][0-9]{4}(?:\.0+)?"
"""Days that a spreadsheet counts from 1900, between 1954 and 2091."""

# A spreadsheet believes in a 29 February 1900, so days after it count from one day earlier.
_DAY_ZERO = date(1899, 12, 30)


def from_serial(text: str) -> str | None:
    """The date that a spreadsheet stores as a number of days; None when it is not one."""
    if re.fullmatch(SERIAL, text.strip()) is None:
        return None
    return (_DAY_ZERO + timedelta(days=int(float(text)))).isoformat()


def has_two_digit_year(text: str) -> bool:
    """Whether the century of a date has to be guessed."""
    squeezed = " ".join(text.split())
    found = _NUMERIC.fullmatch(squeezed) or _WORDED.fullmatch(plain(squeezed))
    return found is not None and len(found[3]) == 2


def _built(year: str, month: str, day: str, clock: tuple[str | None, ...]) -> str | None:
    full = int(year) + (0 if len(year) == 4 else 1900 if int(year) > 68 else 2000)
    hour, minute, second = (int(part or 0) for part in (*clock, None, None, None)[:3])
    try:
        instant = datetime(full, int(month), int(day), hour, minute, second)
    except ValueError:
        return None
    has_clock = bool(clock) and clock[0] is not None
    return instant.isoformat() if has_clock else instant.date().isoformat()


def is_day_first(text: str) -> bool | None:
    """What a numeric date says about its order: True or False where it can be only one."""
    found = _NUMERIC.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    if first == second or (first <= 12 and second <= 12) or (first > 12 and second > 12):
        return None
    return first > 12


# -- codes -------------------------------------------------------------------------------------

_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})")


def from_scientific(text: str) -> str | None:
    """A whole number printed as ``2.1750001600019E+13``, if no digit was lost; else None.

    Lost digits cannot be told from zeros, so a mantissa shorter than the number is refused.
    """
    found = _SCIENTIFIC.fullmatch(text.strip())
    if found is None:
        return None
    digits, exponent = found[1] + (found[2] or ""), int(found[3])
    return digits if len(digits) == exponent + 1 else None


def is_scientific(text: str) -> bool:
    """Whether a text is a number in scientific notation."""
    return _SCIENTIFIC.fullmatch(text.strip()) is not None
