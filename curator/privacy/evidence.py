"""What one column holds, computed once and shared by every detector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.privacy.headers import Header
from curator.privacy.text import EMPTY_WORDS, folded, squeezed, without_float_tail

LONGEST = 1000
"""Characters of a value that the questions about a field look at."""

SAMPLE_SIZE = 1000
"""Distinct values that soft evidence (names, words, dates) is taken from."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Value:
    """A distinct value of the sample: as read (squeezed), folded, without ``.0``, and its count."""

    text: str
    folded: str
    number: str
    count: int


@lru_cache(maxsize=64)
def _empty_texts(missing: tuple[str, ...]) -> pa.Array:
    """The texts that mean “no value”, in the cases people write them."""
    texts = {*EMPTY_WORDS, *(text.strip() for text in missing)}
    cased = {form for t in texts for form in (t, t.lower(), t.upper(), t.capitalize())}
    return pa.array(sorted(cased), pa.string())


def _total_length(texts: pa.Array) -> int:
    return int(pc.sum(pc.binary_length(texts)).as_py() or 0)


@dataclass(eq=False)
class ColumnEvidence:
    """One column: its distinct non-empty values with counts, and what was already asked of them.

    ``index`` counts from 1. ``texts`` are as read, ``values`` the same ones trimmed.
    """

    name: str
    index: int
    header: Header
    cells: pa.ChunkedArray
    texts: pa.Array
    values: pa.Array
    counts: npt.NDArray[np.int64]
    memo: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, name: str, index: int, header: Header, cells: pa.ChunkedArray, missing: Iterable[str]
    ) -> ColumnEvidence:
        """Count the distinct values of ``cells``; what means “no value” is left out."""
        counted = pc.value_counts(cells)
        texts, counts = counted.field("values"), counted.field("counts")
        trimmed = pc.utf8_trim_whitespace(texts)
        if _total_length(trimmed) == _total_length(texts):
            trimmed = texts  # a million texts need not be held twice
        keep = pc.invert(pc.is_in(trimmed, value_set=_empty_texts(tuple(missing))))
        if not pc.all(keep).as_py():
            is_same = trimmed is texts
            texts, counts = texts.filter(keep), counts.filter(keep)
            trimmed = texts if is_same else trimmed.filter(keep)
        return cls(
            name=name,
            index=index,
            header=header,
            cells=cells,
            texts=texts,
            values=trimmed,
            counts=counts.to_numpy(zero_copy_only=False).astype(np.int64),
        )

    @cached_property
    def filled(self) -> int:
        """How many cells are not empty."""
        return int(self.counts.sum())

    @property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(self.values)

    @cached_property
    def sample(self) -> tuple[Value, ...]:
        """Distinct values spread evenly over the column (all of them when they are few)."""
        step = max(1, -(-self.distinct // SAMPLE_SIZE))
        positions = np.arange(0, self.distinct, step)
        # The beginning tells what a text is; a cell of a megabyte must not stall the patterns.
        starts = pc.utf8_slice_codeunits(self.values.take(pa.array(positions)), 0, LONGEST)
        texts = starts.to_pylist()
        return tuple(
            Value(text := squeezed(raw), folded(text), without_float_tail(text), int(count))
            for raw, count in zip(texts, self.counts[positions], strict=True)
        )

    @cached_property
    def weight(self) -> int:
        """Cells that the sample stands for."""
        return sum(value.count for value in self.sample) or 1

    # -- questions ---------------------------------------------------------------------------

    def once(self, key: Any, compute: Callable[[], Any]) -> Any:
        """The answer to a question, computed the first time it is asked."""
        if key not in self.memo:
            self.memo[key] = compute()
        return self.memo[key]

    def share(self, test: Callable[[Value], Any]) -> float:
        """Share of the non-empty cells (of the sample) that pass ``test``; kept by function."""
        return float(
            self.once(test, lambda: sum(v.count for v in self.sample if test(v)) / self.weight)
        )

    def matching(self, pattern: str) -> Mask:
        """Which distinct values hold the RE2 ``pattern``, over all of them."""
        mask: Mask = self.once(
            ("re2", pattern),
            lambda: pc.match_substring_regex(self.values, pattern).to_numpy(zero_copy_only=False),
        )
        return mask

    def holding(self, text: str) -> Mask:
        """Which distinct values hold ``text`` as it stands."""
        mask: Mask = self.once(
            ("text", text),
            lambda: pc.match_substring(self.values, text).to_numpy(zero_copy_only=False),
        )
        return mask

    def taking(self, mask: Mask) -> tuple[list[str], npt.NDArray[np.int64]]:
        """The distinct values of ``mask`` with their counts."""
        return self.values.filter(pa.array(mask)).to_pylist(), self.counts[mask]

    @cached_property
    def is_long(self) -> bool:
        """Whether the values are sentences rather than labels."""
        words = sum(v.count * (v.text.count(" ") + 1) for v in self.sample) / self.weight
        return words >= 4

    @cached_property
    def is_numeric(self) -> bool:
        """Whether nearly all values are plain numbers."""
        return self.share(_is_number) >= 0.9

    @cached_property
    def mean_words(self) -> float:
        """Words per non-empty cell."""
        return sum(v.count * (v.text.count(" ") + 1) for v in self.sample) / self.weight

    @cached_property
    def folded_counts(self) -> Counter[str]:
        """The folded values of the sample with their counts."""
        counts: Counter[str] = Counter()
        for value in self.sample:
            counts[value.folded] += value.count
        return counts


def _is_number(value: Value) -> bool:
    return value.number.replace(" ", "").replace(",", "").replace(".", "").lstrip("-").isdigit()


@dataclass(frozen=True)
class TableEvidence:
    """Every column of a table, in order, and how many rows it has."""

    columns: tuple[ColumnEvidence, ...]
    rows: int
    memo: dict[Any, tuple[Any, Any]] = field(default_factory=dict, repr=False)

    def once(self, question: Any, about: Any, compute: Callable[[], Any]) -> Any:
        """The answer to a question about the whole table, kept for the last ``about`` it was
        asked with: each field asks, and a table may have thousands."""
        # Asked about itself it must not hold itself: the columns would outlive the scan by minutes.
        about = None if about is self else about
        known = self.memo.get(question)
        if known is None or known[0] is not about:
            known = self.memo[question] = (about, compute())
        return known[1]
