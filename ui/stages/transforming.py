"""The menus of changes on the Schéma stage, and the dialogs they open."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from curator.i18n import gettext as _
from ui.i18n import language_changed
from ui.models.transform_list import GROUPS
from ui.models.transforms import Transform
from ui.view_models.dossier import DossierViewModel
from ui.view_models.transforms import TransformViewModel

DIALOGS = {
    "": ("ui.dialogs.transform", "TransformDialog"),
    "clusters": ("ui.dialogs.value_lists", "ClustersDialog"),
    "values": ("ui.dialogs.value_lists", "ValuesDialog"),
}


class Transforming(QObject):
    """Fills menus; opens one dialog at a time over the stage, without holding the window up."""

    def __init__(self, dossier: DossierViewModel, stage: QWidget) -> None:
        super().__init__(stage)
        self._dossier = dossier
        self._stage = stage
        self.dialog: QDialog | None = None
        """The dialog on screen or last closed."""
        dossier.closed.connect(self.close)
        dossier.table_changed.connect(self.close)
        language_changed.connect(self.close)

    def fill(self, menu: QMenu, field: str = "") -> None:
        """Every change, by group; with a ``field``, those that concern one, set to it."""
        for group in GROUPS:
            wanted = [one for one in group.transforms if not field or one.is_of_field]
            if wanted:
                inner = menu.addMenu(_(group.title))
                for one in wanted:
                    inner.addAction(_(one.title), partial(self.open, one, field))

    def menu_of(self, field: str, parent: QWidget) -> QMenu:
        """What can be done to one field."""
        menu = QMenu(_("Transform the field"), parent)
        self.fill(menu, field)
        return menu

    def open(self, transform: Transform, field: str = "") -> None:
        """Show the dialog of a change; the one there was goes."""
        if not self._dossier.is_open:
            return
        self.close()
        module, name = DIALOGS[transform.dialog]
        model = TransformViewModel(self._dossier, self)
        make = getattr(import_module(module), name)
        self.dialog = make(transform, model, field, self._stage)
        self.dialog.show()

    def close(self, *_why: object) -> None:
        """Whatever it was about is not there any more."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.setParent(None)
            self.dialog = None
