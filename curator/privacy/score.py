"""How evidence adds up: log-odds per kind, one reason per piece of evidence."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from curator.privacy.model import Reason, Rule

PRIOR = -4.0
"""Log-odds of any one kind for a field nothing is known of (some fifty kinds, most fields none)."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one detector says of one field.

    ``log_odds`` is the sum of the evidence, prior included; ``share`` the part of the non-empty
    cells that are of the kind. ``is_whole``: the field *is* of the kind; otherwise it *contains*
    some of it. ``group``: findings of one group exclude each other, the surest stays.
    """

    kind: str
    log_odds: float
    share: float
    reasons: tuple[Reason, ...] = ()
    rule: Rule | None = None
    is_whole: bool = True
    group: str = ""

    @property
    def confidence(self) -> float:
        """The log-odds as a probability."""
        return probability(self.log_odds)


@dataclass
class Case:
    """Evidence for and against one kind, as a detector collects it."""

    kind: str
    share: float = 0.0
    log_odds: float = PRIOR
    rule: Rule | None = None
    is_whole: bool = True
    group: str = ""
    reasons: list[Reason] = field(default_factory=list)

    def add(self, weight: float, message: str = "", **parameters: Any) -> Case:
        """Count one piece of evidence; ``message`` (marked for translation) says which."""
        self.log_odds += weight
        if message:
            self.reasons.append(Reason(message=message, parameters=parameters))
        return self

    def at_most(self, confidence: float) -> Case:
        """Keep the confidence from rising above ``confidence``."""
        self.log_odds = min(self.log_odds, logit(confidence))
        return self

    def at_least(self, confidence: float) -> Case:
        """Keep the confidence from falling below ``confidence``."""
        self.log_odds = max(self.log_odds, logit(confidence))
        return self

    def closed(self) -> Finding:
        """The finding this evidence makes."""
        return Finding(
            kind=self.kind,
            log_odds=self.log_odds,
            share=round(min(max(self.share, 0.0), 1.0), 6),
            reasons=tuple(self.reasons),
            rule=self.rule,
            is_whole=self.is_whole,
            group=self.group,
        )


def probability(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(min(log_odds, 12.0), -12.0)))


def logit(confidence: float) -> float:
    """A probability as log-odds."""
    return math.log(confidence / (1 - confidence))
