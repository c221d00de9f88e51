"""Which texts of a large column are worth reading word by word.

Reading a text costs tens of microseconds; whole columns are sorted out with Arrow first. A text is
read when a pattern could be in it, or when one of its words could belong to a person, a title or
what is said about one. Texts that differ by their digits alone have the same words.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.privacy.evidence import Mask
from curator.privacy.names import known_word
from curator.privacy.terms import is_telling
from curator.privacy.text import folded
from curator.privacy.tokens import TITLES

FEW = 3000
"""Texts up to which all are read: sorting them out would cost as much."""

_S = r"[ .\-\x{A0}\x{202F}/]?"
PATTERNS = (
    r"@|\+\d\d|"
    rf"(?:^|[^\d.,/\-+\w])0[1-9](?:{_S}\d\d){{4}}(?:$|\D)|(?:^|\D)0[1-9]\d\d(?:[ .]\d\d){{3}}|"
    r"\(0\)[ ]?[1-9]|"
    rf"(?:^|\D)[1-478]{_S}\d\d{_S}\d\d{_S}(?:\d\d|2[ABab]){_S}\d{{3}}{_S}\d{{3}}(?:\D|$|\D{{0,3}}\d\d(?:\D|$))|"
    r"[A-Za-z]{2}\d\d[ \-]?[A-Za-z0-9]{4}[ \-]?[A-Za-z0-9]|\d{4}[ \-]\d{4}[ \-]\d{4}|"
    r"[A-Z]{2}[ \-]?\d{3}[ \-]?[A-Z]{2}|\d\.\d{1,3}\.\d{1,3}\.\d|"
    r"[0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-][0-9A-Fa-f]{2}[:\-]|/in/|\.com/"
)  # fmt: skip
"""RE2: what must be in a text for one of the patterns of ``spans`` to match in it."""

_CUES = frozenset(
    {
        "ne", "nee", "nes", "naiss", "naissance", "ddn", "dob", "anniversaire", "ans", "mois",
        "age", "agee", "ages", "passeport", "cni", "cnie", "identite", "permis", "sejour",
        "fiscal", "spi", "ine", "etudiant", "rpps", "adeli", "matricule", "allocataire", "caf",
        "immatricule", "immatriculation", "plaque", "vehicule", "tel", "telephone", "portable",
        "port", "mobile", "joignable", "appeler", "rappeler", "imei", "parcelle", "cadastree",
        "secu", "securite", "habite", "habitant", "domicilie", "domiciliee", "domicile",
        "demeurant", "reside", "residant", "loge", "logee", "chez", "adresse", "heberge",
        "hebergee", "demenage", "sis", "emmenage", "natif", "native", "courrier", "npai", "suivre",
        "vit", "vivent", "vivant",
    }
)  # fmt: skip
"""Words that open a pattern of ``spans`` or ``mentions`` that no other mark tells."""


def worth_reading(texts: pa.Array) -> Mask:
    """Which of these texts may hold something."""
    if len(texts) <= FEW:
        return np.ones(len(texts), dtype=np.bool_)
    mask: Mask = pc.match_substring_regex(texts, PATTERNS).to_numpy(zero_copy_only=False).copy()
    lettered = pc.match_substring_regex(texts, r"\p{L}{2}").to_numpy(zero_copy_only=False) & ~mask
    if lettered.any():
        mask[np.flatnonzero(lettered)] = _by_words(texts.filter(pa.array(lettered)))
    return mask


def _by_words(texts: pa.Array) -> Mask:
    skeletons = pc.dictionary_encode(pc.replace_substring_regex(texts, r"\d+", "0"))
    distinct = skeletons.dictionary
    split = pc.split_pattern_regex(distinct, r"[^\p{L}]+")
    tokens = pc.dictionary_encode(pc.list_flatten(split))
    telling = np.fromiter(
        (_is_telling(word) for word in tokens.dictionary.to_pylist()),
        np.bool_,
        len(tokens.dictionary),
    )
    parents = pc.list_parent_indices(split).to_numpy()
    worth = np.zeros(len(distinct), dtype=np.bool_)
    worth[parents[telling[tokens.indices.to_numpy()]]] = True
    result: Mask = worth[skeletons.indices.to_numpy()]
    return result


def _is_telling(word: str) -> bool:
    """Whether a word can be a person's, a title, or open what is said about a person."""
    low = folded(word)
    if low in TITLES or low in _CUES or is_telling(low):
        return True
    known = known_word(low)
    if word[:1].isupper():
        return len(word) > 1 and (known.first >= 3 or not known.groups)
    return known.first >= 3 and not known.groups
