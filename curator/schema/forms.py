"""Texts that mean what a schema asks for, in another form than it asks for.

Each converter takes one text and gives it in its form, or None where it does not mean that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from curator.schema.conventions import MONTHS
from curator.schema.words import plain

_WHOLE = re.compile(r"([+-]?\d+)[.,]0{1,2}")
_NUMERIC_MONTH = re.compile(r"(0?[1-9]|1[0-2])[/\-.](\d{4})|(\d{4})[/.](0?[1-9]|1[0-2])")
_WORDED_MONTH = re.compile(r"([a-z]+)\.?[ \-](\d{4})")
_CLOCK = re.compile(r"(\d{1,2}) ?[hH:] ?(\d{2})?(?:[:mM](\d{2})?)?s?")
_PAIR = re.compile(r"[\[(]?\s*(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)\s*[\])]?")
_POINT = re.compile(r"([+-]?\d+)\.(\d{1,2}|\d{4,})")

_OVERSEAS = {
    "0590": "590", "0690": "590", "0691": "590", "0594": "594", "0694": "594", "0596": "596",
    "0696": "596", "0697": "596", "0262": "262", "0263": "262", "0269": "262", "0639": "262",
    "0692": "262", "0693": "262",
}  # fmt: skip
"""National prefix → country code of the territory (numbering plan of Arcep); else 33."""


def whole(text: str) -> str | None:
    """``12,0`` as ``12``: the number is the same."""
    found = _WHOLE.fullmatch(text.strip())
    return found[1] if found else None


def month(text: str) -> str | None:
    """``01/2024``, ``janvier 2024`` as ``2024-01``."""
    if found := _NUMERIC_MONTH.fullmatch(text.strip()):
        return f"{found[2] or found[3]}-{int(found[1] or found[4]):02}"
    if found := _WORDED_MONTH.fullmatch(plain(" ".join(text.split()))):
        number = MONTHS.get(found[1])
        return f"{found[2]}-{number:02}" if number else None
    return None


def clock(text: str) -> str | None:
    """``8h30``, ``14:05`` as ``08:30:00``, ``14:05:00``."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    is_time = hour < 24 and minute < 60 and second < 60
    return f"{hour:02}:{minute:02}:{second:02}" if is_time else None


def web_address(text: str) -> str | None:
    """``www.ville.fr`` with what it starts with in a browser."""
    bare = text.strip()
    return f"https://{bare}" if re.fullmatch(r"www\.[^\s/]+\.[a-z]{2,}(?:/\S*)?", bare) else None


def bracketed_point(text: str) -> str | None:
    """``2.27, 48.82`` as ``[2.27, 48.82]``."""
    found = None if text.lstrip().startswith("[") else _PAIR.fullmatch(text.strip())
    return f"[{found[1]}, {found[2]}]" if found else None


def international_telephone(text: str) -> str | None:
    """``01 45 67 89 01`` as ``+33145678901``, overseas numbers with the code of their territory."""
    digits = re.sub(r"[\s.\-()\u00a0]", "", text)
    if re.fullmatch(r"(?:\+|00)33\(?0?\)?[1-9]\d{8}", digits):
        digits = f"0{digits[-9:]}"
    if not re.fullmatch(r"0[1-9]\d{8}", digits):
        return None
    return f"+{_OVERSEAS.get(digits[:4], '33')}{digits[1:]}"


def decimal_comma(text: str) -> str | None:
    """``12.5`` as ``12,5``; three decimals could be thousands."""
    found = _POINT.fullmatch(text.strip())
    return f"{found[1]},{found[2]}" if found else None


CONVERTERS: Mapping[str, Callable[[str], str | None]] = {
    "whole": whole,
    "month": month,
    "time": clock,
    "web-address": web_address,
    "point-array": bracketed_point,
    "telephone": international_telephone,
    "decimal-comma": decimal_comma,
}
"""By the name that operations use."""
