"""The screen of an open dossier, made part by part: made at one go it would hold the window up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.delay import delay
from ui.pacing import STEP
from ui.settings import Settings
from ui.view_models.dossier import DossierViewModel
from ui.widgets.pages import Pages

if TYPE_CHECKING:
    from ui.workspace import Workspace

PAUSE = 20
"""Milliseconds between two parts while nothing is asked of the window."""


class Building(QObject):
    """Begins once the core is imported: while the user looks for a file, or before the first file
    is read, which waits for it.
    """

    done = Signal()
    """Every part is made, and its looks are found out."""

    def __init__(self, dossier: DossierViewModel, settings: Settings, pages: Pages) -> None:
        super().__init__(pages)
        self._dossier = dossier
        self._settings = settings
        self._pages = pages
        self._workspace: Workspace | None = None
        self._next = delay(self, self._go_on)
        dossier.hold_back()
        dossier.warmed_up.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be made."""
        return self._workspace is not None and self._workspace.is_complete

    def workspace(self) -> Workspace:
        """The screen; what is missing of it is made now."""
        made = self._in_making()
        made.complete()
        self._dossier.hand_over()
        return made

    def _in_making(self) -> Workspace:
        if self._workspace is None:
            from ui.workspace import Workspace

            self._workspace = Workspace(self._dossier, self._settings, self._pages)
            # While it is empty: the looks of all its parts would be worked out at one go later.
            self._pages.addWidget(self._workspace)
        return self._workspace

    def _go_on(self) -> None:
        self._pages.prepare()
        made = self._in_making()
        is_more = made.build_step()
        if made.is_ready:
            self._dossier.hand_over()
        if is_more:
            self._next.start(STEP if self._dossier.is_busy else PAUSE)
        else:
            self.done.emit()
