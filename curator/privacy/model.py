"""What the personal-data scan says, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from curator.operations.base import Operation
from curator.readers.model import HiddenFinding


class Role(StrEnum):
    """What a field does to a person's privacy (statistical disclosure control)."""

    DIRECT_IDENTIFIER = "direct-identifier"
    QUASI_IDENTIFIER = "quasi-identifier"
    SENSITIVE = "sensitive"
    NONE = "none"


class Rule(StrEnum):
    """Why a person's data may be publishable after all; each is to be checked by a human."""

    ELECTED_OFFICIAL = "elected-official"
    PUBLIC_AGENT = "public-agent"
    SOLE_TRADER = "sole-trader"
    ROLE_MAILBOX = "role-mailbox"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One line of evidence: an English sentence marked for translation and what fills it.

    It quotes counts and header words, never a value.
    """

    message: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The line in the current language; shares become per cent, kinds their names."""
        from curator.i18n import gettext
        from curator.privacy.wording import in_words

        shown = {name: in_words(name, value) for name, value in self.parameters.items()}
        return gettext(self.message).format(**shown)


@dataclass(frozen=True, kw_only=True)
class KindScore:
    """How sure it is that a field holds ``kind``; ``share`` of its non-empty values that do.

    Both are fractions from 0 to 1.
    """

    kind: str
    confidence: float
    share: float


@dataclass(frozen=True, kw_only=True)
class FieldFinding:
    """The verdict on one field; ``index`` counts from 1. Every field has one."""

    name: str
    index: int
    kinds: tuple[KindScore, ...] = ()
    role: Role = Role.NONE
    rule: Rule | None = None
    reasons: tuple[Reason, ...] = ()
    suggestion: Operation | None = None


@dataclass(frozen=True, kw_only=True)
class CellSpan:
    """Personal data inside a cell of a field that is not wholly of one kind.

    ``row`` is the source's number; ``start`` and ``end`` are code points, half-open, in the text
    as read.
    """

    row: int
    field: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class HiddenPersonalData:
    """Personal data in content that the file carries out of sight.

    ``finding`` says where and what the content is; ``kinds`` how many of its texts hold a kind.
    """

    finding: HiddenFinding
    kinds: Mapping[str, int]
    role: Role


@dataclass(frozen=True, kw_only=True)
class ScanResult:
    """Everything a scan found. ``cell_count`` is exact even where ``cells`` was limited."""

    fields: tuple[FieldFinding, ...]
    cells: tuple[CellSpan, ...]
    cell_count: int
    hidden: tuple[HiddenPersonalData, ...] = ()
