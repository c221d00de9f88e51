"""What a click on a field's header does: select, open menus, filter, rename."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from curator.operations.structure import RenameField
from ui.models.arrangement import ProblemFilter
from ui.widgets.grid_menus import field_menu, menu_over, pop_up
from ui.widgets.header import Zone

if TYPE_CHECKING:
    from ui.widgets.grid import Grid

ChipMenu = Callable[[str], QMenu | None]
MoreMenu = Callable[[str, QMenu], QMenu]


class HeaderActions(QObject):
    """Answers the header of the grid."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.chip_menu: ChipMenu | None = None
        """Makes the menu of a field's chip; the stage on screen sets it."""
        self.more_menu: MoreMenu | None = None
        """Makes what the stage on screen adds to the menu of a field."""
        grid.fields.zone_clicked.connect(self._on_zone_clicked)
        grid.fields.menu_requested.connect(self._on_menu_requested)
        grid.fields.renamed.connect(self._on_renamed)
        grid.table_model.modelReset.connect(grid.fields.follow_fields)

    def _on_zone_clicked(self, column: int, zone: Zone, place: QPoint) -> None:
        field = self._grid.table_model.field(column)
        self._grid.select_field(field)
        if zone is Zone.MENU:
            self._on_menu_requested(column, place)
        elif zone is Zone.CHIP:
            self.open_chip_menu(field, place)
        elif zone is Zone.INVALID:
            self._grid.arranging.toggle(ProblemFilter(problem="invalid", field=field))
        elif zone is Zone.EMPTY:
            self._grid.arranging.toggle(ProblemFilter(problem="empty", field=field))

    def _on_menu_requested(self, column: int, place: QPoint) -> None:
        pop_up(field_menu(self._grid, self._grid.table_model.field(column)), place)

    def open_chip_menu(self, field: str, place: QPoint) -> None:
        """Open the menu of a field's chip (its type, its role)."""
        menu = self.chip_menu(field) if self.chip_menu is not None else None
        if menu is not None:
            pop_up(menu_over(self._grid, menu), place)

    def open_menu(self, field: str) -> None:
        """Open the menu of a field under its header."""
        pop_up(field_menu(self._grid, field), self._below(field))

    def open_value_filter(self, field: str) -> None:
        """Offer the values of a field to filter on."""
        self._grid.arranging.open_value_filter(field, self._below(field))

    def _below(self, field: str) -> QPoint:
        header = self._grid.fields
        column = self._grid.table_model.column_of(field) or 0
        left = max(header.sectionViewportPosition(column), 0)
        return header.viewport().mapToGlobal(QPoint(left, header.height()))

    def edit_name(self, field: str) -> None:
        """Open an input over the name of a field."""
        model = self._grid.table_model
        column = model.column_of(field)
        if column is not None and not model.is_read_only:
            self._grid.fields.edit_name(column)

    def _on_renamed(self, column: int, name: str) -> None:
        model = self._grid.table_model
        if not model.is_read_only:
            self._grid.operation_requested.emit(RenameField(field=model.field(column), to=name))
