"""The table: text cells in Arrow columns, a schema, and where every row comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.digest import NO_SOURCE, Digest
from curator.errors import FieldNotFound
from curator.lean import allow_pandas
from curator.schema.model import Field, Schema

if TYPE_CHECKING:
    import pandas as pd

NO_SOURCE_ROW = 0
"""Source row of a row that an operation made (spreadsheet rows are numbered from 1)."""


class RowMark(IntEnum):
    """What a row is. Only records are data; the others stay in the table, marked."""

    RECORD = 0
    TOTAL = 1
    NOTE = 2
    HEADING = 3
    """A group heading: a line that names the rows below it."""
    HEADER = 4
    """The header repeated further down."""


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of text with the schema laid over them.

    ``data`` holds one string column per field of ``schema``, in the same order; ``""`` is an empty
    cell and there are no nulls. ``source_rows`` numbers every row as a spreadsheet shows it (from
    1), ``marks`` says which rows are records (``RowMark``). ``digest`` is that of the file
    the rows came from. ``hints`` says by field how a workbook shows its numbers (``currency percent
    decimal date time text code``), where that is uniform.

    Immutable: every method returns a new table, and columns that did not change are shared.
    """

    data: pa.Table
    schema: Schema
    source_rows: npt.NDArray[np.int32]
    marks: npt.NDArray[np.uint8]
    digest: Digest = NO_SOURCE
    hints: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.data.column_names != self.schema.names:
            raise ValueError("the schema's names differ from the columns'")
        if not len(self.source_rows) == len(self.marks) == self.data.num_rows:
            raise ValueError("every row needs its number and its mark")
        self.source_rows.setflags(write=False)
        self.marks.setflags(write=False)

    @classmethod
    def from_columns(
        cls,
        columns: Mapping[str, Sequence[str] | pa.Array | pa.ChunkedArray],
        *,
        first_source_row: int = 2,
        schema: Schema | None = None,
        source_sha256: str = "",
    ) -> Table:
        """A table of records numbered from ``first_source_row`` without a gap."""
        data = pa.table({name: _text(values) for name, values in columns.items()})
        rows = np.arange(first_source_row, first_source_row + data.num_rows, dtype=np.int32)
        return cls(
            data=data,
            schema=schema or Schema(fields=tuple(Field(name=name) for name in columns)),
            source_rows=rows,
            marks=np.zeros(data.num_rows, dtype=np.uint8),
            digest=Digest.of(source_sha256) if source_sha256 else NO_SOURCE,
        )

    # -- looking -----------------------------------------------------------------------------

    @property
    def source_sha256(self) -> str:
        """SHA-256 of the file the rows came from, ``""`` when there is none; waits for it."""
        return self.digest.sha256

    def __len__(self) -> int:
        return int(self.data.num_rows)

    @property
    def names(self) -> list[str]:
        """Field names, in order."""
        return self.schema.names

    @property
    def nbytes(self) -> int:
        """Bytes held by the cells (shared ones included)."""
        return int(self.data.nbytes)

    def column(self, field: str) -> pa.ChunkedArray:
        """The cells of ``field``. Raises ``FieldNotFound``."""
        if field not in self.schema:
            raise FieldNotFound(field=field)
        return self.data.column(field)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The cells as a pandas frame over the same Arrow buffers (nothing is copied)."""
        allow_pandas()
        import pandas as pd

        return self.data.to_pandas(types_mapper=pd.ArrowDtype)

    @cached_property
    def is_record(self) -> npt.NDArray[np.bool_]:
        """Which rows are records."""
        return np.equal(self.marks, RowMark.RECORD)

    @property
    def record_count(self) -> int:
        """How many rows are records."""
        return int(np.count_nonzero(self.is_record))

    def records(self) -> Table:
        """The table without the rows that are marked as something else."""
        return self if self.is_record.all() else self.filter_rows(self.is_record)

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[str, ...]]:
        """Rows as tuples of text, for small extracts: whole tables are worked on by column."""
        piece = self.data.slice(start, None if stop is None else stop - start)
        columns = [column.to_pylist() for column in piece.columns]
        return iter(zip(*columns, strict=True)) if columns else iter(())

    def position_of_row(self, source_row: int) -> int | None:
        """Index of the row numbered ``source_row`` in the source; None when it is not here."""
        hits = np.flatnonzero(self.source_rows == source_row)
        return int(hits[0]) if len(hits) else None

    # -- changing (into a new table) -----------------------------------------------------------

    def with_column(self, field: str, values: pa.ChunkedArray | pa.Array | Sequence[str]) -> Table:
        """The cells of ``field`` replaced; its definition stays. Raises ``FieldNotFound``."""
        if field not in self.schema:
            raise FieldNotFound(field=field)
        index = self.names.index(field)
        return replace(self, data=self.data.set_column(index, field, _text(values)))

    def inserting(
        self, position: int, field: Field, values: pa.ChunkedArray | pa.Array | Sequence[str]
    ) -> Table:
        """A new field before ``position``."""
        return replace(
            self,
            data=self.data.add_column(position, field.name, _text(values)),
            schema=self.schema.inserting(position, field),
        )

    def without(self, *fields: str) -> Table:
        """The table without these fields. Raises ``FieldNotFound``."""
        for name in fields:
            if name not in self.schema:
                raise FieldNotFound(field=name)
        kept = [name for name in self.names if name not in fields]
        return self.selecting(kept)

    def selecting(self, fields: Sequence[str]) -> Table:
        """These fields only, in this order. Raises ``FieldNotFound``."""
        for name in fields:
            if name not in self.schema:
                raise FieldNotFound(field=name)
        schema = self.schema.selecting(fields)
        if not fields:  # Arrow forgets how many rows an empty selection has
            return self.take_rows(np.empty(0, dtype=np.int64))._bare(schema)
        return replace(self, data=self.data.select(list(fields)), schema=schema)

    def _bare(self, schema: Schema) -> Table:
        return replace(self, data=pa.table({}), schema=schema)

    def with_schema(self, schema: Schema) -> Table:
        """The same cells under another schema of as many fields; columns take its names."""
        named = dict(zip(self.names, schema.names, strict=True))
        hints = {named[name]: hint for name, hint in self.hints.items() if name in named}
        data = self.data.rename_columns(schema.names)
        return replace(self, data=data, schema=schema, hints=hints)

    def renaming(self, field: str, to: str) -> Table:
        """One field renamed, keys that name it included. Raises ``FieldNotFound``."""
        if field not in self.schema:
            raise FieldNotFound(field=field)
        return self.with_schema(self.schema.renaming(field, to))

    def filter_rows(self, keep: npt.NDArray[np.bool_]) -> Table:
        """The rows where ``keep`` is true."""
        return replace(
            self,
            data=self.data.filter(pa.array(keep)),
            source_rows=self.source_rows[keep],
            marks=self.marks[keep],
        )

    def take_rows(self, positions: npt.NDArray[np.int64]) -> Table:
        """These rows, in this order."""
        return replace(
            self,
            data=self.data.take(pa.array(positions)),
            source_rows=self.source_rows[positions],
            marks=self.marks[positions],
        )


def is_same_memory(a: pa.ChunkedArray, b: pa.ChunkedArray) -> bool:
    """Whether two columns are the very same memory: then there is nothing to compare."""
    return a.num_chunks == b.num_chunks and all(
        x.offset == y.offset and len(x) == len(y) and _addresses(x) == _addresses(y)
        for x, y in zip(a.chunks, b.chunks, strict=True)
    )


def _addresses(chunk: pa.Array) -> list[int | None]:
    return [None if buffer is None else buffer.address for buffer in chunk.buffers()]


def _text(values: Any) -> pa.ChunkedArray:
    """``values`` as a column of strings without nulls."""
    if not isinstance(values, (pa.ChunkedArray, pa.Array)):
        values = pa.array(values, type=pa.string())
    if isinstance(values, pa.Array):
        values = pa.chunked_array([values])
    if values.type != pa.string():
        values = values.cast(pa.string())
    return pc.fill_null(values, "") if values.null_count else values
