"""Persons named in a sentence: titles, first names beside surnames, and what is only called so.

A name that follows a street, a school, a hall, a company or a book is theirs, not a person’s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curator.privacy.names import Word, known_word, word_groups
from curator.privacy.spans import Span
from curator.privacy.text import word_spans

_TITLES = frozenset({"m", "mr", "mme", "mlle", "mm", "mmes", "monsieur", "madame", "mademoiselle", "dr", "docteur", "me", "maitre", "messieurs", "mesdames", "melle", "mrs", "pr", "sieur", "mle", "mdame"})  # fmt: skip
_JOINED = re.compile(r"[ \u00a0\u202f]|[ ]?[\-’'‑][ ]?|\. ?")
_BREAK = re.compile(r"[.;:!?\n|]|[ ]-[ ]|,")
_COMPANY_AFTER = frozenset({"sarl", "sas", "sasu", "eurl", "sa", "fils", "freres", "associes", "cie", "et_fils", "scp", "snc"})  # fmt: skip
_HARD = frozenset({"street", "venue", "organisation", "function", "calendar", "official"})


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
        return "particle" in self.word.groups and self.low not in ("a", "y", "e", "o", "m")

    @property
    def is_title(self) -> bool:
        return self.low in _TITLES

    @property
    def is_common(self) -> bool:
        """Whether it is first of all a word of the language."""
        return bool(
            self.word.groups - {"particle", "cue", "famous", "qualifier", "work", "title"}
        ) or (not self.word.is_name and bool(self.word.groups))

    @property
    def can_be_first(self) -> bool:
        return self.word.first >= 2 and not (self.is_common and self.word.first < 4)

    @property
    def can_be_last(self) -> bool:
        """Whether it can be a surname: known as one, or known as nothing."""
        if not self.word.groups.isdisjoint(_HARD):
            return False
        if self.is_common:
            return self.word.last >= 4
        return len(self.text) > 1


def person_spans(text: str, folded: str, *, wants_names: bool) -> Iterable[Span]:
    """The names of persons in ``text``; ``wants_names`` False keeps those behind a title."""
    raw = word_spans(text)
    if not raw:
        return
    lows = [folded[start:end] for _, start, end in raw]
    tokens = [
        Token(word, start, end, low, known_word(low))
        for (word, start, end), low in zip(raw, lows, strict=True)
    ]
    shouted = _is_shouted(tokens)
    position = 0
    while position < len(tokens):
        run = _run_at(tokens, position, text, shouted)
        if not run:
            position += 1
            continue
        span = _judge(tokens, position, len(run), text, shouted, wants_names)
        if span is not None:
            yield span
        position += len(run)


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Whether capitals say nothing: all of the text is in capitals, or none of it."""
    long = [t for t in tokens if len(t.text) > 1]
    return len(long) >= 3 and (
        all(t.text.isupper() for t in long) or all(t.text.islower() for t in long)
    )


def _run_at(tokens: Sequence[Token], start: int, text: str, shouted: bool) -> Sequence[Token]:
    """The words from ``start`` that can make one name: capitalised, joined, particles inside."""
    end = start
    while end < len(tokens) and end - start < 6:
        token = tokens[end]
        if end > start and not _JOINED.fullmatch(text[tokens[end - 1].end : token.start]):
            break
        if (
            end > start
            and "." in text[tokens[end - 1].end : token.start]
            and (len(tokens[end - 1].text) > 2)
        ):
            break
        if token.is_title:
            break
        if not (
            _looks_like_name(token, shouted)
            or (token.is_particle and _goes_on(tokens, end, shouted))
        ):
            break
        end += 1
    return tokens[start:end]


def _looks_like_name(token: Token, shouted: bool) -> bool:
    if shouted:
        return (token.word.is_name and not token.is_common) or token.can_be_first
    return token.is_capital and not (
        token.is_common and not token.can_be_last and not token.can_be_first
    )


def _goes_on(tokens: Sequence[Token], at: int, shouted: bool) -> bool:
    following = tokens[at + 1 : at + 3]
    return any(_looks_like_name(t, shouted) for t in following)


def _judge(
    tokens: Sequence[Token], start: int, length: int, text: str, shouted: bool, wants_names: bool
) -> Span | None:
    """The span of the name in a run of words, or None."""
    run = list(tokens[start : start + length])
    before = tokens[start - 1] if start else None
    titled = _is_titled(before, run[0], text)
    if _is_named_after(tokens, start - (1 if titled else 0), text):
        return None
    following = tokens[start + length] if start + length < len(tokens) else None
    if following is not None and following.low in _COMPANY_AFTER and not titled:
        return None
    if _is_famous(run) or (following is not None and _company_tail(tokens, start + length, text)):
        return None
    if titled:
        names = _trimmed(run, keep_unknown=True)
        return _span(names, 0.95) if names else None
    if not wants_names:
        return None
    cue = before is not None and "cue" in before.word.groups and _close(text, before, run[0])
    names = _trimmed(run, keep_unknown=cue or start > 0)
    if not names:
        return None
    sure = _sureness(names, tokens, start, text, shouted, cue)
    return _span(names, sure) if sure >= 0.5 else None


def _is_titled(before: Token | None, first: Token, text: str) -> bool:
    if before is None or not before.is_title:
        return False
    between = text[before.end : first.start]
    if before.low == "me" and before.text == "me":
        return False
    if before.low == "m" and not (before.text == "M" or between.startswith(".")):
        return False
    return len(between) <= 3 and not between.strip(". \u00a0\u202f")


