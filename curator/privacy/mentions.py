"""What a text says about a person: sensitive information and family matters.

``terms`` finds the expressions; whether they are said of somebody is told by the clause they stand
in, by the field, and by what else the text holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.privacy.span import Span
from curator.privacy.speech import clauses, is_a_thing, is_governed, is_public, speaks_of_one
from curator.privacy.terms import Strength, Term, find_terms
from curator.privacy.tokens import Token

_OF_MANY = frozenset({"social-aid"})
"""Kinds that programmes and services are named after as often as persons."""


@dataclass(frozen=True)
class _Clause:
    """A clause: its words, where it starts, and whom it speaks of.

    ``is_named``: a name stands in it; ``of_one``: it speaks of one person; ``in_remarks``: the
    text is one of remarks or of persons.
    """

    words: Sequence[Token]
    start: int
    is_named: bool
    of_one: bool
    about_persons: bool
    in_remarks: bool


def mention_spans(
    tokens: Sequence[Token],
    text: str,
    *,
    named: Sequence[Span],
    about_persons: bool,
    is_remark: bool = False,
) -> Iterable[Span]:
    """Terms of sensitive information said about a person, not about a policy or a building.

    ``named``: the persons found in the text. ``about_persons``: the rows are persons.
    ``is_remark``: the field is one of remarks, so what nothing public stands beside counts too.
    """
    terms = find_terms(tokens, text)
    if not terms:
        return
    about_persons = about_persons or bool(named)
    for start, end in clauses(tokens, text):
        inside = [t for t in terms if start <= t.first < end]
        if not inside:
            continue
        words = tokens[start:end]
        is_named = any(words[0].start <= s.start < words[-1].end for s in named)
        of_one = is_named or speaks_of_one(words, text)
        clause = _Clause(words, start, is_named, of_one, about_persons, about_persons or is_remark)
        for term in inside:
            sure = _sureness(term, clause, text)
            if sure:
                yield Span(tokens[term.first].start, tokens[term.last].end, term.kind, sure)


def _sureness(term: Term, clause: _Clause, text: str) -> float:
    """How sure it is that a term is said of somebody; 0: it is not."""
    first, last = term.first - clause.start, term.last - clause.start
    is_alone = term.strength is Strength.ALONE
    if is_governed(clause.words, first, text) or is_a_thing(clause.words, last, text):
        return 0.55 if clause.is_named and is_alone else 0.0
    if clause.of_one:
        return 0.85 if is_alone else 0.8
    if term.kind == "health" and clause.in_remarks and _is_label(clause.words, first, last, text):
        return 0.7
    if is_alone:
        return _alone(term, clause, clause.words[first : last + 1])
    if term.strength is Strength.BESIDE and clause.in_remarks and not is_public(clause.words):
        return 0.7 if clause.about_persons else 0.6
    return 0.0


def _is_label(words: Sequence[Token], first: int, last: int, text: str) -> bool:
    """Whether a term and a comma open the clause (Enceinte, terme en juin)."""
    if first or last + 1 >= len(words):
        return False
    return "," in text[words[last].end : words[last + 1].start]


def _alone(term: Term, clause: _Clause, words: Sequence[Token]) -> float:
    """The same of what only a person is said to be, in a clause without one."""
    if clause.in_remarks:
        return 0.75
    is_collective = term.kind != "health" and any(map(_is_plural, words))
    return 0.0 if term.kind in _OF_MANY or is_collective else 0.6


def _is_plural(token: Token) -> bool:
    return token.low.endswith(("s", "x")) and len(token.low) > len("sous")
