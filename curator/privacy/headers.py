"""What a header says: its words, abbreviations and typing errors resolved, and the kinds they name.

The lexicon is ``resources/privacy/headers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from curator.privacy.names import load_resource, word_groups
from curator.privacy.text import folded

STRONG, PARTIAL, WEAK = 1.0, 0.8, 0.35
"""How clearly a header names a kind: it says nothing else; it says more; it only may."""

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_DOTTED = re.compile(r"\b(?:[A-Za-zÀ-ÿ]\.[ ]?){2,}(?![a-zà-ÿ])")
"""An abbreviation written with points (D.D.N.)."""
_NUMERO = re.compile(r"\bn\s?[°ºᵒ]", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z]+|\d+")
_NO_NAME = re.compile(
    r"(unnamed|field|column|colonne|champ|col|[a-z]|var|sans[ _]?nom)?[ _:.\-]*\d*"
    r"|(?:unnamed|field|column|colonne|champ|col|var|variable|zone|item|question|q|r[ée]ponse|"
    r"rep|valeur|value|donn[ée]e|data|info|attribut|attr|crit[èe]re|rubrique|texte|texto|"
    r"libell[ée])(?:[ _:.\-]*n?[°º]?[ _:.\-]*\d+|[ _:.\-]+[a-z])",
    re.IGNORECASE,
)
"""Headers that only number the fields."""
_SMALL = frozenset(
    {
        "a", "au", "aux", "avec", "d", "de", "des", "du", "e", "en", "et", "in", "l", "la",
        "le", "les", "of", "di", "del", "da", "und", "y", "ou", "par", "pour", "s", "sur", "the",
        "to", "un", "une",
    }
)  # fmt: skip
_GLUE = frozenset({"de", "du", "le", "et", "num", "des", "la"})
_SPOKEN = {
    "naissancedate": "date de naissance", "nomfamille": "nom de famille",
    "codepostal": "code postal", "lieunaissance": "lieu de naissance",
}  # fmt: skip
"""Canonical words as they are shown."""

_FUZZY_LENGTH = 6
_SHORTEST_PART = 3
_VOWELS = frozenset("aeiouyh")


@dataclass(frozen=True, kw_only=True)
class HeaderMatch:
    """A kind the header names: how clearly (0 to 1) and with which of its words."""

    strength: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Header:
    """A field's name as the detectors read it.

    ``words`` are canonical; ``kinds`` what they name; ``subjects`` whom they are about (``person``,
    ``agent``, ``official``, ``organisation``, ``venue``, ``work``, ``thing``).
    """

    text: str
    words: frozenset[str] = frozenset()
    kinds: Mapping[str, HeaderMatch] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    is_missing: bool = False

    def strength(self, kind: str) -> float:
        """How clearly the header names ``kind``, from 0 to 1."""
        match = self.kinds.get(kind)
        return match.strength if match else 0.0

    def has(self, *words: str) -> bool:
        """Whether one of these canonical words is in the header."""
        return not self.words.isdisjoint(words)


@dataclass(frozen=True)
class _Lexicon:
    synonyms: Mapping[str, str]
    phrases: tuple[tuple[str, str, frozenset[str], bool], ...]
    subjects: Mapping[str, frozenset[str]]
    vocabulary: frozenset[str]
    targets: tuple[str, ...]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    data = load_resource("headers.toml")
    synonyms = {v: word for word, variants in data["synonyms"].items() for v in variants.split()}
    phrases = tuple(
        (kind, phrase, frozenset(synonyms.get(w, w) for w in phrase.split()), strength == "strong")
        for kind, lists in data["kinds"].items()
        for strength in ("strong", "weak")
        for phrase in lists.get(strength, ())
    )
    subjects: dict[str, set[str]] = {}
    for subject, members in data["subjects"].items():
        for word in members.split():
            canonical = synonyms.get(folded(word), folded(word))
            subjects.setdefault(canonical, set()).add(subject)
    named = {word for _, _, words, _ in phrases for word in words}
    vocabulary = named | subjects.keys() | synonyms.keys() | set(data["synonyms"])
    targets = {w for w in (*named, *data["synonyms"], *synonyms) if len(w) >= _FUZZY_LENGTH}
    targets |= {word for word in subjects if len(word) >= _FUZZY_LENGTH}
    return _Lexicon(
        synonyms=MappingProxyType(synonyms),
        phrases=phrases,
        subjects=MappingProxyType({w: frozenset(s) for w, s in subjects.items()}),
        vocabulary=frozenset(vocabulary),
        targets=tuple(sorted(targets)),
    )


@lru_cache(maxsize=4096)
def read_header(text: str) -> Header:
    """The header ``text`` read with the lexicon."""
    if _NO_NAME.fullmatch(text.strip()):
        single = folded(text.strip())
        kinds = _named(frozenset({single}), 1) if single in ("x", "y") else {}
        return Header(text=text, is_missing=True, kinds=kinds)
    joined = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text)
    spaced = _CAMEL.sub(" ", _NUMERO.sub(" numero ", joined))
    raw = [token for token in _TOKEN.findall(folded(spaced)) if not token.isdigit()]
    found = [word for token in raw for word in _canonical(token)]
    words = frozenset(found)
    meaningful = sum(word not in _SMALL and word != "numero" for word in words)
    lexicon = _lexicon()
    subjects = {s for word in words for s in lexicon.subjects.get(word, ())}
    return Header(
        text=text,
        words=words,
        kinds=_named(words, meaningful),
        subjects=frozenset(subjects),
        is_missing=not words,
    )


def _named(words: frozenset[str], meaningful: int) -> Mapping[str, HeaderMatch]:
    kinds: dict[str, HeaderMatch] = {}
    for kind, said, phrase, is_strong in _lexicon().phrases:
        if not phrase <= words:
            continue
        covered = sum(word not in _SMALL and word != "numero" for word in phrase)
        strength = WEAK if not is_strong else STRONG if covered >= meaningful else PARTIAL
        known = kinds.get(kind)
        if known is None or strength > known.strength:
            kinds[kind] = HeaderMatch(strength=strength, words=_SPOKEN.get(said, said))
    return kinds


def _canonical(token: str) -> Iterable[str]:
    """The canonical words of a token: itself, what it abbreviates, misspells or glues together."""
    lexicon = _lexicon()
    if token in lexicon.synonyms:
        return (lexicon.synonyms[token],)
    if token in lexicon.vocabulary:
        return (token,)
    if token[0] in "ld" and token[1:2] in _VOWELS and token[1:] in lexicon.vocabulary:
        return (lexicon.synonyms.get(token[1:], token[1:]),)  # NomDeLEcole, dagent
    if parts := _cut(token):
        if any(len(part) == _SHORTEST_PART and part not in _GLUE for part in parts):
            corrected = _corrected(token)
            if corrected != token:
                return (lexicon.synonyms.get(corrected, corrected),)
        return tuple(lexicon.synonyms.get(part, part) for part in parts)
    corrected = _corrected(token)
    return (lexicon.synonyms.get(corrected, corrected),)


@lru_cache(maxsize=4096)
def _cut(token: str) -> tuple[str, ...] | None:
    """``token`` cut into words of the lexicon (``datenaissance``), the longest first."""
    if len(token) < 6:
        return None
    vocabulary = _lexicon().vocabulary
    best: list[tuple[str, ...] | None] = [None] * (len(token) + 1)
    best[0] = ()
    for end in range(1, len(token) + 1):
        for start in range(end):
            head, piece = best[start], token[start:end]
            if head is None or not (piece in _GLUE or (len(piece) >= 3 and piece in vocabulary)):
                continue
            known = best[end]
            if known is None or len(head) + 1 < len(known):
                best[end] = (*head, piece)
    return best[-1]


def _share_an_end(token: str, target: str) -> bool:
    """Whether two words begin alike or, when they are long, end alike."""
    return token[:2] == target[:2] or (len(token) > _FUZZY_LENGTH and token[-4:] == target[-4:])


def _corrected(token: str) -> str:
    """The word of the lexicon that ``token`` misspells by one letter, or ``token``."""
    if len(token) < _FUZZY_LENGTH - 1 or token in word_groups():
        return token
    from rapidfuzz.distance import DamerauLevenshtein

    for target in _lexicon().targets:
        if abs(len(target) - len(token)) <= 1 and _share_an_end(token, target):
            distance = DamerauLevenshtein.distance(token, target, score_cutoff=1)
            if distance <= 1:
                return target
    return token
