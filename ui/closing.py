"""Closing the window: once the last change is in the dossier's file, or given up knowingly."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from ui import tasks
from ui.pacing import in_next_step
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication import PublicationViewModel

CLOSING_TIME = 5000
"""Milliseconds that closing waits for the last save; the journal has the change in any case."""


class Closing(QObject):
    """Lets the window go when nothing would be lost; where something would, when asked again."""

    refused = Signal(str)
    """The window stays for now: why, in a sentence."""

    def __init__(self, dossier: DossierViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._dossier = dossier
        self._window = window
        self._is_closing = self._is_warned = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(CLOSING_TIME)
        self._patience.timeout.connect(window.close)
        dossier.closed.connect(self._on_closed)
        dossier.close_refused.connect(self._on_refused)

    def answer(self, event: QCloseEvent) -> None:
        """Accept the closing of the window, or save first and close it then."""
        if self._would_lose_package():
            event.ignore()
            self.refused.emit(_("The package is still being written. Close again to give it up."))
            return
        if self._is_closing or not self._dossier.is_open:
            tasks.interrupt_all()
            event.accept()
            return
        event.ignore()
        self._is_closing = True
        self._patience.start()
        self._dossier.close()

    def _would_lose_package(self) -> bool:
        """Whether a package is being written and nobody was told so yet."""
        publication = self._dossier.findChild(PublicationViewModel)
        is_exporting = publication is not None and publication.is_exporting
        was_warned, self._is_warned = self._is_warned, is_exporting
        return is_exporting and not (was_warned or self._is_closing)

    def _on_closed(self) -> None:
        if self._is_closing:
            self._patience.stop()
            # Later: there may have been nothing to save, and a window being closed is deaf to it.
            in_next_step(self._window, self._window.close)

    def _on_refused(self) -> None:
        self._is_closing = False
        self._patience.stop()
