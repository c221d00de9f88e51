"""What French data means beyond its type: codes, contacts, places, amounts, dates.

A semantic type is a form that texts have, the words by which fields of that kind are named, and how
much the form alone proves. To add one: one entry in the module of its family, listed in
``__init__``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import BoolArray, matches

Test = Callable[[pa.Array], BoolArray]


@dataclass(frozen=True, kw_only=True)
class SemanticType:
    """``name`` is stable; ``title`` an English noun marked for translation.

    ``proof`` (0 to 1) is what the form is worth without a telling name; with one of ``words`` in
    the field's name it is worth all. ``table_schema`` is the Table Schema type that goes with it.
    """

    name: str
    title: str
    test: Test
    proof: float
    words: frozenset[str] = field(default=frozenset())
    table_schema: str = "string"

    def text(self) -> str:
        """The title in the current language."""
        from curator.i18n import gettext

        return gettext(self.title)


def form(pattern: str) -> Test:
    """Texts that match an RE2 pattern as a whole."""
    return lambda texts: matches(texts, f"^(?:{pattern})$")


def form_and(pattern: str, check: Callable[[str], bool | str]) -> Test:
    """Texts that match a pattern and pass a check (a key, a reference list)."""

    def test(texts: pa.Array) -> BoolArray:
        found = matches(texts, f"^(?:{pattern})$")
        for position in np.flatnonzero(found).tolist():
            found[position] = check(texts[position].as_py()) is True
        return found

    return test


def spaced(length: int, characters: str, check: Callable[[str], bool | str]) -> Test:
    """Codes of a length that pass a check, written at one go or in groups (``750 560 019``)."""
    test = form_and(f"{characters}{{{length}}}", check)
    pattern = rf"^{characters}(?:[ \x{{00A0}}\x{{202F}}.]?{characters}){{{length - 1}}}$"

    def test_compact(texts: pa.Array) -> BoolArray:
        written = matches(texts, pattern)
        compact = pc.replace_substring_regex(texts, pattern=r"[ \x{00A0}\x{202F}.]", replacement="")
        found: BoolArray = written & test(compact)
        return found

    return test_compact


def named(text: str) -> frozenset[str]:
    """Words from a line of text."""
    return frozenset(text.split())
