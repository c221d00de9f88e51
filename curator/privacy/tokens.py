"""The words of a text with what is known about them, and the runs of them that can make a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curator.privacy.names import Word, known_word
from curator.privacy.text import folded as opened
from curator.privacy.text import word_spans

TITLES = frozenset(
    {
        "m", "mr", "mme", "mlle", "mm", "mmes", "monsieur", "madame", "mademoiselle", "dr",
        "docteur", "me", "maitre", "messieurs", "mesdames", "melle", "mrs", "pr", "sieur", "mle",
        "mdame", "mademoisele",
    }
)  # fmt: skip
"""Folded titles that a person's name follows."""

HARD_GROUPS = frozenset({"street", "venue", "organisation", "function", "calendar", "official"})
"""Word lists whose words are hardly ever a person's name."""

_SOFT_GROUPS = frozenset({"particle", "cue", "famous", "qualifier", "work", "title", "mailbox"})
_NOT_PARTICLES = frozenset({"a", "y", "e", "o", "m"})
_JOINED = re.compile(r"[ \u00a0\u202f]|[ ]?[\-’'‑][ ]?|\. ?")
_LONGEST = 6
_APOSTROPHES = ("'", "’")
_LIGATURES = frozenset("œŒæÆ")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: as written, its place, folded, and what is known about it."""

    text: str
    start: int
    end: int
    low: str
    word: Word

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_particle(self) -> bool:
        return "particle" in self.word.groups and self.low not in _NOT_PARTICLES

    @property
    def is_title(self) -> bool:
        return self.low in TITLES

    @property
    def is_hard(self) -> bool:
        """Whether it names a place, an organisation, an office, a time, or is a small word."""
        return not self.word.groups.isdisjoint(HARD_GROUPS)

    @property
    def is_common(self) -> bool:
        """Whether it is first of all a word of the language."""
        groups = self.word.groups
        if len(self.text) == 1:
            return "function" in groups
        return bool(groups - _SOFT_GROUPS) or (
            not self.word.is_name and bool(groups - {"particle", "mailbox"})
        )

    @property
    def can_be_first(self) -> bool:
        return self.word.first >= 2 and not (self.is_common and self.word.first < 4)

    @property
    def can_be_last(self) -> bool:
        """Whether it can be a surname: known as one, or known as nothing."""
        if self.is_hard:
            return False
        return self.word.last >= 4 if self.is_common else len(self.text) > 1

    def can_follow(self, first: Token) -> bool:
        """Whether a word that names a place is a surname behind a first name (Julie Fontaine)."""
        return (
            self.word.last >= 4
            and self.is_capital
            and self.start > first.start
            and first.word.first >= 3
            and not first.is_common
            and self.word.groups <= {"venue", "street", "general", "everyday", "named"}
        )


def tokenised(text: str, folded: str) -> list[Token]:
    """The words of ``text``; ``folded`` is as long as it, so it cannot open ligatures."""
    has_ligature = not _LIGATURES.isdisjoint(text)
    tokens: list[Token] = []
    for word, start, end in word_spans(text):
        low = opened(word) if has_ligature else folded[start:end]
        token = Token(word, start, end, low, known_word(low))
        if tokens and text[start - 1] in _APOSTROPHES and _is_elided(tokens[-1], token):
            token = _joined(tokens.pop(), token, text)
        tokens.append(token)
    return tokens


_ELIDED = frozenset({"m", "n"})
_KNOWN = 2
"""Tier from which a surname is known well enough to be read through its apostrophe."""


def _is_elided(before: Token, after: Token) -> bool:
    """Whether a capital with an apostrophe belongs to the name behind it (N'Diaye, M'Baye)."""
    return (
        before.low in _ELIDED
        and before.is_capital
        and after.is_capital
        and after.start == before.end + 1
        and "function" not in after.word.groups
        and known_word(before.low + after.low).last >= _KNOWN
    )


def _joined(before: Token, after: Token, text: str) -> Token:
    low = before.low + after.low
    return Token(text[before.start : after.end], before.start, after.end, low, known_word(low))


def is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether capitals say nothing: all of the text is in capitals, or none of it."""
    long = [t for t in tokens if len(t.text) > 1]
    return len(long) >= 3 and (
        all(t.text.isupper() for t in long) or all(t.text.islower() for t in long)
    )


