"""The screen of an open dossier: rail and history, the stage, the panel on the right.

Made when the first dossier opens: the grid and the stages bring the core along, which would delay
the first window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import gettext as _
from ui import theme
from ui.delay import delay
from ui.pacing import in_next_step, unseen
from ui.panes import focus_first
from ui.settings import Settings
from ui.stage_area import StageArea
from ui.stages.base import STAGE_KEYS, Stage
from ui.stages.catalogue import STAGES, make_stage
from ui.stages.grid_stage import GridStage
from ui.view_models.dossier import DossierViewModel
from ui.widgets.history import History
from ui.widgets.inspector.inspector import Inspector
from ui.widgets.message_bar import Kind, Message
from ui.widgets.rail import Rail

RAIL_WIDTH = 208
PANEL_WIDTH = 328
PANEL_MINIMUM = 260
PANEL_LIMIT = 460
"""A panel that needs more than this scrolls sideways instead of taking the stage's room."""
MOST_LARGER = 1.4
"""How many times wider larger letters make that limit at most: beyond, the grid would be left
without room."""

TYPING_PAUSE = 250
"""Milliseconds without a key after which a search begins."""

NARROW = 1000
"""Below this width the panel on the right gives way to the stage; Alt+Enter brings it back."""

POLISHED_AT_ONCE = 20
"""Widgets whose looks are worked out in one step, while nothing is open."""
_END = object()


