"""The first rows of a file as they stand in it: header lit up, rows that are no data hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import theme
from ui.delegates.cell_painter import CellPainter
from ui.index import Index
from ui.models.marks import Mark
from ui.models.raw_rows import RawKind, RawRow
from ui.models.table_model import Cell
from ui.models.wording import column_letters
from ui.widgets.grid_painting import paint_cells, visible_rows
from ui.widgets.row_numbers import RowNumberHeader

MAXIMUM_WIDTH = 280
MEASURED_ROWS = 24
"""Rows whose texts decide the widths: measuring all of them would hold the window up."""
MEASURED_TEXTS = 8
"""Of the texts of these rows, how many are measured: the longest ones."""


FLAGS = {
    RawKind.DATA: 0,
    RawKind.HEADER: Mark.HEADER,
    RawKind.OUTSIDE: Mark.ASIDE,
    RawKind.MARKED: Mark.ASIDE,
}
SPOKEN = {
    RawKind.HEADER: N_("header"),
    RawKind.OUTSIDE: N_("not part of the table"),
    RawKind.MARKED: N_("not a record"),
}


class RawRowsModel(QAbstractTableModel):
    """Read only; a few hundred rows at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[RawRow] = ()
        self._width = 0
        self.last_source_row = 0

    def set_rows(self, rows: Sequence[RawRow]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self._width = max((len(row.cells) for row in rows), default=0)
        self.last_source_row = max((row.number for row in rows), default=0)
        self.endResetModel()

    def row(self, index: int) -> RawRow:
        """One of the rows shown."""
        return self._rows[index]

    def row_flags(self, row: int) -> int:
        """``Mark`` bits of the whole row."""
        return FLAGS[self._rows[row].kind]

    def cell(self, row: int, column: int) -> Cell:
        """What to paint; rows may be of different lengths."""
        found = self._rows[row]
        text = found.cells[column] if column < len(found.cells) else ""
        return Cell(text, FLAGS[found.kind], "")

    def lone_column(self, row: int) -> int | None:
        """Where the only text is of a row that is not part of the table, such as a title."""
        found = self._rows[row]
        if found.kind is not RawKind.OUTSIDE:
            return None
        filled = [column for column, text in enumerate(found.cells) if text]
        return filled[0] if len(filled) == 1 else None

    def first_header(self) -> int | None:
        """Where the header begins among the rows shown; None: it is not among them."""
        places = (row for row, found in enumerate(self._rows) if found.kind is RawKind.HEADER)
        return next(places, None)

    def is_numeric(self, _column: int) -> bool:
        """Every text stands to the left: what it is has not been decided."""
        return False

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.cell(index.row(), index.column()).text

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole and orientation is Qt.Orientation.Vertical:
            row = self._rows[section]
            said = SPOKEN.get(row.kind)
            number = _("row {n}").format(n=row.number)
            return f"{number}, {_(said)}" if said else number
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_letters(section)
        return str(self._rows[section].number)


class RawRows(QTableView):
    """The rows; a row can be made the header from its menu or with its number's double click."""

    header_chosen = Signal(int)
    """The number of the row that is to be the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("raw-rows")
        self._model = RawRowsModel(self)
        self._cells = CellPainter(self)
        self._is_start_wanted = False
        self.setModel(self._model)
        self.setVerticalHeader(RowNumberHeader(self, self._cells, self._model))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().sectionDoubleClicked.connect(self._on_number)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        theme.changed.connect(self._on_theme_changed)
        self.retranslate()

    def show_rows(self, rows: Sequence[RawRow]) -> None:
        """Show these rows; the view stays where it is scrolled to, until ``go_to_start``."""
        self._model.set_rows(rows)
        for column in range(self._model.columnCount()):
            self.setColumnWidth(column, self._wanted_width(column))

    def go_to_start(self) -> None:
        """Scroll to the first row, or to a header so far down that it is not seen from there."""
        self._is_start_wanted = not self.isVisible()  # until then it has no height to go by
        self.executeDelayedItemsLayout()  # else it scrolls as far as the last rows went
        self.scrollToTop()
        self.horizontalScrollBar().setValue(0)
        header = self._model.first_header()
        if header is None:
            return
        index = self._model.index(header, 0)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        if self.verticalScrollBar().value():  # what stands around it is part of the question
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_start_wanted:
            self.go_to_start()

    def _wanted_width(self, column: int) -> int:
        """What the longest of the first texts takes: Qt would ask for every look of every cell."""
        first = range(min(self._model.rowCount(), MEASURED_ROWS))
        rows = [row for row in first if self._model.lone_column(row) != column]  # no titles
        cells = sorted(
            (self._model.cell(row, column) for row in rows), key=lambda cell: -len(cell.text)
        )
        wanted = max((self._cells.width_of(cell) for cell in cells[:MEASURED_TEXTS]), default=0)
        return max(self.horizontalHeader().minimumSectionSize(), min(wanted, MAXIMUM_WIDTH))

    def retranslate(self) -> None:
        self.setAccessibleName(_("First rows of the file"))
        self.setAccessibleDescription(_("Choose a row and use its menu to make it the header."))

    def _paint_titles(self, painter: QPainter, exposed: QRect) -> None:
        """A long text that is alone runs on over the empty cells beside it, as in a spreadsheet."""
        model, last = self._model, self._model.columnCount() - 1
        end = self.columnViewportPosition(last) + self.columnWidth(last)
        for row, y in visible_rows(self, exposed, model):
            column = model.lone_column(row)
            if column is None:
                continue
            cell, x = model.cell(row, column), self.columnViewportPosition(column)
            wanted = min(self._cells.width_of(cell), end - x)
            if wanted > self.columnWidth(column):
                rect = QRect(x, y, wanted - 1, theme.GRID_ROW - 1)
                painter.fillRect(rect, self._cells.paints.panel)
                is_selected = self.selectionModel().isSelected(model.index(row, column))
                self._cells.paint_cell(painter, rect, cell, False, is_selected)

    def paintEvent(self, event: QPaintEvent) -> None:
        # While a file is being read beside, each call from Qt into Python would wait its turn.
        painter = QPainter(self.viewport())
        paint_cells(self, painter, event.rect(), self._cells, self._model)
        self._paint_titles(painter, event.rect())
        painter.end()

    def _on_theme_changed(self) -> None:
        for area in (self, self.verticalHeader()):
            area.viewport().update()

    def _on_number(self, section: int) -> None:
        self.header_chosen.emit(self._model.row(section).number)

    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            return
        number = self._model.row(index.row()).number
        menu = QMenu(self)
        menu.setAccessibleName(_("Row {n}").format(n=number))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        action = menu.addAction(_("Row {n} is the header").format(n=number))
        action.triggered.connect(lambda: self.header_chosen.emit(number))
        self._model.modelReset.connect(menu.close)  # the number is of a row of these
        menu.popup(self.viewport().mapToGlobal(place))
