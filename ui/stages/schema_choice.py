"""How a schema is chosen on the Schéma stage: suggested, published, in a file, at an address.

Whatever way it comes, the mapping is shown for correction before anything is applied.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from curator.i18n import gettext as _
from ui import icons
from ui.plain import caption
from ui.stages.one_dialog import OneDialog
from ui.view_models.dossier import DossierViewModel
from ui.view_models.published_schemas import PublishedSchemas

if TYPE_CHECKING:
    from ui.view_models.schema_matching import Proposal


class SchemaChoice(OneDialog):
    """Fills the menu, and opens the dialogs one after the other."""

    def __init__(
        self, dossier: DossierViewModel, schemas: PublishedSchemas, stage: QWidget
    ) -> None:
        super().__init__(dossier, stage)
        self._schemas = schemas
        schemas.proposed.connect(self.show_mapping)

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

        self.show(SchemasDialog(self._schemas, self._stage))

    def choose_file(self) -> None:
        """Ask for a schema file."""
        dialog = QFileDialog(self._stage, _("Open a schema file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Table Schema (*.json)"), _("All files (*)")])
        dialog.fileSelected.connect(self._on_file_chosen)
        self.show(dialog)

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
        self.show(MappingDialog(model, self._stage))
