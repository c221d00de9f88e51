"""Text as the detectors look at it: folded, cut into words, freed of what Excel did to it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+")
_ASCII = re.compile(r"[\x00-\x7f]*\Z")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})

EMPTY_WORDS = frozenset(
    {
        "", "-", "--", "---", "/", ".", "?", "??", "*", "n/a", "#n/a", "na", "nc", "n.c.", "nr",
        "n.r.", "nd", "n.d.", "null", "none", "nan", "néant", "neant", "inconnu", "inconnue",
        "non renseigné", "non renseigne", "non communiqué", "non communique", "sans objet", "vide",
        "#ref!", "#value!", "#valeur!", "#name?", "#nom?", "aucun", "aucune", "so", "s.o.", "x",
        "xxx", "ø", "ras", "r.a.s.", "rien à signaler", "rien a signaler", "—", "–", "…",
        "à compléter", "a completer",
    }
)  # fmt: skip
"""Texts that stand for “no value” whatever the schema says (compared in lower case)."""


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Lower case without accents, ligatures opened: the form of every word list."""
    text = text.lower()
    if _ASCII.match(text):
        return text
    decomposed = unicodedata.normalize("NFD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of ``text`` as they are written: runs of letters."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """The words of ``text`` with their place in code points."""
    return [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]


def squeezed(text: str) -> str:
    """White space of every kind squeezed to single spaces, none at the ends."""
    return " ".join(text.split())


def without_float_tail(text: str) -> str:
    """``"612345678.0"`` as it was before a spreadsheet made a number of it."""
    return re.sub(r"(?<=\d)[.,]0+\Z", "", text)
