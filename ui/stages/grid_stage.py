"""Base of the stages that show the one grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.stages.base import Stage
from ui.widgets.place import Place

if TYPE_CHECKING:
    from ui.view_models.dossier import DossierViewModel
    from ui.widgets.grid import Grid


class GridStage(Stage):
    """A subclass gives ``grid_place`` a place in its content, and says in ``set_up_grid`` what the
    grid shows and offers there.
    """

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.grid_place = Place(self)
        self._grid: Grid | None = None

    @property
    def grid(self) -> Grid | None:
        """The grid while it is here: from coming on screen until another stage receives it."""
        return self._grid

    def receive_grid(self, grid: Grid) -> None:
        """The stage comes on screen, with the grid in it."""
        self._grid = grid
        self.set_up_grid(grid)
        self.grid_place.receive(grid)

    def give_up_grid(self) -> None:
        """The grid goes to another stage, if it was here."""
        self.grid_place.give_up()
        self._grid = None

    def set_up_grid(self, grid: Grid) -> None:
        """What the grid shows and offers here."""
        raise NotImplementedError
