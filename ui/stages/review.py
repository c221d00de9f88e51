"""The review: what changed, what personal data stay and why, and the decision."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import N_, ngettext
from curator.i18n import gettext as _
from ui import theme
from ui.i18n import number
from ui.plain import Label
from ui.settings import Settings
from ui.stages.base import Stage
from ui.stages.review_texts import change_lines, event_lines, kept_lines
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication import publication_of
from ui.view_models.publication_work import Assessment
from ui.widgets.cards import Card, Tone
from ui.widgets.form import Remarks, check_lines, section
from ui.widgets.identity import Identity
from ui.widgets.message_bar import Kind
from ui.widgets.side_panel import SidePanel

STATES = {
    "draft": (N_("Not submitted"), N_("There is nothing to decide yet."), Tone.PLAIN),
    "submitted": (N_("Waits for your decision"), N_("submitted by {person}"), Tone.TO_SETTLE),
    "approved": (N_("Approved"), N_("by {person}"), Tone.DONE),
    "rejected": (N_("Refused"), N_("submitted by {person}"), Tone.BLOCKING),
}

PERSONAL = "P1"
"""The check that no personal data are published but those that someone judged publishable."""


class ReviewStage(Stage):
    """The same dossier through the reviewer's eyes; nothing but the decision is made here."""

    key = "review"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = publication_of(dossier)
        self._sections = {
            name: (section(self), Remarks(self)) for name in ("changed", "kept", "checks", "steps")
        }
        self.panel = _DecisionPanel(self)
        self._lay_out()
        self.model.assessed.connect(self._on_assessed)
        self.panel.refuse.clicked.connect(self._on_refuse)
        self.panel.identity.changed.connect(self._show_cards)
        dossier.review_changed.connect(self._on_decided)
        for other in (dossier.opened, dossier.closed):
            other.connect(self.panel.reason.clear)  # what was typed is of the dossier that was here
        self.retranslate()

    def _lay_out(self) -> None:
        box = QFrame(self)
        theme.set_role(box, "box")
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        for heading, body in self._sections.values():
            column.addWidget(heading)
            column.addWidget(body)
            column.addSpacing(12)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(box)
        self.set_content(area)
        self._area = area

    def title(self) -> str:
        return _("Review")

    def purpose(self) -> str:
        return _("See what will be published and what was changed, then approve or refuse it.")

    def primary_label(self) -> str:
        if self._is_decided():
            return _("Back to Publication")
        return _("Approve for publication")

    def side_panel(self) -> QWidget:
        return self.panel

    def use_settings(self, settings: Settings) -> None:
        self.panel.identity.use_settings(settings)

    def is_known(self) -> bool:
        return self.model.state == "approved"

    def pending_count(self) -> int:
        return 1 if self.model.state == "submitted" else 0

    def activate(self) -> None:
        self.message_bar.clear()
        self.model.watch(self.key)
        self.panel.identity.refresh()
        self._show()

    def leave(self) -> None:
        self.model.unwatch(self.key)

    def retranslate(self) -> None:
        super().retranslate()
        titles = {
            "changed": _("WHAT CHANGED"),
            "kept": _("PERSONAL DATA KEPT, AND WHY"),
            "checks": _("CHECKS THAT FAIL"),
            "steps": _("STEP BY STEP"),
        }
        for name, (heading, _body) in self._sections.items():
            heading.setText(titles[name])
        self._area.setAccessibleName(_("What is to be reviewed"))
        self._show()

    # -- the decision ----------------------------------------------------------------------------

    def on_primary(self) -> None:
        if self._is_decided():
            self.stage_requested.emit("publication")
            return
        person = self.panel.identity.person()
        if person is None:
            return
        reason = self.panel.reason.toPlainText()
        blocking = self._blocking()
        if blocking and not reason.strip():
            self._ask_for_a_reason(blocking)
        else:
            self.dossier.decide("approve", person, reason)

    def _blocking(self) -> int:
        """How many checks an approval would go against; the submitter's is refused in any case."""
        assessment = self.model.assessment
        if assessment is None or self.panel.identity.is_person(assessment.status.submitted_by):
            return 0
        return assessment.blocking

    def _ask_for_a_reason(self, blocking: int) -> None:
        """What the checks refuse is released on nobody's word alone: the reason goes with it."""
        text = ngettext(
            "{n} check is to be settled before publishing. To approve all the same, write why as "
            "the reason: it is kept with the approval.",
            "{n} checks are to be settled before publishing. To approve all the same, write why as "
            "the reason: it is kept with the approval.",
            blocking,
        )
        self.show_message(text.format(n=number(blocking)), Kind.WARNING)
        self.panel.reason.setFocus()

    def _on_refuse(self) -> None:
        person = self.panel.identity.person()
        if person is not None:
            self.dossier.decide("reject", person, self.panel.reason.toPlainText())

    def _on_decided(self) -> None:
        if self.isVisible() and self.dossier.last_act in ("approve", "reject"):
            self.panel.reason.clear()
            text = _("Your decision is recorded in the dossier.")
            self.show_message(text, Kind.DONE)

    # -- showing -------------------------------------------------------------------------------

    def _on_assessed(self) -> None:
        if not self.tells_only_count():
            self._show()

    def _is_decided(self) -> bool:
        return self.model.state in ("approved", "rejected")

    def _show(self) -> None:
        assessment = self.model.assessment
        can_decide = self.model.state == "submitted"
        self.reword_primary()
        self.primary.setEnabled(can_decide or self._is_decided())
        self.panel.refuse.setEnabled(can_decide)
        if assessment is None:
            self._show_nothing()
            return
        self._show_cards()
        self._sections["changed"][1].show_remarks(change_lines(assessment.changes))
        self._sections["kept"][1].show_remarks(kept_lines(assessment.judgements))
        checks = check_lines(assessment.failed)
        self._sections["checks"][1].show_remarks(checks or [("", _("None: every check passes."))])
        # In one: there may be hundreds, and each by itself would have to be laid out.
        steps = "\n".join(f"{n}. {step}" for n, step in enumerate(assessment.steps, start=1))
        self._sections["steps"][1].show_remarks([("", steps or _("No step: published as read."))])
        self.panel.history.show_remarks(event_lines(assessment.events))
        self.pending_changed.emit(self.pending_count())

    def _show_cards(self) -> None:
        found = self.model.assessment
        if found is not None:
            self.cards.set_cards(
                [self._state_card(found), self._size_card(found), self._kept_card(found)]
            )

    def _show_nothing(self) -> None:
        """Nothing of a dossier that was here before stands under the name of this one."""
        if self.model.is_interrupted:
            card = Card(_("Checks"), _("interrupted"), Tone.TO_SETTLE, self)
            card.add_action(_("Check again"), self.model.assess_again)
        else:
            card = Card(_("Checks"), _("being checked…"), Tone.PLAIN, self)
        self.cards.set_cards([card])
        for _title, remarks in self._sections.values():
            remarks.show_remarks([])
        self.panel.history.show_remarks([])

    def _state_card(self, assessment: Assessment) -> Card:
        status, state = assessment.status, self.model.state
        title, text, tone = STATES[state]
        if state == "submitted" and self.panel.identity.is_person(status.submitted_by):
            title, text = N_("Waits for another person"), N_("you submitted it yourself")
        if state == "draft" and status.problems:
            title, text, tone = (
                N_("To be submitted again"),
                N_("what was decided lapsed"),
                Tone.TO_SETTLE,
            )
        person = status.approved_by if state == "approved" else status.submitted_by
        return Card(_(title), _(text).format(person=person), tone, self)

    def _size_card(self, assessment: Assessment) -> Card:
        changes = assessment.changes
        rows, fields = changes.public_rows, changes.public_fields
        text = "{rows} × {fields}".format(
            rows=ngettext("{n} row", "{n} rows", rows).format(n=number(rows)),
            fields=ngettext("{n} field", "{n} fields", fields).format(n=number(fields)),
        )
        card = Card(_("To be published"), text, Tone.NOTE, self)
        card.add_action(_("See it cell by cell"), lambda: self.stage_requested.emit("preview"))
        return card

    def _kept_card(self, assessment: Assessment) -> Card:
        n = sum(1 for judgement in assessment.judgements if judgement.get("field"))
        if any(result.id == PERSONAL for result in assessment.failed):
            text = _("some of it is neither treated nor kept for a reason")
            card = Card(_("Personal data"), text, Tone.BLOCKING, self)
            card.add_action(_("Look at them"), lambda: self.stage_requested.emit("personal"))
            return card
        if not n:
            return Card(_("Personal data"), _("nothing was kept on purpose"), Tone.DONE, self)
        text = ngettext(
            "{n} field kept, with a reason", "{n} fields kept, each with a reason", n
        ).format(n=number(n))
        card = Card(_("Personal data"), text, Tone.TO_SETTLE, self)
        card.add_action(_("Look at them"), lambda: self.stage_requested.emit("personal"))
        return card


class _DecisionPanel(SidePanel):
    """Who decides, the reason, the other button, and what was decided before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.identity = Identity(self)
        self._reason_label = Label(self)
        self._reason_label.setWordWrap(True)
        self.reason = QPlainTextEdit(self)
        self.reason.setObjectName("reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.text_height(5))
        self._reason_label.setBuddy(self.reason)
        self.refuse = QPushButton(self)
        self.refuse.setObjectName("refuse")
        theme.set_role(self.refuse, "danger")
        self._history_title = section(self)
        self.history = Remarks(self)
        self.add_part(None, self.identity, self._reason_label, self.reason, self.refuse)
        self.add_part(self._history_title, self.history)
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(_("Your decision"))
        self._reason_label.setText(_("Reason (needed to refuse, or to approve against a check)"))
        self.reason.setAccessibleName(_("Reason (needed to refuse, or to approve against a check)"))
        self.refuse.setText(_("Refuse"))
        self._history_title.setText(_("COURSE OF THE REVIEW"))
