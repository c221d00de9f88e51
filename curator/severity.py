"""How much a finding matters. On its own: the parsing process needs it and little else."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters for publication."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"
