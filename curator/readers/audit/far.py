"""Cells far below or to the right of all others, where nobody scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt

from curator.i18n import N_
from curator.readers.audit.registry import found
from curator.readers.audit.xlsx import column_letters
from curator.readers.grid import Mask, filled_cells_of
from curator.readers.model import HiddenFinding
from curator.readers.workbook.model import ParsedSheet

FAR_ROWS = 1000
FAR_COLUMNS = 40

MESSAGE = N_(
    "The sheet “{sheet}” has cells far away from the others (from {place} on), where they"
    " are easily overlooked. They are read like the others."
)


def far_cells_in(
    sheet: str, filled: Mask, column: Callable[[int], Sequence[str]]
) -> Iterator[HiddenFinding]:
    """The far cells of one sheet. ``filled`` says which cells hold something (rows × columns);
    ``column`` gives the texts of a column."""
    rows = np.flatnonzero(filled.any(axis=1))
    columns = np.flatnonzero(filled.any(axis=0))
    row, far_column = _far_start(rows, FAR_ROWS), _far_start(columns, FAR_COLUMNS)
    if row is None and far_column is None:
        return
    is_far = np.zeros(filled.shape, dtype=bool)
    if row is not None:
        is_far[row:] = True
    if far_column is not None:
        is_far[:, far_column:] = True
    texts = []
    for number in columns.tolist():
        positions = np.flatnonzero(filled[:, number] & is_far[:, number]).tolist()
        held = column(number) if positions else ()
        texts += [held[at] for at in positions]
    place = str(row + 1) if row is not None else column_letters(far_column or 0)
    yield found("far-cells", f"{sheet}!{place}", MESSAGE, texts=texts, sheet=sheet, place=place)


def _far_start(used: npt.NDArray[np.int64], far: int) -> int | None:
    """The first of the rows or columns in use that stands far from the one before it."""
    gaps = np.flatnonzero(np.diff(used) > far)
    return int(used[gaps[0] + 1]) if len(gaps) else None


def far_cells_of(sheets: Iterable[ParsedSheet]) -> Iterator[HiddenFinding]:
    """Far cells of sheets as they were read."""
    for sheet in sheets:
        if sheet.columns:
            filled = np.column_stack([filled_cells_of(column) for column in sheet.columns])
            yield from far_cells_in(sheet.name, filled, partial(_texts, sheet))


def _texts(sheet: ParsedSheet, column: int) -> list[str]:
    texts: list[str] = sheet.columns[column].to_pylist()
    return texts
