"""One dialog at a time over a stage, which goes when what it is about does."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.i18n import language_changed
from ui.view_models.dossier import DossierViewModel


class OneDialog(QObject):
    """Base of what opens dialogs over ``stage``, without holding the window up."""

    def __init__(self, dossier: DossierViewModel, stage: QWidget) -> None:
        super().__init__(stage)
        self._dossier = dossier
        self._stage = stage
        self.dialog: QDialog | None = None
        """The last one shown, until it is of no use any more; the user may have closed it."""
        for signal in (dossier.closed, dossier.table_changed, language_changed):
            signal.connect(self.close)

    def show(self, dialog: QDialog) -> None:
        """Show a dialog; the one there was goes."""
        self.close()
        self.dialog = dialog
        # The system's own file dialog has to be opened as what it is: a dialog of the window.
        dialog.open() if isinstance(dialog, QFileDialog) else dialog.show()

    def close(self, *_why: object) -> None:
        """Whatever it was about is not there any more."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.setParent(None)
            self.dialog = None
