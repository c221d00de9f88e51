"""Values of a field that are probably the same thing written in several ways.

The methods are those that OpenRefine made known: key collision (fingerprint, n-gram) and nearest
neighbour (Levenshtein). A cluster is a proposal; ``cell-map`` merges it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from curator.operations.cleanup_values import MapValues
from curator.progress import Report, silent
from curator.schema.distinct import Distinct
from curator.schema.words import plain
from curator.table import Table

Method = Literal["fingerprint", "ngram", "levenshtein"]

_MOST_COMPARED = 4000
"""Distinct values that nearest neighbours are looked for among; the most frequent ones."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Values to merge with how many records have each, the most frequent first."""

    values: tuple[tuple[str, int], ...]

    @property
    def suggestion(self) -> str:
        """The value to keep: the most frequent one."""
        return self.values[0][0]

    def merge(self, field: str, into: str | None = None) -> MapValues:
        """The operation that gives every value of the cluster one writing."""
        kept = self.suggestion if into is None else into
        return MapValues(field=field, mapping={v: kept for v, _n in self.values if v != kept})


def fingerprint(text: str) -> str:
    """The words in alphabetical order, once each, without accents, case or punctuation."""
    spaced = "".join(c if c.isalnum() else " " for c in plain(text))
    return " ".join(sorted(set(spaced.split())))


def ngram_fingerprint(text: str, size: int = 2) -> str:
    """The pairs of letters in alphabetical order: letters doubled or exchanged do not count."""
    letters = "".join(c for c in plain(text) if c.isalnum())
    return "".join(sorted({letters[n : n + size] for n in range(len(letters) - size + 1)}))


def value_counts(
    table: Table, field: str, *, most: int | None = None
) -> tuple[tuple[str, int], ...]:
    """The different values of a field with how many records have each, the most frequent first.

    Empty cells are no value. Raises ``FieldNotFound``.
    """
    distinct = Distinct.of(table.records().column(field))
    counted = zip(distinct.texts.to_pylist(), distinct.counts.tolist(), strict=True)
    ranked = sorted(((text, n) for text, n in counted if text.strip()), key=lambda v: -v[1])
    return tuple(ranked[:most])


def clusters(
    table: Table,
    field: str,
    method: Method = "fingerprint",
    *,
    similarity: float = 0.88,
    report: Report = silent,
) -> tuple[Cluster, ...]:
    """The clusters of a field, those that touch most records first. Raises ``FieldNotFound``.

    ``similarity`` (0 to 1) is for Levenshtein: how alike two values must be.
    """
    counted = value_counts(table, field)
    if method == "levenshtein":
        groups = _near(counted, similarity, report)
    else:
        groups = _by_key(counted, fingerprint if method == "fingerprint" else ngram_fingerprint)
    found = [
        Cluster(values=tuple(sorted(group, key=lambda v: (-v[1], v[0]))))
        for group in groups
        if len(group) > 1
    ]
    found.sort(key=lambda c: (-sum(n for _v, n in c.values), c.suggestion))
    return tuple(found)


def _by_key(
    counted: Sequence[tuple[str, int]], key_of: Callable[[str], str]
) -> list[list[tuple[str, int]]]:
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for text, n in counted:
        key = key_of(text)
        if key:
            groups[key].append((text, n))
    return list(groups.values())


def _near(
    counted: Sequence[tuple[str, int]], similarity: float, report: Report
) -> list[list[tuple[str, int]]]:
    """Every value with those before it that are written nearly the same.

    Values whose digits differ are never near: “Lot 1” is not a misspelt “Lot 2”.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    some = counted[:_MOST_COMPARED]
    keys = [" ".join(plain(text).split()) for text, _n in some]
    digits = [re.findall("[0-9]+", key) for key in keys]
    leader = list(range(len(some)))
    for n, key in enumerate(keys):
        if leader[n] != n:
            continue
        report(n / len(keys), "")
        near = process.extract(
            key, keys[n + 1 :], scorer=Levenshtein.normalized_similarity,
            score_cutoff=similarity, limit=None,
        )  # fmt: skip
        for _text, _score, offset in near:
            other = n + 1 + offset
            if leader[other] == other and digits[other] == digits[n]:
                leader[other] = n
    groups: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for n, value in enumerate(some):
        groups[leader[n]].append(value)
    return list(groups.values())
