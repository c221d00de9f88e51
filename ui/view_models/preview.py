"""What the Aperçu stage shows: the public table beside its source, worked out in the background."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, part, silent
from ui.delay import delay
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.models.table_model import FieldHeader
from ui.models.wording import chip_of, type_explanation
from ui.pacing import PAINTED
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.operations import Operation
    from curator.table import Table
    from ui.view_models.preview_tables import PreviewTables, Shown

PAUSE = 120
"""Milliseconds without a change after which the tables are compared again."""


class View(StrEnum):
    """Which table is on show."""

    SOURCE = "source"
    BOTH = "both"
    PUBLIC = "public"


class Laid:
    """The tables of one state of the dossier."""

    def __init__(self, table: Table, tables: PreviewTables) -> None:
        self.table = table
        self.tables = tables


def _lay(
    source: Table,
    table: Table,
    dossier: Dossier,
    operations: Sequence[Operation],
    *,
    report: Report = silent,
) -> Laid:
    from ui.view_models.preview_tables import preview_tables

    report(0.0, "")
    public = dossier.prepared().public
    tables = preview_tables(source, public, operations, report=part(report, 0.1, 1.0))
    return Laid(table, tables)


def preview_of(dossier: DossierViewModel) -> PreviewViewModel:
    """The one view model of its kind for a dossier's view model, made on first use."""
    found = dossier.findChild(PreviewViewModel)
    return found if found is not None else PreviewViewModel(dossier)


class PreviewViewModel(QObject):
    """Compares only while the stage is looked at: nobody else needs it."""

    changed = Signal()
    """Another table is to be shown, or other counts."""

    def __init__(self, dossier: DossierViewModel) -> None:
        super().__init__(dossier)
        self._dossier = dossier
        self._laid: Laid | None = None
        self.view = View.BOTH
        self.only_changed = False
        self.is_on_screen = False
        self._work = LatestWork(self)
        self._work.failed.connect(dossier.crashed)
        self._work.interrupted.connect(self.changed)
        self._pause = delay(self, self._start)
        dossier.table_changed.connect(self._on_table_changed)
        dossier.opened.connect(self._forget)
        dossier.reading_changed.connect(self._forget)
        dossier.closed.connect(self._forget)

    # -- looking -------------------------------------------------------------------------------

    @property
    def tables(self) -> PreviewTables | None:
        """The comparison of the present state; None while it is worked out."""
        if self._laid is None or not self._dossier.is_open:
            return None
        return self._laid.tables if self._laid.table is self._dossier.table else None

    @property
    def is_interrupted(self) -> bool:
        """Whether the user stopped the comparison of the present state."""
        return self._work.is_interrupted and not self._pause.isActive()

    @property
    def shown(self) -> Shown | None:
        """The table on show; None while it is worked out."""
        tables = self.tables
        if tables is None:
            return None
        return {View.SOURCE: tables.source, View.BOTH: tables.both, View.PUBLIC: tables.public}[
            self.view
        ]

    def headers(self) -> dict[str, FieldHeader]:
        """Types; what becomes of the fields that go or come."""
        shown, tables = self.shown, self.tables
        if shown is None or tables is None:
            return {}
        removed = shown.marks.removed_fields
        headers = {}
        for field in shown.table.schema:
            header = FieldHeader(chip=chip_of(field), explanation=type_explanation(field.type))
            if field.name in removed:
                header = FieldHeader(chip=_("removed"), tone="quiet")
            elif self.view is not View.SOURCE and field.name in tables.added:
                header = FieldHeader(chip=_("added"), tone="done")
            headers[field.name] = header
        return headers

    def show_view(self, view: View) -> None:
        """Show another of the three tables."""
        if view is not self.view:
            self.view = view
            self.changed.emit()

    def show_only_changed(self, only: bool) -> None:
        """Show all rows, or only those with a change."""
        if only != self.only_changed:
            self.only_changed = only
            self.changed.emit()

    # -- working -------------------------------------------------------------------------------

    def look_now(self) -> None:
        """The stage is on screen: what is not current is worked out."""
        self.is_on_screen = True
        if self._dossier.is_open and self.tables is None and not self._work.is_running:
            self._pause.start(PAINTED)

    def look_again(self) -> None:
        """The user wants after all what was stopped."""
        self.look_now()
        self.changed.emit()

    def _on_table_changed(self) -> None:
        if self.is_on_screen:
            self._pause.start(PAUSE)
            self.changed.emit()

    def _forget(self) -> None:
        """Another dossier, or none: let go of the tables of the last."""
        self._pause.stop()
        self._work.drop()
        self._laid = None

    def _start(self) -> None:
        if not self._dossier.is_open or self.tables is not None:
            return
        dossier = self._dossier.dossier
        self._work.start(
            partial(_lay, dossier.source_table, dossier.table, dossier, dossier.recipe.operations),
            self._on_laid,
            rows=ALWAYS_A_TASK,
            title=_("Comparing with the source"),
        )

    def _on_laid(self, laid: Laid) -> None:
        if self._dossier.is_open and laid.table is self._dossier.table:
            self._laid = laid
            self.changed.emit()
