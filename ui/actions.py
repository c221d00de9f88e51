"""Everything that can be asked of the window, as data: name, shortcut, icon."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import icons


class Action(StrEnum):
    """The actions; the list of shortcuts shows them in this order."""

    OPEN = "open"
    SAVE = "save"
    SAVE_AS = "save-as"
    CLOSE = "close"
    UNDO = "undo"
    REDO = "redo"
    SOURCE = "source"
    SCHEMA = "schema"
    PERSONAL = "personal"
    PREVIEW = "preview"
    PUBLICATION = "publication"
    REVIEW = "review"
    FIND = "find"
    GO_TO_ROW = "go-to-row"
    NEXT_PROBLEM = "next-problem"
    PREVIOUS_PROBLEM = "previous-problem"
    INSPECTOR = "inspector"
    NEXT_PANE = "next-pane"
    PREVIOUS_PANE = "previous-pane"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"
    QUIT = "quit"


@dataclass(frozen=True)
class Spec:
    """How an action is called and called up."""

    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs_dossier: bool = False


SPECS: Mapping[Action, Spec] = {
    Action.OPEN: Spec(N_("Open…"), ("Ctrl+O",), "open"),
    Action.SAVE: Spec(N_("Save"), ("Ctrl+S",), "save", True),
    Action.SAVE_AS: Spec(N_("Save under another name…"), ("Ctrl+Shift+S",), "", True),
    Action.CLOSE: Spec(N_("Close the dossier"), ("Ctrl+W",), "close", True),
    Action.UNDO: Spec(N_("Undo"), ("Ctrl+Z",), "", True),
    Action.REDO: Spec(N_("Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "", True),
    Action.SOURCE: Spec(N_("Go to Source"), ("Ctrl+1",), "", True),
    Action.SCHEMA: Spec(N_("Go to Schema"), ("Ctrl+2",), "", True),
    Action.PERSONAL: Spec(N_("Go to Personal data"), ("Ctrl+3",), "", True),
    Action.PREVIEW: Spec(N_("Go to Preview"), ("Ctrl+4",), "", True),
    Action.PUBLICATION: Spec(N_("Go to Publication"), ("Ctrl+5",), "", True),
    Action.REVIEW: Spec(N_("Go to Review"), ("Ctrl+6",), "review", True),
    Action.FIND: Spec(N_("Search the data"), ("Ctrl+F",), "search", True),
    Action.GO_TO_ROW: Spec(N_("Go to row…"), ("Ctrl+G",), "", True),
    Action.NEXT_PROBLEM: Spec(N_("Next problem"), ("F8",), "", True),
    Action.PREVIOUS_PROBLEM: Spec(N_("Previous problem"), ("Shift+F8",), "", True),
    Action.INSPECTOR: Spec(N_("Go to the inspector"), ("Alt+Return", "Alt+Enter"), "panel", True),
    Action.NEXT_PANE: Spec(N_("Next pane"), ("F6",), ""),
    Action.PREVIOUS_PANE: Spec(N_("Previous pane"), ("Shift+F6",), ""),
    Action.SHORTCUTS: Spec(N_("Keyboard shortcuts"), ("?", "F1"), "keyboard"),
    Action.ABOUT: Spec(N_("About Curator"), (), "info"),
    Action.QUIT: Spec(N_("Quit"), ("Ctrl+Q",), ""),
}

Actions = Mapping[Action, QAction]


def make_actions(window: QWidget, handlers: Mapping[Action, Callable[[], object]]) -> Actions:
    """A ``QAction`` of ``window`` for every action, connected to its handler."""
    made: dict[Action, QAction] = {}
    for key, spec in SPECS.items():
        action = QAction(window)
        action.setObjectName(key.value)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(_without_checked(handlers[key]))
        window.addAction(action)
        made[key] = action
    retranslate(made)
    return made


def retranslate(actions: Actions) -> None:
    """Names and tool tips in the current language."""
    for key, action in actions.items():
        spec = SPECS[key]
        action.setText(_(spec.text))
        if spec.keys:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{_(spec.text)} ({keys})")


def show_icons(actions: Actions) -> None:
    """Icons in the current colours: needed once a menu opens, not for the start."""
    for key, action in actions.items():
        if SPECS[key].icon:
            action.setIcon(icons.icon(SPECS[key].icon))


def enable_for(actions: Actions, *, has_dossier: bool) -> None:
    """Grey out what needs a dossier while there is none."""
    for key, action in actions.items():
        if SPECS[key].needs_dossier:
            action.setEnabled(has_dossier)


def _without_checked(handler: Callable[[], object]) -> Callable[..., None]:
    def call(*_checked: object) -> None:
        handler()

    return call
