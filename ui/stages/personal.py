"""The Données personnelles stage: findings as cards over the grid, evidence in the inspector."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.i18n import number
from ui.models.wording_privacy import treatment_label, treatments_for
from ui.stages.grid_stage import GridStage
from ui.view_models.dossier import DossierViewModel
from ui.view_models.personal import AppliedTreatment, Weight, personal_of
from ui.widgets.cards import Card, Tone
from ui.widgets.grid import Grid
from ui.widgets.grid_menus import pop_up

if TYPE_CHECKING:
    from curator.privacy.model import FieldFinding

TONES = {
    Weight.TO_TREAT: Tone.BLOCKING,
    Weight.TO_CHECK: Tone.TO_SETTLE,
    Weight.KEPT: Tone.DONE,
    Weight.INDIRECT: Tone.PLAIN,
}
MOST_KINDS = 3
MOST_CARDS = 15
"""Cards beside each other, which is more than anyone looks through sideways."""


class _FindingCard(Card):
    """A card that is also a way to its field."""

    clicked = Signal()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()


class PersonalStage(GridStage):
    """Masks in the grid what designates a person, until it is treated or kept for a reason."""

    key = "personal"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = personal_of(dossier)
        self._has_just_come = False
        self.set_content(self.grid_place)
        self.model.changed.connect(self._on_changed)
        self.retranslate()

    # -- worded --------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Personal data")

    def purpose(self) -> str:
        return _("What designates a person must be removed, or its publication justified.")

    def primary_label(self) -> str:
        return _("Continue to Preview")

    def pending_count(self) -> int:
        return self.model.pending_count

    def is_known(self) -> bool:
        return self.model.is_current

    def is_pending_blocking(self) -> bool:
        return True

    def retranslate(self) -> None:
        super().retranslate()
        if self.dossier.is_open and self.grid is not None:
            self._on_changed()

    # -- on screen -----------------------------------------------------------------------------

    def set_up_grid(self, grid: Grid) -> None:
        grid.show_dossier_table(self.model.marks())
        grid.set_headers(self.model.headers())
        grid.set_chip_menu(self.treatment_menu)
        grid.set_explainer(None)

    def activate(self) -> None:
        self._has_just_come = True
        self.model.look_now()
        self._on_changed()

    def leave(self) -> None:
        self.model.is_on_screen = False

    def _on_changed(self) -> None:
        if not self.dossier.is_open:
            return
        if self.grid is not None:
            # With the table: not a single frame may show it without its masks.
            self.grid.set_table(self.dossier.table, self.model.marks())
            self.grid.set_headers(self.model.headers())
            self._show_cards()
            if self.model.is_current:
                self._start_at_a_finding(self.grid)
        self.pending_changed.emit(self.pending_count())

    def _start_at_a_finding(self, grid: Grid) -> None:
        """On arrival the gravest finding is shown, unless one of them is looked at already; else
        the first field if there is one, so that the inspector is never empty for nothing."""
        findings = [finding.name for finding in self.model.personal_findings]
        is_arrival, self._has_just_come = self._has_just_come, False
        is_beside = is_arrival and findings and grid.selected_field not in findings
        fields = findings or self.dossier.table.names
        if fields and (is_beside or not grid.selected_field):
            grid.select_field(fields[0])

    # -- cards ---------------------------------------------------------------------------------

    def _show_cards(self) -> None:
        makers: list[Callable[[], Card]] = [
            partial(self._finding_card, finding) for finding in self.model.personal_findings
        ]
        makers += [partial(self._applied_card, treatment) for treatment in self.model.applied()]
        if self.model.is_interrupted:
            makers.insert(0, self._interrupted_card)
        elif not makers:
            makers = [self._nothing_card]
        rest = len(makers) - MOST_CARDS
        if rest > 0:
            makers[MOST_CARDS:] = [partial(self._more_card, rest)]
        self.cards.set_cards([make() for make in makers])

    def _more_card(self, rest: int) -> Card:
        title = ngettext("and {n} more", "and {n} more", rest).format(n=number(rest))
        text = _("They come up as these are settled; all of them are marked in the grid.")
        return Card(title, text, Tone.PLAIN, self)

    def _nothing_card(self) -> Card:
        if not self.model.is_current:
            return Card(_("Looking for personal data…"), "", Tone.NOTE, self)
        text = _(
            "No name, number, address or other trace of a person was found in the fields. "
            "Read through the free texts all the same: something rare may be missed."
        )
        return Card(_("Nothing personal found"), text, Tone.DONE, self)

    def _interrupted_card(self) -> Card:
        text = _("Not all of the table was looked at for personal data.")
        card = Card(_("Interrupted"), text, Tone.TO_SETTLE, self)
        card.add_action(_("Look again"), self.model.look_again)
        return card

    def _finding_card(self, finding: FieldFinding) -> Card:
        weight = self.model.weight(finding)
        text = self._finding_text(finding, weight)
        card = _FindingCard(finding.name, text, TONES[weight], self)
        card.clicked.connect(partial(self.examine, finding.name))
        if weight is Weight.TO_TREAT and finding.suggestion is not None:
            label = treatment_label(finding.suggestion)
            card.add_action(label, partial(self.model.apply, finding.suggestion), is_primary=True)
            self._add_other(card, finding.name)
        elif weight in (Weight.TO_TREAT, Weight.TO_CHECK):
            card.add_action(_("Examine"), partial(self.examine, finding.name))
            self._add_other(card, finding.name)
        elif weight is Weight.KEPT:
            card.add_action(_("Decide again"), partial(self.model.reconsider, finding.name))
        elif finding.suggestion is not None:
            label = treatment_label(finding.suggestion)
            card.add_action(label, partial(self.model.apply, finding.suggestion))
        else:
            card.add_action(_("Examine"), partial(self.examine, finding.name))
        return card

    def _add_other(self, card: Card, field: str) -> None:
        button = card.add_action(_("Other…"), partial(self._open_other, field))
        button.setObjectName(f"other-{field}")

    def _finding_text(self, finding: FieldFinding, weight: Weight) -> str:
        from curator.privacy.wording import kind_name, level_name, role_name

        if weight is Weight.KEPT:
            judgement = self.model.judgement(finding.name)
            return _("kept: {reason}").format(reason=judgement.reason if judgement else "")
        objections = self.model.objections(finding.name)
        if objections:
            return objections[0]
        if weight is Weight.INDIRECT:
            return _("{role}, kept as it is").format(role=role_name(finding.role))
        counting = [score for score in finding.kinds if score.confidence >= 0.5]
        names = ", ".join(kind_name(score.kind) for score in counting[:MOST_KINDS])
        if self.model.is_partly(finding.name):
            n = self.model.cell_count(finding.name)
            places = ngettext("in {n} row", "in {n} rows", n).format(n=number(n))
            return f"{names} · {places}"
        return f"{names} · {level_name(finding)}"

    def _applied_card(self, treatment: AppliedTreatment) -> Card:
        title = treatment.field or _("Table")
        done = _("Done: {step}").format(step=treatment.operation.sentence())
        card = Card(title, done, Tone.DONE, self)
        label = _("Take back") if treatment.is_last else _("Go back before it")
        card.add_action(label, partial(self.model.take_back, treatment))
        return card

    # -- acts ----------------------------------------------------------------------------------

    def examine(self, field: str) -> None:
        """Go to a field, and to the first of its cells that says something about a person."""
        if self.grid is None:
            return
        self.grid.select_field(field)
        if self.model.is_partly(field):
            self.grid.next_problem()

    def treatment_menu(self, field: str) -> QMenu | None:
        """What can be done with a field."""
        finding = self.model.finding(field)
        if finding is None:
            return None
        menu = QMenu(self)
        menu.setAccessibleName(_("What can be done with “{field}”").format(field=field))
        menu.setToolTipsVisible(True)
        for treatment in treatments_for(frozenset(score.kind for score in finding.kinds)):
            action = menu.addAction(
                treatment.text(), partial(self.model.apply, treatment.make(field))
            )
            action.setToolTip(treatment.sentence())
        menu.addSeparator()
        menu.addAction(_("Keep it, for a reason…"), partial(self.examine, field))
        return menu

    def _open_other(self, field: str) -> None:
        menu = self.treatment_menu(field)
        button = self.findChild(QPushButton, f"other-{field}")
        if menu is not None and button is not None:
            pop_up(menu, button.mapToGlobal(QPoint(0, button.height() + 2)))
