"""The words of a field name, as the rules of inference and matching compare them."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """Lower case, without accents or ligatures: ``Numéro`` and ``NUMERO`` are the same word.

    A letter that was lost in a conversion (U+FFFD) is taken for the e it nearly always was.
    """
    text = text.replace("\ufffd", "e")
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    decomposed = unicodedata.normalize("NFKD", text.replace("°", " ").replace("º", " "))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(name: str) -> tuple[str, ...]:
    """Words of a name in any of its spellings: ``codeInsee``, ``CODE_INSEE``, ``Code Insee``."""
    # Initials are one word: “C.P.” is a “CP”.
    joined = re.sub(r"\b(?:[^\W\d_]\.){2,}", lambda found: found[0].replace(".", "") + " ", name)
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", joined)
    return tuple(re.findall(r"[a-z]+|[0-9]+", plain(spaced)))


def snake_case(name: str) -> str:
    """The name as published schemas write it: ``Date d’attribution`` → ``date_attribution``.

    Elided articles go; ``""`` when nothing is left.
    """
    elided = re.sub(
        r"\b(?:[dlns]|qu)['’](?=\w)", "", plain(re.sub(r"(?<=[a-zà-ÿ])(?=[A-Z])", " ", name))
    )
    return "_".join(re.findall(r"[a-z0-9]+", elided))
