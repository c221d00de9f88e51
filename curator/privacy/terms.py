"""Expressions for what is said about a person: how they are written down and found in a text.

They stand in ``resources/privacy/terms.toml``, which tells their notation. A text is looked up
word by word (most words open no expression), whatever the gender, the number or a wrong letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from curator.privacy.inflection import forms
from curator.privacy.names import known_word, load_resource, word_groups
from curator.privacy.tokens import Token

SMALL = frozenset(
    {
        "a", "au", "aux", "avec", "c", "ce", "j", "m", "n", "t", "ces", "cet", "cette", "d",
        "dans", "de", "des", "du",
        "en", "est", "et", "l", "la", "le", "les", "leur", "leurs", "ma", "mes", "mon", "ou",
        "par", "pour", "qu", "s", "sa", "se", "ses", "son", "sur", "un", "une", "tres", "bien",
        "deja", "toujours", "encore", "actuellement", "gravement", "recemment", "fortement",
        "lourdement", "plutot", "assez", "trop", "aussi", "egalement", "souvent", "parfois",
        "regulierement", "desormais", "seulement", "legerement", "severement", "partiellement",
        "ete", "etre", "etait", "eu", "peu", "y", "chez", "ait", "aurait", "serait",
    }
)  # fmt: skip
"""Words that may stand between two words of an expression, and count in it only when marked."""

_MOST_BETWEEN = 3
"""Small words that may follow each other inside an expression."""

_FUZZY_LENGTH = 8
"""Letters of the shortest word in which one wrong letter is looked for."""

_ALIKE = 2
"""Letters at the beginning of a word that are taken to be right."""

_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of an expression: the forms it may take, or how it may begin."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()

    def fits(self, low: str) -> bool:
        """Whether a folded word may stand here, one wrong letter in a long one forgiven."""
        if low in self.words or (bool(self.stems) and low.startswith(self.stems)):
            return True
        return len(low) >= _FUZZY_LENGTH and low not in SMALL and _resembles(low, self.words)


class Strength(Enum):
    """What an expression needs to be believed."""

    ALONE = "alone"
    """Nothing: only a person is said to be or to have it."""
    BESIDE = "beside"
    """That nothing public stands beside it, in texts about persons."""
    NEAR = "near"
    """A person in the same clause."""


@dataclass(frozen=True, slots=True)
class Expression:
    """Words that mean a kind of information in this order; ``wants_number``: digits follow."""

    kind: str
    slots: tuple[Slot, ...]
    strength: Strength
    wants_number: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """An expression found: its first and last word in the text, by position."""

    kind: str
    first: int
    last: int
    strength: Strength


@dataclass(frozen=True)
class _Vocabulary:
    by_word: Mapping[str, tuple[Expression, ...]]
    by_stem: Mapping[str, tuple[Expression, ...]]
    telling_words: frozenset[str]
    telling_stems: tuple[str, ...]
    long_words: Mapping[str, tuple[str, ...]]
    ordinary: frozenset[str]


@lru_cache(maxsize=1)
def _vocabulary() -> _Vocabulary:
    data = load_resource("terms.toml")
    ordinary = frozenset(data.pop("ordinary")["words"].split())
    sets = {
        name: frozenset().union(*map(_forms, words.split()))
        for name, words in data.pop("sets").items()
    }
    by_word: dict[str, list[Expression]] = defaultdict(list)
    by_stem: dict[str, list[Expression]] = defaultdict(list)
    telling: list[Slot] = []
    for kind, lists in data.items():
        for strength in Strength:
            for written in _expressions(lists.get(strength.value, "")):
                expression = _read(kind, written, strength, sets)
                telling.append(min(expression.slots, key=_commonness))
                for word in expression.slots[0].words:
                    by_word[word].append(expression)
                for stem in expression.slots[0].stems:
                    by_stem[stem].append(expression)
    return _Vocabulary(
        by_word=MappingProxyType({word: tuple(found) for word, found in by_word.items()}),
        by_stem=MappingProxyType({stem: tuple(found) for stem, found in by_stem.items()}),
        telling_words=frozenset().union(*(slot.words for slot in telling)),
        telling_stems=tuple({stem for slot in telling for stem in slot.stems}),
        long_words=MappingProxyType(_by_beginning(by_word)),
        ordinary=ordinary.union(*sets.values()),
    )


def _by_beginning(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words long enough to be misspelt, by their first letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= _FUZZY_LENGTH:
            found[word[:_ALIKE]].append(word)
    return {beginning: tuple(group) for beginning, group in found.items()}


def _forms(word: str) -> frozenset[str]:
    """The forms of a word as it is written down."""
    return frozenset({word[:-1]}) if word.endswith("!") else forms(word)


def _expressions(text: str) -> Iterable[str]:
    return (part.strip() for part in text.replace("\n", "|").split("|") if part.strip())


def _read(
    kind: str, written: str, strength: Strength, sets: Mapping[str, frozenset[str]]
) -> Expression:
    slots, wants_number = [], False
    for part in written.replace("'", " ").replace("-", " ").split():
        if part == _NUMBER:
            wants_number = True
        elif (slot := _slot(part, sets)).words or slot.stems:
            slots.append(slot)
    return Expression(kind, tuple(slots), strength, wants_number)


def _slot(part: str, sets: Mapping[str, frozenset[str]]) -> Slot:
    words: set[str] = set()
    stems = []
    for choice in filter(None, part.split("/")):
        if choice.startswith("<"):
            words |= sets[choice.strip("<>")]
        elif choice.endswith("*"):
            stems.append(choice[:-1])
        elif choice not in SMALL:
            words |= _forms(choice)
    return Slot(frozenset(words), tuple(stems))


_LETTERS = 2
"""Letters of the words too short to tell anything beside a longer one."""


def _commonness(slot: Slot) -> tuple[float, int]:
    """How common the words of a slot are: share of everyday ones, then the shorter the more."""
    choices = [*slot.words, *slot.stems]
    small = sum(len(word) <= _LETTERS or word in SMALL for word in choices)
    everyday = small + sum(word in word_groups() for word in choices)
    return (small + everyday) / len(choices), -min(map(len, choices))


@lru_cache(maxsize=20_000)
def is_telling(low: str) -> bool:
    """Whether a folded word is the one by which an expression is looked for in many texts."""
    vocabulary = _vocabulary()
    if low in vocabulary.telling_words or low.startswith(vocabulary.telling_stems):
        return True
    meant = _meant(low)
    return meant is not None and meant in vocabulary.telling_words


@lru_cache(maxsize=20_000)
def opened_by(low: str) -> tuple[Expression, ...]:
    """The expressions that a folded word may open, the longest first."""
    vocabulary = _vocabulary()
    found = list(vocabulary.by_word.get(low, ()))
    for length in range(3, len(low) + 1):
        found += vocabulary.by_stem.get(low[:length], ())
    if not found and (meant := _meant(low)):
        found += vocabulary.by_word[meant]
    return tuple(sorted(found, key=lambda e: -len(e.slots)))


def _meant(low: str) -> str | None:
    """The word of an expression that ``low`` misspells by one letter."""
    vocabulary = _vocabulary()
    if len(low) < _FUZZY_LENGTH or low in vocabulary.ordinary or known_word(low).is_name:
        return None
    if low in word_groups():
        return None
    return _nearest(low, vocabulary.long_words.get(low[:_ALIKE], ()))


def find_terms(tokens: Sequence[Token], text: str) -> list[Term]:
    """The expressions in the words of a text, the longest where several begin alike."""
    found: list[Term] = []
    for at, token in enumerate(tokens):
        for expression in opened_by(token.low):
            last = _end(expression, tokens, at, text)
            if last is not None:
                found.append(Term(expression.kind, at, last, expression.strength))
                if len(expression.slots) > 1 or expression.strength is Strength.ALONE:
                    break
    return found


@lru_cache(maxsize=4096)
def _resembles(low: str, words: frozenset[str]) -> bool:
    """Whether a word misspells one of ``words`` by one letter."""
    if low in _vocabulary().ordinary or known_word(low).is_name or low in word_groups():
        return False
    alike = [w for w in words if len(w) >= _FUZZY_LENGTH and w[:_ALIKE] == low[:_ALIKE]]
    return _nearest(low, alike) is not None


def _nearest(low: str, words: Sequence[str]) -> str | None:
    """The one of ``words`` that ``low`` is but for one letter."""
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extractOne

    found = extractOne(low, words, scorer=DamerauLevenshtein.distance, score_cutoff=1)
    return None if found is None else found[0]


def _end(expression: Expression, tokens: Sequence[Token], at: int, text: str) -> int | None:
    """The position of the last word of an expression that opens at ``at``; None without it."""
    for slot in expression.slots[1:]:
        following = _next(tokens, at, slot, text)
        if following is None:
            return None
        at = following
    return _before_number(tokens, at, text) if expression.wants_number else at


def _before_number(tokens: Sequence[Token], at: int, text: str) -> int | None:
    """The word at ``at``, or a small one behind it, that digits follow; None without digits."""
    while at < len(tokens):
        end = tokens[at + 1].start if at + 1 < len(tokens) else len(text)
        if text[tokens[at].end : end].lstrip(" n°o.:-")[:1].isdigit():
            return at
        if at + 1 == len(tokens) or tokens[at + 1].low not in SMALL:
            return None
        at += 1
    return None


def _next(tokens: Sequence[Token], at: int, slot: Slot, text: str) -> int | None:
    for step in range(1, _MOST_BETWEEN + 2):
        if at + step >= len(tokens):
            return None
        token = tokens[at + step]
        if _breaks(text[tokens[at + step - 1].end : token.start]):
            return None
        if slot.fits(token.low):
            return at + step
        if token.low not in SMALL:
            return None
    return None


def _breaks(between: str) -> bool:
    return len(between) > 3 or not between.isascii() or bool(set(between) & set(".;:!?\n|("))
