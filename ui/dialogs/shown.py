"""The dialogs of a window: made when first asked for, kept, never two of a kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

KINDS = {
    "shortcuts": ("ui.dialogs.shortcuts", "ShortcutsDialog"),
    "about": ("ui.dialogs.about", "AboutDialog"),
}


class Dialogs(QObject):
    """Shows dialogs over ``window`` without holding it up."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.made: dict[str, QDialog] = {}

    def opener(self, key: str) -> Callable[[], None]:
        """What shows the dialog of that key."""
        return partial(self.show, key)

    def show(self, key: str) -> None:
        """Show a dialog, or bring it up again."""
        if key not in self.made:
            module, name = KINDS[key]
            self.made[key] = getattr(import_module(module), name)(self._window)
        self.made[key].show()
        self.made[key].activateWindow()

    def show_crash(self, details: str) -> None:
        """Tell about a problem of the program's own; the first of several is enough."""
        from ui.dialogs.crash import CrashDialog

        old = self.made.get("crash")
        if old is None or not old.isVisible():
            if old is not None:
                old.setParent(None)  # else every one there was would live as long as the window
            self.made["crash"] = CrashDialog(details, self._window)
            self.made["crash"].show()
