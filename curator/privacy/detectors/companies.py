"""SIREN and SIRET: not personal by themselves, but they tell what stands beside them."""

from __future__ import annotations

import re

from curator.privacy import checksums
from curator.privacy.evidence import ColumnEvidence

_LENGTHS = (9, 14)


def siren_share(column: ColumnEvidence) -> float:
    """Share of the cells (of the sample) that are a SIREN or SIRET with a valid key."""
    share: float = column.once("siren", lambda: _siren_share(column))
    return share


def _siren_share(column: ColumnEvidence) -> float:
    found = 0.0
    texts = [(re.sub(r"[ .\u00a0\u202f]", "", v.number), v.count) for v in column.sample]
    for length in _LENGTHS:
        fitting = [(t, n) for t, n in texts if len(t) == length and t.isdigit() and t.isascii()]
        if fitting:
            valid = checksums.luhn([t[:9] for t, _ in fitting], 9)
            found += sum(n for (_, n), ok in zip(fitting, valid, strict=True) if ok)
    # One number in ten is valid by chance: a telephone column must not count as companies.
    share = found / column.weight
    return share if share >= 0.4 else 0.0
