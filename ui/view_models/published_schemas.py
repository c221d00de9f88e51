"""Whole schemas that a table may follow: suggested ones, published ones, those in a file."""

from __future__ import annotations

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
    from curator.schema.catalogue import PackEntry, Refreshed
    from curator.schema.model import Schema
    from curator.table import Table
    from ui.view_models.schema_matching import Proposal, Suggestion


def _suggested(table: Table, *, report: Report = silent) -> tuple[Suggestion, ...]:
    from ui.view_models.schema_matching import suggested

    return suggested(table, report=report)


def _proposed(table: Table, schema: Schema, name: str, *, report: Report = silent) -> Proposal:
    from ui.view_models.schema_matching import proposed

    return proposed(table, schema, name, report=report)


def _loaded(table: Table, reference: str, *, report: Report = silent) -> Proposal:
    from curator.schema.loading import load_schema

    report(0.0, "")
    return _proposed(table, load_schema(reference), reference, report=report)


def _read(table: Table, path: Path, *, report: Report = silent) -> Proposal:
    from curator.schema.loading import load_schema_file

    report(0.0, "")
    return _proposed(table, load_schema_file(path), path.stem, report=report)


def _listed(*, report: Report = silent) -> tuple[PackEntry, ...]:
    from curator.schema.catalogue import published_entries

    report(0.0, "")
    return published_entries()


def _refreshed(url: str, *, report: Report = silent) -> Refreshed:
    from curator.schema.catalogue import CATALOGUE_URL, refresh

    return refresh(url or CATALOGUE_URL, report=report)


class PublishedSchemas(QObject):
    """Looks for schemas that fit; proposes how the table would follow one."""

    suggestions_changed = Signal()
    proposed = Signal(object)
    """How the table would follow a schema (``Proposal``), for the user to correct and apply."""
    listed = Signal(object)
    """The published schemas on this machine (``PackEntry``)."""
    refreshed = Signal(object)
    """The catalogue was fetched: ``Refreshed``."""
    refused = Signal(str)
    """A schema cannot be used: the sentence."""
    interrupted = Signal()
    """The user stopped the reading or the fetching of schemas."""

    def __init__(self, dossier: DossierViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.suggestions: tuple[Suggestion, ...] = ()
        """Published schemas that fit the table, the best first."""
        self._suggested_for: list[str] = []
        self._work = LatestWork(self)
        self._proposing = LatestWork(self)
        self._listing = LatestWork(self)
        for work in (self._work, self._proposing, self._listing):
            work.refused.connect(self.refused)
            work.crashed.connect(dossier.crashed)
        for work in (self._proposing, self._listing):
            work.interrupted.connect(self.interrupted)
        self._work.interrupted.connect(self._on_interrupted)
        self.catalogue_url = ""
        """Where the catalogue is fetched from; ``""``: where it is published."""

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

    def _on_interrupted(self) -> None:
        self._suggested_for = []  # they are looked for again with the next state of the table

    def forget(self) -> None:
        """Another dossier, or none: let go of what fitted the last; the catalogue stays."""
        for work in (self._work, self._proposing):
            work.drop()
        self._suggested_for, self.suggestions = [], ()

    def propose_suggestion(self, suggestion: Suggestion) -> None:
        """Propose a published schema, as its publisher's validator applies it."""
        self.propose_published(suggestion.schema, suggestion.name)

    def propose_published(self, schema: Schema, name: str) -> None:
        """The same for any published schema."""
        self.propose(replace(schema, fields_match=schema.fields_match or "partial"), name)

    def open_file(self, path: Path) -> None:
        """Propose the schema in a file; ``refused`` says why when it cannot be used."""
        self._proposing.start(
            partial(_read, self._dossier.table, path),
            self.proposed.emit,
            rows=ALWAYS_A_TASK,
            title=_("Reading the schema"),
        )

    def open_address(self, address: str) -> None:
        """Propose the schema at a web address, or the published one of that name."""
        self._proposing.start(
            partial(_loaded, self._dossier.table, address),
            self.proposed.emit,
            rows=ALWAYS_A_TASK,
            title=_("Fetching the schema"),
        )

    def propose(self, schema: Schema, name: str) -> None:
        """Work out how the table would follow a schema; ends in ``proposed``.

        ``name`` stands in where the schema has none.
        """
        self._proposing.start(
            partial(_proposed, self._dossier.table, schema, name),
            self.proposed.emit,
            rows=ALWAYS_A_TASK,
            title=_("Matching the fields"),
        )

    # -- catalogue -------------------------------------------------------------------------------

    def list_published(self) -> None:
        """Read the published schemas on this machine; ends in ``listed``."""
        self._listing.start(
            _listed, self.listed.emit, rows=ALWAYS_A_TASK, title=_("Reading the schemas")
        )

    def refresh_catalogue(self) -> None:
        """Fetch the national catalogue: the user asked for it in this moment."""
        self._listing.start(
            partial(_refreshed, self.catalogue_url),
            self._on_refreshed,
            rows=ALWAYS_A_TASK,
            title=_("Fetching the catalogue of schemas"),
        )

    def _on_refreshed(self, refreshed: Refreshed) -> None:
        self._suggested_for = []
        self.refreshed.emit(refreshed)
        self.list_published()
        if self._dossier.is_open:
            self.look(self._dossier.table)

    def _on_suggested(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.suggestions = suggestions
        self.suggestions_changed.emit()
