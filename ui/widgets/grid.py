"""The grid: the one table view of the window, which stages mark and never change.

It shows a table in an arrangement of its own (sort, filters), and asks for changes by signals:
``cell_edited`` for one cell, ``operation_requested`` for everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QTableView, QWidget

from curator.i18n import gettext as _
from curator.table import Table
from ui import theme
from ui.delegates.cell import CellDelegate
from ui.delegates.cell_painter import CellPainter
from ui.i18n import number
from ui.index import Index
from ui.models.marks import Marks
from ui.models.table_model import FieldHeader, TableModel
from ui.widgets import grid_keys
from ui.widgets.grid_arranging import GridArranging
from ui.widgets.grid_changes import GridChanges
from ui.widgets.grid_header import ChipMenu, HeaderActions, MoreMenu
from ui.widgets.grid_menus import cell_menu, pop_up
from ui.widgets.grid_overlays import FilterNote, GoToRow
from ui.widgets.grid_painting import paint_cells
from ui.widgets.grid_reveal import MaskedCells
from ui.widgets.grid_search import GridSearch, ProblemSteps
from ui.widgets.grid_state import captured, present_names, restore, show_new_chips
from ui.widgets.grid_widths import ColumnFit
from ui.widgets.header import FieldHeaderView
from ui.widgets.row_numbers import RowNumberHeader


class Grid(QTableView):
    """``set_table``, ``set_marks`` and ``set_headers`` are the stages' part, the rest the user's.

    ``arranging`` sorts and filters, ``changes`` copies, pastes and removes, ``masked`` reveals,
    ``header_actions`` opens the menus of fields.
    """

    field_selected = Signal(str)
    cell_edited = Signal(int, str, str)
    """Source row, field, new text."""
    operation_requested = Signal(object)
    """A paste, a renaming, a removal: the ``Operation``."""
    message_raised = Signal(str)
    """A short sentence for the status bar."""
    warning_raised = Signal(str)
    """A sentence that must not be overlooked."""
    arrangement_changed = Signal(object, object)
    """How many rows are on show and how many there are."""
    search_found = Signal(object, object)
    """Which match is current (from 1; 0: none) and how many there are."""
    failed = Signal(object)
    """Index work raised something unforeseen: the exception."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table_model = TableModel(self)
        self._cells = CellPainter(self)
        self.fields = FieldHeaderView(self, self._cells)
        self.numbers = RowNumberHeader(self, self._cells, self.table_model)
        self._dossier_table: Table | None = None
        self._has_own_table = False
        self.fit = ColumnFit(self, self.table_model)
        self._set_up_view()
        self.arranging = GridArranging(self, self.table_model)
        self.changes = GridChanges(self, self.table_model)
        self.masked = MaskedCells(self, self.table_model)
        self.header_actions = HeaderActions(self)
        self._search = GridSearch(self.table_model, self)
        self._problems = ProblemSteps(self.table_model)
        self._note = FilterNote(self)
        self._go_to = GoToRow(self)
        self._connect()
        self.retranslate()

    def _set_up_view(self) -> None:
        self.setObjectName("grid")
        self.setModel(self.table_model)
        self.setItemDelegate(CellDelegate(self, self._cells))
        self.setHorizontalHeader(self.fields)
        self.setVerticalHeader(self.numbers)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        triggers = QTableView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def _connect(self) -> None:
        self.table_model.edit_requested.connect(self.cell_edited)
        # Its rows and fields are still those typed in; Qt would throw away what was typed.
        self.table_model.modelAboutToBeReset.connect(self.finish_editing)
        self.arranging.changed.connect(self._on_arranged)
        self.changes.operation_requested.connect(self.operation_requested)
        self.changes.message_raised.connect(self.message_raised)
        self.changes.warning_raised.connect(self.warning_raised)
        self._search.found.connect(self._on_found)
        self._search.moved.connect(self.go_to_cell)
        self._note.cleared.connect(self.arranging.clear_filters)
        self._go_to.row_chosen.connect(self.go_to_source_row)
        self._go_to.closed.connect(self.setFocus)
        for work in (self.arranging.work, self.arranging.popup.work, self._search.work):
            work.failed.connect(self.failed)
        theme.changed.connect(self._on_theme_changed)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Data"))
        self.setAccessibleDescription(
            _("F2 edits a cell, Alt+Down opens the menu of its field, F8 goes to a problem.")
        )
        self.viewport().update()

    # -- what is shown -------------------------------------------------------------------------

    def set_table(self, table: Table, marks: Marks | None = None) -> None:
        """Show the dossier's table, unless a stage shows one of its own.

        Selection, scroll, widths, sort and filters are kept where they fit.
        """
        self._dossier_table = table
        if not self._has_own_table:
            self._show(table, marks)

    def show_own_table(self, table: Table, marks: Marks) -> None:
        """Show a table that a stage made (before and after, say); it cannot be edited.

        Fields with changed cells are widened until the dossier's table is back.
        """
        if not self._has_own_table:
            self.fit.keep()
        self._has_own_table = True
        self.set_read_only(True)
        self._show(table, marks)
        self.fit.add(marks.before, only_wider=True)

    def show_dossier_table(self, marks: Marks | None = None) -> None:
        """Go back to the dossier's table, open to editing."""
        was_own, self._has_own_table = self._has_own_table, False
        self.set_read_only(False)
        self.fit.stop_widening()
        if self._dossier_table is None:
            return
        self._show(self._dossier_table, marks)
        if was_own:
            self.fit.put_back()

    def start_anew(self) -> None:
        """Forget the table, and the sort, filters, widths and search that went with it."""
        self._dossier_table, self._has_own_table = None, False
        self.fields.selected = ""
        self.search("")
        self.table_model.set_table(Table.from_columns({}), Marks())
        self.arranging.clear()

    def _show(self, table: Table, marks: Marks | None) -> None:
        if table is self.table_model.table:
            if marks is not None:
                self.set_marks(marks)
            return
        state = captured(self, self.table_model, self.fit.pending)
        if self.table_model.set_table(table, marks):
            self.fit.start(restore(self, self.table_model, state))
            names = present_names(state.names, table.names)
            self._keep_field(names)
            self.arranging.follow(names)
        self._search.follow_rows(self._here())
        self._follow_marks()

    def _follow_marks(self) -> None:
        self.arranging.follow_marks()
        self.masked.follow(self.currentIndex())
        self._search.follow_masks(self._here())

    def _keep_field(self, names: Mapping[str, str]) -> None:
        """A field that is lost gives way to the first; the current cell may have taken it along."""
        selected = self.fields.selected
        if selected and self.table_model.column_of(selected) is None:
            first = next(iter(self.table_model.table.names), "")
            self.select_field(names.get(selected, first))

    def set_marks(self, marks: Marks) -> None:
        """Other marks over the table on show."""
        self.table_model.set_marks(marks)
        self._follow_marks()

    def set_headers(self, headers: Mapping[str, FieldHeader]) -> None:
        """Chips and quality bars, by field."""
        chips = self.table_model.chips()
        self.table_model.set_headers(headers)
        show_new_chips(self, self.table_model, chips)
        self.fields.viewport().update()

    def set_chip_menu(self, make: ChipMenu | None) -> None:
        """``make(field)`` gives the menu that a click on the field's chip opens."""
        self.header_actions.chip_menu = make

    def set_more_menu(self, make: MoreMenu | None) -> None:
        """``make(field, parent)`` gives a menu that stands in the menu of the field."""
        self.header_actions.more_menu = make

    def set_explainer(self, explain: Callable[[int, str], str] | None) -> None:
        """``explain(source_row, field)`` says in a sentence what is wrong with a cell."""
        self.table_model.set_explainer(explain)

    def set_read_only(self, is_read_only: bool) -> None:
        """Whether cells, names and rows may be changed here."""
        if is_read_only:
            self.finish_editing()
        self.table_model.is_read_only = is_read_only

    def select_field(self, name: str) -> None:
        """Light up a field, scroll to it, and say so."""
        column = self.table_model.column_of(name)
        self.fields.selected = name if column is not None else ""
        self.fields.viewport().update()
        if column is not None and self.table_model.rowCount():
            index = self.table_model.index(max(self.currentIndex().row(), 0), column)
            if index != self.currentIndex():
                self.setCurrentIndex(index)
            self._scroll_to_column(column)
        self.field_selected.emit(self.fields.selected)

    def _scroll_to_column(self, column: int) -> None:
        left = self.fields.sectionPosition(column)
        bar, right = self.horizontalScrollBar(), left + self.fields.sectionSize(column)
        if left < bar.value():
            bar.setValue(left)
        elif right > bar.value() + self.viewport().width():
            bar.setValue(right - self.viewport().width())

    @property
    def selected_field(self) -> str:
        """The field lit up; ``""``: none."""
        return self.fields.selected

    def show_rows(self, rows: tuple[int, ...], field: str = "") -> None:
        """Show only these rows of the source (empty: all), and a field of them."""
        self.arranging.show_rows(rows)
        if field:
            self.select_field(field)

    def _on_arranged(self, shown: int, total: int) -> None:
        arrangement = self.arranging.arrangement
        self.fields.sorted = (arrangement.sort_field, arrangement.descending)
        self.fields.filtered = frozenset(f.field for f in arrangement.filters if f.field)
        self.fields.viewport().update()
        if arrangement.filters:
            self._note.show_counts(shown, total)
            self._place_overlays()
        else:
            self._note.hide()
        self._search.follow_rows(self._here())
        self.arrangement_changed.emit(shown, total)

    # -- going places --------------------------------------------------------------------------

    def _here(self) -> int:
        index = self.currentIndex()
        if not index.isValid():
            return -1
        return index.row() * self.table_model.columnCount() + index.column()

    def search(self, text: str) -> None:
        """Light up ``text`` wherever it is and go to its first place from here."""
        self._cells.search_text = text.lower()
        self.viewport().update()
        self._search.search(text, self._here())

    def search_next(self) -> None:
        """Go to the next place of the text searched for."""
        self._search.step(self._here(), 1)

    def search_previous(self) -> None:
        """Go to the place before."""
        self._search.step(self._here(), -1)

    def _on_found(self, current: int, total: int) -> None:
        self.search_found.emit(current, total)
        if self._search.text:
            self.message_raised.emit(self._search.sentence(current, total))

    def next_problem(self) -> None:
        """Go to the next cell to settle (F8)."""
        self._step_problem(1)

    def previous_problem(self) -> None:
        """Go to the one before (Shift+F8)."""
        self._step_problem(-1)

    def _step_problem(self, direction: int) -> None:
        place = self._problems.step(self._here(), direction)
        if place is None:
            self.message_raised.emit(_("There is no problem among the rows on show."))
        else:
            self.go_to_cell(*place)

    def open_go_to_row(self) -> None:
        """Ask for a row's number (Ctrl+G)."""
        index = self.currentIndex()
        self._go_to.open(self.table_model.source_row(index.row()) if index.isValid() else 0)
        self._place_overlays()

    def go_to_source_row(self, source_row: int, field: str = "") -> bool:
        """Go to a row by its number in the source; says so when it is not on show."""
        row = self.table_model.row_of_source(source_row)
        if row is None:
            sentence = _("Row {row} is not among the rows on show.")
            self.message_raised.emit(sentence.format(row=number(source_row)))
            return False
        column = self.table_model.column_of(field)
        self.go_to_cell(row, max(self.currentIndex().column(), 0) if column is None else column)
        return True

    def go_to_cell(self, row: int, column: int) -> None:
        """Make a cell the current one and bring it into view."""
        index = self.table_model.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
        self.scrollTo(index, QTableView.ScrollHint.EnsureVisible)
        self._scroll_to_column(column)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not current.isValid():
            return
        self.numbers.viewport().update()
        self.masked.follow(current)
        name = self.table_model.field(current.column())
        if name != self.fields.selected:
            self.fields.selected = name
            self.fields.viewport().update()
            self.field_selected.emit(name)

    # -- Qt's events ---------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        paint_cells(self, painter, event.rect(), self._cells, self.table_model)
        painter.end()

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        index = self.currentIndex()
        went_in = hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache  # Enter: go on below
        if went_in and index.row() + 1 < self.table_model.rowCount():
            self.go_to_cell(index.row() + 1, index.column())

    def finish_editing(self) -> None:
        """Take what is being typed in a cell as it stands, as leaving the cell would."""
        editor = self.indexWidget(self.currentIndex())
        if self.state() == QTableView.State.EditingState and editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QTableView.State.EditingState
        if is_editing or not grid_keys.handle(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.masked.hide()
        super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QEvent) -> None:
        self.masked.hide()
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            corner = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            place = event.globalPos() if by_mouse else corner
            pop_up(cell_menu(self, index.row(), index.column()), place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        marks = self.table_model.marks
        if marks.masked_fields or marks.masked:
            index = self.indexAt(event.position().toPoint())
            self.masked.follow(index if index.isValid() else self.currentIndex())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.masked.let_go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_overlays()

    def _place_overlays(self) -> None:
        area = self.viewport().geometry()
        self._note.place(area)
        self._go_to.place(area)

    def _on_theme_changed(self) -> None:
        for area in (self, self.fields, self.numbers):
            area.viewport().update()
