"""Whole schemas that a table may follow: suggested ones, published ones, those in a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, silent
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.operations import Operation
    from curator.schema.model import Schema
    from curator.table import Table
    from ui.view_models.schema_matching import Suggestion


def _suggested(table: Table, *, report: Report = silent) -> tuple[Suggestion, ...]:
    from ui.view_models.schema_matching import suggested

    return suggested(table, report=report)


def _conforming(
    table: Table, schema: Schema, name: str, *, report: Report = silent
) -> Sequence[Operation]:
    from ui.view_models.schema_matching import conforming

    return conforming(table, schema, name, report=report)


class PublishedSchemas(QObject):
    """Looks for schemas that fit; lays one over the table as one step of the history."""

    suggestions_changed = Signal()
    refused = Signal(str)
    """A schema cannot be used: the sentence."""

    def __init__(self, dossier: DossierViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.suggestions: tuple[Suggestion, ...] = ()
        """Published schemas that fit the table, the best first."""
        self._suggested_for: list[str] = []
        self._work = LatestWork(self)
        self._work.failed.connect(self._on_failed)

    @property
    def applied(self) -> str:
        """Title of the schema the table follows; ``""``: none was applied."""
        from curator.operations.structure import ApplySchema

        if not self._dossier.is_open:
            return ""
        for op in reversed(self._dossier.recipe.operations):
            if isinstance(op, ApplySchema):
                return str(op.schema.get("title") or op.schema.get("name") or _("without a name"))
        return ""

    @property
    def best(self) -> Suggestion | None:
        """The published schema that fits best; None when none does."""
        return self.suggestions[0] if self.suggestions else None

    def look(self, table: Table) -> None:
        """Look for schemas again, if the names of the fields are others than last time."""
        if table.names == self._suggested_for:
            return
        self._suggested_for = table.names
        self._work.start(
            partial(_suggested, table),
            self._on_suggested,
            rows=ALWAYS_A_TASK,
            title=_("Looking for a published schema"),
        )

    def drop(self) -> None:
        """Forget the work under way."""
        self._work.drop()

    def apply_suggestion(self, suggestion: Suggestion) -> None:
        """Lay a published schema over the table, as its publisher's validator applies it."""
        schema = suggestion.schema
        if schema.fields_match is None:
            schema = replace(schema, fields_match="partial")
        self.apply(schema, suggestion.name)

    def open_file(self, path: Path) -> None:
        """Apply the schema in a file; ``refused`` says why when it cannot be used."""
        from curator.errors import CuratorError
        from curator.schema.loading import load_schema_file

        try:
            schema = load_schema_file(path)
        except CuratorError as error:
            self.refused.emit(str(error))
            return
        self.apply(schema, path.stem)

    def apply(self, schema: Schema, name: str) -> None:
        """Give the table the fields of a schema and lay it over them, as one step.

        ``name`` stands in where the schema has none.
        """
        title = _("Apply the schema “{name}”").format(name=schema.title or schema.name or name)
        self._work.start(
            partial(_conforming, self._dossier.table, schema, name),
            partial(self._dossier.apply_many, sentence=title),
            rows=ALWAYS_A_TASK,
            title=title,
        )

    def _on_suggested(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.suggestions = suggestions
        self.suggestions_changed.emit()

    def _on_failed(self, error: Exception) -> None:
        from curator.errors import CuratorError

        if isinstance(error, CuratorError):
            self.refused.emit(str(error))
        else:
            self._dossier.crashed.emit(error)
