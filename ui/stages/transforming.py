"""The menus of changes on the Schéma stage, and the dialogs they open."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QMenu, QWidget

from curator.i18n import gettext as _
from ui.models.transform_list import GROUPS
from ui.models.transforms import Transform
from ui.stages.one_dialog import OneDialog
from ui.view_models.transforms import TransformViewModel

DIALOGS = {
    "": ("ui.dialogs.transform", "TransformDialog"),
    "clusters": ("ui.dialogs.value_lists", "ClustersDialog"),
    "values": ("ui.dialogs.value_lists", "ValuesDialog"),
}


class Transforming(OneDialog):
    """Fills menus with the changes there are, and opens the dialog of the one chosen."""

    def fill(self, menu: QMenu, field: str = "") -> None:
        """Every change, by group; with a ``field``, those that concern one, set to it."""
        menu.clear()
        for old in menu.findChildren(QMenu):
            old.setParent(None)  # ``clear`` leaves the inner menus there
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
        module, name = DIALOGS[transform.dialog]
        model = TransformViewModel(self._dossier, self)
        make = getattr(import_module(module), name)
        self.show(make(transform, model, field, self._stage))
