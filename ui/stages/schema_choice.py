"""How a schema is chosen on the Schéma stage: suggested, published, in a file, at an address.

Whatever way it comes, the mapping is shown for correction before anything is applied.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from curator.i18n import gettext as _
from ui import icons
from ui.i18n import language_changed
from ui.plain import caption
from ui.view_models.dossier import DossierViewModel
from ui.view_models.published_schemas import PublishedSchemas

if TYPE_CHECKING:
    from ui.view_models.schema_matching import Proposal


class SchemaChoice(QObject):
    """Fills the menu, and opens the dialogs one after the other over the stage."""

    def __init__(
        self, dossier: DossierViewModel, schemas: PublishedSchemas, stage: QWidget
    ) -> None:
        super().__init__(stage)
        self._dossier = dossier
        self._schemas = schemas
        self._stage = stage
        self.dialog: QDialog | None = None
        """The dialog on screen or last closed."""
        schemas.proposed.connect(self.show_mapping)
        for signal in (dossier.closed, dossier.table_changed, language_changed):
            signal.connect(self.close)

    def fill(self, menu: QMenu) -> None:
        """Suggestions first, then every other way."""
        menu.clear()
        for suggestion in self._schemas.suggestions:
            label = _("{name} ({known} of {all} fields)").format(
                name=suggestion.title, known=suggestion.recognised, all=suggestion.fields
            )
            menu.addAction(
                icons.icon("table"),
                caption(label),
                partial(self._schemas.propose_suggestion, suggestion),
            )
        if self._schemas.suggestions:
            menu.addSeparator()
        menu.addAction(icons.icon("search"), _("Published schemas…"), self.show_published)
        menu.addAction(icons.icon("open"), _("Open a schema file…"), self.choose_file)

    def show_published(self) -> None:
        """Search the published schemas, fetch the catalogue, or give an address."""
        from ui.dialogs.schemas import SchemasDialog

        self._show(SchemasDialog(self._schemas, self._stage))

    def choose_file(self) -> None:
        """Ask for a schema file."""
        dialog = QFileDialog(self._stage, _("Open a schema file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Table Schema (*.json)"), _("All files (*)")])
        dialog.fileSelected.connect(self._on_file_chosen)
        self._show(dialog)

    def _on_file_chosen(self, path: str) -> None:
        self._schemas.open_file(Path(path))

    def show_mapping(self, proposal: Proposal) -> None:
        """Show which column stands for which field, to be corrected and applied."""
        from ui.dialogs.mapping import MappingDialog
        from ui.view_models.mapping import MappingViewModel

        if not self._dossier.is_open:
            return
        if proposal.table is not self._dossier.table:
            self._schemas.propose(proposal.schema, proposal.title)  # it changed meanwhile
            return
        model = MappingViewModel(self._dossier, proposal, self)
        self._show(MappingDialog(model, self._stage))

    def _show(self, dialog: QDialog) -> None:
        self.close()
        self.dialog = dialog
        dialog.open() if isinstance(dialog, QFileDialog) else dialog.show()

    def close(self, *_why: object) -> None:
        """Whatever it was about is not there any more."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.setParent(None)
            self.dialog = None
