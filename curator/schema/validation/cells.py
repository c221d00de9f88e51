"""The verdict on one column, by itself: which rows break which rule of the field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from curator.schema.distinct import BoolArray, Distinct, is_in
from curator.schema.model import Field
from curator.schema.types.base import Reader, Values, read_values, reader_of
from curator.schema.validation.constraints import broken_rules
from curator.table import Table

NO_VALUE = -1
NO_REPEAT = -2
"""A value that equals nothing, itself included: “not a number”."""


@dataclass(frozen=True, eq=False)
class ColumnVerdict:
    """``broken``: rule → row positions, ``type`` for texts that are not of the type.

    ``missing``: rows without a value; None when every row has one.
    """

    broken: Mapping[str, npt.NDArray[np.int64]]
    missing: BoolArray | None


@dataclass(frozen=True, eq=False)
class ReadColumn:
    """A column read as values: what each row's text is, and what each text means."""

    distinct: Distinct
    values: Values
    reader: Reader


def read_column(
    table: Table, column: str, field: Field, missing: tuple[str, ...], *, exactly: bool = True
) -> ReadColumn:
    """The cells of ``column`` read as ``field`` says; not ``exactly``: texts may be repeated."""
    cells = table.column(column)
    distinct = Distinct.of(cells) if exactly else Distinct.nearly(cells)
    reader = reader_of(field)
    values = read_values(reader, distinct.texts, is_in(distinct.texts, missing))
    return ReadColumn(distinct, values, reader)


def column_verdict(
    table: Table, column: str, field: Field, missing: tuple[str, ...]
) -> ColumnVerdict:
    """The verdict on one column; worked out once per (column buffer, field)."""
    found: ColumnVerdict = _remembered(table, column, field, missing, "verdict", _verdict)
    return found


def value_codes(
    table: Table, column: str, field: Field, missing: tuple[str, ...]
) -> npt.NDArray[np.int32]:
    """A number per row that is the same where the values are.

    ``NO_VALUE`` where there is none, ``NO_REPEAT`` for “not a number”.
    """
    found: npt.NDArray[np.int32] = _remembered(table, column, field, missing, "codes", _codes)
    return found


def _verdict(read: ReadColumn) -> ColumnVerdict:
    broken = broken_rules(read.reader.definition, read.reader, read.values)
    missing = read.values.missing
    return ColumnVerdict(
        broken={rule: read.distinct.positions(mask) for rule, mask in broken.items()},
        missing=read.distinct.rows(missing) if missing.any() else None,
    )


def _codes(read: ReadColumn) -> npt.NDArray[np.int32]:
    codes: npt.NDArray[np.int32] = read.distinct.rows(text_codes(read.values, read.reader))
    return codes


def text_codes(values: Values, reader: Reader) -> npt.NDArray[np.int32]:
    """The same per distinct text: two texts of one value (``1`` and ``01``) share a number."""
    codes = np.full(len(values.texts), NO_VALUE, dtype=np.int32)
    present = values.present
    if reader.definition.type in ("string", "any"):
        codes[present] = np.flatnonzero(present)
    elif values.array is not None and not values.others:
        codes[present] = dense(values.array[present])
    else:
        seen: dict[Any, int] = {}
        for position, value in enumerate(values.as_objects(reader)):
            if value is None:
                continue
            if value != value:  # noqa: PLR0124
                codes[position] = NO_REPEAT
            else:
                codes[position] = seen.setdefault(_hashable(value), len(seen))
    return codes


def dense(numbers: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
    """Numbers or instants as 0, 1, 2… in order of appearance, the same where they are."""
    if numbers.dtype.kind == "f":
        numbers = numbers + 0.0  # one zero, not two
    encoded = pa.array(numbers).dictionary_encode().indices
    codes: npt.NDArray[np.int32] = encoded.to_numpy(zero_copy_only=False).astype(np.int32)
    return codes


def _hashable(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, sort_keys=True, default=str)
    return value


# -- memory of what was worked out ---------------------------------------------------------------

_Key = tuple[Any, ...]

# Entries live as long as the table they were made for. A column that another living table shares
# has the same buffer addresses, so its verdict is found there; addresses cannot be reused while
# that table lives.
_lock = Lock()
_memory: WeakKeyDictionary[Table, dict[_Key, Any]] = WeakKeyDictionary()


def _remembered(
    table: Table, column: str, field: Field, missing: tuple[str, ...], what: str, work: Any
) -> Any:
    key = (what, *_column_key(table.column(column)), _field_key(field), missing)
    with _lock:
        mine = _memory.setdefault(table, {})
        for entries in (mine, *_memory.values()):
            if key in entries:
                mine[key] = entries[key]
                return mine[key]
    mine[key] = work(read_column(table, column, field, missing, exactly=what == "codes"))
    return mine[key]


def _column_key(column: pa.ChunkedArray) -> Iterator[tuple[int, int, int]]:
    for chunk in column.chunks:
        data = chunk.buffers()[-1]
        offsets = chunk.buffers()[1]
        address = data.address if data is not None else 0
        yield (
            address,
            offsets.address if offsets is not None else 0,
            chunk.offset * 2**32 + len(chunk),
        )


def _field_key(field: Field) -> str:
    return json.dumps(field.to_descriptor(), sort_keys=True, default=str)
