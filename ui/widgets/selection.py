"""The selected cells of a table view."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionRange
from PySide6.QtWidgets import QTableView


def selected_areas(view: QTableView) -> list[QItemSelectionRange]:
    """The selected rectangles, in the order in which they were selected."""
    selection = view.selectionModel().selection()
    return [selection.at(n) for n in range(selection.count())]
