"""What a person decided about a finding, with the reason, and whether it still holds.

A judgement is data in the dossier: reviewers read it, next month's run applies it. It remembers
what it rests on (the kinds that were found, how much of the field they were, the forms of the
values) so that a dismissed finding comes back when new data no longer fit. It holds no value.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from curator.errors import DossierError
from curator.i18n import N_, gettext
from curator.privacy.model import FieldFinding, KindScore, Reason, ScanResult
from curator.privacy.roles import LIKELY

Decision = Literal["keep", "dismiss", "confirm"]
"""``keep``: personal but publishable; ``dismiss``: not personal; ``confirm``: personal."""

MARGIN = 0.05
"""How much larger the share of a kind may get before a judgement no longer covers it."""

_KEYS = frozenset({"field", "decision", "reason", "ground", "by", "at", "kinds", "basis"})


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A decision on one field. ``ground`` is the key of a legal ground, ``by`` and ``at`` who
    decided and when (ISO 8601); all three may be empty.

    ``kinds`` are those that were found; ``basis`` the share of each at the time (kind → 0 to 1).
    """

    field: str
    decision: Decision
    reason: str
    ground: str = ""
    by: str = ""
    at: str = ""
    kinds: tuple[str, ...] = ()
    basis: Mapping[str, float] = dataclasses.field(default_factory=dict)
    extra: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def to_descriptor(self) -> dict[str, Any]:
        """JSON data in a stable order; what is empty is left out."""
        texts = {name: getattr(self, name) for name in ("reason", "ground", "by", "at")}
        descriptor: dict[str, Any] = {"field": self.field, "decision": self.decision}
        descriptor |= {name: text for name, text in texts.items() if text}
        if self.kinds:
            descriptor["kinds"] = list(self.kinds)
        if self.basis:
            descriptor["basis"] = dict(self.basis)
        return descriptor | dict(self.extra)

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any], name: str = "") -> Judgement:
        """Read JSON data; ``name`` says which file it is in errors. Raises ``DossierError``."""
        decision, field_name = descriptor.get("decision"), descriptor.get("field")
        if decision not in get_args(Decision) or not isinstance(field_name, str):
            raise DossierError(
                name=name, reason=gettext("a judgement does not have the right form")
            )
        basis = descriptor.get("basis") or {}
        return cls(
            field=field_name,
            decision=cast(Decision, decision),
            **{key: str(descriptor.get(key) or "") for key in ("reason", "ground", "by", "at")},
            kinds=tuple(str(kind) for kind in descriptor.get("kinds") or ()),
            basis={str(kind): float(share) for kind, share in basis.items()},
            extra={key: value for key, value in descriptor.items() if key not in _KEYS},
        )


def judge(
    finding: FieldFinding, decision: Decision, reason: str, *, ground: str = "", by: str = "",
    at: str = "",
) -> Judgement:  # fmt: skip
    """A judgement on ``finding`` as it stands. Raises ``ValueError`` without a reason."""
    if not reason.strip() and decision != "confirm":
        raise ValueError("a judgement needs a reason")
    likely = _likely(finding.kinds)
    return Judgement(
        field=finding.name,
        decision=decision,
        reason=reason.strip(),
        ground=ground,
        by=by,
        at=at,
        kinds=tuple(score.kind for score in likely),
        basis={score.kind: score.share for score in likely},
    )


def _likely(kinds: Iterable[KindScore]) -> list[KindScore]:
    return [score for score in kinds if score.confidence >= LIKELY]


def objections(judgement: Judgement, finding: FieldFinding) -> tuple[Reason, ...]:
    """Why a judgement no longer covers what is found; empty when it does."""
    lines = []
    for score in _likely(finding.kinds):
        if score.kind not in judgement.kinds:
            message = N_("Since this was decided, another kind was found: {kind}")
            lines.append(Reason(message=message, parameters={"kind": score.kind}))
            continue
        before = judgement.basis.get(score.kind)
        if before is not None and score.share > before + MARGIN:
            message = N_(
                "Since this was decided, {kind} went from {before} to {after} of the cells"
            )
            parameters = {
                "kind": score.kind,
                "before": before,
                "after": score.share,
            }
            lines.append(Reason(message=message, parameters=parameters))
    return tuple(lines)


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A scan seen with its judgements.

    ``open`` are the findings that nobody settled or whose judgement no longer holds; ``judged``
    pairs the others with theirs; ``reopened`` says, by field, why a judgement no longer holds.
    """

    open: tuple[FieldFinding, ...]
    judged: tuple[tuple[FieldFinding, Judgement], ...]
    reopened: Mapping[str, tuple[Reason, ...]]


def settle(result: ScanResult, judgements: Sequence[Judgement]) -> Settled:
    """Which findings of a scan are settled and which are open; the last judgement counts."""
    by_field = {judgement.field: judgement for judgement in judgements}
    open_, judged, reopened = [], [], {}
    for finding in result.fields:
        if not _likely(finding.kinds):
            continue
        judgement = by_field.get(finding.name)
        why = () if judgement is None else objections(judgement, finding)
        if judgement is None or judgement.decision == "confirm" or why:
            open_.append(finding)
            if why:
                reopened[finding.name] = why
        else:
            judged.append((finding, judgement))
    return Settled(open=tuple(open_), judged=tuple(judged), reopened=reopened)


_DIGIT, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")


def masked_sample(text: str) -> str:
    """A value as it may be shown before it is asked for: its first letter or digits, its form.

    ``Jean Dupont`` → ``J••• D•••••``; ``0612345678`` → ``06••••••••``.
    """
    if any(char.isalpha() for char in text):
        text = _LETTER.sub(lambda m: m.group()[0] + "•" * (len(m.group()) - 1), text)
        return _DIGIT.sub(lambda m: "•" * len(m.group()), text)
    seen = 0

    def hidden(match: re.Match[str]) -> str:
        nonlocal seen
        kept = match.group()[: max(0, 2 - seen)]
        seen += len(match.group())
        return kept + "•" * (len(match.group()) - len(kept))

    return _DIGIT.sub(hidden, text)
