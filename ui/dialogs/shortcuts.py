"""The list of keyboard shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from curator.i18n import N_
from curator.i18n import gettext as _
from ui.actions import SPECS
from ui.dialogs.base import Dialog

IN_THE_GRID = (
    (N_("Edit the cell"), "F2"),
    (N_("Give up the edit"), "Esc"),
    (N_("Copy the selected cells"), "Ctrl+C"),
    (N_("Paste cells from a spreadsheet program"), "Ctrl+V"),
)
"""What the grid itself does with keys."""


class ShortcutsDialog(Dialog):
    """Every shortcut with what it does."""

    SIZE = (600, 600)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, QDialogButtonBox.StandardButton.Close)
        self._table = QTableWidget(self)
        self._table.setColumnCount(2)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        header = self._table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        rows = self._table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self._table)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Keyboard shortcuts"))
        self._table.setAccessibleName(_("Keyboard shortcuts"))
        self._table.setHorizontalHeaderLabels([_("What it does"), _("Keys")])
        lines = [(spec.text, spec.keys) for spec in SPECS.values() if spec.keys]
        lines += [(text, (keys,)) for text, keys in IN_THE_GRID]
        self._table.setRowCount(len(lines))
        for row, (text, keys) in enumerate(lines):
            native = QKeySequence.SequenceFormat.NativeText
            shown = [QKeySequence(key).toString(native) for key in keys]
            self._table.setItem(row, 0, QTableWidgetItem(_(text)))
            self._table.setItem(row, 1, QTableWidgetItem(_(" or ").join(dict.fromkeys(shown))))
