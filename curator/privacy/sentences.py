"""Persons named in a sentence: titles, first names beside surnames, names beside telling words.

What is only called after somebody is told apart by ``namesakes``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from curator.privacy.namesakes import (
    is_brand,
    is_company,
    is_famous,
    is_named_after,
    is_of_work,
)
from curator.privacy.span import Span
from curator.privacy.sureness import (
    LEADING,
    Cue,
    Place,
    core_of,
    is_cue,
    opens_with_initial,
    sureness,
)
from curator.privacy.tokens import (
    Token,
    are_joined,
    is_shouted,
    run_after_title,
    run_at,
)

_LEARNED = frozenset({"dr", "docteur", "pr", "me", "maitre", "professeur"})
"""Titles that places and companies bear too (Pharmacie Docteur X)."""


def person_spans(text: str, tokens: Sequence[Token], *, wants_all: bool) -> Iterable[Span]:
    """The names of persons in ``text``; ``wants_all`` False keeps those behind a title."""
    shouted = is_shouted(tokens)
    position = 0
    while position < len(tokens):
        step, span = _at(tokens, position, text, shouted, wants_all)
        if span is not None:
            yield span
        position += step


def _at(
    tokens: Sequence[Token], at: int, text: str, shouted: bool, wants_all: bool
) -> tuple[int, Span | None]:
    """The name that starts at a word, and how many words to go on by."""
    if (
        _is_title(tokens, at, text)
        and not is_famous(tokens, at, at + 2, text)
        and (wants_all or tokens[at].low not in _LEARNED)
    ):
        run = run_after_title(tokens, at + 1, text, shouted)
        if run:
            named_after = is_named_after(tokens, at, text) or is_company(
                tokens, at + 1 + len(run), text
            )
            return len(run) + 1, None if named_after else _span(run, 0.95)
        return 1, None
    if not wants_all:
        return 1, None
    run = run_at(tokens, at, text, shouted)
    if not run:
        small = _in_small_letters(tokens, at, text)
        if small is not None:
            return 2, small
        return 1, _after_cue(tokens, at, text, shouted)
    return len(run), _judge(tokens, at, list(run), text, shouted)


def _after_cue(tokens: Sequence[Token], at: int, text: str, shouted: bool) -> Span | None:
    """A surname that is also a place (Moulin), right behind “famille” or the like."""
    token = tokens[at]
    if at == 0 or shouted or not token.is_capital or not is_cue(tokens[at - 1], token, text):
        return None
    groups = token.word.groups
    if token.word.last < 4 or "function" in groups or "official" in groups:
        return None
    return None if is_named_after(tokens, at, text) else _span([token], 0.7)


def _in_small_letters(tokens: Sequence[Token], at: int, text: str) -> Span | None:
    """A first name and a surname typed without capitals (vu avec karim benali)."""
    pair = tokens[at : at + 2]
    if at == 0 or len(pair) < 2 or tokens[at - 1].low not in LEADING:
        return None
    first, last = pair
    if not (first.text.islower() and last.text.islower() and are_joined(first, last, text)):
        return None
    if first.word.first < 2 or first.is_common or first.word.is_commune or last.is_common:
        return None
    if last.word.last < 1 or is_named_after(tokens, at, text):
        return None
    return _span(pair, 0.7)


def _is_title(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Whether the word is a title right before another (``M`` and ``me`` mean other things)."""
    token = tokens[at]
    if not token.is_title or at + 1 == len(tokens):
        return False
    between = text[token.end : tokens[at + 1].start]
    if token.start and text[token.start - 1] in "'’":
        return False
    if len(between) > 3 or between.strip(". \u00a0\u202f"):
        return False
    if text[: token.start].rstrip()[-1:].isdigit():
        return False  # five metres
    if token.low == "me":
        return token.text in ("Me", "ME")
    return token.low != "m" or token.text == "M" or between.startswith(".")


def _judge(
    tokens: Sequence[Token], start: int, run: list[Token], text: str, shouted: bool
) -> Span | None:
    """The span of the name in a run of words without title, or None."""
    after = start + len(run)
    if is_named_after(tokens, start, text) or is_company(tokens, after, text):
        return None
    if is_brand(run) or is_famous(tokens, start, after, text) or is_of_work(tokens, start, text):
        return None
    place = Place(tokens, start, after, text, shouted)
    cue = place.cue is Cue.DIRECT or _ends_with_initial(tokens, start, run, text)
    names = _trimmed(run, keep_unknown=cue or start > 0, cue=cue)
    if not names:
        return None
    at = start + next(i for i, token in enumerate(run) if token is names[0])
    sure = sureness(names, place if at == start else replace(place, start=at), cue=cue)
    return _span(names, sure) if sure >= 0.5 else None


def _ends_with_initial(
    tokens: Sequence[Token], start: int, run: Sequence[Token], text: str
) -> bool:
    """Whether a name in capitals and an initial with its point follow “de”, “par” or the like."""
    last = run[-1]
    is_initial = len(run) > 1 and len(last.text) == 1 and text[last.end : last.end + 1] == "."
    if not is_initial:
        return False
    if run[0].text.isupper() and len(run[0].text) > 2:
        return True
    return start > 0 and not {tokens[start - 1].low, run[0].low}.isdisjoint(LEADING)


def _trimmed(run: list[Token], *, keep_unknown: bool, cue: bool) -> list[Token]:
    """The run without the common words at its ends that open or close the sentence."""
    names = list(run)
    if cue and len(names) == 1 and names[0].is_capital and names[0].word.last >= 4:
        return names if "function" not in names[0].word.groups else []
    while names and (
        _is_filler(names[0], names[1:])
        or (
            not keep_unknown
            and len(names) >= 3
            and not names[0].word.is_name
            and not opens_with_initial(names[0], names)
        )
    ):
        names.pop(0)
    if len(names) == 2 and not names[0].word.is_name and _is_shout_behind(names):
        names.pop(0)  # “Litige MARTIN”: the first capital is the sentence’s
    while names and (_is_filler(names[-1], names[:-1]) or names[-1].is_particle):
        names.pop()
    return names


def _is_shout_behind(names: Sequence[Token]) -> bool:
    first, last = names
    return not first.text.isupper() and last.text.isupper() and len(last.text) > 3


def _is_filler(token: Token, others: Sequence[Token]) -> bool:
    if opens_with_initial(token, [token, *others]):
        return False
    if token.is_hard:
        return not any(token.can_follow(other) for other in others)
    if not token.is_common:
        return False
    if token.start == 0 and not token.text.isupper() and not token.can_be_first:
        return True  # “Devis Martin”: the capital is the sentence’s
    return not (
        token.can_be_first or (any(o.can_be_first for o in others) and token.word.last >= 4)
    )


def _span(names: Sequence[Token], sure: float) -> Span:
    core = core_of(names)
    if len(core) > 1:
        kind = "full-name"
    else:
        is_first = bool(core) and core[0].word.first > core[0].word.last
        kind = "first-name" if is_first else "last-name"
    return Span(names[0].start, names[-1].end, kind, sure)
