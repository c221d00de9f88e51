"""Personal data in what a file carries out of sight: comments, metadata, hidden sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from curator.privacy.model import HiddenPersonalData, KindScore
from curator.privacy.roles import role_of_field
from curator.privacy.spans import find_spans
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


def kinds_in(texts: Iterable[str]) -> dict[str, int]:
    """How many of these texts hold each kind, the most frequent first."""
    counts: Counter[str] = Counter()
    for text in texts:
        spans = find_spans(text, about_persons=True)
        counts.update({span.kind for span in spans})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
