"""What can be done with a field about people, what was proposed, what was done already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.models.wording_privacy import treatment_label, treatments_for
from ui.plain import Label
from ui.view_models.personal import AppliedTreatment, PersonalViewModel
from ui.widgets.choice import Choice
from ui.widgets.form import refill
from ui.widgets.inspector.section import Section
from ui.widgets.layouts import added, drop_all

if TYPE_CHECKING:
    from curator.privacy.model import FieldFinding

PROPOSED = "proposed"


class TreatmentSection(Section):
    """A choice with its explanation, and one button; under it, treatments in force."""

    def __init__(self, model: PersonalViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.choice = Choice(self, least=10)
        self._chosen: object = None
        """What was chosen for the field shown; None: nothing, so that the proposal stands."""
        self.choice.currentIndexChanged.connect(self._on_chosen)
        self._buddy = Label(self)
        self._buddy.setBuddy(self.choice)
        self._buddy.hide()
        self._explanation = Label(self)
        self._explanation.setWordWrap(True)
        theme.set_role(self._explanation, "muted")
        self.apply_button = QPushButton(self)
        self.apply_button.clicked.connect(self._on_apply)
        for widget in (self._buddy, self.choice, self._explanation, self.apply_button):
            self.body.addWidget(widget)
        self._done_box = added(self.body, QVBoxLayout())
        self._done_box.setSpacing(4)
        model.changed.connect(self._on_changed)
        model.forgotten.connect(self._forget_choice)
        self.retranslate()

    def title(self) -> str:
        return _("Treatment")

    def retranslate(self) -> None:
        self._buddy.setText(_("Treatment"))
        self.choice.setAccessibleName(_("Treatment"))
        self.apply_button.setText(_("Apply"))
        super().retranslate()

    def show_field(self, name: str) -> None:
        if name != self.field:
            self._chosen = None
        super().show_field(name)

    def refresh(self) -> None:
        finding = self._model.finding(self.field)
        entries: list[tuple[str, object]] = []
        suggestion = finding.suggestion if finding else None
        if suggestion is not None:
            text = _("{treatment} (proposed)").format(treatment=treatment_label(suggestion))
            entries.append((text, PROPOSED))
        for treatment in treatments_for(_kinds_of(finding)):
            if suggestion is None or treatment.key != suggestion.type:
                entries.append((treatment.text(), treatment.key))
        refill(self.choice, entries, self._chosen)  # the first one unless it is there still
        self._explain()
        self._show_applied()

    def _on_chosen(self) -> None:
        self._chosen = self.choice.currentData()
        self._explain()

    def _forget_choice(self) -> None:
        self._chosen = None
        self._on_changed()

    def _explain(self) -> None:
        key = self.choice.currentData()
        finding = self._model.finding(self.field)
        if key == PROPOSED and finding is not None and finding.suggestion is not None:
            key = finding.suggestion.type
        for treatment in treatments_for(_kinds_of(finding)):
            if treatment.key == key:
                self._explanation.setText(treatment.sentence())

    def _on_apply(self) -> None:
        finding, key = self._model.finding(self.field), self.choice.currentData()
        if key == PROPOSED and finding is not None and finding.suggestion is not None:
            self._model.apply(finding.suggestion)
            return
        for treatment in treatments_for(_kinds_of(finding)):
            if treatment.key == key:
                self._model.apply(treatment.make(self.field))

    def _show_applied(self) -> None:
        drop_all(self._done_box)
        for treatment in self._model.applied():
            if treatment.field == self.field:
                self._done_box.addWidget(_AppliedLine(treatment, self._model, self))

    def _on_changed(self) -> None:
        if self.is_wanted():
            self.refresh()


class _AppliedLine(QWidget):
    """A treatment in force, with the way back."""

    def __init__(
        self, treatment: AppliedTreatment, model: PersonalViewModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._treatment = treatment
        self._model = model
        text = Label(f"✓ {treatment.operation.sentence()}", self)
        text.setWordWrap(True)
        theme.set_role(text, "done")
        button = QPushButton(_("Take back") if treatment.is_last else _("Go back before it"), self)
        theme.set_role(button, "link")
        button.setAccessibleDescription(treatment.operation.sentence())
        button.clicked.connect(self._take_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(text)
        column.addWidget(button)

    def _take_back(self) -> None:
        self._model.take_back(self._treatment)


def _kinds_of(finding: FieldFinding | None) -> frozenset[str]:
    return frozenset(score.kind for score in finding.kinds) if finding else frozenset()
