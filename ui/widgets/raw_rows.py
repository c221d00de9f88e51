"""The first rows of a file as they stand in it: header lit up, rows that are no data hatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import theme
from ui.delegates.paints import Paints
from ui.index import Index

MAXIMUM_WIDTH = 280
MEASURED_ROWS = 24
"""Rows whose texts decide the widths: measuring all of them would hold the window up."""
MEASURED_TEXTS = 8
"""Of the texts of these rows, how many are measured: the longest ones."""
LONGEST = 200
"""Characters beyond which a text is wider than any column."""
LINE_END = "\u2028"
"""What Qt draws a line break in a cell as."""
HAS_TEXT = QStyleOptionViewItem.ViewItemFeature.HasDisplay
PADDING = 6


class RawKind(Enum):
    """What a row of the file is to the table."""

    DATA = "data"
    HEADER = "header"
    OUTSIDE = "outside"
    """Above the header, or blank."""
    MARKED = "marked"
    """A total, a note, a heading: in the table, but no record."""


SPOKEN = {
    RawKind.HEADER: N_("header"),
    RawKind.OUTSIDE: N_("not part of the table"),
    RawKind.MARKED: N_("not a record"),
}


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """One row: its number as a spreadsheet shows it, its cells, what it is."""

    number: int
    cells: tuple[str, ...]
    kind: RawKind


class RawRowsModel(QAbstractTableModel):
    """Read only; a few hundred rows at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[RawRow] = ()
        self._width = 0
        self._paints: Paints | None = None

    def set_rows(self, rows: Sequence[RawRow], paints: Paints) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = rows
        self._width = max((len(row.cells) for row in rows), default=0)
        self._paints = paints
        self.endResetModel()

    def row(self, index: int) -> RawRow:
        """One of the rows shown."""
        return self._rows[index]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else self._width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()] if index.column() < len(row.cells) else ""
        looks = _LOOKS.get(row.kind)
        if looks is None or self._paints is None:
            return None
        attribute = looks.get(role)
        return getattr(self._paints, attribute) if attribute else None

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


class RawCells(QStyledItemDelegate):
    """Paints from the rows themselves: Qt asks a model for seven things of every cell, and each
    question waits for the interpreter while the file is being read beside.
    """

    def __init__(self, model: RawRowsModel) -> None:
        super().__init__(model)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._model.row(index.row()), index.column()
        if row.kind is not RawKind.DATA:
            super().initStyleOption(option, index)
        elif column < len(row.cells):
            option.text = row.cells[column].replace("\n", LINE_END)
            option.features |= HAS_TEXT


_LOOKS: Mapping[RawKind, Mapping[int, str]] = {
    RawKind.OUTSIDE: {
        Qt.ItemDataRole.BackgroundRole: "hatch",
        Qt.ItemDataRole.ForegroundRole: "muted",
    },
    RawKind.MARKED: {
        Qt.ItemDataRole.BackgroundRole: "hatch",
        Qt.ItemDataRole.ForegroundRole: "muted",
    },
    RawKind.HEADER: {
        Qt.ItemDataRole.BackgroundRole: "soft_blue",
        Qt.ItemDataRole.FontRole: "strong",
    },
}


class RawRows(QTableView):
    """The rows; a row can be made the header from its menu or with its number's double click."""

    header_chosen = Signal(int)
    """The number of the row that is to be the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("raw-rows")
        self._model = RawRowsModel(self)
        self._rows: Sequence[RawRow] = ()
        self.setModel(self._model)
        self.setItemDelegate(RawCells(self._model))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(theme.GRID_ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().sectionDoubleClicked.connect(self._on_number)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setMinimumSectionSize(48)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        theme.changed.connect(self._repaint)
        self.retranslate()

    def show_rows(self, rows: Sequence[RawRow]) -> None:
        """Show these rows from the top."""
        self._rows = rows
        self._repaint()
        for column in range(self._model.columnCount()):
            self.setColumnWidth(column, self._wanted_width(column))

    def _wanted_width(self, column: int) -> int:
        """What the longest of the first texts takes: Qt would ask for every look of every cell."""
        font = self.font()
        metrics = QFontMetrics(font)
        font.setBold(True)
        bold = QFontMetrics(font)
        cells = [
            (row.cells[column], bold if row.kind is RawKind.HEADER else metrics)
            for row in self._rows[:MEASURED_ROWS]
            if column < len(row.cells)
        ]
        cells.sort(key=lambda cell: -len(cell[0]))
        widths = [used.horizontalAdvance(text[:LONGEST]) for text, used in cells[:MEASURED_TEXTS]]
        wanted = max(widths, default=0) + 2 * PADDING
        return max(self.horizontalHeader().minimumSectionSize(), min(wanted, MAXIMUM_WIDTH))

    def retranslate(self) -> None:
        self.setAccessibleName(_("First rows of the file"))
        self.setAccessibleDescription(_("Choose a row and use its menu to make it the header."))

    def _repaint(self) -> None:
        self._model.set_rows(self._rows, Paints.of(theme.current(), self.font()))

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
        menu.popup(self.viewport().mapToGlobal(place))


def column_letters(index: int) -> str:
    """The letters a spreadsheet gives the column at ``index`` (from 0): A … Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
