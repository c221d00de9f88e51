"""What every stage has: a title, one sentence, one primary button, messages, cards, content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pacing import in_next_step
from ui.panes import FocusKeeper, focus_first
from ui.plain import Label
from ui.widgets.layouts import added, drop, taken_from, widgets_in
from ui.widgets.message_bar import Kind, Message, MessageBar

if TYPE_CHECKING:
    from ui.settings import Settings
    from ui.view_models.dossier import DossierViewModel

STAGE_KEYS = ("source", "schema", "personal", "preview", "publication")
"""The stages in their order."""


TITLE_ROOM = 16
"""Room that a stage's title and its sentence need beside the buttons, in heights of a line."""

MARGIN = 20
"""Pixels left and right of a stage."""


class CardsRow(QScrollArea):
    """Cards side by side, as wide as there is room; it scrolls sideways when there are many."""

    CARD_WIDTH = 11
    """The least width of a card, in heights of a line: larger letters want wider cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget(self)
        theme.set_role(self._inner, "clear")
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._focus = FocusKeeper(self, self.cards)
        self._stage = parent
        self.setWidget(self._inner)
        self.hide()

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards instead of the ones there were (which are dropped)."""
        kept = set(cards)
        self._focus.release()
        for widget in taken_from(self._row):
            if widget not in kept:
                drop(widget)
        least = self.CARD_WIDTH * self.fontMetrics().height()
        for card in cards:
            # A card with long buttons is wider: nothing of a button may be cut off.
            card.setMinimumWidth(max(least, card.minimumSizeHint().width()))
            self._row.addWidget(card, 1)
        stage = self._stage or self
        if cards:
            self._focus.restore(stage)
        elif self.hasFocus():
            focus_first(stage)  # the row itself goes off the screen
        self.setVisible(bool(cards))
        self.fit()

    def cards(self) -> list[QWidget]:
        """The cards shown, in order."""
        return widgets_in(self._row)

    def fit(self) -> None:
        """Take the height that the cards need at this width."""
        if not self._row.count():
            return
        width = self.viewport().width()
        spaces = (self._row.count() - 1) * self._row.spacing()
        needed = sum(card.minimumWidth() for card in self.cards()) + spaces
        widths = _shared([card.minimumWidth() for card in self.cards()], width - spaces)
        height = max(
            card.heightForWidth(each) if card.hasHeightForWidth() else card.sizeHint().height()
            for card, each in zip(self.cards(), widths, strict=True)
        )
        bar = self.horizontalScrollBar().sizeHint().height() if needed > width else 0
        self.setFixedHeight(height + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.viewport().isVisible():
            self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Only now: Qt does not tell a widget that is being shown of a second change of its size,
        # so the cards would stay as high as they were before and their buttons be cut off.
        self.fit()


def _shared(least: Sequence[int], room: int) -> list[int]:
    """The widths that cards get of ``room``: equal, but none less than it needs."""
    wide: set[int] = set()
    while True:
        narrow = [n for n in range(len(least)) if n not in wide]
        each = (room - sum(least[n] for n in wide)) // max(len(narrow), 1)
        more = {n for n in narrow if least[n] > each}
        if not more:
            return [each if n in narrow else least[n] for n in range(len(least))]
        wide |= more


class Stage(QWidget):
    """Base of the stages. A stage can be left at any time; it never keeps anything unsaved.

    A subclass sets ``key``, words ``title``, ``purpose`` and ``primary_label``, and fills
    ``cards``, the title's actions and the content slot.
    """

    key: ClassVar[str] = ""

    continue_requested = Signal()
    """The primary button was pressed and the stage had nothing of its own to do with it."""
    message_raised = Signal(str)
    """A short sentence for the status bar."""
    told = Signal(object)
    """A ``Message`` that must be seen although this stage is off the screen."""
    stage_requested = Signal(str)
    """Another stage is wanted on screen: its key."""
    panel_filled = Signal()
    """The side panel shows something else, which may need another width."""
    pending_changed = Signal(int)
    """How many things are left to settle here, for the badge on the rail."""

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dossier = dossier
        self._title = Label(self)
        theme.set_role(self._title, "title")
        self._purpose = Label(self)
        theme.set_role(self._purpose, "muted")
        for label in (self._title, self._purpose):
            label.setWordWrap(True)
        self.primary = QPushButton(self)
        self.primary.setObjectName("primary")
        theme.set_role(self.primary, "primary")
        self.primary.clicked.connect(self.on_primary)
        self._beside_title = QWidget(self)
        self._title_actions = QHBoxLayout(self._beside_title)
        self._title_actions.setContentsMargins(0, 0, 0, 0)
        self._title_actions.setSpacing(8)
        self._beside_title.hide()
        self.message_bar = MessageBar(self)
        self.cards = CardsRow(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 16, MARGIN, 16)
        layout.setSpacing(12)
        self._row = added(layout, QHBoxLayout())
        self._under_title = added(layout, QHBoxLayout())
        self._under_actions = added(layout, QHBoxLayout())
        layout.addWidget(self.message_bar)
        layout.addWidget(self.cards)
        self._content = added(layout, QVBoxLayout(), 1)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._lay_out_title()

    def _lay_out_title(self) -> None:
        self._row.setSpacing(8)
        texts = added(self._row, QVBoxLayout(), 1)
        texts.setSpacing(4)
        texts.addWidget(self._title)
        texts.addWidget(self._purpose)
        self._row.addWidget(self._beside_title)
        self._row.addWidget(self.primary)
        self._row.setAlignment(self.primary, Qt.AlignmentFlag.AlignTop)
        for under in (self._under_title, self._under_actions):
            under.addStretch(1)

    def add_title_action(self, widget: QWidget) -> None:
        """Put ``widget`` beside the title, behind what stands there already."""
        self._title_actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._beside_title.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_title_actions()

    def _place_title_actions(self) -> None:
        """The actions stand beside the primary button, or under the title where that is tight."""
        width = self.width() - 2 * MARGIN
        self._word_primary(width)
        primary, room = self.primary.sizeHint().width(), TITLE_ROOM * self.fontMetrics().height()
        words = self._title.text().split()
        title = max(map(self._title.fontMetrics().horizontalAdvance, words), default=0)
        self._place_primary(primary + max(title + 16, room // 2) > width)
        actions = self._lay_title_actions(width)
        is_tight = actions + primary + room > width
        if is_tight == (self._under_title.indexOf(self._beside_title) >= 0):
            return
        if is_tight:
            self._row.removeWidget(self._beside_title)
            self._under_title.insertWidget(0, self._beside_title)
        else:
            self._under_title.removeWidget(self._beside_title)
            self._row.insertWidget(1, self._beside_title)

    def _lay_title_actions(self, width: int) -> int:
        """Side by side, or one under the other where a whole line is too short for them; gives the
        width they would have side by side.
        """
        actions = self._title_actions
        actions.setDirection(QBoxLayout.Direction.LeftToRight)
        needed = actions.minimumSize().width()
        if needed > width:
            actions.setDirection(QBoxLayout.Direction.TopToBottom)
        return needed

    def _word_primary(self, width: int) -> None:
        """Where even a whole line is too short for the primary button, its first word must do."""
        full, shown = self.primary_label(), self.primary.text()
        advance = self.primary.fontMetrics().horizontalAdvance
        needed = self.primary.sizeHint().width() + advance(full) - advance(shown)
        wanted = full if needed <= width else full.split()[0]
        if wanted != shown:
            self.primary.setText(wanted)
        whole = "" if wanted == full else full
        self.primary.setAccessibleName(whole)
        self.primary.setToolTip(whole)

    def _place_primary(self, is_tight: bool) -> None:
        """With large letters the primary button stands under the title too."""
        if is_tight == (self._under_actions.indexOf(self.primary) >= 0):
            return
        if is_tight:
            self._row.removeWidget(self.primary)
            self._under_actions.insertWidget(0, self.primary)
        else:
            self._under_actions.removeWidget(self.primary)
            self._row.addWidget(self.primary)
            self._row.setAlignment(self.primary, Qt.AlignmentFlag.AlignTop)

    # -- worded by the subclass --------------------------------------------------------------

    def title(self) -> str:
        """The stage's name, as the rail shows it too."""
        raise NotImplementedError

    def purpose(self) -> str:
        """One sentence: what is done here."""
        raise NotImplementedError

    def primary_label(self) -> str:
        """What the one primary button does."""
        raise NotImplementedError

    # -- asked by the main window --------------------------------------------------------------

    def use_settings(self, settings: Settings) -> None:
        """Receive what the program remembers between runs; most stages need none of it."""

    def pending_count(self) -> int:
        """How many things are left to settle here."""
        return 0

    def is_known(self) -> bool:
        """Whether the table was looked at to the end, so that what is left here is known."""
        return True

    def is_pending_blocking(self) -> bool:
        """Whether what is left here stands in the way of publishing."""
        return False

    def side_panel(self) -> QWidget | None:
        """What stands on the right instead of the inspector; None: the inspector."""
        return None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is minimised keeps its stage
            self.leave()

    def leave(self) -> None:
        """The stage went off the screen."""

    def activate(self) -> None:
        """The stage came on screen: bring it up to date."""

    def on_primary(self) -> None:
        """The primary button was pressed; by default the next stage comes."""
        self.continue_requested.emit()

    def retranslate(self) -> None:
        """Put every text in the current language; a subclass calls this and adds its own."""
        self.word_head()

    # -- used by the subclass ------------------------------------------------------------------

    def word_head(self) -> None:
        """Title, sentence and primary button, which say other things now: word and place them."""
        self._title.setText(self.title())
        self._purpose.setText(self.purpose())
        self.primary.setText(self.primary_label())
        # Once the subclass has worded its own buttons too.
        in_next_step(self, self._place_title_actions)

    def reword_primary(self) -> None:
        """The primary button does something else now: word and place it again."""
        self.primary.setText(self.primary_label())
        self._place_title_actions()

    def tells_only_count(self) -> bool:
        """Whether the stage is off the screen, where what changed is but counted: ``activate``
        shows all of it.
        """
        is_off = not self.isVisible()
        if is_off:
            self.pending_changed.emit(self.pending_count())
        return is_off

    def set_content(self, widget: QWidget) -> None:
        """Put ``widget`` in the content slot; what was there stays alive, without a place."""
        for old in taken_from(self._content):
            if old is not widget and old.parent() is self:
                old.hide()
        self._content.addWidget(widget, 1)
        widget.show()

    def show_message(self, text: str, kind: Kind = Kind.NOTE) -> None:
        """Show a sentence under the title."""
        self.message_bar.tell(Message(text, kind))

    def tell(self, message: Message) -> None:
        """Show how something ended that the user may have left this stage meanwhile for."""
        if self.isVisible():
            self.message_bar.tell(message)
        else:
            self.told.emit(message)