def _close(text: str, before: Token, first: Token) -> bool:
    return (
        not _BREAK.search(text[before.end : first.start])
        or text[before.end : first.start].strip() == ":"
    )


def _is_named_after(tokens: Sequence[Token], start: int, text: str) -> bool:
    """Whether what stands before ``start`` is a place, a company or a work called so."""
    at = start - 1
    steps = 0
    while at >= 0 and steps < 6:
        token = tokens[at]
        if _BREAK.search(text[token.end : tokens[at + 1].start].replace(" - ", " ")):
            return False
        groups = token.word.groups
        if groups & {"street", "venue", "organisation"} and not (token.is_title):
            return not _is_person_service(token)
        if "work" in groups:
            return True
        passes = (
            token.is_particle
            or "qualifier" in groups
            or token.is_title
            or (token.is_capital and token.word.is_name and not token.is_common)
            or token.low in ("d", "l", "et", "n", "saint")
        )
        if not passes:
            return False
        at -= 1
        steps += 1
    return False


_SERVICES = frozenset({"service", "services", "bureau", "france", "accueil", "passage", "cours", "place", "voie", "mail", "fils", "courrier", "cour", "union", "conseil", "jeunesse", "parents", "eleves", "anciens", "nationale", "pass", "av", "all", "res", "che", "pl", "commune", "ville", "peinture", "communale"})  # fmt: skip
"""Words that name a place or a company only when they stand right before the name."""


def _is_person_service(token: Token) -> bool:
    return token.low in ("fils", "parents", "eleves", "courrier", "accueil", "services", "service")


@lru_cache(maxsize=1)
def _famous() -> frozenset[str]:
    return frozenset(w for w, groups in word_groups().items() if "famous" in groups)


def _is_famous(run: Sequence[Token]) -> bool:
    return "_".join(t.low for t in run) in _famous()


def _company_tail(tokens: Sequence[Token], at: int, text: str) -> bool:
    """``Durand & Fils``, ``Martin et associés``."""
    following = tokens[at : at + 2]
    between = text[tokens[at - 1].end : following[0].start] if following else ""
    words = [t.low for t in following]
    return ("&" in between and len(between) <= 3) or (
        len(words) == 2 and words[0] == "et" and words[1] in _COMPANY_AFTER
    )


def _trimmed(run: list[Token], *, keep_unknown: bool) -> list[Token]:
    """The run without the common words at its ends that open or close the sentence."""
    names = list(run)
    while names and (names[0].is_particle and len(names) > 1 and not names[0].is_capital):
        names.pop(0)
    while names and (
        _is_filler(names[0], names[1:])
        or (not keep_unknown and len(names) >= 3 and not names[0].word.is_name)
    ):
        names.pop(0)
    while names and (_is_filler(names[-1], names[:-1]) or names[-1].is_particle):
        names.pop()
    return names


def _is_filler(token: Token, others: Sequence[Token]) -> bool:
    if not token.word.groups.isdisjoint(_HARD):
        return True
    if not token.is_common:
        return False
    return not (token.can_be_first or (any(o.can_be_first for o in others) and token.word.last >= 4))


def _sureness(
    names: Sequence[Token], tokens: Sequence[Token], start: int, text: str, shouted: bool, cue: bool
) -> float:
    """How sure it is that these words are a person’s name, without a title before them."""
    core = [t for t in names if not t.is_particle] or list(names)
    firsts = [t.can_be_first for t in core]
    lasts = [t.can_be_last for t in core]
    if len(core) == 1:
        return _lone(core[0], names, tokens, start, shouted, cue)
    if any(len(t.text) == 1 for t in core):
        others = [t for t in core if len(t.text) > 1]
        known = all(t.word.last >= 1 and not t.is_common for t in others)
        return 0.8 if known and len(others) <= 2 else 0.0
    if any(firsts) and any(
        last for i, last in enumerate(lasts) if any(f for j, f in enumerate(firsts) if j != i)
    ):
        known = any(t.word.last >= 1 for i, t in enumerate(core) if not firsts[i]) or all(firsts)
        if shouted and not known:
            return 0.0
        return 0.92 if known else 0.8
    weak_first = any(t.word.first >= 1 and not t.is_common for t in core)
    known = all(t.word.is_name and not t.is_common for t in core)
    if cue:
        return 0.8 if all(lasts) else 0.0
    if known and weak_first and not shouted:
        return 0.65
    return 0.0


def _lone(
    token: Token,
    names: Sequence[Token],
    tokens: Sequence[Token],
    start: int,
    shouted: bool,
    cue: bool,
) -> float:
    if len(token.text) < 3 or token.is_common:
        return 0.0
    word = token.word
    if cue:
        if word.is_name and (not word.is_commune or word.first >= 3):
            return 0.75
        return 0.0 if shouted or word.is_commune else 0.55
    if shouted:
        return 0.0
    if word.first >= 3 and not word.is_commune:
        return 0.6
    if token.text.isupper() and len(token.text) >= 4 and word.last >= 2 and not word.is_commune:
        return 0.6
    return 0.0


def _span(names: Sequence[Token], sure: float) -> Span:
    core = [t for t in names if not t.is_particle]
    kind = (
        "full-name"
        if len(core) > 1
        else ("first-name" if core and core[0].word.first > core[0].word.last else "last-name")
    )
    return Span(names[0].start, names[-1].end, kind, sure)
