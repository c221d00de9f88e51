"""The two menus of the top bar: file, and help with language and appearance."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from curator.i18n import N_, current_language
from curator.i18n import gettext as _
from ui import i18n, theme
from ui.actions import Action, Actions, show_icons
from ui.plain import caption
from ui.settings import Settings

LANGUAGES = {"fr": "Français", "en": "English"}
"""Each language under its own name: whoever needs it must be able to read it."""

APPEARANCES = {
    "system": N_("Like the system"),
    "light": N_("Light"),
    "dark": N_("Dark"),
}

FILE_MENU = (
    Action.OPEN, None, Action.SAVE, Action.SAVE_AS, Action.CLOSE, None, Action.QUIT,
)  # fmt: skip
"""What the file menu holds; None is a line between."""


class Menus(QObject):
    """Owns the menus; ``recent_chosen`` gives a file chosen from the recent ones."""

    recent_chosen = Signal(Path)
    not_kept = Signal(str)
    """A choice holds, but not for the next time: the sentence that says so."""

    def __init__(
        self, app: QApplication, actions: Actions, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._app = app
        self._actions = actions
        self._settings = settings
        self.file_menu = QMenu(window)
        self.help_menu = QMenu(window)
        self._recent = QMenu(window)
        self._language = QMenu(window)
        self._appearance = QMenu(window)
        self._languages = QActionGroup(self)
        self._appearances = QActionGroup(self)
        self._fill()
        for menu in (self.file_menu, self.help_menu):
            menu.aboutToShow.connect(partial(show_icons, actions))
        self._recent.aboutToShow.connect(self._fill_recent)
        self._languages.triggered.connect(self._on_language)
        self._appearances.triggered.connect(self._on_appearance)

    def _fill(self) -> None:
        for key in FILE_MENU:
            if key is None:
                self.file_menu.addSeparator()
            else:
                self.file_menu.addAction(self._actions[key])
            if key is Action.OPEN:
                self.file_menu.addMenu(self._recent)
        self.help_menu.addAction(self._actions[Action.SHORTCUTS])
        self.help_menu.addSeparator()
        self.help_menu.addMenu(self._language)
        self.help_menu.addMenu(self._appearance)
        self.help_menu.addSeparator()
        self.help_menu.addAction(self._actions[Action.ABOUT])
        for code, name in LANGUAGES.items():
            self._choice(self._languages, self._language, code, name)
        for code in APPEARANCES:
            self._choice(self._appearances, self._appearance, code, "")

    def _choice(self, group: QActionGroup, menu: QMenu, code: str, text: str) -> None:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setData(code)
        group.addAction(action)
        menu.addAction(action)

    def retranslate(self) -> None:
        """Texts in the current language, ticks on what is in force."""
        self.file_menu.setAccessibleName(_("File menu"))
        self.help_menu.setAccessibleName(_("Help, language and appearance"))
        self._recent.setTitle(_("Recent"))
        self._language.setTitle(_("Language"))
        self._appearance.setTitle(_("Appearance"))
        for action in self._languages.actions():
            action.setChecked(action.data() == current_language())
        for action in self._appearances.actions():
            action.setText(_(APPEARANCES[action.data()]))
            action.setChecked(action.data() == self._settings.appearance)

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self._settings.recent:
            action = self._recent.addAction(caption(path.name))
            action.setToolTip(str(path))
            action.setData(str(path))
            action.triggered.connect(self._on_recent)
        if self._recent.isEmpty():
            self._recent.addAction(_("None yet")).setEnabled(False)

    def _on_recent(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.recent_chosen.emit(Path(str(sender.data())))

    def _on_language(self, action: QAction) -> None:
        self._settings.language = action.data()
        i18n.switch(self._app, action.data())
        self._keep()

    def _on_appearance(self, action: QAction) -> None:
        self._settings.appearance = action.data()
        theme.apply(self._app, is_dark(action.data()))
        self._keep()

    def _keep(self) -> None:
        if not self._settings.keep():
            text = _("Your choice holds until Curator is closed: the settings cannot be written.")
            self.not_kept.emit(text)


def is_dark(appearance: str) -> bool:
    """Whether an appearance of the settings means dark windows now."""
    return theme.system_is_dark() if appearance == "system" else appearance == "dark"
