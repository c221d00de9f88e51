"""Which texts of a large column are worth reading word by word.

Reading a text costs tens of microseconds; whole columns are sorted out with Arrow first. A text is
read when a pattern could be in it, or when one of its words could belong to a person, a title or
what is said about one. Texts that differ by their digits alone have the same words: where only
names could be in them, and one of them holds none, the others need not be read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
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
    r"(?:^|[^\w.,])[3-6]\d{3}[ \-]?\d{4}[ \-]?\d{4}[ \-]?\d{4}(?:\W|$)|"
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


_A_NUMBER = r"(?:\d[^\d]*){8}"
"""RE2: digits enough for a number of which it depends on its digits whether it is a person's."""
ALONE = -1
"""The kin of a text that has none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Worth:
    """Which of some texts may hold something, and the number of the kin of each: texts that differ
    by their digits alone and in which nothing but a name can be (``ALONE``: it has none).
    """

    mask: Mask
    kin: npt.NDArray[np.int32]


def worth_reading(texts: pa.Array) -> Worth:
    """Which of these texts to read."""
    kin = np.full(len(texts), ALONE, dtype=np.int32)
    if len(texts) <= FEW:
        return Worth(mask=np.ones(len(texts), dtype=np.bool_), kin=kin)
    mask: Mask = pc.match_substring_regex(texts, PATTERNS).to_numpy(zero_copy_only=False).copy()
    lettered = pc.match_substring_regex(texts, r"\p{L}{2}").to_numpy(zero_copy_only=False) & ~mask
    if lettered.any():
        at = np.flatnonzero(lettered)
        mask[at], kin[at] = _by_words(texts.filter(pa.array(lettered)))
    return Worth(mask=mask, kin=kin)


def _by_words(texts: pa.Array) -> tuple[Mask, npt.NDArray[np.int32]]:
    # One digit for one digit: a name may be told from a house number by its place.
    skeletons = pc.dictionary_encode(pc.replace_substring_regex(texts, r"\d", "0"))
    distinct, indices = skeletons.dictionary, skeletons.indices.to_numpy()
    split = pc.split_pattern_regex(distinct, r"[^\p{L}]+")
    tokens = pc.dictionary_encode(pc.list_flatten(split))
    words = tokens.dictionary.to_pylist()
    is_cue = np.fromiter((_is_cue(word) for word in words), np.bool_, len(words))
    is_name = np.fromiter((_can_be_name(word) for word in words), np.bool_, len(words))
    parents = pc.list_parent_indices(split).to_numpy()
    with_cue = np.zeros(len(distinct), dtype=np.bool_)
    with_cue[parents[is_cue[tokens.indices.to_numpy()]]] = True
    worth = with_cue.copy()
    worth[parents[is_name[tokens.indices.to_numpy()]]] = True
    result: Mask = worth[indices]
    alone = with_cue | pc.match_substring_regex(distinct, _A_NUMBER).to_numpy(zero_copy_only=False)
    kin = np.where(alone, ALONE, np.arange(len(distinct))).astype(np.int32)
    return result, kin[indices]


def _is_cue(word: str) -> bool:
    """Whether a word opens something that is said about a person, digits included."""
    low = folded(word)
    return low in _CUES or is_telling(low)


def _can_be_name(word: str) -> bool:
    """Whether a word can be a person's, or a title."""
    low = folded(word)
    if low in TITLES:
        return True
    known = known_word(low)
    if word[:1].isupper():
        return len(word) > 1 and (known.first >= 3 or not known.groups)
    return known.first >= 3 and not known.groups
