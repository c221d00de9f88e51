"""What is only called after a person: streets, schools, companies, makes, feasts, works.

A name that belongs to one of them, or that everybody knows, is no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from curator.privacy.names import word_groups
from curator.privacy.tokens import Token

BREAK = re.compile(r"[.;:!?\n|(),]|[ ][-–][ ]")
"""What ends the reach of a word over those that follow it."""

SAINTS = frozenset({"saint", "sainte", "st", "ste", "san", "santa"})

_COMPANY_AFTER = frozenset(
    {
        "sarl", "sas", "sasu", "eurl", "sa", "fils", "freres", "associes", "cie", "scp", "snc",
        "immobilier", "paysages", "ltd", "inc", "plc", "gmbh", "llc", "limited",
    }
)  # fmt: skip
_BEARERS = frozenset({"street", "venue", "organisation", "brand", "work"})
"""Word lists of what bears somebody’s name, “de” between or not."""

_NOT_BEARERS = frozenset(
    {
        "fils", "parents", "eleves", "courrier", "accueil", "services", "service", "conseil",
        "fille", "foyer", "cours", "passage",
    }
)  # fmt: skip
"""Words of those lists after which a name is a person's all the same."""

_OF = frozenset({"de", "du", "d"})
_REACH = 7
"""Words before a name among which its bearer is looked for."""

_LONGEST_FAMOUS = 5
_GIVEN = 3
"""Tier from which a first name makes a person of what stands beside a make or a saint."""


def is_named_after(tokens: Sequence[Token], start: int, text: str) -> bool:
    """Whether what stands before ``start`` is a place, a company or a work called so."""
    for at in range(start - 1, max(start - _REACH - 1, -1), -1):
        token = tokens[at]
        between = text[token.end : tokens[at + 1].start]
        # The point of an abbreviation (Ecole Prim. X) does not end the sentence.
        if BREAK.search(between) and not (between.strip() == "." and len(token.text) <= 4):
            return False
        if "named" in token.word.groups and not token.is_title:
            return tokens[at + 1].low not in _OF  # “guitare de Mme X” is hers
        if not token.word.groups.isdisjoint(_BEARERS) and not token.is_title:
            # “Mail de” is a message, “mail” before a name a street.
            is_message = token.low == "mail" and tokens[at + 1].low in _OF
            return not is_message and token.low not in _NOT_BEARERS
        if not _passes(token):
            return False
    return False


def _passes(token: Token) -> bool:
    """Whether a word may stand between a place and the name it bears."""
    return (
        token.is_particle
        or "qualifier" in token.word.groups
        or token.is_title
        or token.low in ("d", "l", "et", "n", "saint", "chez")
        or (token.is_capital and token.word.is_name and not token.is_common)
    )


def is_company(tokens: Sequence[Token], after: int, text: str) -> bool:
    """``Durand & Fils``, ``Martin et associés``, ``Petit SARL``."""
    following = tokens[after : after + 2]
    if not following:
        return False
    lows = [t.low for t in following]
    between = text[tokens[after - 1].end : following[0].start]
    if lows[0] in _COMPANY_AFTER and not BREAK.search(between):
        return True
    if "&" in between and len(between) <= 3:
        return True
    return len(lows) == 2 and lows[0] == "et" and lows[1] in _COMPANY_AFTER


@lru_cache(maxsize=1)
def _famous() -> frozenset[str]:
    return frozenset(w for w, groups in word_groups().items() if "famous" in groups)


def is_famous(tokens: Sequence[Token], start: int, end: int, text: str) -> bool:
    """Whether words around ``start`` to ``end`` are a name everybody knows (Le petit Nicolas)."""
    last = end
    while last < min(len(tokens), end + 3) and not BREAK.search(
        text[tokens[last - 1].end : tokens[last].start]
    ):
        last += 1
    first = start
    while first > max(0, start - 2) and not BREAK.search(
        text[tokens[first - 1].end : tokens[first].start]
    ):
        first -= 1
    lows = [t.low for t in tokens[first:last]]
    if end - start == 1 and tokens[start].low in _famous():
        return True
    return any(
        "_".join(lows[i : i + size]) in _famous()
        for i in range(end - first)
        for size in range(2, _LONGEST_FAMOUS + 1)
        if first + i + size > start
    )


def is_brand(run: Sequence[Token]) -> bool:
    """Whether a make opens the words, no first name before it (Peugeot Partner)."""
    for at, token in enumerate(run):
        if "brand" in token.word.groups:
            following = run[at + 1 : at + 2]
            is_given = token.word.first >= _GIVEN and bool(following)
            return not (is_given and following[0].word.last >= _GIVEN)
        if token.word.first >= _GIVEN:
            return False
    return False


def is_feast(names: Sequence[Token]) -> bool:
    """Whether the words are a saint’s, no first name beside: a feast, a fair, a parish, a club."""
    at = next((i for i, t in enumerate(names) if t.low in SAINTS), None)
    if at is None:
        return False
    others = [*names[:at], *names[at + 2 :]]
    return not any(t.can_be_first for t in others)


def is_of_work(tokens: Sequence[Token], start: int, text: str) -> bool:
    """Whether the clause speaks of a work or a show before it names its author or its players."""
    for at in range(start - 1, -1, -1):
        token = tokens[at]
        if BREAK.search(text[token.end : tokens[at + 1].start]):
            return False
        groups = token.word.groups
        if "art" in groups:
            return True
        if token.is_title or ("cue" in groups and token.low != "par"):
            return False
    return False