def are_joined(before: Token, after: Token, text: str) -> bool:
    """Whether two words can be parts of one name: a space, a hyphen, an initial's point."""
    between = text[before.end : after.start]
    return bool(_JOINED.fullmatch(between)) and ("." not in between or len(before.text) <= 2)


def looks_like_name(token: Token, shouted: bool) -> bool:
    """Whether the word is written like a name, or known as one where capitals say nothing."""
    if shouted:
        return (token.word.is_name and not token.is_common) or token.can_be_first
    return token.is_capital and not (
        token.is_common and not token.can_be_last and not token.can_be_first
    )


def run_at(tokens: Sequence[Token], start: int, text: str, shouted: bool) -> Sequence[Token]:
    """The words from ``start`` that can make one name, particles inside included."""
    end = start
    while end < len(tokens) and end - start < _LONGEST:
        token = tokens[end]
        if end > start and not are_joined(tokens[end - 1], token, text):
            break
        if len(token.text) == 1 and text[token.end : token.end + 1] in _APOSTROPHES:
            break  # “N’A PAS”
        goes_on = token.is_particle and any(
            looks_like_name(t, shouted) for t in tokens[end + 1 : end + 3]
        )
        is_initial = end == start and _is_initial(token, text)
        if end > start and _closes(tokens, end, text):
            return tokens[start : end + 1]
        if token.is_title and not is_initial:
            break
        is_place = end > start and token.can_follow(tokens[end - 1])
        if not (looks_like_name(token, shouted) or goes_on or is_initial or is_place):
            break
        end += 1
    return tokens[start:end]


def _closes(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether an initial with its point ends the name (Ferreira M.), no title of the next one."""
    token = tokens[at]
    if len(token.text) != 1 or not token.is_capital or text[token.end : token.end + 1] != ".":
        return False
    before = tokens[at - 1]
    if len(before.text) == 1 or not before.is_capital:
        return False
    following = tokens[at + 1 : at + 2]
    return not (following and following[0].is_capital)


def _is_initial(token: Token, text: str) -> bool:
    """One capital with its point (L. Martin), that of “M.” apart."""
    is_one = len(token.text) == 1 and token.is_capital and token.low != "m"
    if text[token.start - 1 : token.start].isdigit():
        return False
    return is_one and text[token.end : token.end + 1] == "."


def run_after_title(
    tokens: Sequence[Token], start: int, text: str, shouted: bool
) -> Sequence[Token]:
    """The name that follows a title: nearly any word with a capital, or one unknown word."""
    end = start
    while end < len(tokens) and end - start < _LONGEST:
        token = tokens[end]
        if end > start and not are_joined(tokens[end - 1], token, text):
            break
        if token.is_title or not _fits_title(tokens, end, shouted, is_first=end == start):
            break
        end += 1
    while end > start and tokens[end - 1].is_particle:
        end -= 1
    return tokens[start:end]


def _fits_title(tokens: Sequence[Token], at: int, shouted: bool, *, is_first: bool) -> bool:
    token = tokens[at]
    if token.is_particle:
        following = tokens[at + 1 : at + 2]
        return bool(following) and _fits_title(tokens, at + 1, shouted, is_first=is_first)
    if "official" in token.word.groups:
        # “M. le Maire” has an article: without it, it is his name.
        return is_first and token.word.last >= 4 and token.is_capital and not shouted
    if "function" in token.word.groups:
        return False
    if token.is_common:
        return token.word.last >= 3 and token.is_capital and (is_first or not shouted)
    if shouted or not token.is_capital:
        return token.word.is_name or (is_first and len(token.text) > 2)
    return True
