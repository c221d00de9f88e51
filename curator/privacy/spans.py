"""The search for all personal data inside a text.

``patterns`` finds what has a form of its own, ``cues`` what the words before it give away,
``sentences`` the persons, ``mentions`` what is said about them, ``homes`` where they live.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

from curator.privacy.ages import age_spans
from curator.privacy.aligned import aligned
from curator.privacy.homes import address_spans
from curator.privacy.mentions import mention_spans
from curator.privacy.patterns import pattern_spans
from curator.privacy.sentences import person_spans
from curator.privacy.span import Span
from curator.privacy.tokens import tokenised


class Names(Enum):
    """Which names in a text are believed to be a person's."""

    ALL = auto()
    SURE = auto()
    """Those that stand by themselves in a sentence, whatever the field is about."""
    TITLED = auto()
    """Those behind a title (Mme, M.)."""
    NONE = auto()


_SURE = 0.8
"""From where a name in a sentence stands by itself."""


def find_spans(
    text: str, *, about_persons: bool, names: Names = Names.ALL, is_remark: bool = False
) -> list[Span]:
    """Everything personal in ``text``, in order, without overlap.

    ``about_persons``: the rows are persons, so what is said is said of them. ``names``: which to
    believe; unless all, what is said about persons is not looked for either. ``is_remark``: the
    field is one of remarks, whatever the rows are.
    """
    folded = aligned(text)
    spans = list(pattern_spans(text, folded))
    if names is not Names.NONE:
        tokens = tokenised(text, folded)
        named = person_spans(text, tokens, wants_all=names is not Names.TITLED)
        spans += [s for s in named if names is not Names.SURE or s.sure >= _SURE]
    has_person = bool(spans)
    if names in (Names.ALL, Names.SURE):
        spans += age_spans(tokens, text, folded, spans)
        spans += mention_spans(
            tokens,
            text,
            named=spans,
            about_persons=about_persons,
            is_remark=is_remark,
        )
    spans += address_spans(folded, has_person=has_person, about_persons=about_persons)
    return without_overlap(span for span in spans if not _is_in_link(span, text))


_LINK = re.compile(r"(?:https?://|www\.)\S+")


def _is_in_link(span: Span, text: str) -> bool:
    """Whether the span is a part of a web address (its path is no sentence)."""
    if span.kind in ("profile-url", "email") or ("://" not in text and "www." not in text):
        return False
    return any(m.start() <= span.start < m.end() for m in _LINK.finditer(text))


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """The surest of the spans that overlap, in the order of the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.sure, s.start - s.end)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
