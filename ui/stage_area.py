"""Where the stages come on screen, and the one grid that stands over the place they keep for it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.delay import delay
from ui.stages.base import Stage
from ui.stages.grid_stage import GridStage
from ui.view_models.dossier import DossierViewModel
from ui.widgets.grid import Grid

GRID_PAUSE = 150
"""Milliseconds after which the grid, off the screen, gets the present table: what the user waits
for comes first.
"""


class StageArea(QWidget):
    """One stage at a time. The grid follows the dossier's table, at once where it is seen."""

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._pages = QStackedWidget(self)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
        self._is_stale = True
        self._off_screen = delay(self, self._bring_up_to_date, GRID_PAUSE)
        self._holder: GridStage | None = None

    def make_grid(self) -> Grid:
        """Make the grid, which is seen once a stage with a place for it is."""
        self.grid = Grid(self)
        self.grid.hide()
        return self.grid

    def follow(self) -> None:
        """Have the grid follow the dossier from now on: after the stages, which mark its cells."""
        self._dossier.table_changed.connect(self._on_table_changed)
        self._dossier.opened.connect(self._on_opened)
        self._dossier.closed.connect(self.grid.start_anew)
        self._dossier.leaving.connect(self.grid.finish_editing)
        self._dossier.leaving.connect(self.grid.fields.finish_editing)

    def add(self, stage: Stage) -> None:
        """One more stage."""
        self._pages.addWidget(stage)

    def place(self, stage: Stage) -> None:
        """Bring a stage on screen, with the grid if it has a place for it."""
        if isinstance(stage, GridStage):
            self._hand_grid_to(stage)
        else:
            self._off_screen.start()
        self._pages.setCurrentWidget(stage)

    def _hand_grid_to(self, stage: GridStage) -> None:
        if self._holder is not None and self._holder is not stage:
            self._holder.give_up_grid()
        self._holder = stage
        self._bring_up_to_date()
        self.grid.set_more_menu(None)  # what a stage adds to the menus goes with the stage
        # In the step in which it comes: a window that is uncovered meanwhile is painted as it is,
        # and the grid may not be seen there without the stage's masks.
        stage.receive_grid(self.grid)

    def _on_opened(self) -> None:
        if self.grid.table_model.columnCount():
            self.grid.start_anew()

    def _on_table_changed(self) -> None:
        self._is_stale = True
        if self.grid.isVisible():
            self._bring_up_to_date()
        else:  # until then it holds the last table, which may be large
            self._off_screen.start()

    def _bring_up_to_date(self) -> None:
        if self._is_stale and self._dossier.is_open:
            self._is_stale = False
            self.grid.set_table(self._dossier.table)
