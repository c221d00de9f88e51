"""The Qt model over a table: ready-made strings in cached blocks, rows through an index array."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from curator.i18n import gettext as _
from curator.table import NO_SOURCE_ROW, Table
from ui.index import Index
from ui.models.arrangement import NUMERIC_TYPES, Order
from ui.models.cells import texts_at, texts_of_slice
from ui.models.marks import Mark, Marks
from ui.plain import tip

BLOCK_ROWS = 256
CACHED_BLOCKS = 768
"""Blocks of one field each: some 64 screens of twelve fields, about 20 MB of short texts."""

MASK = "••••••• ••••••"
"""What stands for a masked text: always as long, so that it says nothing of the text."""

Tone = Literal["info", "danger", "warning", "done", "quiet"]
UNEDITABLE = Mark.MASKED | Mark.REMOVED

# Made once: the view asks for the flags of every cell it paints.
CELL_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
)
EDITABLE_FLAGS = CELL_FLAGS | Qt.ItemFlag.ItemIsEditable


class Cell(NamedTuple):
    """What the delegate paints: the text, its ``Mark`` bits, and the text it had before."""

    text: str
    flags: int
    before: str


@dataclass(frozen=True, kw_only=True)
class FieldHeader:
    """What the header shows of a field. Shares are fractions from 0 to 1 of the records."""

    chip: str = ""
    tone: Tone = "info"
    invalid: float = 0.0
    empty: float = 0.0
    explanation: str = ""
    """The type in words, for the tooltip and screen readers."""


class _Block(NamedTuple):
    texts: list[str]
    flags: list[int] | None
    before: list[str] | None


def _empty_table() -> Table:
    return Table.from_columns({})


class TableModel(QAbstractTableModel):
    """A table in an order, with marks. It never changes the table: an edit is a request."""

    edit_requested = Signal(int, str, str)
    """Source row, field, new text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = _empty_table()
        self._order: Order | None = None
        self._marks = Marks()
        self._headers: Mapping[str, FieldHeader] = {}
        self._numeric: list[bool] = []
        self._names: list[str] = []
        self._columns: dict[str, int] = {}
        self._has_made_rows = False
        self.last_source_row = 0
        """The highest number that a row has in the source; 0 where there is none."""
        self._blocks: OrderedDict[tuple[int, int], _Block] = OrderedDict()
        self._revealed: tuple[int, str] | None = None
        self._explain: Callable[[int, str], str] | None = None
        self.is_read_only = False

    # -- what is shown -------------------------------------------------------------------------

    @property
    def table(self) -> Table:
        """The table on show."""
        return self._table

    @property
    def order(self) -> Order | None:
        """Positions of the rows on show; None when that is all as they stand."""
        return self._order

    @property
    def marks(self) -> Marks:
        """The marks on show."""
        return self._marks

    def set_table(self, table: Table, marks: Marks | None = None) -> bool:
        """Show ``table``; returns whether the rows or fields are others (the model was reset).

        The order is kept when the rows are the same, else it is back to the table's own.
        """
        old = self._table
        same_rows = len(old) == len(table) and np.array_equal(old.source_rows, table.source_rows)
        is_reset = not same_rows or old.names != table.names
        if is_reset:
            self.beginResetModel()
        self._table = table
        self._numeric = [f.type in NUMERIC_TYPES for f in table.schema]
        self._names = table.names
        self._columns = {name: n for n, name in reversed(list(enumerate(self._names)))}
        if not same_rows:
            self._order = None
            self._has_made_rows = bool((table.source_rows == NO_SOURCE_ROW).any())
            self.last_source_row = int(table.source_rows.max(initial=0))
        if marks is not None or not same_rows:
            self._marks = marks or Marks.of_rows(table)
        self._blocks.clear()
        if is_reset:
            self.endResetModel()
        else:
            self._repaint_all()
        return is_reset

    def set_order(self, order: Order | None) -> None:
        """Show these positions of the table, in this order."""
        self.beginResetModel()
        self._order = order
        self._blocks.clear()
        self.endResetModel()

    def set_marks(self, marks: Marks) -> None:
        """Other marks over the same table; masks of another length are a programming error."""
        self._marks = marks
        self._blocks.clear()
        self._repaint_all()

    def set_headers(self, headers: Mapping[str, FieldHeader]) -> None:
        """What the header shows, by field."""
        self._headers = headers
        if self._names:
            last = len(self._names) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def chips(self) -> dict[str, str]:
        """The words in the chips of the headers, by field."""
        return {name: header.chip for name, header in self._headers.items()}

    def set_explainer(self, explain: Callable[[int, str], str] | None) -> None:
        """``explain(source_row, field)`` says in a sentence what is wrong with a cell."""
        self._explain = explain

    def reveal(self, source_row: int | None, field: str = "") -> None:
        """Show the text of one masked cell; None hides it again."""
        wanted = None if source_row is None else (source_row, field)
        if wanted != self._revealed:
            self._revealed = wanted
            self._repaint_all()

    def _repaint_all(self) -> None:
        rows, columns = self.rowCount(), self.columnCount()
        if rows and columns:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, columns - 1))

    # -- places --------------------------------------------------------------------------------

    def field(self, column: int) -> str:
        """The name of the field in ``column``."""
        return self._names[column]

    def column_of(self, field: str) -> int | None:
        """The column of ``field``; None when it is not on show."""
        return self._columns.get(field)

    def header(self, column: int) -> FieldHeader:
        """What the header shows of the field in ``column``."""
        return self._headers.get(self.field(column), FieldHeader())

    def is_numeric(self, column: int) -> bool:
        """Whether the field holds numbers, which stand to the right."""
        return self._numeric[column]

    def position(self, row: int) -> int:
        """The position in the table of the row shown at ``row``."""
        return row if self._order is None else int(self._order[row])

    def positions(self, start: int, stop: int) -> npt.NDArray[np.int64]:
        """The positions in the table of the rows shown from ``start`` to ``stop``."""
        if self._order is None:
            return np.arange(start, stop, dtype=np.int64)
        return self._order[start:stop]

    def row_of_position(self, position: int) -> int | None:
        """Where the row at ``position`` of the table is shown; None when it is filtered out."""
        if self._order is None:
            return position if 0 <= position < len(self._table) else None
        found = np.flatnonzero(self._order == position)
        return int(found[0]) if len(found) else None

    def source_row(self, row: int) -> int:
        """The number in the source of the row shown at ``row``."""
        return int(self._table.source_rows[self.position(row)])

    def row_of_source(self, source_row: int) -> int | None:
        """Where a row of the source is shown; None when it is not."""
        position = self._table.position_of_row(source_row)
        return None if position is None else self.row_of_position(position)

    def row_flags(self, row: int) -> int:
        """``Mark`` bits of the whole row."""
        position = self.position(row)
        flags = self._marks.row_flags(slice(position, position + 1))
        return 0 if flags is None else int(flags[0])

    # -- cells ---------------------------------------------------------------------------------

    def cell(self, row: int, column: int) -> Cell:
        """What to paint at ``row`` and ``column``; a masked text comes as ``MASK``."""
        number, inside = divmod(row, BLOCK_ROWS)
        block = self._block(number, column)
        flags = 0 if block.flags is None else block.flags[inside]
        before = "" if block.before is None else block.before[inside]
        text = block.texts[inside]
        if flags & Mark.MASKED and text:
            if self._is_revealed(row, column):
                flags &= ~Mark.MASKED
            else:
                text, before = MASK, MASK if before else ""
        return Cell(text, flags, before)

    def _is_revealed(self, row: int, column: int) -> bool:
        shown = self._revealed
        return shown is not None and shown == (self.source_row(row), self.field(column))

    def _block(self, number: int, column: int) -> _Block:
        key = (number, column)
        block = self._blocks.get(key)
        if block is not None:
            self._blocks.move_to_end(key)
            return block
        block = self._blocks[key] = self._read(number, column)
        if len(self._blocks) > CACHED_BLOCKS:
            self._blocks.popitem(last=False)
        return block

    def _read(self, number: int, column: int) -> _Block:
        start = number * BLOCK_ROWS
        stop = min(start + BLOCK_ROWS, self.rowCount())
        name = self.field(column)
        before = self._marks.before.get(name)
        if self._order is None:
            places: npt.NDArray[np.int64] | slice = slice(start, stop)
            texts = texts_of_slice(self._table.data.column(column), start, stop)
            earlier = None if before is None else texts_of_slice(before, start, stop)
        else:
            places = self._order[start:stop]
            texts = texts_at(self._table.data.column(column), places)
            earlier = None if before is None else texts_at(before, places)
        flags = self._marks.flags(name, places)
        return _Block(texts, None if flags is None else flags.tolist(), earlier)

    # -- Qt's questions ------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid():
            return 0
        return len(self._table) if self._order is None else len(self._order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._numeric)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return EDITABLE_FLAGS if self.is_editable(index.row(), index.column()) else CELL_FLAGS

    def is_editable(self, row: int, column: int) -> bool:
        """Whether the cell can be addressed and may be seen."""
        if self.is_read_only:
            return False
        flags = self._block(row // BLOCK_ROWS, column).flags
        if flags is not None and flags[row % BLOCK_ROWS] & UNEDITABLE:
            return self._is_revealed(row, column)
        return not self._has_made_rows or self.source_row(row) != NO_SOURCE_ROW

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self._numeric[index.column()]
                else Qt.AlignmentFlag.AlignLeft
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(self.cell(index.row(), index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(index.row(), index.column())
        return None

    def _spoken(self, cell: Cell) -> str:
        """The cell for a screen reader: the sign in words, then the text."""
        if cell.flags & Mark.MASKED:
            return _("Masked")
        if cell.flags & Mark.REMOVED:
            return _("Removed: {text}").format(text=cell.text)
        if cell.flags & Mark.INVALID:
            return _("To correct: {text}").format(text=cell.text)
        if cell.flags & Mark.CHANGED:
            return _("Changed from {before} to {text}").format(before=cell.before, text=cell.text)
        return cell.text

    def _tooltip(self, row: int, column: int) -> str | None:
        cell = self.cell(row, column)
        if cell.flags & Mark.MASKED:
            return _("Masked: hold the eye button or the space bar to see it.")
        if cell.flags & Mark.INVALID and self._explain is not None:
            return tip(self._explain(self.source_row(row), self.field(column))) or None
        return tip(cell.text) if len(cell.text) > 30 or "\n" in cell.text else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another text; the table changes when the operation has been applied."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        row, column = index.row(), index.column()
        if self.is_editable(row, column) and str(value) != self.cell(row, column).text:
            self.edit_requested.emit(self.source_row(row), self.field(column), str(value))
        return False

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and 0 <= section < self.rowCount():
                row = self.source_row(section)
                return str(row) if row != NO_SOURCE_ROW else "+"
            return None
        if not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.field(section)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            is_tip = role == Qt.ItemDataRole.ToolTipRole
            return tip(self._described(section)) if is_tip else self._described(section)
        return None

    def _described(self, column: int) -> str:
        """A field's header in words."""
        header = self.header(column)
        parts = [self.field(column)]
        title = self._table.schema.fields[column].title
        if title and title != parts[0]:
            parts.append(title)
        if header.explanation or header.chip:
            parts.append(header.explanation or header.chip)
        if header.invalid:
            parts.append(_("{share} to correct").format(share=_percent(header.invalid)))
        if header.empty:
            parts.append(_("{share} empty").format(share=_percent(header.empty)))
        return "\n".join(parts)


def _percent(share: float) -> str:
    """A share in words; one that is not nothing never shows as 0 %."""
    if 0 < share < 0.01:
        return _("less than 1%")
    return _("{n}%").format(n=round(share * 100))
