"""The Schéma stage: problems and corrections under the grid, definitions in the inspector."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSplitter, QWidget

from curator.i18n import gettext as _
from curator.i18n import ngettext
from curator.table import NO_SOURCE_ROW
from ui import icons, theme
from ui.i18n import number
from ui.models.arrangement import RowFilter
from ui.models.wording import TYPE_NAMES, type_explanation, type_name
from ui.stages.grid_stage import GridStage
from ui.stages.one_dialog import OneDialog
from ui.stages.schema_choice import SchemaChoice
from ui.stages.schema_drawer import SchemaDrawer
from ui.stages.transforming import Transforming
from ui.view_models.dossier import DossierViewModel
from ui.view_models.schema import schema_of
from ui.widgets.cards import Card, Tone
from ui.widgets.grid import Grid
from ui.widgets.message_bar import Kind, Message

if TYPE_CHECKING:
    from curator.schema.error_workbook import ErrorWorkbook


def _open_file(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class SchemaStage(GridStage):
    """Shows the dossier's table with what is invalid in it."""

    key = "schema"

    def __init__(self, dossier: DossierViewModel, parent: QWidget | None = None) -> None:
        super().__init__(dossier, parent)
        self.model = schema_of(dossier)
        self._waved_aside: set[str] = set()
        self._is_filled = False
        """Whether everything here is of the present table; then it is not filled on being shown."""
        self.drawer = SchemaDrawer(self.model, self)
        self.drawer.reference_wanted.connect(self._choose_reference)
        self.drawer.workbook_wanted.connect(self._choose_workbook)
        self.transforming = Transforming(dossier, self)
        self.transform_button, self._transform_menu = self._make_menu()
        self.apply_button, self._menu = self._make_menu()
        self.choice = SchemaChoice(dossier, self.model.schemas, self)
        self._files = OneDialog(dossier, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _make_menu(self) -> tuple[QPushButton, QMenu]:
        """A button beside the title that opens a menu, with the sign of it behind its words."""
        button = QPushButton(self)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        menu = QMenu(button)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        button.setMenu(menu)
        self.add_title_action(button)
        return button, menu

    def _repaint_signs(self) -> None:
        for button in (self.transform_button, self.apply_button):
            button.setIcon(icons.icon("chevron-down", theme.color("muted")))

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.grid_place)
        self.splitter.addWidget(self.drawer)
        self.splitter.setHandleWidth(8)
        theme.set_role(self.splitter, "gap")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.setSizes([480, 160])
        self.drawer.setMinimumHeight(max(110, 6 * self.fontMetrics().height()))
        self.set_content(self.splitter)

    def _connect(self) -> None:
        theme.changed.connect(self._repaint_signs)
        self._repaint_signs()
        self.model.changed.connect(self._on_changed)
        self.model.proposed_changed.connect(self._show_marks)
        self.model.rows_requested.connect(self._on_rows_requested)
        self.model.schema_refused.connect(self._on_refused)
        self.model.schemas.refused.connect(self._on_refused)
        self.model.error_export.written.connect(self._on_written)
        self.model.error_export.refused.connect(self._on_refused)
        self.model.schemas.suggestions_changed.connect(self._on_suggestions_changed)
        self.dossier.table_changed.connect(self._on_table_changed)
        self.dossier.opened.connect(self._on_opened)

    # -- worded --------------------------------------------------------------------------------

    def title(self) -> str:
        return _("Schema")

    def purpose(self) -> str:
        applied = self.model.schemas.applied
        if applied:
            return _("The table follows the schema “{name}”.").format(name=applied)
        return _("Give each field a name, a type and rules.")

    def primary_label(self) -> str:
        return _("Continue to Personal data")

    def pending_count(self) -> int:
        return self.model.pending_count

    def is_known(self) -> bool:
        return self.model.is_current

    def retranslate(self) -> None:
        super().retranslate()
        self.transform_button.setText(_("Transform"))
        self._transform_menu.setAccessibleName(_("Transform"))
        self._transform_menu.clear()
        self.transforming.fill(self._transform_menu)
        self.apply_button.setText(_("Apply a schema…"))
        self._menu.setAccessibleName(_("Apply a schema…"))
        self.choice.fill(self._menu)
        self._show_headers()
        self._show_cards()
        self.drawer.refresh()

    def _show_cards(self) -> None:
        """The published schema that fits best, until one is applied or it is waved aside."""
        best = self.model.schemas.best
        if best is None or self.model.schemas.applied or best.name in self._waved_aside:
            self.cards.set_cards([])
            return
        title = _("Suggested schema: {name}").format(name=best.title)
        text = _("{known} of the {all} fields are recognised; it brings their types and rules.")
        card = Card(title, text.format(known=best.recognised, all=best.fields), Tone.NOTE, self)
        card.add_action(
            _("Apply this schema…"), partial(self.model.schemas.propose_suggestion, best)
        )
        card.add_action(_("Not this one"), partial(self._wave_aside, best.name))
        self.cards.set_cards([card])

    def _wave_aside(self, name: str) -> None:
        self._waved_aside.add(name)
        self._show_cards()

    # -- on screen -----------------------------------------------------------------------------

    def set_up_grid(self, grid: Grid) -> None:
        grid.show_dossier_table(self.model.marks())
        grid.set_chip_menu(self.type_menu)
        grid.set_more_menu(self.transforming.menu_of)
        grid.set_explainer(self.model.explain)
        self._show_headers()

    def activate(self) -> None:
        if not self._is_filled:
            self._on_changed()
        names = self.dossier.table.names
        if self.grid is not None and not self.grid.selected_field and names:
            self.grid.select_field(names[0])

    def _on_opened(self) -> None:
        self._is_filled = False
        self.drawer.start_anew()
        self._waved_aside.clear()

    def _show_headers(self) -> None:
        if self.grid is not None and self.dossier.is_open:
            self.grid.set_headers(self.model.headers())

    def _show_marks(self) -> None:
        if self.grid is not None and self.dossier.is_open:
            table = self.grid.table_model.table
            if table is self.dossier.table:
                self.grid.set_marks(self.model.marks())

    def _on_table_changed(self) -> None:
        self._is_filled = False
        self._show_headers()

    def _on_changed(self) -> None:
        self._is_filled = True
        self._show_headers()
        self._show_marks()
        self.drawer.refresh()
        self._show_cards()
        self.word_head()
        self.pending_changed.emit(self.pending_count())

    def _on_suggestions_changed(self) -> None:
        self.choice.fill(self._menu)
        self._show_cards()

    def _on_rows_requested(self, positions: npt.NDArray[np.int64], field: str) -> None:
        """Go to the first cell of a problem, and show only its rows when they are apart."""
        grid = self.grid
        if grid is None or not len(positions):
            return
        rows = self.dossier.table.source_rows[positions]
        if not rows.all():
            self._go_to_made_row(
                grid, int(positions[np.flatnonzero(rows == NO_SOURCE_ROW)[0]]), field
            )
            return
        wanted = RowFilter(rows=tuple(rows[:10_000].tolist()))
        if wanted in grid.arranging.arrangement.filters:
            grid.arranging.clear_filters()
        elif len(rows) > 1:
            grid.show_rows(wanted.rows)
        elif grid.table_model.row_of_position(int(positions[0])) is None:
            grid.arranging.clear_filters()
        grid.go_to_source_row(int(rows[0]), field)

    def _go_to_made_row(self, grid: Grid, position: int, field: str) -> None:
        """Rows that an operation made have no number to filter by: go to the first of them."""
        row = grid.table_model.row_of_position(position)
        if row is None:
            grid.arranging.clear_filters()
            row = grid.table_model.row_of_position(position)
        if row is not None:
            grid.go_to_cell(row, grid.table_model.column_of(field) or 0)

    # -- workbook and types --------------------------------------------------------------------

    def _choose_reference(self, name: str) -> None:
        dialog = QFileDialog(self, _("The table “{name}”").format(name=name))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._on_reference_chosen, name))
        self._files.show(dialog)

    def _on_reference_chosen(self, name: str, path: str) -> None:
        self.model.give_reference(name, Path(path))

    def _choose_workbook(self) -> None:
        dialog = QFileDialog(self, _("Export the failing rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Excel workbook (*.xlsx)")])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(str(self.model.error_export.suggested_path()))
        dialog.fileSelected.connect(self._on_workbook_chosen)
        self._files.show(dialog)

    def _on_workbook_chosen(self, path: str) -> None:
        self.model.write_error_workbook(Path(path))

    def _on_written(self, workbook: ErrorWorkbook) -> None:
        text = ngettext(
            "{n} failing row was written to {name}, with its personal data: send it only to the "
            "service that owns it.",
            "{n} failing rows were written to {name}, with their personal data: send them only to "
            "the service that owns them.",
            workbook.rows,
        )
        self.tell(
            Message(
                text.format(n=number(workbook.rows), name=workbook.path.name),
                Kind.DONE,
                action=_("Open the workbook"),
                on_action=partial(_open_file, workbook.path),
            )
        )

    def _on_refused(self, sentence: str) -> None:
        self.tell(Message(sentence, Kind.ERROR))

    def type_menu(self, field: str) -> QMenu | None:
        """The types, for the chip of a field."""
        if field not in self.dossier.table.schema:
            return None
        menu = QMenu(self)
        menu.setAccessibleName(_("Type of “{field}”").format(field=field))
        menu.setToolTipsVisible(True)
        present = self.dossier.table.schema[field].type
        for name in TYPE_NAMES:
            action = menu.addAction(type_name(name))
            action.setCheckable(True)
            action.setChecked(name == present)
            action.setToolTip(type_explanation(name))
            action.triggered.connect(partial(self._on_type_chosen, field, name))
        return menu

    def _on_type_chosen(self, field: str, name: str, _checked: bool = False) -> None:
        self.model.set_type(field, name)
