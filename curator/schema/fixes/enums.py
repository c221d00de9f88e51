"""Values that are nearly one of those a schema allows: accents, case, spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.cleanup_values import MapValues
from curator.schema.distinct import as_mask
from curator.schema.fixes.view import FieldView
from curator.schema.words import plain

_MOST_VALUES = 500
_REPEATED = 2
"""How often a value stands there on average, at least, in a field of categories."""

_NEAR = 80
"""Similarity (0 to 100) from which a spelling is taken for another."""


def propose_members(view: FieldView) -> Iterator[Issue]:
    """The one member that a text can be; spelling is for a person to confirm."""
    if view.target is None or view.target.type not in ("string", "any"):
        return
    members = view.target.constraints.get("enum")
    if not members:
        return
    allowed = [str(member) for member in members]
    strange = [
        text
        for text, filled in zip(view.texts.to_pylist(), view.filled.tolist(), strict=True)
        if filled and text not in allowed
    ]
    same = _same_letters(strange, allowed)
    yield from _issue(view, "enum-form", same, is_safe=True)
    rest = [text for text in strange if text not in same]
    yield from _issue(view, "enum-spelling", _near(rest, allowed), is_safe=False)


def propose_similar(view: FieldView) -> Iterator[Issue]:
    """Categories written in several ways, each as it is written most often.

    For a person to confirm: without a schema nobody says that both ways mean the same.
    """
    if view.target is not None and view.target.constraints.get("enum"):
        return
    if view.inferred.type != "string" or view.inferred.format != "default":
        return
    different = int(np.count_nonzero(view.filled))
    total = int(view.counts[view.filled].sum())
    if not 1 < different <= _MOST_VALUES or total < _REPEATED * different:
        return
    yield from _issue(view, "values-similar", _most_frequent_ways(view), is_safe=False)


def _most_frequent_ways(view: FieldView) -> dict[str, str]:
    """Text → the most frequent text that differs from it by case, accents or punctuation only."""
    by_letters: dict[str, list[tuple[int, str]]] = {}
    for text, count, filled in zip(
        view.texts.to_pylist(), view.counts.tolist(), view.filled.tolist(), strict=True
    ):
        letters = _folded(text)
        # Signs among digits tell one code from another.
        if filled and letters and not any(c.isdigit() for c in letters):
            by_letters.setdefault(letters, []).append((count, text))
    mapping: dict[str, str] = {}
    for ways in by_letters.values():
        kept = " ".join(max(ways, key=lambda way: (way[0], way[1]))[1].split())
        mapping |= {text: kept for _count, text in ways if text != kept}
    return mapping


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in plain(text)).split())


def _same_letters(strange: Sequence[str], allowed: Sequence[str]) -> dict[str, str]:
    """Texts that differ from exactly one member by case, accents, spaces or punctuation."""
    by_letters: dict[str, list[str]] = {}
    for member in allowed:
        by_letters.setdefault(_folded(member), []).append(member)
    found = {text: by_letters.get(_folded(text), []) for text in strange if _folded(text)}
    return {text: members[0] for text, members in found.items() if len(members) == 1}


def _near(strange: Sequence[str], allowed: Sequence[str]) -> dict[str, str]:
    from rapidfuzz import fuzz, process

    found: dict[str, str] = {}
    for text in strange:
        best = process.extract(
            text, allowed, scorer=fuzz.ratio, processor=_folded, limit=2, score_cutoff=_NEAR
        )
        if best and (len(best) == 1 or best[0][1] > best[1][1]):
            found[text] = best[0][0]
    return found


def _issue(
    view: FieldView, code: str, mapping: dict[str, str], *, is_safe: bool
) -> Iterator[Issue]:
    if not mapping:
        return
    after = pa.array([mapping.get(t, t) for t in view.texts.to_pylist()], type=pa.string())
    fix = view.fix(MapValues(field=view.name, mapping=mapping), after, is_safe=is_safe)
    if fix is not None:
        yield view.issue(code, as_mask(pc.not_equal(view.texts, after)), fix)