class Workspace(QWidget):
    """Holds the one grid and the one inspector, and hands them to the stage on screen."""

    stage_shown = Signal(str)
    message_raised = Signal(str)

    def __init__(
        self, dossier: DossierViewModel, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._settings = settings
        self._current = ""
        self._search_text = ""
        self._typing = delay(self, self._search_now, TYPING_PAUSE)
        self.stages: dict[str, Stage] = {}
        self._building = self._build()
        self.is_complete = False
        """Whether every part is made and its looks are found out."""
        self.is_ready = False
        """Whether a dossier can be shown; the looks of what is not seen first may be missing."""

    # -- building ------------------------------------------------------------------------------

    def build_step(self) -> bool:
        """Make one more part; whether there are others left. Each takes a moment only, so that the
        window stays alive when they are made one after the other while nothing is open.
        """
        if not self.is_complete:
            self.is_complete = next(self._building, _END) is _END
        return not self.is_complete

    def complete(self) -> None:
        """Make all the parts that are not there yet."""
        while not self.is_ready and self.build_step():
            pass

    def _build(self) -> Iterator[None]:
        self._assemble()
        yield
        self.grid = self._area.make_grid()
        yield
        self.inspector = Inspector(self._dossier, self._panel)
        self._panel.addWidget(self.inspector)
        yield
        for key in STAGES:
            self._add_stage(make_stage(key, self._dossier, self._settings, self._area))
            yield
        self._connect()
        self.retranslate()
        yield
        # Finding out how the style sheet draws a widget costs more than making it.
        yield from _polish(self._seen_first())
        self.is_ready = True
        yield
        yield from _polish([self])

    def _seen_first(self) -> list[QWidget]:
        """What an opened dossier is shown with."""
        first = self.stages[STAGE_KEYS[0]]
        return [self.rail, self.history, first, first.side_panel() or self.inspector]

    def _assemble(self) -> None:
        self.rail = Rail(tuple(STAGES), self)
        self.history = History(self)
        self._area = StageArea(self._dossier, self)
        self._panel = QStackedWidget(self)
        left = self._left = QFrame(self)
        theme.set_role(left, "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rail)
        column.addWidget(self.history, 1)
        left.setMinimumWidth(RAIL_WIDTH - 8)
        self._right = QFrame(self)
        theme.set_role(self._right, "panel")
        inside = QVBoxLayout(self._right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._panel)
        self._right.setMinimumWidth(PANEL_MINIMUM)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        for widget in (left, self._area, self._right):
            self.splitter.addWidget(widget)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for index, stretch in enumerate((0, 1, 0)):
            self.splitter.setStretchFactor(index, stretch)
        self.splitter.setSizes([RAIL_WIDTH, 900, PANEL_WIDTH])
        if self._settings.splitter is not None:
            self.splitter.restoreState(self._settings.splitter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _add_stage(self, stage: Stage) -> None:
        self.stages[stage.key] = stage
        self._area.add(stage)
        panel = stage.side_panel()
        if panel is not None:
            self._panel.addWidget(panel)
        stage.continue_requested.connect(self._on_continue)
        stage.message_raised.connect(self.message_raised)
        stage.told.connect(self._on_told)
        stage.stage_requested.connect(self.show_stage)
        stage.panel_filled.connect(self._on_panel_filled)
        stage.pending_changed.connect(self._on_pending_changed)

    def _connect(self) -> None:
        self.rail.stage_chosen.connect(self.show_stage)
        self.history.position_chosen.connect(self._dossier.go_to)
        self._dossier.history_changed.connect(self._on_history_changed)
        self._dossier.review_changed.connect(self._on_review_changed)
        self._area.follow()
        self._dossier.applied.connect(self._on_applied)
        self._dossier.error_raised.connect(self._on_error)
        self._dossier.field_error_raised.connect(self._on_field_error)
        self.grid.field_selected.connect(self._on_field_selected)
        self.grid.cell_edited.connect(self._on_cell_edited)
        self.grid.operation_requested.connect(self._dossier.apply)
        self.grid.message_raised.connect(self.message_raised)
        self.grid.warning_raised.connect(self._on_warning)
        self.grid.failed.connect(self._dossier.crashed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there are widgets
        app.focusChanged.connect(self._on_focus_changed)

    # -- stages --------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """The stage on screen."""
        return self.stages[self._current]

    def show_stage(self, key: str) -> None:
        """Bring a stage on screen, with the grid and the right panel: in steps, of which the user
        sees the last.
        """
        stage = self.stages[key]
        if self._current and self._current != key:
            self.stage.message_bar.clear()  # what it says is of the moment
        self._current = key
        self._leave_stage(key)
        for each, other in self.stages.items():
            self.rail.set_known(each, other.is_known())
        self.rail.set_current(key)
        steps = (self._area.place, self._fill_stage, self._fill_panel)
        unseen(self, *(partial(self._go_on_to, stage, step) for step in steps))

    def _go_on_to(self, stage: Stage, step: Callable[[Stage], None]) -> None:
        """One more step, unless another stage came right after this one."""
        if stage is self.stage and self._dossier.is_open:
            step(stage)

    def _fill_stage(self, stage: Stage) -> None:
        panel = stage.side_panel()
        if panel is None:
            self.inspector.set_stage(stage.key)
        self._panel.setCurrentWidget(panel or self.inspector)
        stage.activate()

    def _fill_panel(self, stage: Stage) -> None:
        if stage.side_panel() is None:
            self.inspector.fill()
        self._fit_panel()
        self.stage_shown.emit(stage.key)

    def _leave_stage(self, key: str) -> None:
        """What is about to go off the screen loses the focus to the rail, the neighbour of every
        stage; what has it on the rail hands it to the stage that comes. Left to itself, Qt would
        look for another place through the whole window.
        """
        focus = self.focusWidget()
        panes = (self._area, self._panel, self.rail)
        if focus is not None and any(pane.isAncestorOf(focus) for pane in panes):
            self.rail.item(key).setFocus()

    def is_grid_shown(self) -> bool:
        """Whether the stage on screen has the grid in it."""
        return isinstance(self.stage, GridStage)

    def toggle_panel(self) -> None:
        """Go to the panel on the right; from inside it, back to the stage."""
        if not self._right.isVisible():
            self._right.show()
        inside = self._panel.currentWidget()
        focus = self.focusWidget()
        if focus is not None and self._right.isAncestorOf(focus) and focus.hasFocus():
            focus_first(self._area)
        elif inside is not None:
            focus_first(inside)

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through, in order."""
        found: list[QWidget | None] = [self.rail, self.history, self._area]
        if self._right.isVisible():
            found.append(self._panel.currentWidget())
        return [pane for pane in found if pane is not None]

    # -- search ----------------------------------------------------------------------------------

    def search(self, text: str) -> None:
        """Look for ``text`` in the grid, once the typing pauses."""
        self._search_text = text
        self._typing.start()

    def search_next(self) -> None:
        """Go to the next place of the text."""
        if self._typing.isActive():
            self._search_now()
        else:
            self.grid.search_next()

    def _search_now(self) -> None:
        self._typing.stop()
        self.grid.search(self._search_text)

    def retranslate(self) -> None:
        if len(self.stages) < len(STAGES):
            return  # the rest will come in the language in force
        self.rail.set_labels({key: stage.title() for key, stage in self.stages.items()})
        self._area.setAccessibleName(_("Stage"))
        self._panel.setAccessibleName(_("Inspector"))
        in_next_step(self, self._fit_panel)

    def _fit_panel(self) -> None:
        """Give the rail and the panel on the right the width that their texts need."""
        self._left.setMinimumWidth(max(RAIL_WIDTH - 8, self.rail.minimumSizeHint().width()))
        panel = self._panel.currentWidget()
        inner = panel.widget() if isinstance(panel, QScrollArea) else panel
        if inner is None:
            return
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needed = inner.minimumSizeHint().width() + bar
        self._right.setMinimumWidth(min(max(PANEL_MINIMUM, needed), self._panel_limit()))

    def _panel_limit(self) -> int:
        """How wide the panel may become; larger letters need more."""
        larger = max(1.0, self.font().pointSizeF() / theme.MINIMUM_POINT_SIZE)
        return int(PANEL_LIMIT * min(larger, MOST_LARGER))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow = 0 < event.oldSize().width() < NARROW
        is_narrow = self.width() < NARROW
        if is_narrow != was_narrow or event.oldSize().width() <= 0:
            self._right.setVisible(not is_narrow)

    # -- reactions ------------------------------------------------------------------------------

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Where the window is narrow, what a stage sends the user to in the panel must be seen."""
        if new is not None and self._right.isHidden() and self._right.isAncestorOf(new):
            self._right.show()

    def _on_field_selected(self, field: str) -> None:
        self.inspector.show_field(field)
        in_next_step(self, self._fit_panel)

    def _on_panel_filled(self) -> None:
        if self.sender() is self.stage:
            in_next_step(self, self._fit_panel)

    def _on_continue(self) -> None:
        index = STAGE_KEYS.index(self._current) if self._current in STAGE_KEYS else 0
        self.show_stage(STAGE_KEYS[min(index + 1, len(STAGE_KEYS) - 1)])

    def _on_review_changed(self) -> None:
        """The review has its place on the rail once the dossier was submitted."""
        self.rail.set_item_visible("review", bool(self._dossier.dossier.events))

    def open_dossier(self) -> None:
        """Another dossier was opened: show it from its first stage."""
        self.rail.start_anew()
        self._on_review_changed()
        for stage in self.stages.values():
            stage.message_bar.clear()
        self.show_stage(STAGE_KEYS[0])

    def _on_history_changed(self) -> None:
        self.history.show_entries(self._dossier.history)

    def _on_pending_changed(self, count: int) -> None:
        sender = self.sender()
        for key, stage in self.stages.items():
            if stage is sender:
                self.rail.set_known(key, stage.is_known())
                self.rail.set_badge(key, count, is_blocking=stage.is_pending_blocking())

    def _on_error(self, sentence: str) -> None:
        self.stage.show_message(sentence, Kind.ERROR)

    def _on_told(self, message: Message) -> None:
        """How work of a stage that is off the screen ended."""
        self.stage.message_bar.tell(message)

    def _on_applied(self, _sentence: str) -> None:
        """What was refused before is of no interest once something was done."""
        self.stage.message_bar.clear_error()

    def _on_warning(self, sentence: str) -> None:
        self.stage.show_message(sentence, Kind.WARNING)

    def _on_field_error(self, field: str, sentence: str) -> None:
        self.grid.select_field(field)
        self._on_error(sentence)

    def _on_cell_edited(self, row: int, field: str, value: str) -> None:
        from curator.operations.cell import ReplaceCell

        # An input may be left as its dossier goes: the cell is one of the file on show, no other's.
        source = self.grid.table_model.table.source_sha256
        if self._dossier.is_open:
            self._dossier.apply(ReplaceCell(row=row, field=field, value=value, source=source))


def _polish(places: Sequence[QWidget]) -> Iterator[None]:
    """Find out the looks of these places and all in them, some widgets at a time."""
    for place in places:
        for n, widget in enumerate((place, *place.findChildren(QWidget))):
            widget.ensurePolished()
            if n % POLISHED_AT_ONCE == 0:
                yield
