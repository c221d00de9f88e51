"""The Publication stage: describe the dataset, have it reviewed, export it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.settings import Settings
from ui.stages.base import Stage
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication import publication_of
from ui.widgets.cards import Card, Tone
from ui.widgets.message_bar import Kind, Message
from ui.widgets.metadata_form import MetadataForm, blocking_of
from ui.widgets.publication_panel import PublicationPanel

if TYPE_CHECKING:
    from curator.issues import Issue
    from curator.publish.package import PackageResult


class PublicationStage(Stage):
    """Its primary button is the next act of the review."""

    key = "publication"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = publication_of(dossier)
        self.form = MetadataForm(self)
        self.panel = PublicationPanel(dossier, self)
        self.set_content(self.form)
        self._written: Path | None = None
        self._was_submitted_too_early = False
        self._mark(self.model.problems_at_first())  # looks that are made before the form is shown
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.form.edited.connect(self.model.set_value)
        self.model.metadata_changed.connect(self._on_metadata_changed)
        self.model.problems_changed.connect(self._on_problems_changed)
        self.model.assessed.connect(self._on_assessed)
        self.model.exported.connect(self._on_exported)
        self.model.refused.connect(self._on_refused)
        self.model.folder_refused.connect(self._on_folder_refused)
        self.model.export_interrupted.connect(self._on_export_interrupted)
        self.panel.export_requested.connect(self.model.export)
        self.dossier.review_changed.connect(self._on_review_changed)
        self.dossier.opened.connect(self._on_opened)
        self.dossier.closed.connect(self._on_closed)

    def title(self) -> str:
        return _("Publication")

    def purpose(self) -> str:
        return _("Describe the dataset, have it reviewed, then export it.")

    def primary_label(self) -> str:
        labels = {
            "draft": _("Submit for review"),
            "submitted": _("Review"),
            "approved": _("Export"),
            "rejected": _("Submit again"),
        }
        return labels[self.model.state]

    def pending_count(self) -> int:
        return self.model.pending_count()

    def is_pending_blocking(self) -> bool:
        return True

    def side_panel(self) -> QWidget:
        return self.panel

    def use_settings(self, settings: Settings) -> None:
        self.panel.use_settings(settings)

    def activate(self) -> None:
        self.message_bar.clear()
        self.model.watch(self.key)
        self._show_metadata()
        if self.dossier.is_open:
            self._mark_problems()
        self._show_assessment()
        self.panel.refresh()

    def leave(self) -> None:
        self.model.settle()
        self.model.unwatch(self.key)

    def on_primary(self) -> None:
        state = self.model.state
        if state == "submitted":
            self.stage_requested.emit("review")
        elif state == "approved":
            self.model.export(self.panel.folder())
        else:
            self._submit()

    def retranslate(self) -> None:
        super().retranslate()
        if self.dossier.is_open:
            self._show_problems()
            self._show_assessment()

    # -- acts ----------------------------------------------------------------------------------

    def _submit(self) -> None:
        self.message_bar.clear_error()
        blocking = [issue for issue in self.model.problems() if blocking_of(issue)]
        if blocking:
            self._was_submitted_too_early = True
            self._show_problems()
            self.form.go_to(blocking[0].field)
            self.show_message(self.model.sentence(blocking[0]), Kind.ERROR)
            return
        person = self.panel.identity.person()
        if person is not None:
            self.model.settle()
            self.dossier.decide("submit", person)

    def _on_opened(self) -> None:
        self._was_submitted_too_early = False
        self._written = None

    def _on_closed(self) -> None:
        """Let go of what was typed."""
        from curator.publish.metadata import Metadata

        self.form.show_metadata(Metadata())

    def _on_review_changed(self) -> None:
        if self.isVisible() and self.dossier.last_act == "submit":
            text = _("Submitted: another person can now review this dossier on their computer.")
            self.show_message(text, Kind.DONE)

    def _on_exported(self, result: PackageResult) -> None:
        self._written = result.folder
        if result.status.value == "released":
            text = _("The approved package was written: {name}.")
        else:
            text = _("A draft package was written: {name}. It is marked as not approved.")
        self.tell(
            Message(
                text.format(name=result.folder.name),
                Kind.DONE,
                action=_("Open the folder"),
                on_action=self._open_folder,
            )
        )
        self.message_raised.emit(str(result.folder))

    def _on_export_interrupted(self) -> None:
        self.tell(Message(_("Interrupted: no package was written.")))

    def _on_refused(self, sentence: str) -> None:
        self.tell(Message(sentence, Kind.ERROR))

    def _on_folder_refused(self, sentence: str) -> None:
        action = _("Choose another folder…")
        self.tell(Message(sentence, Kind.ERROR, action=action, on_action=self._export_elsewhere))

    def _export_elsewhere(self) -> None:
        if self.panel.choose_folder():
            self.model.export(self.panel.folder())

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    # -- showing: what changes while another stage is on screen is shown by ``activate`` ----------

    def _on_metadata_changed(self) -> None:
        if self.isVisible():
            self._show_metadata()

    def _on_problems_changed(self) -> None:
        if not self.tells_only_count():
            self._show_problems()

    def _on_assessed(self) -> None:
        if not self.tells_only_count():
            self._show_assessment()

    def _show_metadata(self) -> None:
        if self.dossier.is_open:
            self.form.show_metadata(self.model.metadata)

    def _show_problems(self) -> None:
        if self.dossier.is_open:
            self._mark_problems()
            self._show_cards()
            self.pending_changed.emit(self.pending_count())

    def _mark_problems(self) -> None:
        self._mark(self.model.problems())

    def _mark(self, issues: Sequence[Issue]) -> None:
        """Say in the form what is missing or wrong."""
        found: dict[str, tuple[str, bool]] = {}
        for issue in issues:
            found.setdefault(issue.field, (self.model.sentence(issue), blocking_of(issue)))
        self.form.show_problems(found, is_insistent=self._was_submitted_too_early)

    def _show_assessment(self) -> None:
        self.panel.show_assessment(self.model.assessment)
        self.reword_primary()
        self._show_cards()
        self.pending_changed.emit(self.pending_count())

    def _show_cards(self) -> None:
        cards = [self._metadata_card(), self._checks_card(), self._scores_card()]
        self.cards.set_cards([*(card for card in cards if card is not None), self._review_card()])

    def _metadata_card(self) -> Card:
        problems = self.model.problems()
        n = len({issue.field for issue in problems})
        if not n:
            text = _("Everything that portals ask for is there.")
            return Card(_("Description complete"), text, Tone.DONE, self)
        title = ngettext("{n} property to complete", "{n} properties to complete", n)
        blocking = sum(blocking_of(issue) for issue in problems)
        if blocking:
            text = ngettext("{n} is needed to publish", "{n} are needed to publish", blocking)
            tone = Tone.BLOCKING
        else:
            text = _("advice only, nothing blocks")
            tone = Tone.NOTE
        card = Card(title.format(n=n), text.format(n=blocking), tone, self)
        card.add_action(_("Show the first one"), lambda: self.form.go_to(problems[0].field))
        return card

    def _checks_card(self) -> Card:
        assessment = self.model.assessment
        if self.model.is_interrupted:
            card = Card(_("Checks"), _("interrupted"), Tone.TO_SETTLE, self)
            card.add_action(_("Check again"), self.model.assess_again)
            return card
        if assessment is None:
            return Card(_("Checks"), _("being checked…"), Tone.PLAIN, self)
        failed, every = assessment.failed, len(assessment.checks)
        blocking = assessment.blocking
        title = _("Checks: {n} of {all}").format(n=every - len(failed), all=every)
        if not failed:
            return Card(title, _("nothing to settle"), Tone.DONE, self)
        if blocking:
            text = ngettext(
                "{n} to settle before publishing", "{n} to settle before publishing", blocking
            )
        else:
            text = _("advice only, nothing blocks")
        tone = Tone.BLOCKING if blocking else Tone.NOTE
        card = Card(title, text.format(n=blocking), tone, self)
        card.add_action(_("Show"), self._show_checks)
        return card

    def _show_checks(self) -> None:
        self.panel.ensureWidgetVisible(self.panel.checks)
        self.panel.setFocus()

    def _scores_card(self) -> Card | None:
        assessment = self.model.assessment
        if assessment is None:
            return None
        title = _("data.gouv.fr: {n} of 9").format(n=round(assessment.scores.udata * 9))
        mqa = round(assessment.scores.mqa * 100)
        text = _("European assessment: {n}%, before it is online").format(n=mqa)
        return Card(title, text, Tone.NOTE, self)

    def _approved(self) -> tuple[str, str, Tone]:
        assessment = self.model.assessment
        if assessment is not None and assessment.blocking:
            return _("Review: approved"), _("checks are still to settle"), Tone.TO_SETTLE
        return _("Review: approved"), _("ready for release"), Tone.DONE

    def _review_card(self) -> Card:
        titles = {
            "draft": (
                _("Review: to be asked for"),
                _("can be exported as a draft"),
                Tone.NOTE,
            ),
            "submitted": (_("Review: waiting"), _("another person decides"), Tone.TO_SETTLE),
            "approved": self._approved(),
            "rejected": (_("Review: refused"), _("see the reason on the right"), Tone.BLOCKING),
        }
        return Card(*titles[self.model.state], self)
