"""The semantic types a field may have, how sure it is, and the texts that speak against it.

recognise(table, "code_commune")  ->  (Recognised(type=…, confidence=0.98, …), …)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.progress import Report, silent
from curator.schema.distinct import Distinct, as_mask
from curator.schema.semantic.codes import CODES
from curator.schema.semantic.contacts import CONTACTS
from curator.schema.semantic.names import NAMES
from curator.schema.semantic.quantities import QUANTITIES
from curator.schema.semantic.types import SemanticType
from curator.schema.words import words
from curator.table import Table

SEMANTIC_TYPES: tuple[SemanticType, ...] = (*CODES, *CONTACTS, *NAMES, *QUANTITIES)
"""Every form that is looked for in texts."""

ENOUGH = 0.5
"""Confidence from which a type is told."""

_MOST_CATEGORIES = 30
_KEPT = 10
_SAMPLE = 5_000
_FAR_OFF = 0.2
_NEARLY_ALL = 0.8
_NAMED_IDENTIFIER = 0.9
"""Confidence in a field that is called an identifier and whose values are all different."""


@dataclass(frozen=True, kw_only=True)
class CounterExample:
    """A text that is not of the type: its first row in the source, and how many records have it."""

    row: int
    text: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """A semantic type of a field. ``share`` of its filled records, from 0 to 1, have the form."""

    type: SemanticType
    confidence: float
    share: float
    counter_examples: tuple[CounterExample, ...] = ()


_ENUMERATION = SemanticType(
    name="enumeration",
    title=N_("list of a few values"),
    test=lambda texts: np.ones(len(texts), dtype=bool),
    proof=0.8,
)
_IDENTIFIER = SemanticType(
    name="identifier",
    title=N_("identifier, different in every row"),
    test=lambda texts: np.ones(len(texts), dtype=bool),
    proof=0.7,
    words=frozenset(
        ["id", "identifiant", "numero", "num", "no", "n", "reference", "ref", "uid", "code"]
    ),
)


def recognise(table: Table, field: str, *, report: Report = silent) -> tuple[Recognised, ...]:
    """The semantic types of a field, the surest first. Raises ``FieldNotFound``."""
    records = table.records()
    distinct = Distinct.of(records.column(field))
    texts = pc.utf8_trim_whitespace(distinct.texts)  # spaces around say nothing of the meaning
    filled = as_mask(pc.not_equal(texts, ""))
    counts = np.where(filled, distinct.counts, 0)
    total = int(counts.sum())
    if not total:
        return ()
    names = frozenset(words(field))
    found = []
    likely = _likely(texts.filter(pa.array(filled)), names)
    for n, candidate in enumerate(likely):
        report(n / len(likely), "")
        is_named = bool(candidate.words & names)
        fits = candidate.test(texts)
        share = float(counts[fits].sum() / total)
        confidence = share * (1.0 if is_named else candidate.proof)
        if confidence >= ENOUGH:
            against = _counter_examples(records, distinct, ~fits & filled)
            found.append(
                Recognised(
                    type=candidate,
                    confidence=round(confidence, 3),
                    share=share,
                    counter_examples=against,
                )
            )
    if not found:
        found += _by_repetition(names, records, distinct, filled, total)
    found.sort(key=lambda r: (-r.confidence, -r.type.proof, r.type.name))
    return tuple(found)


def _likely(texts: pa.Array, names: frozenset[str]) -> list[SemanticType]:
    """The types that could be told; of very many texts, a sample rules out what is far off."""
    named = [c for c in SEMANTIC_TYPES if c.words & names or c.proof >= ENOUGH]
    if len(texts) <= _SAMPLE:
        return named
    sample = texts.take(pa.array(np.linspace(0, len(texts) - 1, _SAMPLE).astype(np.int64)))
    return [c for c in named if np.count_nonzero(c.test(sample)) >= _FAR_OFF * _SAMPLE]


def _counter_examples(
    records: Table, distinct: Distinct, against: npt.NDArray[np.bool_]
) -> tuple[CounterExample, ...]:
    """The most frequent texts that do not fit, with the first row that has each."""
    positions = np.flatnonzero(against)
    positions = positions[np.argsort(-distinct.counts[positions], kind="stable")][:_KEPT]
    found = []
    for position in positions.tolist():
        row = int(np.argmax(distinct.indices == position))
        found.append(
            CounterExample(
                row=int(records.source_rows[row]),
                text=distinct.texts[position].as_py(),
                count=int(distinct.counts[position]),
            )
        )
    return tuple(found)


def _by_repetition(
    names: frozenset[str],
    records: Table,
    distinct: Distinct,
    filled: npt.NDArray[np.bool_],
    total: int,
) -> list[Recognised]:
    """What the number of different values says where their form says nothing.

    Where nearly every value is there once, those that repeat speak against an identifier.
    """
    different = int(filled.sum())
    if different <= _MOST_CATEGORIES and total >= 4 * different:
        return [Recognised(type=_ENUMERATION, confidence=0.8, share=1.0)]
    alone = filled & (distinct.counts == 1)
    share = float(alone.sum() / total)
    if share >= _NEARLY_ALL and total > 1 and _IDENTIFIER.words & names:
        against = _counter_examples(records, distinct, filled & ~alone)
        confidence = round(_NAMED_IDENTIFIER * share, 3)
        return [
            Recognised(
                type=_IDENTIFIER, confidence=confidence, share=share, counter_examples=against
            )
        ]
    return []


def texts_of_type(texts: pa.Array, name: str) -> npt.NDArray[np.bool_]:
    """Which texts have the form of a semantic type. Raises ``KeyError``."""
    by_name = {candidate.name: candidate for candidate in SEMANTIC_TYPES}
    return by_name[name].test(texts)


__all__ = [
    "ENOUGH",
    "SEMANTIC_TYPES",
    "CounterExample",
    "Recognised",
    "SemanticType",
    "recognise",
    "texts_of_type",
]
