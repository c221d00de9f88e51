"""The widths of the grid's columns: those that stand first at once, the others in steps, for a
table may have hundreds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from heapq import nlargest

from PySide6.QtWidgets import QTableView

from ui.delegates.cell import CellDelegate
from ui.models.marks import Mark
from ui.models.table_model import TableModel
from ui.pacing import repeat

SAMPLED_ROWS = 60
FITTED_AT_ONCE = 20
"""Fields whose width is found in one step: more than there is room for on most screens."""
MEASURED_TEXTS = 12
"""Of the texts of these rows, how many are measured: the longest ones."""
WIDEST, NARROWEST = 280, 72
WIDEST_CHANGED = 340
"""A cell with what it was and what it is needs more room."""


class ColumnFit:
    """Gives fields the width of their header and of their first rows, in the table on show."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        self._view = view
        self._model = model
        self._left: deque[tuple[str, bool]] = deque()
        """Fields, and whether they may only become wider."""
        self._is_going_on = False
        self._kept: dict[str, int] = {}

    @property
    def pending(self) -> frozenset[str]:
        """Fields that have no width yet: what they are as wide as means nothing."""
        return frozenset(name for name, only_wider in self._left if not only_wider)

    def start(self, names: Iterable[str]) -> None:
        """Fit these fields, of another table than the last."""
        self._left.clear()
        self.add(names)

    def add(self, names: Iterable[str], *, only_wider: bool = False) -> None:
        """Fit these fields too; ``only_wider``: none becomes narrower."""
        self._left.extend((name, only_wider) for name in names)
        was_going_on = self._is_going_on
        if self._fit_some() and not was_going_on:
            repeat(self._view, self._fit_some)

    def stop_widening(self) -> None:
        """The fields that were only to become wider stay as they are."""
        self._left = deque(one for one in self._left if not one[1])

    def keep(self) -> None:
        """Note the widths of the table on show, which gives way to another for a while."""
        pending = self.pending
        self._kept = {
            name: self._view.columnWidth(column)
            for column, name in enumerate(self._model.table.names)
            if name not in pending
        }

    def put_back(self) -> None:
        """The table is back: its columns are as wide as they were, and those that had no width
        yet get one.
        """
        names = self._model.table.names
        for column, name in enumerate(names):
            if self._kept.get(name):
                self._view.setColumnWidth(column, self._kept[name])
        self.add(name for name in names if not self._kept.get(name))

    def _fit_some(self) -> bool:
        """Some more fields; whether others are left."""
        rows = _typical_rows(self._model)
        header, bar = self._view.horizontalHeader(), self._view.horizontalScrollBar()
        anchor = self._looked_at()
        before, scrolled = header.sectionPosition(anchor), bar.value()
        for _n in range(min(FITTED_AT_ONCE, len(self._left))):
            name, only_wider = self._left.popleft()
            column = self._model.column_of(name)
            if column is not None:
                self._fit(column, rows, only_wider)
        moved = header.sectionPosition(anchor) - before
        if moved:  # what is looked at stays where it is
            self._view.updateGeometries()
            bar.setValue(scrolled + moved)
        self._is_going_on = bool(self._left)
        return self._is_going_on

    def _looked_at(self) -> int:
        """The column of the current cell if it is in sight, else the first one that is."""
        view = self._view
        current = view.currentIndex().column()
        is_in_sight = 0 <= view.columnViewportPosition(current) < view.viewport().width()
        return current if current >= 0 and is_in_sight else max(view.columnAt(0), 0)

    def _fit(self, column: int, rows: Sequence[int], only_wider: bool) -> None:
        view = self._view
        before = view.columnWidth(column)
        widest = WIDEST_CHANGED if only_wider else WIDEST
        wanted = min(widest, _wanted_width(view, self._model, column, rows))
        width = max(NARROWEST, wanted, before if only_wider else 0)
        view.setColumnWidth(column, width)


def _wanted_width(view: QTableView, model: TableModel, column: int, rows: Sequence[int]) -> int:
    """Pixels for the header of a column and for the longest texts of ``rows``."""
    delegate = view.itemDelegate()
    assert isinstance(delegate, CellDelegate)  # noqa: S101 - the grid has no other
    cells = [model.cell(row, column) for row in rows]
    longest = nlargest(MEASURED_TEXTS, cells, key=lambda cell: len(cell.text))
    header = view.horizontalHeader().sectionSizeFromContents(column).width()
    return max([header, *map(delegate.width_of, longest)])


def _typical_rows(model: TableModel) -> list[int]:
    """The first rows that are records: titles and notes would make their field far too wide."""
    first = range(min(model.rowCount(), SAMPLED_ROWS))
    records = [row for row in first if not model.row_flags(row) & Mark.ASIDE]
    return records or list(first)
