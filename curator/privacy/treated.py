"""Values that were treated already: masked or hashed. Hashed is pseudonymised, still personal."""

from __future__ import annotations

import re

from curator.i18n import N_
from curator.privacy.evidence import ColumnEvidence, Value
from curator.privacy.model import Reason

_MASKED = re.compile(
    r"[^*xX•#█]*(?:\*{2,}|[xX]{3,}|•{2,}|#{3,}|█+).*|\[[^\]]{3,30}\]|<[A-Z_]{3,20}>", re.DOTALL
)
_WHOLLY_MARKED = re.compile(r"[*•#█\-_. ]+")
_HASH = re.compile(
    r"(?:0x)?[0-9a-fA-F]{16,128}|[A-Za-z0-9+/]{43}=|\$2[aby]\$\S{50,}|[A-Za-z0-9_\-]{43}"
)


def _is_masked(value: Value) -> bool:
    return bool(_MASKED.fullmatch(value.text) or _WHOLLY_MARKED.fullmatch(value.text))


def _is_hash(value: Value) -> bool:
    text = value.text
    if not _HASH.fullmatch(text) or len(text) in (17,) or text.isdigit():
        return False
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


def treatment(column: ColumnEvidence) -> tuple[str, Reason] | None:
    """``masked`` or ``hashed`` with the line that says so; None when the values are plain."""
    masked = column.share(_is_masked)
    if masked >= 0.6:
        message = N_("{share} of the values are already masked")
        return "masked", Reason(message=message, parameters={"share": masked})
    hashed = column.share(_is_hash)
    if hashed >= 0.8:
        message = N_("The values are hashes or keys: pseudonymised, still personal data")
        return "hashed", Reason(message=message)
    return None
