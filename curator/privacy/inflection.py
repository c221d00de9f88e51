"""Forms of a French word: feminine and plural of nouns, adjectives and participles.

Folded words go in and come out. More forms are made than the language has (``aveuglee``): what
nobody writes harms nobody.
"""

from __future__ import annotations

_FEMININES = (
    ("eux", "euse"), ("teur", "trice"), ("eur", "euse"), ("if", "ive"), ("ien", "ienne"),
    ("een", "eenne"), ("on", "onne"), ("el", "elle"), ("er", "ere"), ("et", "ette"),
    ("ec", "ecque"), ("rc", "rque"), ("al", "ale"), ("f", "ve"),
)  # fmt: skip
"""Ending of the masculine → of the feminine, beside the plain ``e``."""

_SHORTEST = 4
"""Letters of the shortest word that is inflected: abbreviations are not."""


def forms(word: str) -> frozenset[str]:
    """``word`` (masculine or invariable, folded) with its feminine and its plurals."""
    if len(word) < _SHORTEST:
        return frozenset({word})
    singular = {word, f"{word}e"}
    singular |= {
        word.removesuffix(end) + feminine for end, feminine in _FEMININES if word.endswith(end)
    }
    plural = {f"{form}s" for form in singular}
    if word.endswith("al"):
        plural.add(f"{word[:-2]}aux")
    if word.endswith("eau"):
        plural.add(f"{word}x")
    return frozenset(singular | plural)
