"""Stepping through cells: matches of the search, and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.table import Table
from ui.i18n import number
from ui.models.arrangement import Order, matching_rows
from ui.models.latest import LatestWork
from ui.models.marks import BoolArray
from ui.models.table_model import TableModel

Hits = npt.NDArray[np.int64]
"""Cells as ``row * columns + column`` of the rows on show, ascending."""


BLOCK = 32_768
"""Rows looked at in one go for the next problem."""


def flat_hits(
    masks: Mapping[str, BoolArray], names: list[str], positions: Order | slice | None
) -> Hits:
    """The marked cells in reading order, of the rows at these positions (None: of all)."""
    found = []
    for column, name in enumerate(names):
        mask = masks.get(name)
        if mask is not None:
            rows = np.flatnonzero(mask if positions is None else mask[positions])
            found.append(rows * len(names) + column)
    return np.sort(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def next_marked(
    masks: Mapping[str, BoolArray], model: TableModel, here: int, direction: int
) -> int | None:
    """The marked cell after (``direction`` 1) or before (-1) the cell ``here``, going round.

    It looks no further than it must: in a million rows millions of cells may be marked, and to put
    them all in order would hold the window up.
    """
    masks = {name: mask for name, mask in masks.items() if mask.any()}
    names, order, end = model.table.names, model.order, model.rowCount() * model.columnCount()
    middle = min(here + 1 if direction > 0 else max(here, 0), end)
    spans = [(middle, end), (0, middle)]
    for start, stop in spans if direction > 0 else reversed(spans):
        for top, bottom in _blocks(start, stop, len(names), direction):
            rows = slice(top, bottom) if order is None else order[top:bottom]
            hits = flat_hits(masks, names, rows) + top * len(names)
            hits = hits[(hits >= start) & (hits < stop)]
            if len(hits):
                return int(hits[0 if direction > 0 else -1])
    return None


def _blocks(start: int, stop: int, width: int, direction: int) -> Iterator[tuple[int, int]]:
    """Rows from and to, for the cells from ``start`` to ``stop``, in the order of looking."""
    if start == stop:
        return
    last = -(-stop // width)
    for top in range(start // width, last, BLOCK)[::direction]:
        yield top, min(top + BLOCK, last)


def _searched(
    table: Table,
    order: Order | None,
    text: str,
    fields: tuple[str, ...],
    *,
    report: Report = silent,
) -> Hits:
    masks = matching_rows(table, text, fields, report=report)
    return flat_hits(masks, table.names, order)


def _masked_fields(model: TableModel) -> frozenset[str]:
    """The fields with masked cells, whether all are or some."""
    return model.marks.masked_fields | model.marks.masked.keys()


def stepped(hits: Hits, here: int, direction: int) -> int | None:
    """Index of the hit after (``direction`` 1) or before (-1) the cell ``here``, going round."""
    if not len(hits):
        return None
    if direction > 0:
        return int(np.searchsorted(hits, here, side="right")) % len(hits)
    return int(np.searchsorted(hits, here, side="left") - 1) % len(hits)


class GridSearch(QObject):
    """The text searched for, where it is, and which of its places is current."""

    found = Signal(object, object)
    """Which match is current (from 1; 0: none, or all are further on) and how many there are."""
    moved = Signal(int, int)
    """Row and column to go to."""

    def __init__(self, model: TableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self.text = ""
        self._hits: Hits | None = None
        self._masked: frozenset[str] = frozenset()
        """The fields that were not looked at, for their cells are masked."""
        self.work = LatestWork(self)

    def search(self, text: str, here: int) -> None:
        """Look for ``text`` and go to its first place at or after the cell ``here``."""
        self.text = text
        self._hits = None
        if not text:
            self.work.drop()
            self.found.emit(0, 0)
            return
        self._start(partial(self._on_found, here - 1, 1))

    def step(self, here: int, direction: int) -> None:
        """Go to the next or the previous place."""
        if not self.text:
            return
        if self._hits is None:
            self._start(partial(self._on_found, here, direction))
        else:
            self._go(stepped(self._hits, here, direction))

    def follow_rows(self, here: int) -> None:
        """The rows on show changed: the places have to be looked for again, with the next step or,
        if they are being looked for, now.
        """
        was_looking = self.work.is_running
        self._hits = None
        self.work.drop()
        if was_looking:
            self._start(partial(self._on_found_again, here))

    def follow_masks(self, here: int) -> None:
        """Other marks came: where they mask other fields the text is looked for anew, for how many
        there are and where would tell of cells that are hidden now. No place is gone to.
        """
        if self.text and _masked_fields(self._model) != self._masked:
            self._hits = None
            self._start(partial(self._on_found_again, here))

    def sentence(self, current: int, total: int) -> str:
        """What was found, in words."""
        if not total:
            return _("Nothing found for “{text}”").format(text=self.text)
        sentence = _("Match {current} of {total}")
        return sentence.format(current=number(current), total=number(total))

    def _start(self, done: Callable[[Hits], None]) -> None:
        model = self._model
        self._masked = _masked_fields(model)
        fields = tuple(name for name in model.table.names if name not in self._masked)
        self.work.start(
            partial(_searched, model.table, model.order, self.text, fields),
            done,
            rows=len(model.table),
            title=_("Searching"),
        )

    def _on_found(self, here: int, direction: int, hits: Hits) -> None:
        self._hits = hits
        self._go(stepped(hits, here, direction))

    def _on_found_again(self, here: int, hits: Hits) -> None:
        self._hits = hits
        self.found.emit(int(np.searchsorted(hits, here, side="right")), len(hits))

    def _go(self, index: int | None) -> None:
        if index is None or self._hits is None:
            self.found.emit(0, 0)
            return
        self.found.emit(index + 1, len(self._hits))
        row, column = divmod(int(self._hits[index]), self._model.columnCount())
        self.moved.emit(row, column)


class ProblemSteps:
    """Next and previous problem: cells to correct, else changed cells, else masked ones."""

    def __init__(self, model: TableModel) -> None:
        self._model = model

    def step(self, here: int, direction: int) -> tuple[int, int] | None:
        """Row and column of the problem after or before the cell ``here``; None: there is none."""
        marks = self._model.marks
        masks = marks.invalid or marks.changed or marks.masked
        found = next_marked(masks, self._model, here, direction)
        return None if found is None else divmod(found, self._model.columnCount())
