"""Menus of the grid: what can be done with a field, a cell, rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import icons
from ui.i18n import number
from ui.models.arrangement import ProblemFilter
from ui.models.marks import Mark
from ui.plain import caption

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

LONGEST_VALUE = 24
"""Characters of a cell that an entry of a menu quotes."""


def field_menu(grid: Grid, field: str) -> QMenu:
    """Sort, filter, rename: everything about one field."""
    menu = menu_over(grid, QMenu(grid))
    menu.setAccessibleName(_("Field “{field}”").format(field=field))
    _add_sorting(grid, field, menu)
    menu.addSeparator()
    _add_filters(grid, field, menu)
    if not grid.table_model.is_read_only:
        menu.addSeparator()
        _add_changes(grid, field, menu)
    return menu


def _add_sorting(grid: Grid, field: str, menu: QMenu) -> None:
    sort = grid.arranging.sort
    menu.addAction(_("Sort from first to last"), partial(sort, field))
    menu.addAction(_("Sort from last to first"), partial(sort, field, descending=True))
    back = menu.addAction(_("Back to the order of the file"), partial(sort, ""))
    back.setEnabled(bool(grid.arranging.arrangement.sort_field))


def _add_filters(grid: Grid, field: str, menu: QMenu) -> None:
    table, arranging = grid.table_model, grid.arranging
    header = table.header(table.column_of(field) or 0)
    by_value = menu.addAction(
        icons.icon("filter"),
        _("Filter by value…"),
        partial(grid.header_actions.open_value_filter, field),
    )
    # The list of values would show what the cells hide, also where only some of them do.
    is_masked = field in table.marks.masked_fields or field in table.marks.masked
    by_value.setEnabled(not is_masked)
    invalid = menu.addAction(
        _("Only the rows to correct"),
        partial(arranging.filter, ProblemFilter(problem="invalid", field=field)),
    )
    invalid.setEnabled(bool(header.invalid))
    empty = menu.addAction(
        _("Only the rows where it is empty"),
        partial(arranging.filter, ProblemFilter(problem="empty", field=field)),
    )
    empty.setEnabled(bool(header.empty))
    _add_show_all(grid, menu)


def _add_show_all(grid: Grid, menu: QMenu) -> None:
    every = menu.addAction(_("Show all rows"), grid.arranging.clear_filters)
    every.setEnabled(bool(grid.arranging.arrangement.filters))


def _add_changes(grid: Grid, field: str, menu: QMenu) -> None:
    actions = grid.header_actions
    menu.addAction(icons.icon("edit"), _("Rename the field"), partial(actions.edit_name, field))
    menu.addAction(
        icons.icon("trash"), _("Remove the field"), partial(grid.changes.remove_field, field)
    )
    if actions.more_menu is not None:
        menu.addSeparator()
        menu.addMenu(actions.more_menu(field, menu))


def cell_menu(grid: Grid, row: int, column: int) -> QMenu:
    """Copy, paste, edit, filter on the value, remove the selected rows."""
    menu = menu_over(grid, QMenu(grid))
    table = grid.table_model
    menu.setAccessibleName(_("Cell of “{field}”").format(field=table.field(column)))
    is_editable = table.is_editable(row, column)
    index = table.index(row, column)
    if is_editable:
        edit = menu.addAction(icons.icon("edit"), _("Edit the cell"), partial(grid.edit, index))
        edit.setShortcut(QKeySequence("F2"))
    copy = menu.addAction(icons.icon("copy"), _("Copy"), grid.changes.copy)
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    if not table.is_read_only:
        cut = menu.addAction(_("Cut"), grid.changes.cut)
        cut.setShortcut(QKeySequence.StandardKey.Cut)
        paste = menu.addAction(_("Paste"), grid.changes.paste)
        paste.setShortcut(QKeySequence.StandardKey.Paste)
    menu.addSeparator()
    menu.addAction(_filter_on(grid, menu, row, column))
    _add_show_all(grid, menu)
    if not table.is_read_only:
        menu.addSeparator()
        n = grid.changes.selected_row_count() or 1
        sentence = ngettext("Remove this row", "Remove these {n} rows", n)
        menu.addAction(icons.icon("trash"), sentence.format(n=number(n)), grid.changes.remove_rows)
    return menu


def _filter_on(grid: Grid, menu: QMenu, row: int, column: int) -> QAction:
    cell = grid.table_model.cell(row, column)
    field = grid.table_model.field(column)
    text = cell.text if len(cell.text) <= LONGEST_VALUE else f"{cell.text[:LONGEST_VALUE]}…"
    label = _("Only the rows with “{value}”").format(value=text.replace("\n", " "))
    if not cell.text:
        label = _("Only the rows where it is empty")
    action = QAction(icons.icon("filter"), caption(label), menu)
    action.triggered.connect(partial(grid.arranging.filter_on_value, field, cell.text))
    action.setEnabled(not cell.flags & Mark.MASKED)
    return action


def menu_over(grid: Grid, menu: QMenu) -> QMenu:
    """``menu``, which goes when other rows or fields come: what it offers is about those there are.

    A place among rows that are gone is no mere refusal for Qt, it ends the program.
    """
    grid.table_model.modelReset.connect(menu.close)
    return menu


def pop_up(menu: QMenu, place: QPoint) -> None:
    """Open a menu that is forgotten once it is closed."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
