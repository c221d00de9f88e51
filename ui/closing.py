"""Closing the window: once the last change is in the dossier's file, or given up knowingly."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from ui import tasks
from ui.delay import delay
from ui.pacing import in_next_step
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication import PublicationViewModel

CLOSING_TIME = 5000
"""Milliseconds that closing waits for the last save. Then the window goes without it where the
journal has every change; a change that is in no file is given up only when asked again."""


class Closing(QObject):
    """Lets the window go when nothing would be lost; where something would, when asked again."""

    refused = Signal(str)
    """The window stays for now: why, in a sentence."""

    def __init__(self, dossier: DossierViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._dossier = dossier
        self._window = window
        self._is_closing = False
        """Whether the dossier is being closed for the window to follow."""
        self._told: list[str] = []
        """What would have been lost when last asked to close, as the user was told."""
        self._patience = delay(self, window.close, CLOSING_TIME)
        dossier.closed.connect(self._on_closed)
        dossier.close_refused.connect(self._on_refused)

    def answer(self, event: QCloseEvent) -> None:
        """Accept the closing of the window, or save first and close it then."""
        told, self._told = self._told, self._losses()
        new = [loss for loss in self._told if loss not in told]
        if new:
            event.ignore()
            self._patience.stop()
            self.refused.emit(" ".join(new))
        elif self._is_closing or not self._dossier.is_open:
            tasks.interrupt_all()
            event.accept()
        else:
            event.ignore()
            self._is_closing = True
            self._patience.start()
            self._dossier.close()

    def _losses(self) -> list[str]:
        """What would be lost if the window went now, each in words.

        Changes only once they were waited for: mostly they are kept before anybody can read that.
        """
        losses = []
        publication = self._dossier.findChild(PublicationViewModel)
        if publication is not None and publication.is_exporting:
            losses.append(_("The package is still being written. Close again to give it up."))
        if self._is_closing and (self._dossier.is_changing or not self._dossier.is_kept):
            sentence = _(
                "The last change is not saved yet; the window closes as soon as it is. "
                "Close again to give it up."
            )
            losses.append(sentence)
        return losses

    def _on_closed(self) -> None:
        if self._is_closing:
            self._is_closing = False
            self._patience.stop()
            # Later: there may have been nothing to save, and a window being closed is deaf to it.
            in_next_step(self._window, self._window.close)

    def _on_refused(self) -> None:
        self._is_closing = False
        self._patience.stop()
