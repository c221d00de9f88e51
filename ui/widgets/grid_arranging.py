"""Sort and filters of the grid: which arrangement is in force, and the note that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QTableView

from curator.i18n import gettext as _
from curator.table import Table
from ui.models.arrangement import (
    Arrangement,
    Filter,
    FoundRows,
    Order,
    ProblemFilter,
    RowFilter,
    ValueFilter,
    arranged,
)
from ui.models.latest import LatestWork
from ui.models.marks import Mark, Marks
from ui.models.table_model import TableModel
from ui.widgets.grid_filter import ValueFilterPopup
from ui.widgets.grid_state import captured, restore


class GridArranging(QObject):
    """Commands of the user and of stages in, index arrays of the model out."""

    changed = Signal(object, object)
    """How many rows are on show and how many there are."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.arrangement = Arrangement()
        self._in_force = Arrangement()
        """The arrangement of the rows on show: ``arrangement`` may still be worked out."""
        self._judged = model.table.source_rows, Marks()
        """Which cells were to correct when that was last known, and in which rows: most stages
        mark other things."""
        self.work = LatestWork(self)
        self.work.interrupted.connect(self._on_interrupted)
        self.popup = ValueFilterPopup(view)
        self.popup.chosen.connect(self._on_values_chosen)
        self.popup.cleared.connect(self._on_values_cleared)

    @property
    def counts(self) -> tuple[int, int]:
        """How many rows are on show and how many there are."""
        return self._model.rowCount(), len(self._model.table)

    def sort(self, field: str, *, descending: bool = False) -> None:
        """Sort the rows on show by a field; ``""``: as in the file."""
        self.arrange(self.arrangement.sorting(field, descending=descending))

    def filter(self, new: Filter) -> None:
        """Show only the rows that pass, among those that pass the other filters.

        What is to correct now stays on show until it is asked for anew, corrected or on a stage
        that knows nothing of it.
        """
        if isinstance(new, ProblemFilter) and new.problem == "invalid":
            new = replace(new, found=self._to_correct(new.field))
        self.arrangement = self.arrangement.filtering(new)
        self._start()

    def _to_correct(self, field: str) -> FoundRows:
        source_rows, marks = self._judged
        mask = marks.rows_with(Mark.INVALID, field)
        none = np.zeros(len(source_rows), dtype=np.bool_)
        return FoundRows(source_rows=source_rows, mask=none if mask is None else mask)

    def follow_marks(self) -> None:
        """Other marks came: if they tell what is to correct, that is what is filtered by next."""
        if self._model.marks.invalid:
            marks = Marks(invalid=self._model.marks.invalid)
            self._judged = self._model.table.source_rows, marks

    def filter_on_value(self, field: str, text: str) -> None:
        """Show only the rows with this very text in ``field``."""
        self.filter(ValueFilter(field=field, values=frozenset({text})))

    def toggle(self, wanted: ProblemFilter) -> None:
        """Filter by a problem, or stop doing so."""
        if wanted in self.arrangement.filters:
            self.arrange(self.arrangement.without_filter(wanted))
        else:
            self.filter(wanted)

    def show_rows(self, rows: tuple[int, ...]) -> None:
        """Show only these rows of the source, in place of every other filter."""
        only = (RowFilter(rows=rows),) if rows else ()
        self.arrange(replace(self.arrangement, filters=only))

    def clear_filters(self) -> None:
        """Show every row."""
        self.arrange(replace(self.arrangement, filters=()))

    def clear(self) -> None:
        """Every row in the order of the file, at once."""
        self.popup.close()
        self.work.drop()
        self.arrangement = self._in_force = Arrangement()
        self._judged = self._model.table.source_rows, Marks()
        self.changed.emit(*self.counts)

    def arrange(self, arrangement: Arrangement) -> None:
        """Put an arrangement in force; a large table stays usable meanwhile."""
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self._start()

    def follow(self, names: Mapping[str, str]) -> None:
        """Other rows or fields came: the arrangement is worked out again for them.

        ``names`` gives what the fields are called now; a lost one is not in it.
        """
        self.popup.close()  # it offers the values there were
        self.arrangement = self.arrangement.renaming(names.get)
        self._in_force = self._in_force.renaming(names.get)
        source_rows, marks = self._judged
        invalid = {names.get(name, name): mask for name, mask in marks.invalid.items()}
        self._judged = source_rows, Marks(invalid=invalid)
        if self.arrangement.is_plain:
            self.work.drop()
            # The field that the rows were sorted or filtered by may have gone.
            self._on_arranged(self._model.table, self.arrangement, None)
        else:
            self._start()

    def _start(self) -> None:
        table = self._model.table
        self.work.start(
            partial(arranged, table, self.arrangement, self._model.marks),
            partial(self._on_arranged, table, self.arrangement),
            rows=len(table),
            title=_("Sorting and filtering"),
        )

    def _on_interrupted(self) -> None:
        """The rows stay as they are: so does what is said of them."""
        self.arrangement = self._in_force if self._model.order is not None else Arrangement()
        self.changed.emit(*self.counts)

    def _on_arranged(self, table: Table, arrangement: Arrangement, order: Order | None) -> None:
        if len(table) != len(self._model.table):
            return  # other rows came meanwhile; ``follow`` started anew
        self._in_force = arrangement
        if order is not None or self._model.order is not None:
            state = captured(self._view, self._model)
            self._model.set_order(order)
            restore(self._view, self._model, state, areas=False)
            if self._view.currentIndex().isValid():
                self._view.scrollTo(self._view.currentIndex())
        self.changed.emit(*self.counts)

    # -- by value ------------------------------------------------------------------------------

    def open_value_filter(self, field: str, place: QPoint) -> None:
        """Offer the values of a field to filter on, at a place of the screen."""
        kept = frozenset[str]()
        for one in self.arrangement.filters:
            if isinstance(one, ValueFilter) and one.field == field:
                kept = one.values
        self.popup.open(self._model.table, field, kept, place)

    def _on_values_chosen(self, field: str, values: frozenset[str]) -> None:
        self.filter(ValueFilter(field=field, values=values))

    def _on_values_cleared(self, field: str) -> None:
        kept = tuple(
            one
            for one in self.arrangement.filters
            if not (isinstance(one, ValueFilter) and one.field == field)
        )
        self.arrange(replace(self.arrangement, filters=kept))
