"""Which fields hold codes: digits that count nothing, and lose their meaning as a number."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import matches
from curator.schema.words import words

_CODE_WORDS = frozenset(
    [
        "insee", "siren", "siret", "nic", "cp", "postal", "postale", "tel", "telephone",
        "telephonique", "fax", "mobile", "uai", "rne", "finess", "rna", "nir", "iban", "naf",
        "ape", "matricule", "iris", "depcom", "codgeo", "comcom", "epci", "ean", "isbn", "cog",
        "fantoir", "rivoli", "cpv", "tva", "rib", "immatriculation",
    ]
)  # fmt: skip
# Plain words that name a code only when nothing else is said: “Commune” over 34172 is one,
# “Population de la commune” is not.
_PLACE_WORDS = frozenset(
    [
        "dep", "dept", "departement", "region", "reg", "canton", "commune", "com",
        "circonscription", "circo", "bureau", "arrondissement", "nature", "fonction", "chapitre",
        "article", "compte", "comptable", "rubrique", "sousfonction", "programme", "budgetaire",
        "attributeur",
    ]
)  # fmt: skip
_EMPTY_WORDS = frozenset(
    [
        "de", "du", "des", "la", "le", "les", "l", "d", "n", "no", "num", "numero", "id",
        "identifiant", "sous",
    ]
)  # fmt: skip
_MEASURE_WORDS = frozenset(["lat", "latitude", "lon", "long", "lng", "longitude"])

_LONG = 8
"""Letters from which a word with one slip of the pen is still itself."""

_LONGEST_NUMBER = 15
"""Digits that survive in a spreadsheet; longer ones are identifiers."""


def names_a_code(name: str) -> bool:
    """Whether the name of a field says that it holds codes."""
    found = words(name)
    if _MEASURE_WORDS.intersection(found):
        return False
    if any(w in _CODE_WORDS or (w.startswith(("cod", "cd")) and len(w) <= 8) for w in found):
        return True
    rest = [w for w in found if w not in _EMPTY_WORDS and not w.isdigit()]
    return bool(rest) and all(w in _PLACE_WORDS or _is_misspelt(w) for w in rest)


@lru_cache(maxsize=1024)
def _is_misspelt(word: str) -> bool:
    """Whether a long word is one of those that name a code of a place, with a slip of the pen."""
    from rapidfuzz.distance import DamerauLevenshtein

    return len(word) >= _LONG and any(
        DamerauLevenshtein.distance(word, known, score_cutoff=1) <= 1
        for known in _PLACE_WORDS
        if len(known) >= _LONG
    )


def names_an_identifier(name: str) -> bool:
    """Whether the name says that the field tells one thing from another: ``ID``, ``IDARBRE``."""
    return any(word.startswith("id") and len(word) <= 8 for word in words(name)[:1])


def looks_like_code(texts: pa.Array) -> bool:
    """Whether texts of digits are codes by their form: leading zeros, or too long, or a key.

    ``texts`` are distinct and not empty.
    """
    if matches(texts, r"^[+-]?0[0-9]").any():
        return True
    digits = matches(texts, r"^[0-9]+$")
    if not digits.any():
        return False
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)[digits]
    if lengths.max() > _LONGEST_NUMBER:
        return True
    same = lengths.min() == lengths.max()
    if same and lengths[0] in (13, 14, 15):
        return True
    return bool(
        same and lengths[0] == 9 and len(lengths) > 2 and _share_with_key(texts, digits) > 0.9
    )


def _share_with_key(texts: pa.Array, digits: np.ndarray) -> float:
    """The share of numbers of nine digits whose last one is a Luhn key, as in a SIREN."""
    some = texts.filter(pa.array(digits)).slice(0, 200).to_pylist()
    return sum(luhn(text) for text in some) / len(some)


def luhn(number: str) -> bool:
    """Whether the last digit of a number is the Luhn key of the others."""
    doubled = [int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(number))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
