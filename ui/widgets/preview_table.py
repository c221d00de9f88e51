"""A few rows that show what a change would do, with one sentence of what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import theme
from ui.i18n import number
from ui.plain import Label, tip

if TYPE_CHECKING:
    from ui.view_models.transform_preview import TransformPreview

LONGEST = 120
"""Characters of a cell that are shown."""

WIDEST = 240
"""Pixels of a column."""


class PreviewTable(QWidget):
    """``show_preview`` when it is known, ``show_sentence`` while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.gives_room = False
        """Whether something above has a use for the room of the rows while there are none."""
        self.sentence = Label(self)
        self.sentence.setWordWrap(True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = QTableWidget(self)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMaximumSectionSize(WIDEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.table.setAccessibleName(_("Preview"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sentence)
        layout.addWidget(self.table, 1)

    def show_sentence(self, text: str, role: str = "muted") -> None:
        """A sentence and no rows."""
        self.sentence.setText(text)
        theme.set_role(self.sentence, role)
        self.table.clear()
        self.table.setRowCount(0)
        self.table.setColumnCount(0)
        self._show_table(False)

    def show_preview(self, preview: TransformPreview) -> None:
        """What would change."""
        self.show_sentence(summary_sentence(preview), "strong")
        if preview.kind == "nothing":
            return
        if preview.kind == "cells":
            labels = [_("Row"), _("Field"), _("Before"), _("After")]
        else:
            labels = [_("Row"), *(_named(n, preview.new) for n in preview.fields)]
        self.table.setColumnCount(len(labels))
        self.table.setHorizontalHeaderLabels(labels)
        self.table.setRowCount(len(preview.lines))
        for row, line in enumerate(preview.lines):
            for column, text in enumerate(line):
                self.table.setItem(row, column, _item(text))
        self.table.resizeColumnsToContents()
        self._show_table(True)

    def _show_table(self, is_shown: bool) -> None:
        """Without rows there is no frame, and its room may be for what stands above."""
        self.table.setVisible(is_shown)
        is_low = self.gives_room and not is_shown
        tall = QSizePolicy.Policy.Maximum if is_low else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)


def _named(name: str, new: frozenset[str]) -> str:
    """A field’s name, with the sign of what is new."""
    return _("{name} (new)").format(name=name) if name in new else name


def _item(text: str) -> QTableWidgetItem:
    line = text.replace("\n", " ")
    item = QTableWidgetItem(line if len(line) <= LONGEST else f"{line[:LONGEST]}…")
    item.setToolTip(tip(text) if item.text() != text else "")
    return item


def summary_sentence(preview: TransformPreview) -> str:
    """What a change comes to, in one sentence."""
    found = preview.summary
    n = found.changed_cell_count
    counted = [(n, ngettext("{n} cell changes", "{n} cells change", n))]
    n = len(found.fields_added)
    counted.append((n, ngettext("{n} field is added", "{n} fields are added", n)))
    n = len(found.fields_removed)
    counted.append((n, ngettext("{n} field goes", "{n} fields go", n)))
    n = found.rows_removed
    counted.append((n, ngettext("{n} row goes", "{n} rows go", n)))
    n = found.rows_added
    counted.append((n, ngettext("{n} row is made", "{n} rows are made", n)))
    parts = [text.format(n=number(n)) for n, text in counted if n]
    if preview.is_reordered:
        parts.append(_("the rows are in another order"))
    if preview.is_rearranged:
        parts.append(_("the fields are in another order"))
    if preview.is_redefined:
        parts.append(_("the type of the field changes"))
    if not parts:
        return _("Nothing would change.")
    sentence = ", ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."
