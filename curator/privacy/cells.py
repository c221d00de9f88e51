"""Personal data in the cells of fields that are not wholly of one kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.privacy.context import Context, is_about_person
from curator.privacy.detectors.addresses import is_address
from curator.privacy.evidence import ColumnEvidence, Mask
from curator.privacy.publicity import public_share
from curator.privacy.reading import ALONE, worth_reading
from curator.privacy.score import Case, Finding
from curator.privacy.span import Span
from curator.privacy.spans import Names, find_spans


@dataclass
class ColumnSpans:
    """What was found in a column: distinct text as read → its spans."""

    column: ColumnEvidence
    found: dict[str, list[Span]] = field(default_factory=dict)


def read_spans(column: ColumnEvidence, context: Context) -> ColumnSpans:
    """The spans in every distinct text of a column."""
    worth = worth_reading(column.texts)
    texts = column.texts.filter(pa.array(worth.mask)).to_pylist()
    kin = worth.kin[worth.mask].tolist()
    about_persons = context.person >= 0.5 or (
        context.public < 0.45 and column.header.has("observation")
    )
    names = names_wanted(column, context)
    is_remark = column.header.has("observation")
    found = _find(zip(texts, kin, strict=True), names, about_persons, is_remark)
    is_doubtful = names in (Names.TITLED, Names.SURE)
    if is_doubtful and column.mean_words >= 2.5 and len(found) >= _OFTEN * len(texts):
        # Persons turn up often enough for the field to be about them after all.
        found = _find(zip(texts, kin, strict=True), Names.ALL, about_persons, is_remark)
    return ColumnSpans(column, found)


_OFTEN = 0.05


def _find(
    texts: Iterable[tuple[str, int]], names: Names, about_persons: bool, is_remark: bool
) -> dict[str, list[Span]]:
    """The spans in each text that has any; of kin without them one is read."""
    found = {}
    empty: set[int] = set()
    for text, kin in texts:
        if kin in empty:
            continue
        spans = find_spans(text, about_persons=about_persons, names=names, is_remark=is_remark)
        if spans:
            found[text] = spans
        elif kin != ALONE:
            empty.add(kin)
    return found


def names_wanted(column: ColumnEvidence, context: Context) -> Names:
    """Which names to believe in the texts of a field.

    In a remark, a contact or a field about persons: all. In an address: none, streets bear names.
    In what names things, organisations or places: those behind a title. In sentences among which
    many speak of places: those that stand by themselves.
    """
    header = column.header
    if column.share(is_address) >= 0.3:
        return Names.NONE
    if is_about_person(column) or header.has("observation", "contact"):
        return Names.ALL
    if "work" in header.subjects and context.subject("work") >= 0.85:
        return Names.NONE  # titles and authors
    if header.subjects & {"venue", "organisation", "work", "place"}:
        return Names.TITLED
    if header.is_missing and public_share(column) < _PUBLIC:
        return Names.ALL if column.mean_words >= 2 else Names.TITLED
    return _names_in(column, context)


_PUBLIC = 0.25
"""Share of texts with a word of organisations or places from which a field is of these."""


def _names_in(column: ColumnEvidence, context: Context) -> Names:
    """Which names to believe in texts whose header says nothing of whom they are about."""
    if context.public >= 0.45:
        return Names.TITLED
    if public_share(column) >= _PUBLIC or "thing" in column.header.subjects:
        return Names.SURE if column.is_long else Names.TITLED
    wordy = column.is_long if context.person < 0.5 else column.mean_words >= 2.5
    return Names.ALL if wordy else Names.SURE if column.is_long else Names.TITLED


def rows_of(column: ColumnEvidence, texts: Sequence[str]) -> Iterable[tuple[int, str]]:
    """Positions of the cells that hold one of ``texts``, with it."""
    if not texts:
        return
    indices = pc.index_in(column.cells, value_set=pa.array(texts, pa.string()))
    array = indices.combine_chunks() if isinstance(indices, pa.ChunkedArray) else indices
    hits: Mask = pc.is_valid(array).to_numpy(zero_copy_only=False)
    positions = np.flatnonzero(hits)
    chosen = array.filter(pa.array(hits)).to_numpy(zero_copy_only=False)
    for position, index in zip(positions, chosen, strict=True):
        yield int(position), texts[index]


def contained(spans: ColumnSpans) -> Iterable[Finding]:
    """What the field contains some of, from its spans: many weak ones or one that is sure."""
    column = spans.column
    counts = _cell_counts(column, spans)
    by_kind: dict[str, list[float]] = defaultdict(list)
    cells: Counter[str] = Counter()
    for text, found in spans.found.items():
        for kind in {s.kind for s in found}:
            by_kind[kind].append(max(s.sure for s in found if s.kind == kind))
            cells[kind] += counts[text]
    for kind, sures in by_kind.items():
        case = Case(kind, share=cells[kind] / max(column.filled, 1), is_whole=False)
        case.add(
            4.0 + _strength(sures, column),
            N_("Cells that hold it ({kind}): {cells}"),
            kind=kind,
            cells=cells[kind],
        )
        yield case.closed()


def _strength(sures: list[float], column: ColumnEvidence) -> float:
    """How much the spans of one kind are worth: a remark about a person may stand alone."""
    best, many = max(sures), len(sures)
    header, share = column.header, many / max(column.distinct, 1)
    if (
        header.has("observation")
        or is_about_person(column)
        or (header.is_missing and column.is_long)
    ):
        best = min(best + 0.15, 0.95) if best < 0.9 else best
    elif header.is_missing and share < 0.1 and best < 0.95:
        return -1.0  # short labels without a header: some always resemble a name
    if best >= 0.9:
        return 2.5 if many == 1 else 4.0
    if many >= 3 or share >= 0.01:
        return 1.5 if best >= 0.75 else 0.6
    return -0.3


def _cell_counts(column: ColumnEvidence, spans: ColumnSpans) -> dict[str, int]:
    """How many cells hold each text with spans."""
    texts = list(spans.found)
    if not texts:
        return {}
    counted = pc.value_counts(pc.index_in(column.cells, value_set=pa.array(texts, pa.string())))
    return {
        texts[item["values"]]: item["counts"]
        for item in counted.to_pylist()
        if item["values"] is not None
    }
