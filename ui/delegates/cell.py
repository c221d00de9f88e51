"""Measures a cell of the grid and edits it in place; edits the items of lists of values."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.delegates.cell_painter import CellPainter
from ui.index import Index
from ui.models.table_model import Cell, TableModel

LONGEST_TEXT = 2**31 - 1
"""Characters that an input takes, the most Qt knows: a longer text than an input takes is cut there
without a word, by Qt's own bound at 32,767."""


class WholeTextDelegate(QStyledItemDelegate):
    """Edits items as Qt does, whatever the length of their texts."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(LONGEST_TEXT)
        return editor


class CellDelegate(QStyledItemDelegate):
    """Measures cells and edits them; they are painted all at once (``grid_painting``)."""

    def __init__(self, view: QAbstractItemView, cells: CellPainter) -> None:
        super().__init__(view)
        self._view = view
        self._cells = cells

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._model().cell(index.row(), index.column())
        return QSize(self.width_of(cell), theme.GRID_ROW)

    def width_of(self, cell: Cell) -> int:
        """Pixels that a cell needs to show all it says."""
        return self._cells.width_of(cell)

    def _model(self) -> TableModel:
        model = self._view.model()
        assert isinstance(model, TableModel)  # noqa: S101 - the grid has no other model
        return model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._model()
        editor = QLineEdit(parent)
        editor.setMaxLength(LONGEST_TEXT)
        editor.setObjectName("cell-editor")
        editor.setStyleSheet("border-radius: 0; padding: 0 5px; min-height: 0;")
        name = _("Row {row}, field “{field}”")
        editor.setAccessibleName(
            name.format(row=model.source_row(index.row()), field=model.field(index.column()))
        )
        if model.is_numeric(index.column()):
            editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, QLineEdit) or editor.isModified():
            return  # the table may be shown anew while the user types: what was typed stays
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if editor.text() != text:
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and isinstance(model, TableModel) and editor.isModified():
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect: QRect = option.rect
        wanted = max(rect.width(), min(320, editor.sizeHint().width()))
        width = min(wanted, max(rect.width(), self._view.viewport().width() - rect.left()))
        editor.setGeometry(QRect(rect.left(), rect.top(), width, rect.height()))
