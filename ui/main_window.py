"""The main window: puts the parts together and connects them, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui import actions, icons, theme
from ui.actions import Action
from ui.building import Building
from ui.closing import Closing
from ui.dialogs.shown import Dialogs
from ui.i18n import number
from ui.menus import Menus
from ui.messages import CrashReporter
from ui.opening import Opening
from ui.pacing import in_next_step
from ui.panes import cycle, go_to_stop
from ui.settings import Settings
from ui.view_models.dossier import DossierViewModel
from ui.widgets.message_bar import Kind, Message
from ui.widgets.pages import Pages
from ui.widgets.start_page import StartPage, dropped_files
from ui.widgets.status_bar import StatusBar
from ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ui.widgets.grid import Grid
    from ui.workspace import Workspace

DEFAULT_SIZE = (1360, 860)
MINIMUM_SIZE = (640, 400)


class MainWindow(QMainWindow):
    """One window, one dossier."""

    def __init__(self, app: QApplication, settings: Settings, crashes: CrashReporter) -> None:
        super().__init__()
        self.settings = settings
        self.dossier = DossierViewModel(self)
        self.closing = Closing(self.dossier, self)
        self.opening = Opening(self.dossier, settings, self)
        self.dialogs = Dialogs(self)
        self.actions_by_key = actions.make_actions(self, self._handlers())
        self.menus = Menus(app, self.actions_by_key, settings, self)
        self.top_bar = TopBar(self.actions_by_key, self.menus.file_menu, self.menus.help_menu, self)
        self.start_page = StartPage(self)
        self.status = StatusBar(self)
        self.workspace: Workspace | None = None
        self._crashes = crashes
        self._assemble()
        self._connect()
        self._show_start()
        self.retranslate()

    def _assemble(self) -> None:
        self._pages = Pages(self.start_page, self)
        self.building = Building(self.dossier, self.settings, self._pages)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top_bar, _rule(self), self._pages, _rule(self), self.status):
            column.addWidget(widget, 1 if widget is self._pages else 0)
        self.setCentralWidget(centre)
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(*DEFAULT_SIZE)
        if self.settings.geometry is not None:
            self.restoreGeometry(self.settings.geometry)

    def _connect(self) -> None:
        self.menus.recent_chosen.connect(self.opening.open)
        self.start_page.file_chosen.connect(self.opening.open)
        self.start_page.files_dropped.connect(self.opening.open_dropped)
        self.start_page.choose_requested.connect(self.opening.choose)
        self.start_page.sample_requested.connect(self.opening.open_sample)
        self.opening.told.connect(self.tell)
        self.menus.not_kept.connect(self.show_message)
        self.closing.refused.connect(self.show_message)
        self.dossier.first_rows_read.connect(self._pages.show_first_rows)
        self.dossier.open_failed.connect(self._pages.drop_first_rows)
        self.dossier.opened.connect(self._on_opened)
        self.dossier.closed.connect(self._show_start)
        self.dossier.table_changed.connect(self._show_facts)
        self.dossier.history_changed.connect(self._show_steps)
        self.dossier.saved_changed.connect(self._show_dossier)
        self.dossier.reading_changed.connect(self._show_dossier)
        self.dossier.applied.connect(self.status.show_message)
        self.dossier.crashed.connect(self._crashes.report)
        self._crashes.crashed.connect(self.dialogs.show_crash)

    def _handlers(self) -> dict[Action, Callable[[], object]]:
        return {
            Action.OPEN: self.opening.choose,
            Action.SAVE: self.dossier.save,
            Action.SAVE_AS: self.opening.save_as,
            Action.CLOSE: self.dossier.close,
            Action.UNDO: self.dossier.undo,
            Action.REDO: self.dossier.redo,
            Action.SOURCE: lambda: self.show_stage("source"),
            Action.SCHEMA: lambda: self.show_stage("schema"),
            Action.PERSONAL: lambda: self.show_stage("personal"),
            Action.PREVIEW: lambda: self.show_stage("preview"),
            Action.PUBLICATION: lambda: self.show_stage("publication"),
            Action.REVIEW: lambda: self.show_stage("review"),
            Action.FIND: self._find,
            Action.GO_TO_ROW: lambda: self._in_grid(lambda grid: grid.open_go_to_row()),
            Action.NEXT_PROBLEM: lambda: self._in_grid(lambda grid: grid.next_problem()),
            Action.PREVIOUS_PROBLEM: lambda: self._in_grid(lambda grid: grid.previous_problem()),
            Action.INSPECTOR: self._toggle_panel,
            Action.NEXT_PANE: lambda: self._cycle_panes(+1),
            Action.PREVIOUS_PANE: lambda: self._cycle_panes(-1),
            Action.SHORTCUTS: self.dialogs.opener("shortcuts"),
            Action.ABOUT: self.dialogs.opener("about"),
            Action.QUIT: self.close,
        }

    # -- pages ---------------------------------------------------------------------------------

    def show_stage(self, key: str) -> None:
        """Bring a stage on screen."""
        if self.workspace is not None and self.dossier.is_open:
            self.workspace.show_stage(key)

    def show_message(self, text: str, kind: Kind = Kind.NOTE) -> None:
        """One sentence where the user looks."""
        self.tell(Message(text, kind))

    def tell(self, message: Message) -> None:
        """Show a message where the user looks: under the stage's title, or on the start page."""
        if self.dossier.is_open and self.workspace is not None:
            self.workspace.stage.message_bar.tell(message)
        else:
            self.start_page.message_bar.tell(message)

    def _show_start(self) -> None:
        self._pages.show_page(self.start_page)
        self.start_page.show_recent(self.settings.recent)
        self.top_bar.show_dossier("")
        self._show_facts()
        self.start_page.drop_zone.choose.setFocus()
        actions.enable_for(self.actions_by_key, has_dossier=False)
        self.setWindowTitle("Curator")

    def _on_opened(self) -> None:
        workspace = self.building.workspace()
        if self.workspace is None:
            self._connect_workspace(workspace)
        self.start_page.message_bar.clear()
        actions.enable_for(self.actions_by_key, has_dossier=True)
        workspace.open_dossier()
        self._show_dossier()
        self.setWindowTitle(f"{self.dossier.source.file.name} – Curator")

    def _show_workspace(self) -> None:
        if self.workspace is None or not self.dossier.is_open:
            return  # closed again at once
        self._pages.show_page(self.workspace)
        self.workspace.stage.primary.setFocus()

    def _connect_workspace(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.workspace.message_raised.connect(self.status.show_message)
        self.workspace.stage_shown.connect(self._on_stage_shown)
        self.top_bar.search_changed.connect(self.workspace.search)
        self.workspace.grid.search_found.connect(self.top_bar.show_found)
        self.top_bar.search_entered.connect(self.workspace.search_next)

    def _on_stage_shown(self, _key: str) -> None:
        assert self.workspace is not None  # noqa: S101 - it told
        self.top_bar.set_search_enabled(self.workspace.is_grid_shown())
        if self._pages.currentWidget() is not self.workspace:  # its first stage is ready now
            in_next_step(self, self._show_workspace)

    # -- what the bars show ----------------------------------------------------------------------

    def _show_dossier(self) -> None:
        if not self.dossier.is_open:
            return
        source = self.dossier.source
        saved_at, is_kept = self.dossier.saved_at, not self.dossier.is_save_failed
        self.top_bar.show_dossier(source.file.name, source.sheet or "", saved_at, is_kept=is_kept)

    def _show_facts(self) -> None:
        promise = _("Nothing leaves this computer")
        size = [_size_of_table(self.dossier)] if self.dossier.is_open else []
        self.status.show_facts([*size, promise])

    def _show_steps(self) -> None:
        self.top_bar.show_steps(self.dossier.undo_sentence, self.dossier.redo_sentence)

    def retranslate(self) -> None:
        actions.retranslate(self.actions_by_key)
        self.menus.retranslate()
        self._show_facts()
        self._show_steps()

    # -- keys ----------------------------------------------------------------------------------

    def _find(self) -> None:
        self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top_bar.search.selectAll()

    def _in_grid(self, act: Callable[[Grid], object]) -> None:
        if self.workspace is not None and self.workspace.is_grid_shown():
            act(self.workspace.grid)

    def _toggle_panel(self) -> None:
        if self.workspace is not None:
            self.workspace.toggle_panel()

    def _cycle_panes(self, step: int) -> None:
        panes: list[QWidget] = [self.top_bar]
        if self.workspace is not None and self.dossier.is_open:
            panes += self.workspace.panes()
        else:
            panes.append(self.start_page)
        cycle(panes, step)

    # -- the window itself -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.opening.open_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.geometry = self.saveGeometry()
        if self.workspace is not None:
            self.settings.splitter = self.workspace.splitter.saveState()
        self.closing.answer(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        focus = QApplication.focusWidget()
        if focus is not None and not focus.isVisible():
            # What had the focus went off the screen: no key was pressed, any place is good.
            return super().focusNextPrevChild(is_next)
        return go_to_stop(self, +1 if is_next else -1)


def _rule(parent: QWidget) -> QFrame:
    """A hairline between two parts of the window."""
    line = QFrame(parent)
    line.setFixedHeight(1)
    theme.set_role(line, "rule")
    return line


def _size_of_table(dossier: DossierViewModel) -> str:
    rows, fields = len(dossier.table), len(dossier.table.names)
    shown = ngettext("{n} row", "{n} rows", rows).format(n=number(rows))
    named = ngettext("{n} field", "{n} fields", fields).format(n=number(fields))
    return f"{shown} × {named}"
