"""What a pattern asks for, in words: nobody in a town hall reads regular expressions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from curator.i18n import N_, gettext

PATTERN_MESSAGES: Mapping[str, str] = {
    "digits": N_("{n} digits are expected, without spaces: check for a missing or extra one."),
    "commune": N_("The INSEE code of a commune is expected, such as 92040 or 2A004."),
    "telephone": N_("A telephone number is expected with its country code, such as +33145678901."),
    "rna": N_("An RNA number is expected: W followed by 9 digits."),
    "choices": N_(
        "Only these values are allowed: {members}. Put “{separator}” between several of them."
    ),
    "example": N_(
        "The text does not have the expected form, such as {example}: check for a missing or "
        "superfluous character."
    ),
}
"""Kind of pattern → the sentence for a text that does not match it."""

_DIGITS = re.compile(r"\^?(?:\\d|\[0-9\])\{(\d+)\}\$?")
_COMMUNES = frozenset({r"^([013-9]\d|2[AB1-9])\d{3}$", r"^\d[AB\d]\d{3}$"})
_TELEPHONE = re.compile(r"\^\((?:\\\+\d+\|?)+\)\(\\d\)\{\d+,\d+\}\$")
_CHOICES = re.compile(
    r"\(\?:\(\?:\^\|(\\\||,)\)\(([^()\[\]*+?^$]+(?:\\[()][^()\[\]*+?^$]*)*)\)\)\+\$"
)
_MOST_MEMBERS = 8


def listed(members: Sequence[str]) -> str:
    """Allowed values, each in quotation marks, as many as fit in a sentence."""
    shown = ", ".join(gettext("“{member}”").format(member=m) for m in members[:_MOST_MEMBERS])
    return f"{shown}, …" if len(members) > _MOST_MEMBERS else shown


def worded_pattern(pattern: str, example: str) -> tuple[str, dict[str, Any]] | None:
    """The key of ``PATTERN_MESSAGES`` and its values; None where only the pattern itself says it.

    ``example`` is the field's own; ``""``: it has none.
    """
    if found := _DIGITS.fullmatch(pattern):
        return "digits", {"n": found[1]}
    if pattern in _COMMUNES:
        return "commune", {}
    if pattern == r"^W\d{9}$":
        return "rna", {}
    if _TELEPHONE.fullmatch(pattern):
        return "telephone", {}
    if found := _CHOICES.fullmatch(pattern):
        members = [member.replace("\\", "") for member in found[2].split("|")]
        return "choices", {"members": listed(members), "separator": found[1].removeprefix("\\")}
    return ("example", {"example": example}) if example else None
