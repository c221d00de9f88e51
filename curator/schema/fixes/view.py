"""A field as the proposals look at it: its distinct texts, what it should be, and the arithmetic
of what a change would touch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Fix, Issue, Severity
from curator.operations.base import Operation
from curator.schema.conventions import NULL_WORDS
from curator.schema.distinct import BoolArray, Distinct, as_mask, is_in
from curator.schema.model import Field, Schema
from curator.schema.types import read_values, reader_of
from curator.table import Table

KEPT_ROWS = 1000
"""Row numbers an issue keeps."""

_SAMPLES = 5


@dataclass(frozen=True, eq=False)
class FieldView:
    """``target`` is the field of the schema that the table must follow; None: there is none."""

    table: Table
    name: str
    schema: Schema | None

    @cached_property
    def distinct(self) -> Distinct:
        """Distinct texts of all rows."""
        return Distinct.of(self.table.column(self.name))

    @property
    def texts(self) -> pa.Array:
        """The distinct texts."""
        return self.distinct.texts

    @cached_property
    def target(self) -> Field | None:
        """What the schema says about the field."""
        return self.schema[self.name] if self.schema and self.name in self.schema else None

    @cached_property
    def inferred(self) -> Field:
        """What the field is as it stands, from the records."""
        from curator.schema.inference import infer_field

        texts = self.texts.filter(pa.array(self.in_records))
        return infer_field(self.name, texts, self.table.hints.get(self.name, ""))

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many records have each text."""
        indices = self.distinct.indices[self.table.is_record]
        return np.bincount(indices, minlength=len(self.distinct))

    @cached_property
    def in_records(self) -> BoolArray:
        """Texts that some record has."""
        present: BoolArray = self.counts > 0
        return present

    @cached_property
    def missing(self) -> BoolArray:
        """Texts that mean “no value”."""
        own = None if self.target is None else self.target.missing_values
        if own is None:
            own = self.schema.missing_values if self.schema else ("",)
        return is_in(self.texts, ("", *own))

    @cached_property
    def filled(self) -> BoolArray:
        """Texts of records that have a value."""
        return self.in_records & ~self.missing

    @cached_property
    def told(self) -> BoolArray:
        """Texts of records that say something: filled, and no “NC” or dash for “no value”."""
        return self.filled & ~is_in(pc.utf8_trim_whitespace(self.texts), NULL_WORDS)

    @cached_property
    def wrong(self) -> BoolArray:
        """Texts of records that the target refuses as not of its type."""
        if self.target is None:
            return np.zeros(len(self.texts), dtype=bool)
        return (
            read_values(reader_of(self.target), self.texts, self.missing).invalid & self.in_records
        )

    def share(self, mask: BoolArray) -> float:
        """The share of the records that say something whose text is marked."""
        total = int(self.counts[self.told].sum())
        return float(self.counts[mask & self.told].sum() / total) if total else 0.0

    def share_of(self, texts: pa.Array, mask: BoolArray) -> float:
        """The share of some distinct texts that is marked, each counted once."""
        return float(mask.mean()) if len(texts) else 0.0

    def issue(
        self,
        code: str,
        failing: BoolArray,
        *fixes: Fix,
        severity: Severity = Severity.WARNING,
        **parameters: Any,
    ) -> Issue:
        """An issue over the records whose text is marked."""
        rows = self.table.source_rows[
            self.distinct.positions(failing & self.in_records)[:KEPT_ROWS]
        ]
        return Issue(
            code=code,
            severity=severity,
            field=self.name,
            rows=tuple(rows.tolist()),
            count=int(self.counts[failing].sum()),
            parameters=parameters,
            fixes=fixes,
        )

    def fix(self, operation: Operation, after: pa.Array, *, is_safe: bool) -> Fix | None:
        """The fix that turns the texts into ``after``; None when it changes nothing."""
        changed = as_mask(pc.not_equal(self.texts, after))
        if not changed.any():
            return None
        some = pa.array(np.flatnonzero(changed)[:_SAMPLES])
        pairs = zip(self.texts.take(some).to_pylist(), after.take(some).to_pylist(), strict=True)
        return Fix(
            operation=operation,
            cells=int(self.distinct.counts[changed].sum()),
            is_safe=is_safe,
            samples=tuple(pairs),
        )
