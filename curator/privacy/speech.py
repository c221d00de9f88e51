"""Of whom a clause speaks: one person, people at large, or nobody.

The words are in ``resources/privacy/speech.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from curator.privacy.inflection import forms
from curator.privacy.names import load_resource
from curator.privacy.terms import SMALL
from curator.privacy.tokens import Token

_END = re.compile(r"[;!?\n|•]|\.(?=[ \n]|$)|[ ][-–—/][ ]")
_SHORT = 3
"""Letters of an abbreviation, whose point ends no clause."""

_LISTS = ("person", "pronoun", "possessive", "verb", "public", "thing")
_FEW = 3
"""Words before a term among which one governs it, adjectives and small words left out."""


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    data = load_resource("speech.toml")
    groups = {name: frozenset(data[name].split()) for name in _LISTS}
    groups["person"] = frozenset().union(
        *(
            {form for form in forms(word) if not form.endswith("s") or word.endswith("s")}
            for word in groups["person"]
        )
    )
    return groups


def clauses(tokens: Sequence[Token], text: str) -> Iterable[tuple[int, int]]:
    """Where the clauses of a text begin and end, in words: half-open pairs."""
    start = 0
    for at in range(1, len(tokens)):
        before = tokens[at - 1]
        end = _END.search(text[before.end : tokens[at].start])
        if end and not (end.group() == "." and _is_abbreviated(before, text)):
            yield start, at
            start = at
    if tokens:
        yield start, len(tokens)


def _is_abbreviated(token: Token, text: str) -> bool:
    """Whether the point behind a word only shortens it (M., Bd., not 8411Z.)."""
    return len(token.text) <= _SHORT and not text[token.start - 1 : token.start].isdigit()


def speaks_of_one(tokens: Sequence[Token], text: str) -> bool:
    """Whether a clause has a word that stands for one person, or leaves its subject out."""
    groups = _groups()
    if any(t.low in groups["person"] or t.low in groups["pronoun"] for t in tokens):
        return True
    return any(
        token.low in groups["verb"]
        and (at == 0 or "," in text[tokens[at - 1].end : token.start])
        and not (at + 1 < len(tokens) and tokens[at + 1].low in _OF)
        for at, token in enumerate(tokens)
    )


_OF = frozenset({"de", "du", "d"})
"""“Demande de”, “garde de”: a noun, where “demande” alone is what somebody does."""


def is_governed(tokens: Sequence[Token], first: int, text: str) -> bool:
    """Whether a word of policies, places or events stands before the word at ``first``, with no
    comma between: in notes a comma often ends what was said."""
    for at in range(first - 1, -1, -1):
        if "," in text[tokens[at].end : tokens[at + 1].start]:
            return False
        if _is_public(tokens[at]):
            return True
    return False


def is_public(tokens: Sequence[Token]) -> bool:
    """Whether a clause speaks of what is everybody’s."""
    return any(_is_public(t) or "venue" in t.word.groups for t in tokens)


def _is_public(token: Token) -> bool:
    return token.low in _groups()["public"]


def is_a_thing(tokens: Sequence[Token], last: int, text: str) -> bool:
    """Whether the words after the one at ``last`` make a thing of it (handicap : normes)."""
    things = _groups()["thing"]
    if last + 1 < len(tokens) and ":" in text[tokens[last].end : tokens[last + 1].start]:
        return is_public(tokens[last + 1 :])  # “RSA : nouveau formulaire”
    following = [t for t in tokens[last + 1 : last + 1 + _FEW] if t.low not in SMALL]
    return any(t.low in things for t in following)
