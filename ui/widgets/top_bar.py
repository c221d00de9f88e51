"""The top bar: which file this is and whether it is saved, search, undo, redo, help."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from curator.i18n import gettext as _
from ui import icons, theme
from ui.actions import Action, Actions
from ui.i18n import locale, number
from ui.plain import Label, caption, tip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.search_line import SearchLine
from ui.widgets.sign_button import SignButton

NARROW = 900
"""Below this width the buttons show their icons only."""


class TopBar(QFrame):
    """Built from the window's actions; shows the dossier it is told about."""

    search_changed = Signal(str)
    search_entered = Signal()
    """Enter in the search field: go to the next hit."""

    def __init__(
        self, actions: Actions, file_menu: QMenu, help_menu: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.set_role(self, "panel")
        self._actions = actions
        self._name = ""
        self._sheet = ""
        self._saved_at: float | None = None
        self._is_kept = True
        self._logo = Label(self)
        self._logo.setPixmap(icons.app_icon().pixmap(QSize(26, 26)))
        self.file_button = QPushButton(self)
        self.file_button.setObjectName("file-menu")
        theme.set_role(self.file_button, "document")
        self.file_button.setMenu(file_menu)
        self.file_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._state = ElidedLabel(self)
        theme.set_role(self._state, "muted")
        self.search = SearchLine(self)
        self.search.setObjectName("search")
        theme.set_role(self.search, "search")
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self.search_changed)
        self.search.returnPressed.connect(self.search_entered)
        self.undo_button, self.redo_button = SignButton("undo", self), SignButton("redo", self)
        self.undo_button.stand_for(actions[Action.UNDO])
        self.redo_button.stand_for(actions[Action.REDO])
        self.help_button = SignButton("help", self)
        self.help_button.setObjectName("help-menu")
        self.help_button.setMenu(help_menu)
        self._lay_out()
        theme.changed.connect(self._repaint_icons)
        self._repaint_icons()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self._logo)
        layout.addWidget(self.file_button)
        layout.addWidget(self._state, 2)
        layout.addWidget(self.search, 2)
        for button in (self.undo_button, self.redo_button, self.help_button):
            layout.addWidget(button)

    # -- told by the window --------------------------------------------------------------------

    def show_dossier(
        self, name: str, sheet: str = "", saved_at: float | None = None, *, is_kept: bool = True
    ) -> None:
        """Which file is open; ``""``: none. ``saved_at``: seconds since the epoch. ``is_kept``: no
        change failed to be saved.
        """
        self._name, self._sheet, self._saved_at = name, sheet, saved_at
        self._is_kept = is_kept
        for widget in (self.search, self.undo_button, self.redo_button):
            widget.setVisible(bool(name))
        self._show_state()

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """What undo and redo would do, for their names."""
        for button, key, sentence, empty in (
            (self.undo_button, Action.UNDO, undo, _("Nothing to undo")),
            (self.redo_button, Action.REDO, redo, _("Nothing to redo")),
        ):
            action = self._actions[key]
            action.setEnabled(sentence is not None)
            said = _("Undo: {step}") if key is Action.UNDO else _("Redo: {step}")
            text = empty if sentence is None else said.format(step=sentence)
            action.setToolTip(tip(f"{text} ({action.shortcut().toString()})"))
            button.setAccessibleName(text)

    def set_search_enabled(self, is_enabled: bool) -> None:
        """Searching makes sense only where the grid is on screen."""
        self.search.setEnabled(is_enabled)

    def show_found(self, current: int, total: int) -> None:
        """Which match of the search is current (from 1) and how many there are."""
        text = ""
        if self.search.text():
            of_all = _("{current} of {total}")
            text = of_all.format(current=number(current), total=number(total))
            text = text if total else _("no result")
        self.search.show_found(text)

    def retranslate(self) -> None:
        keys = self._actions[Action.FIND].shortcut().toString()
        purpose = _("Search the data")
        self.search.setPlaceholderText(f"{purpose}   {keys}")
        self.search.setAccessibleName(purpose)
        self.help_button.set_label(_("Help"))
        self.help_button.setAccessibleName(_("Help, language and appearance"))
        self.file_button.setAccessibleName(_("File menu"))
        self._show_state()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.undo_button, self.redo_button, self.help_button):
            button.set_bare(self.width() < NARROW)

    # -- own -----------------------------------------------------------------------------------

    def _show_state(self) -> None:
        self.file_button.setText(caption(self._name) or "Curator")
        parts = []
        if self._sheet:
            parts.append(_("sheet “{name}”").format(name=self._sheet))
        if self._name:
            parts.append(self._saved_text())
        self._state.set_text(" · ".join(parts))

    def _saved_text(self) -> str:
        if not self._is_kept:
            return "✕ " + _("could not be saved")
        if self._saved_at is None:
            return _("nothing changed yet")
        from datetime import datetime

        moment = datetime.fromtimestamp(self._saved_at)
        if moment.date() == datetime.now().date():
            return _("saved at {time}").format(time=moment.strftime("%H:%M"))
        date = QDate(moment.year, moment.month, moment.day)
        day = locale().toString(date, locale().FormatType.ShortFormat)
        return _("saved on {date}").format(date=day)

    def _repaint_icons(self) -> None:
        self.file_button.setIcon(icons.icon("chevron-down", theme.color("muted")))
        self.file_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
