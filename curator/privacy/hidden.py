"""Personal data in what a file carries out of sight: comments, metadata, hidden sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from curator.privacy.model import HiddenPersonalData, KindScore
from curator.privacy.publicity import names_public
from curator.privacy.roles import role_of_field
from curator.privacy.spans import Names, find_spans
from curator.privacy.text import folded
from curator.readers.model import HiddenFinding


def scan_hidden(findings: Iterable[HiddenFinding]) -> tuple[HiddenPersonalData, ...]:
    """The hidden content that holds personal data, in the reader's order."""
    found = []
    for finding in findings:
        kinds = kinds_in(finding.texts)
        if kinds:
            scores = [KindScore(kind=kind, confidence=1.0, share=0.0) for kind in kinds]
            found.append(
                HiddenPersonalData(finding=finding, kinds=kinds, role=role_of_field(scores))
            )
    return tuple(found)


_SURE = 0.75
"""Sureness from which a passage counts: much of what hides is the program's, not a person's."""


def kinds_in(texts: Sequence[str]) -> dict[str, int]:
    """How many of these texts hold each kind, the most frequent first."""
    public = sum(names_public(folded(text)) for text in texts) >= 0.15 * max(len(texts), 1)
    names = Names.TITLED if public else Names.ALL
    counts: Counter[str] = Counter()
    for text in texts:
        spans = find_spans(text, about_persons=not public, names=names)
        counts.update({span.kind for span in spans if span.sure >= _SURE})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
