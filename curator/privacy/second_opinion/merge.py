"""Which texts a second opinion is asked on, and what it may add to what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.operations.base import Operation
from curator.privacy.aligned import aligned
from curator.privacy.cells import ColumnSpans, contained, names_wanted, rows_of
from curator.privacy.context import Context
from curator.privacy.namesakes import is_named_after
from curator.privacy.score import PRIOR, Case, Finding, logit
from curator.privacy.span import Span
from curator.privacy.spans import Names as Wanted
from curator.privacy.tokens import Token, tokenised

Names = dict[str, list[tuple[int, int, float]]]
"""Text → names of persons in it: start, end (code points, half-open), how sure (0 to 1)."""

KIND = "full-name"
_SENTENCE = 8
"""Words per value from which even a field of things or organisations is one of sentences."""

_LONE = 0.9
"""How sure the model must be of one word alone that no list knows as a name first of all."""


@dataclass
class TwoOpinions(ColumnSpans):
    """A column’s spans by the rules and by the model together (``found``)."""

    rules: ColumnSpans = field(kw_only=True)
    added: dict[str, list[Span]] = field(kw_only=True)
    """Text → what only the model found."""


def free_texts(spans: Mapping[int, ColumnSpans], context: Context) -> dict[int, tuple[str, ...]]:
    """The distinct texts of the fields of free text, by column."""
    chosen = {}
    for index, found in spans.items():
        column = found.column
        wanted = names_wanted(column, context)
        is_free = column.is_long or column.header.has("observation")
        is_told = wanted is Wanted.ALL or column.mean_words >= _SENTENCE
        if is_free and is_told and wanted is not Wanted.NONE:
            lettered = pc.match_substring_regex(column.texts, r"\p{L}{2}")
            chosen[index] = tuple(column.texts.filter(lettered).to_pylist())
    return chosen


def merged(column: ColumnSpans, texts: Iterable[str], names: Names) -> ColumnSpans:
    """``column`` with the names that stand where the rules found nothing."""
    added = {}
    for text in texts:
        spans = _new(text, column.found.get(text, ()), names.get(text, ()))
        if spans:
            added[text] = spans
    if not added:
        return column
    found = dict(column.found)
    for text, spans in added.items():
        found[text] = sorted([*found.get(text, ()), *spans], key=lambda span: span.start)
    return TwoOpinions(column.column, found, rules=column, added=added)


def _new(text: str, known: Sequence[Span], names: Sequence[tuple[int, int, float]]) -> list[Span]:
    """The model’s names that touch nothing known and that no street, hall or company bears."""
    if not names:
        return []
    tokens = tokenised(text, aligned(text))
    spans: list[Span] = []
    for start, end, sure in names:
        span = _checked(tokens, text, Span(start, end, KIND, sure))
        if span and all(span.end <= s.start or span.start >= s.end for s in (*known, *spans)):
            spans.append(span)
    return spans


def _checked(tokens: Sequence[Token], text: str, span: Span) -> Span | None:
    """The span without titles and words of the language at its ends; None if nothing is left, or
    if what is left is the name of a place, a company or a work (``rue``, ``SARL`` before it)."""
    inside = [n for n, t in enumerate(tokens) if span.start < t.end and t.start < span.end]
    while inside and _is_word(tokens[inside[0]]):
        inside.pop(0)
    while inside and _is_word(tokens[inside[-1]]):
        inside.pop()
    if not inside or is_named_after(tokens, inside[0], text):
        return None
    if inside[0] and _is_article(tokens[inside[0] - 1], tokens[inside[0]], text):
        return None
    if len(inside) == 1 and _is_doubtful(tokens[inside[0]], span.sure):
        return None
    return replace(span, start=tokens[inside[0]].start, end=tokens[inside[-1]].end)


def _is_doubtful(lone: Token, sure: float) -> bool:
    """Whether one word alone is too little: a capital or a list must speak for it as well."""
    if lone.word.is_name and not lone.is_common:
        return False
    return sure < _LONE or not lone.is_capital


def _is_word(token: Token) -> bool:
    """Whether it is no name: a title, a pronoun, an office, a common word in small letters."""
    if token.is_particle and token.is_capital:  # Le Gall, De Sousa
        return False
    return token.is_title or token.is_hard or (token.is_common and not token.is_capital)


_ARTICLES = frozenset({"le", "la", "les", "du", "des", "au", "aux", "un", "une"})


def _is_article(before: Token, first: Token, text: str) -> bool:
    """Whether an article stands right before (``les Solidarités``): a person’s name takes none."""
    between = text[before.end : first.start]
    return before.low in _ARTICLES and not before.is_capital and between.isspace()


def contained_by_both(spans: ColumnSpans) -> list[Finding]:
    """What a field contains by the rules, raised (never lowered) by what the model added."""
    if not isinstance(spans, TwoOpinions):
        return list(contained(spans))
    second = _finding(spans)
    findings = list(contained(spans.rules))
    for n, first in enumerate(findings):
        if first.kind == KIND:
            findings[n] = replace(
                first,
                log_odds=max(first.log_odds, second.log_odds),
                share=max(first.share, second.share),
                reasons=(*first.reasons, *second.reasons),
            )
            return findings
    return [*findings, second]


def suggestion_by_both(suggestion: Operation | None, spans: ColumnSpans | None) -> Operation | None:
    """What to do with a field: redaction would leave the names that only the model found."""
    from curator.operations.privacy import RedactText
    from curator.operations.structure import SuppressField

    if isinstance(spans, TwoOpinions) and isinstance(suggestion, RedactText):
        return SuppressField(field=suggestion.field)
    return suggestion


def _finding(spans: TwoOpinions) -> Finding:
    """The names that only the model found; alone they are probable, never certain."""
    column = spans.column
    cells = sum(1 for _cell in rows_of(column, list(spans.added)))
    with_names = [t for t, found in spans.found.items() if any(s.kind == KIND for s in found)]
    held = pc.sum(pc.is_in(column.cells, value_set=pa.array(with_names, pa.string()))).as_py()
    case = Case(KIND, share=held / max(column.filled, 1), is_whole=False)
    case.add(
        logit(0.75 if len(spans.added) >= 3 else 0.6) - PRIOR,
        N_(
            "Second opinion, by the language model: names of persons in {cells} more cells; "
            "redaction goes by the rules and leaves them, so correct these cells or remove the "
            "field"
        ),
        cells=cells,
    )
    return case.closed()
