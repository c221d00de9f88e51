"""The inspector: one object on every stage, with the sections that the stage needs in its order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.i18n import gettext as _
from ui import theme
from ui.models.wording import column_letters
from ui.plain import Label
from ui.view_models.dossier import DossierViewModel
from ui.view_models.personal import personal_of
from ui.view_models.risk import risk_of
from ui.view_models.schema import schema_of
from ui.widgets.column_area import ColumnArea
from ui.widgets.inspector.corrections import CorrectionsSection
from ui.widgets.inspector.definition import DefinitionSection
from ui.widgets.inspector.evidence import EvidenceSection
from ui.widgets.inspector.keeping import KeepingSection
from ui.widgets.inspector.profile import ProfileSection
from ui.widgets.inspector.risk import RiskSection
from ui.widgets.inspector.section import Section
from ui.widgets.inspector.treatment import TreatmentSection
from ui.widgets.layouts import added

STAGE_SECTIONS = {
    "schema": ("definition", "profile", "corrections"),
    "personal": ("evidence", "treatment", "risk", "keeping"),
}
"""What each stage shows, the part that matters first; the others have panels of their own."""


class Inspector(ColumnArea):
    """``set_stage`` arranges it and ``fill`` fills it; then ``show_field`` says of what."""

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._stage = "schema"
        self._is_due = True
        """Whether ``fill`` is still to come: until then it is of no use to fill it."""
        self.field = ""
        """The field shown; ``""``: none."""
        self._name = Label(self)
        theme.set_role(self._name, "subtitle")
        self._place = Label(self)
        theme.set_role(self._place, "muted")
        self._nothing = Label(self)
        theme.set_role(self._nothing, "muted")
        for label in (self._name, self._place, self._nothing):
            label.setWordWrap(True)
        self.sections: dict[str, Section] = self._make_sections()
        self._lay_out()
        dossier.table_changed.connect(self._on_table_changed)
        dossier.leaving.connect(self._finish_editing)
        dossier.closed.connect(self._on_closed)
        self._arrange()
        self.retranslate()

    def _make_sections(self) -> dict[str, Section]:
        schema, personal = schema_of(self._dossier), personal_of(self._dossier)
        return {
            "definition": DefinitionSection(self._dossier, schema, self),
            "profile": ProfileSection(schema, self),
            "corrections": CorrectionsSection(schema, self),
            "evidence": EvidenceSection(personal, self),
            "treatment": TreatmentSection(personal, self),
            "risk": RiskSection(risk_of(self._dossier), self),
            "keeping": KeepingSection(personal, self),
        }

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.setContentsMargins(16, 16, 16, 16)
        self.column.setSpacing(20)
        head = added(self.column, QVBoxLayout())
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._place)
        head.addWidget(self._nothing)
        for part in self.sections.values():
            self.column.addWidget(part)
        self.column.addStretch(1)

    def set_stage(self, key: str) -> None:
        """Have the sections of a stage, in its order."""
        is_other, self._stage = key != self._stage, key
        self._is_due = True
        if is_other:
            self._arrange()

    def fill(self) -> None:
        """Show what there is to say of the field."""
        self._is_due = False
        self._refresh()

    def _arrange(self) -> None:
        for part in self.sections.values():
            self.column.removeWidget(part)
        for place, name in enumerate(self._wanted(), start=1):
            self.column.insertWidget(place, self.sections[name])

    def _wanted(self) -> tuple[str, ...]:
        """Names of the sections that the stage needs, in its order."""
        return STAGE_SECTIONS[self._stage]

    def show_field(self, name: str) -> None:
        """Show another field; ``""``: none."""
        if name != self.field and self._is_known():
            self._finish_editing()  # else what is being typed would become the other's
        self.field = name
        if not self._is_due:
            self._refresh()

    def _is_known(self) -> bool:
        """Whether there is a field, and it is in the table."""
        is_there = bool(self.field) and self._dossier.is_open
        return is_there and self.field in self._dossier.table.schema

    def _finish_editing(self) -> None:
        for part in self.sections.values():
            part.finish_editing()

    def _refresh(self) -> None:
        wanted, is_known = self._wanted(), self._is_known()
        self._nothing.setVisible(not is_known)
        self._name.setVisible(is_known)
        self._place.setVisible(is_known)
        for name, part in self.sections.items():
            part.setVisible(is_known and name in wanted)
            if is_known and name in wanted:
                part.show_field(self.field)
        if is_known:
            self._show_head()

    def _show_head(self) -> None:
        schema = self._dossier.table.schema
        field = schema[self.field]
        self._name.setText(self.field)
        column = _("column {letters}").format(
            letters=column_letters(schema.names.index(field.name))
        )
        has_title = field.title and field.title != self.field
        both = _("“{title}”, {column}").format(title=field.title, column=column)
        self._place.setText(both if has_title else column)

    def retranslate(self) -> None:
        self.setAccessibleName(_("Inspector"))
        self._nothing.setText(_("Choose a field or a cell in the grid to see everything about it."))
        if not self._is_due:
            self._refresh()

    def _on_table_changed(self) -> None:
        if not self._is_due:
            self._refresh()

    def _on_closed(self) -> None:
        self.show_field("")
