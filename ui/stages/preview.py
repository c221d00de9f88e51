"""The Aperçu stage: exactly what the public will see, beside what it was."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.preview import Difference
from ui.i18n import number
from ui.models.arrangement import Arrangement, ProblemFilter
from ui.pacing import in_next_step
from ui.stages.grid_stage import GridStage
from ui.view_models.dossier import DossierViewModel
from ui.view_models.preview import View, preview_of
from ui.widgets.cards import Card, Tone
from ui.widgets.grid import Grid
from ui.widgets.inspector.changes import ChangesPanel, figure

MOST_NAMES = 3
LONGEST_NAME = 40
"""Signs of a name in a card: the panel and the grid have all of it."""
ONLY_CHANGED = ProblemFilter(problem="changed")


class PreviewStage(GridStage):
    """Shows tables of its own in the grid, which cannot be edited here."""

    key = "preview"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = preview_of(dossier)
        self.panel = ChangesPanel(self)
        self.panel.field_chosen.connect(self._on_field_chosen)
        self.panel.only_changed_toggled.connect(self.model.show_only_changed)
        self.set_content(self.grid_place)
        self.views = self._make_switch()
        self.model.changed.connect(self._on_changed)
        for gone in (self.dossier.opened, self.dossier.reading_changed, self.dossier.closed):
            gone.connect(self.panel.forget)
        self.retranslate()

    def _make_switch(self) -> dict[View, QPushButton]:
        """Three buttons of which one is down."""
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        buttons = {}
        for view in View:
            button = QPushButton(box)
            button.setCheckable(True)
            button.setChecked(view is self.model.view)
            button.setProperty("view", view.value)
            button.clicked.connect(self._on_view_clicked)
            self._group.addButton(button)
            row.addWidget(button)
            buttons[view] = button
        self.add_title_action(box)
        return buttons

    # -- worded --------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Preview")

    def purpose(self) -> str:
        return _("This is exactly what the public will see.")

    def primary_label(self) -> str:
        return _("Continue to Publication")

    def is_known(self) -> bool:
        return self.model.tables is not None

    def side_panel(self) -> QWidget:
        return self.panel

    def retranslate(self) -> None:
        super().retranslate()
        self.views[View.SOURCE].setText(_("Source"))
        self.views[View.BOTH].setText(_("Before and after"))
        self.views[View.PUBLIC].setText(_("Public"))
        for button in self.views.values():  # the one that is down is bold: leave room for that
            font = QFont(button.font())
            font.setWeight(QFont.Weight.DemiBold)
            width = QFontMetrics(font).horizontalAdvance(button.text())
            button.setMinimumWidth(width + 34)
        if self.dossier.is_open and self.grid is not None:
            self._on_changed()

    # -- on screen -----------------------------------------------------------------------------

    def receive_grid(self, grid: Grid) -> None:
        if self.grid is None:
            grid.arrangement_changed.connect(self._on_arrangement_changed)
        super().receive_grid(grid)

    def give_up_grid(self) -> None:
        if self.grid is not None:
            self.grid.arrangement_changed.disconnect(self._on_arrangement_changed)
        self._show_all_rows()
        super().give_up_grid()

    def set_up_grid(self, grid: Grid) -> None:
        grid.set_chip_menu(None)
        grid.set_explainer(None)

    def activate(self) -> None:
        self.model.look_now()
        self._on_changed()

    def leave(self) -> None:
        self.model.is_on_screen = False
        self._show_all_rows()

    def _show_all_rows(self) -> None:
        """The filter on what changed is of this stage alone."""
        if self.model.only_changed and self.grid is not None:
            self.grid.arranging.clear_filters()

    def _on_changed(self) -> None:
        if not self.dossier.is_open or self.tells_only_count():
            return
        self.pending_changed.emit(self.pending_count())
        shown = self.model.shown
        in_next_step(self, self._fill_panel)  # with all the rest it would be felt
        self._show_cards()
        if self.grid is None or shown is None:
            return
        self.grid.show_own_table(shown.table, shown.marks)
        self.grid.set_headers(self.model.headers())
        self._filter(self.grid)

    def _fill_panel(self) -> None:
        tables = self.model.tables if self.dossier.is_open else None
        self.panel.show_difference(tables.difference if tables else None)
        self.panel_filled.emit()

    def _filter(self, grid: Grid) -> None:
        arrangement = grid.arranging.arrangement
        wanted = self.model.only_changed and self.model.view is View.BOTH
        if wanted and ONLY_CHANGED not in arrangement.filters:
            grid.arranging.arrange(
                Arrangement(sort_field=arrangement.sort_field).filtering(ONLY_CHANGED)
            )
        elif not wanted and ONLY_CHANGED in arrangement.filters:
            grid.arranging.arrange(arrangement.without_filter(ONLY_CHANGED))
        self.panel.only_changed.setEnabled(self.model.view is View.BOTH)

    def _on_arrangement_changed(self) -> None:
        """“Show all rows” in the grid also unticks the box."""
        if self.grid is None or not self.model.only_changed:
            return
        if self.grid.arranging.arrangement.is_plain:
            self.panel.only_changed.setChecked(False)

    def _on_view_clicked(self) -> None:
        self.model.show_view(View(self.sender().property("view")))

    def _on_field_chosen(self, field: str) -> None:
        if self.grid is not None and self.grid.table_model.column_of(field) is not None:
            self.grid.select_field(field)

    # -- cards ---------------------------------------------------------------------------------

    def _show_cards(self) -> None:
        tables = self.model.tables
        if self.model.is_interrupted:
            text = _("The public table was not compared with its source.")
            card = Card(_("Interrupted"), text, Tone.TO_SETTLE, self)
            card.add_action(_("Compare again"), self.model.look_again)
            self.cards.set_cards([card])
            return
        if tables is None:
            self.cards.set_cards([Card(_("Comparing with the source…"), "", Tone.NOTE, self)])
            return
        found = tables.difference
        cards = [
            self._fields_card(found),
            self._rows_card(found),
            self._cells_card(found),
            self._totals_card(found),
        ]
        self.cards.set_cards([card for card in cards if card is not None])

    def _fields_card(self, found: Difference) -> Card:
        removed = found.summary.fields_removed
        n = len(removed)
        title = _("No field removed")
        if n:
            title = ngettext("{n} field removed", "{n} fields removed", n).format(n=number(n))
        extra = [_names(removed)] if removed else []
        if n := len(found.summary.fields_added):
            extra.append(ngettext("{n} added", "{n} added", n).format(n=number(n)))
        if n := len(found.summary.fields_renamed):
            extra.append(ngettext("{n} renamed", "{n} renamed", n).format(n=number(n)))
        n = found.summary.public_fields
        published = ngettext("{n} field published", "{n} fields published", n)
        text = " · ".join(extra) or published.format(n=number(n))
        return Card(title, text, Tone.PLAIN, self)

    def _rows_card(self, found: Difference) -> Card:
        n = found.summary.rows_removed
        title = _("No row removed")
        if n:
            title = ngettext("{n} row removed", "{n} rows removed", n).format(n=number(n))
        extra = []
        if n := found.summary.marked_rows_removed:
            text = ngettext("{n} total or note", "{n} totals or notes", n)
            extra.append(text.format(n=number(n)))
        if n := found.summary.rows_added:
            extra.append(ngettext("{n} added", "{n} added", n).format(n=number(n)))
        n = found.summary.public_rows
        published = ngettext("{n} row published", "{n} rows published", n).format(n=number(n))
        return Card(title, " · ".join(extra) or published, Tone.PLAIN, self)

    def _cells_card(self, found: Difference) -> Card:
        n = found.summary.changed_cell_count
        title = _("No cell changed")
        if n:
            title = ngettext("{n} cell changed", "{n} cells changed", n).format(n=number(n))
        text = (
            _names(tuple(found.summary.cells_changed))
            if n
            else _("the texts are those of the file")
        )
        return Card(title, text, Tone.PLAIN, self)

    def _totals_card(self, found: Difference) -> Card | None:
        compared = [t for t in found.totals if t.before is not None]
        if not compared:
            return None
        other = [t for t in compared if t.before and t.before.value != t.after.value]
        if other:
            n = len(other)
            title = ngettext("{n} total differs", "{n} totals differ", n).format(n=number(n))
            return Card(title, _names(tuple(t.field for t in other)), Tone.TO_SETTLE, self)
        n = len(compared)
        title = ngettext("Total unchanged", "{n} totals unchanged", n).format(n=number(n))
        first = compared[0]
        text = _("{field}: {total} before and after")
        return Card(
            title,
            text.format(field=_short(first.field), total=figure(first.after.value)),
            Tone.DONE,
            self,
        )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _names(names: tuple[str, ...]) -> str:
    """The first names of a list, and how many more there are."""
    shown = ", ".join(_short(name) for name in names[:MOST_NAMES])
    rest = len(names) - MOST_NAMES
    if rest <= 0:
        return shown
    more = ngettext("{names} and {n} other", "{names} and {n} others", rest)
    return more.format(names=shown, n=number(rest))
