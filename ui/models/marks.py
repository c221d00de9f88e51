"""What the grid marks on a table: invalid, changed, removed, masked and proposed cells.

A stage hands the grid a ``Marks``; the grid never knows why a cell is marked. Masks are arrays
over the positions of the table's rows, so that a screen of cells costs one slice per field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from curator.table import Table

BoolArray = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]


class Mark:
    """How a cell is painted: bits, of which several may be set at once.

    Plain numbers and no enumeration: painting a screen tests them a thousand times, and the
    operators of an enumeration alone would take a third of the time of a frame.
    """

    INVALID: Final = 1
    CHANGED: Final = 2
    REMOVED: Final = 4
    MASKED: Final = 8
    PROPOSED: Final = 16
    """A correction under the mouse would change it."""
    ASIDE: Final = 32
    """Its row is not a record: a total, a note, a heading."""
    HEADER: Final = 64
    """Its row holds the names of the fields: only in a file shown as it stands."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Marks:
    """The marks of one table. Every mask has one entry per row of the table.

    ``before`` holds, for fields with changed cells, the text each cell had.
    """

    invalid: Mapping[str, BoolArray] = field(default_factory=dict)
    changed: Mapping[str, BoolArray] = field(default_factory=dict)
    masked: Mapping[str, BoolArray] = field(default_factory=dict)
    proposed: Mapping[str, BoolArray] = field(default_factory=dict)
    before: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)
    masked_fields: frozenset[str] = frozenset()
    removed_fields: frozenset[str] = frozenset()
    removed_rows: BoolArray | None = None
    rows_aside: BoolArray | None = None

    @classmethod
    def of_rows(cls, table: Table) -> Marks:
        """Only what the table itself says: the rows that are not records."""
        aside = ~table.is_record
        return cls(rows_aside=aside if aside.any() else None)

    def flags(self, name: str, positions: Positions | slice) -> npt.NDArray[np.uint8] | None:
        """The ``Mark`` bits of these rows in the field ``name``; None when nothing is marked."""
        found: npt.NDArray[np.uint8] | None = None
        for mark, mask in self._masks(name):
            bits = mask[positions].astype(np.uint8) * np.uint8(mark)
            found = bits if found is None else found | bits
        everywhere = self._whole_field(name)
        if everywhere:
            length = _length(positions) if found is None else len(found)
            whole = np.full(length, everywhere, dtype=np.uint8)
            found = whole if found is None else found | whole
        return found

    def _masks(self, name: str) -> list[tuple[int, BoolArray]]:
        by_mark: tuple[tuple[int, BoolArray | None], ...] = (
            (Mark.INVALID, self.invalid.get(name)),
            (Mark.CHANGED, self.changed.get(name)),
            (Mark.MASKED, self.masked.get(name)),
            (Mark.PROPOSED, self.proposed.get(name)),
            (Mark.REMOVED, self.removed_rows),
            (Mark.ASIDE, self.rows_aside),
        )
        return [(mark, mask) for mark, mask in by_mark if mask is not None]

    def _whole_field(self, name: str) -> int:
        masked = Mark.MASKED if name in self.masked_fields else 0
        return int(masked | (Mark.REMOVED if name in self.removed_fields else 0))

    def row_flags(self, positions: Positions | slice) -> npt.NDArray[np.uint8] | None:
        """The ``Mark`` bits that hold for whole rows, for the row numbers."""
        found: npt.NDArray[np.uint8] | None = None
        for mark, mask in ((Mark.REMOVED, self.removed_rows), (Mark.ASIDE, self.rows_aside)):
            if mask is not None:
                bits = mask[positions].astype(np.uint8) * np.uint8(mark)
                found = bits if found is None else found | bits
        return found

    def rows_with(self, mark: int, name: str = "") -> BoolArray | None:
        """Which rows have a cell so marked, in the field ``name`` or in any.

        None when no mask says so. Only for marks that are kept by cell, and removed rows.
        """
        by_field: Mapping[str, BoolArray] = {
            Mark.INVALID: self.invalid,
            Mark.CHANGED: self.changed,
            Mark.PROPOSED: self.proposed,
            Mark.MASKED: self.masked,
        }.get(mark, {})
        masks = [by_field[name]] if name in by_field else ([] if name else [*by_field.values()])
        if mark == Mark.REMOVED and self.removed_rows is not None:
            masks.append(self.removed_rows)
        return np.logical_or.reduce(masks) if masks else None


def _length(positions: Positions | slice) -> int:
    return positions.stop - positions.start if isinstance(positions, slice) else len(positions)
