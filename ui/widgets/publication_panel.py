"""The right panel of the Publication stage: four eyes, formats, destination, export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QVBoxLayout,
    QWidget,
)

from curator.i18n import N_
from curator.i18n import gettext as _
from ui import theme
from ui.plain import Label
from ui.settings import Settings
from ui.view_models.dossier import DossierViewModel
from ui.view_models.publication_work import Assessment
from ui.widgets.form import Remarks, check_lines, section
from ui.widgets.identity import Identity
from ui.widgets.layouts import added, drop
from ui.widgets.side_panel import SidePanel
from ui.widgets.sign_button import SignButton

ALWAYS = "csv"
"""The format every package has."""

SHORT_NAMES = {
    "csv": N_("CSV (UTF-8) with its schema"),
    "xlsx": N_("Excel workbook (XLSX)"),
    "json": N_("JSON"),
    "geojson": N_("GeoJSON, for maps"),
    "parquet": N_("Parquet, for analysis"),
}

STATES = {
    "draft": N_("Not submitted yet. An export is marked as a draft."),
    "submitted": N_("Submitted by {submitted_by}; waits for another person."),
    "approved": N_("Submitted by {submitted_by}, approved by {approved_by}."),
    "rejected": N_("Refused: {reason}"),
}


class PublicationPanel(SidePanel):
    """Holds no state of its own; asks for the export."""

    export_requested = Signal(Path)
    """The folder."""

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._settings: Settings | None = None
        self._is_released = False
        self._eyes = section(self)
        self._state = Remarks(self)
        self.identity = Identity(self)
        self._checks_title = section(self)
        self.checks = Remarks(self)
        self._formats_title = section(self)
        self.formats: dict[str, QCheckBox] = {}
        self._destination_title = section(self)
        self._destination = Label(self)
        self._destination.setWordWrap(True)
        theme.set_role(self._destination, "muted")
        self.change = SignButton("folder", self)
        self.change.setObjectName("choose-folder")
        self.change.clicked.connect(self._on_change)
        self.export = SignButton("export", self)
        self.export.setObjectName("export")
        self.export.clicked.connect(self._on_export)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self.add_part(self._eyes, self._state)
        self.add_part(None, self.identity)
        self.add_part(self._formats_title)
        self._formats = added(self.column, QVBoxLayout())
        self._formats.setSpacing(2)
        self.add_part(self._destination_title, self._destination, self.change)
        self.add_part(None, self.export)
        self.add_part(self._checks_title, self.checks)
        self.column.addStretch(1)

    # -- told ------------------------------------------------------------------------------------

    def use_settings(self, settings: Settings) -> None:
        """Where packages went last time, who works here."""
        self._settings = settings
        self.identity.use_settings(settings)

    def refresh(self) -> None:
        """Show the formats that suit the table, and the destination."""
        if not self._dossier.is_open:
            return
        self._show_formats()
        self._destination.setText(str(self.folder()))
        self._destination.setToolTip(str(self.folder()))
        self.identity.refresh()

    def show_assessment(self, assessment: Assessment | None) -> None:
        """Where the review stands."""
        state = assessment.status.state.value if assessment is not None else "draft"
        remarks = []
        if assessment is not None:
            status = assessment.status
            sentence = _(STATES[state]).format(
                submitted_by=status.submitted_by,
                approved_by=status.approved_by,
                reason=status.reason,
            )
            if state == "draft" and status.problems:
                sentence = _("To be submitted again. An export is marked as a draft.")
            remarks = [*(("", problem) for problem in status.problems), ("", sentence)]
        if not remarks:
            unknown = STATES["draft"]
            remarks = [("", _(unknown))]
        self._state.show_remarks(remarks)
        self._show_checks(assessment)
        self._is_released = state == "approved"
        self.export.set_label(self._export_label())

    def _show_checks(self, assessment: Assessment | None) -> None:
        failed = assessment.failed if assessment is not None else ()
        self.checks.show_remarks(check_lines(failed))
        for widget in (self._checks_title, self.checks):
            widget.setVisible(bool(failed))

    def folder(self) -> Path:
        """Where the package will be written."""
        chosen = self._settings.export_folder if self._settings is not None else None
        return chosen or self._dossier.source.path.parent

    def chosen_formats(self) -> tuple[str, ...]:
        """Names of the formats ticked, in their order."""
        return tuple(name for name, box in self.formats.items() if box.isChecked())

    def retranslate(self) -> None:
        self.set_title(_("Review and export"))
        self._eyes.setText(_("FOUR EYES"))
        self._checks_title.setText(_("CHECKS THAT FAIL"))
        self._formats_title.setText(_("FORMATS"))
        self._destination_title.setText(_("DESTINATION"))
        self.change.set_label(_("Choose the folder…"))
        self.export.set_label(self._export_label())
        if self._dossier.is_open:
            self._show_formats()

    # -- own -----------------------------------------------------------------------------------

    def _show_formats(self) -> None:
        from curator.publish.writers import formats

        ticked = {*self._dossier.recipe.formats, ALWAYS}
        for box in self.formats.values():
            drop(box)
        self.formats.clear()
        for known in formats():
            if not known.suits(self._dossier.schema):
                continue
            box = QCheckBox(_(SHORT_NAMES.get(known.name, known.name)), self)
            box.setToolTip(known.text())
            box.setChecked(known.name in ticked)
            box.setEnabled(known.name != ALWAYS)
            box.clicked.connect(self._on_ticked)
            if known.name == ALWAYS:
                box.setToolTip(_("Every package has this format: {name}").format(name=known.text()))
            self._formats.addWidget(box)
            self.formats[known.name] = box

    def _export_label(self) -> str:
        return _("Export the approved package") if self._is_released else _("Export as a draft")

    def choose_folder(self) -> bool:
        """Ask where packages are written from now on; whether another folder was chosen."""
        name = QFileDialog.getExistingDirectory(
            self, _("Where packages are written"), str(self.folder())
        )
        if not name or self._settings is None:
            return False
        self._settings.export_folder = Path(name)
        self.refresh()
        return True

    def _on_change(self) -> None:
        self.choose_folder()

    def _on_export(self) -> None:
        self.export_requested.emit(self.folder())

    def _on_ticked(self) -> None:
        """What is ticked goes into the dossier; formats that do not suit this table stay there."""
        unseen = [name for name in self._dossier.recipe.formats if name not in self.formats]
        self._dossier.set_formats([*self.chosen_formats(), *unseen])
