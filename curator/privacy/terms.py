"""Terms of sensitive information, as one pattern per kind over folded text."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1)
def any_term() -> re.Pattern[str]:
    """A pattern that finds a term of any kind in folded text: most texts hold none."""
    from curator.privacy.detectors.traits import vocabularies

    patterns = [p.pattern for kind in vocabularies() if (p := term_pattern(kind)) is not None]
    return re.compile("|".join(patterns))


@lru_cache(maxsize=32)
def term_pattern(kind: str) -> re.Pattern[str] | None:
    """A pattern that finds the terms of ``kind`` in folded text; None when it has none."""
    from curator.privacy.detectors.traits import vocabularies

    vocabulary = vocabularies().get(kind)
    if vocabulary is None or not vocabulary.terms:
        return None
    parts = [rf"{t[:-1]}\b" if t.endswith("$") else rf"{t}\w*" for t in vocabulary.terms]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
