"""What the Schéma stage shows and asks: problems, corrections, definitions of fields, profiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.issues import Severity
from curator.progress import Report, silent
from curator.table import NO_SOURCE_ROW
from ui.delay import delay
from ui.i18n import language_changed
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.models.marks import BoolArray, Marks
from ui.models.table_model import FieldHeader
from ui.models.wording import chip_of, type_explanation
from ui.view_models.dossier import DossierViewModel
from ui.view_models.error_export import ErrorExport
from ui.view_models.profiles import Profiles
from ui.view_models.published_schemas import PublishedSchemas

if TYPE_CHECKING:
    import numpy.typing as npt

    from curator.operations import Operation
    from curator.schema.references import References
    from curator.table import Table
    from ui.view_models.schema_analysis import Proposal, SchemaAnalysis
    from ui.view_models.schema_problems import Problem

PAUSE, PAUSE_PER_ROW = 120, 0.001
"""Milliseconds without a change after which the table is looked at again; longer for long tables,
where changes may follow each other faster than the table can be looked at."""


def schema_of(dossier: DossierViewModel) -> SchemaViewModel:
    """The one schema view model of a dossier's view model, made on first use."""
    found = dossier.findChild(SchemaViewModel)
    return found if found is not None else SchemaViewModel(dossier)


def _analyse(
    table: Table,
    operations: Sequence[Operation],
    previous: SchemaAnalysis | None,
    references: References,
    *,
    report: Report = silent,
) -> SchemaAnalysis:
    from ui.view_models.schema_analysis import Target, analyse

    return analyse(table, Target.of(operations), previous, references=references, report=report)


def _touched(
    table: Table, operations: Sequence[Operation], *, report: Report = silent
) -> Mapping[str, BoolArray]:
    from ui.view_models.schema_analysis import touched_cells

    return touched_cells(table, operations, report=report)


class SchemaViewModel(QObject):
    """Looks at every state of the table in the background; changes go through the dossier."""

    changed = Signal()
    """Problems and corrections are those of the present table."""
    proposed_changed = Signal()
    """Other cells are lit up as those that a correction would change."""
    rows_requested = Signal(object, str)
    """Places in the table and a field to show in the grid."""
    schema_refused = Signal(str)

    def __init__(self, dossier: DossierViewModel) -> None:
        super().__init__(dossier)
        self._dossier = dossier
        self.analysis: SchemaAnalysis | None = None
        self.refusal = ""
        """Why the rules of the present table cannot be checked; ``""``: they can."""
        self._refused: Table | None = None
        self._references: References | None = None
        self.proposed: Mapping[str, BoolArray] = {}
        self._hovered: Proposal | None = None
        self.profiles = Profiles(dossier, self)
        self.schemas = PublishedSchemas(dossier, self)
        self.error_export = ErrorExport(dossier, self)
        self._work = LatestWork(self)
        self._touch_work = LatestWork(self)
        self._pause = delay(self, self._analyse, PAUSE)
        self._work.failed.connect(self._on_failed)
        # What a correction cannot do says nothing of the table: it is told once it is asked for.
        self._touch_work.crashed.connect(dossier.crashed)
        self._work.interrupted.connect(self.changed)
        dossier.table_changed.connect(self._on_table_changed)
        dossier.opened.connect(self._forget)
        dossier.reading_changed.connect(self._let_go)
        dossier.closed.connect(self._on_closed)
        language_changed.connect(self._on_language_changed)
        if dossier.is_open:
            self._on_table_changed()

    # -- looking -------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether the present table was looked at (``refusal`` says why it could not be)."""
        if not self._dossier.is_open:
            return False
        table = self._dossier.table
        return self._refused is table or (
            self.analysis is not None and self.analysis.table is table
        )

    @property
    def is_interrupted(self) -> bool:
        """Whether the user stopped the check of the present table."""
        return self._work.is_interrupted and not self._pause.isActive()

    def look_again(self) -> None:
        """Check the present table after all."""
        self._pause.start(0)
        self.changed.emit()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, as last analysed."""
        return self.analysis.problems if self.analysis else ()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What can be corrected, as last analysed."""
        return self.analysis.proposals if self.analysis else ()

    def proposals_of(self, field: str) -> list[Proposal]:
        """What can be corrected in one field."""
        return [proposal for proposal in self.proposals if proposal.field == field]

    @property
    def pending_count(self) -> int:
        """Problems, corrections that matter, and a check that was stopped."""
        proposals = [p for p in self.proposals if not p.is_optional]
        problems = [p for p in self.problems if p.severity is not Severity.NOTE]
        return len(problems) + len(proposals) + bool(self.refusal) + self.is_interrupted

    @property
    def safe_proposals(self) -> list[Proposal]:
        """Corrections that leave one reading only and can be applied all at once."""
        return [proposal for proposal in self.proposals if proposal.is_safe]

    def marks(self) -> Marks:
        """The marks of the present table on this stage."""
        table = self._dossier.table
        base = Marks.of_rows(table)
        analysis = self.analysis
        invalid = analysis.invalid if analysis is not None and analysis.table is table else {}
        fitting = {n: m for n, m in self.proposed.items() if len(m) == len(table)}
        return Marks(invalid=invalid, proposed=fitting, rows_aside=base.rows_aside)

    def headers(self) -> dict[str, FieldHeader]:
        """Chips and bars of the present table."""
        shares = self.analysis.shares if self.analysis else {}
        headers = {}
        for field in self._dossier.table.schema:
            share = shares.get(field.name)
            headers[field.name] = FieldHeader(
                chip=chip_of(field),
                invalid=share.invalid if share else 0.0,
                empty=share.empty if share else 0.0,
                explanation=type_explanation(field.type),
            )
        return headers

    def explain(self, source_row: int, field: str) -> str:
        """What is wrong with a cell, in one sentence."""
        if self.analysis is None or self.analysis.table is not self._dossier.table:
            return ""
        position = self._dossier.table.position_of_row(source_row)
        return "" if position is None else self.analysis.explain(position, field)

    # -- analysis ------------------------------------------------------------------------------

    def _on_table_changed(self) -> None:
        self.hover(None)
        self._pause.start(int(PAUSE + PAUSE_PER_ROW * len(self._dossier.table)))

    def _forget(self) -> None:
        """Another dossier, or none: let go of what was found in the last."""
        self._let_go()
        self._references = None
        self.schemas.forget()

    def _let_go(self) -> None:
        """Another table altogether: what was found in the last takes as much room as it did."""
        self._pause.stop()
        for work in (self._work, self._touch_work):
            work.drop()
        self.analysis = self._refused = self._hovered = None
        self.refusal, self.proposed = "", {}
        self.profiles.forget()

    def _on_closed(self) -> None:
        self._forget()
        self.changed.emit()

    def _on_language_changed(self, _language: str) -> None:
        """Sentences are made with the analysis: it is made again."""
        if self._dossier.is_open:
            self._pause.start()

    def _analyse(self) -> None:
        if not self._dossier.is_open:
            return
        table, operations = self._dossier.table, self._dossier.recipe.operations
        self._work.start(
            partial(_analyse, table, operations, self.analysis, self._at_hand()),
            self._on_analysed,
            rows=ALWAYS_A_TASK,
            title=_("Checking"),
        )
        self.schemas.look(table)

    def _at_hand(self) -> References:
        """The tables that foreign keys may point to: sheets of the source, files given for it."""
        from curator.schema.references import References

        source = self._dossier.source
        if self._references is None or self._references.source is not source:
            self._references = References(source)
        return self._references

    def give_reference(self, name: str, path: Path) -> None:
        """Check the foreign keys that point to ``name`` against the table in a file."""
        self._references = self._at_hand().give(name, path)
        self._refused = None
        self._pause.start()

    def _on_failed(self, error: Exception) -> None:
        """A definition that contradicts itself is the user's to mend; the rest is a crash."""
        from curator.errors import CuratorError

        if isinstance(error, CuratorError):
            self.refusal = str(error)
            self._refused = self._dossier.table if self._dossier.is_open else None
            self.schema_refused.emit(self.refusal)
            self.changed.emit()
        else:
            self._dossier.crashed.emit(error)

    def _on_analysed(self, analysis: SchemaAnalysis) -> None:
        if self._dossier.is_open and analysis.table is self._dossier.table:
            self.analysis, self.refusal, self._refused = analysis, "", None
            self.changed.emit()

    # -- failing rows --------------------------------------------------------------------------

    @property
    def has_failing_rows(self) -> bool:
        """Whether there is something to send back to those who own the data."""
        return self.is_current and any(len(problem.positions) for problem in self.problems)

    def write_error_workbook(self, path: Path) -> None:
        """Write the failing rows into a workbook (``error_export`` says how it ended)."""
        if self.analysis is not None:
            self.error_export.write(self.analysis, path)

    # -- corrections ---------------------------------------------------------------------------

    def apply(self, proposal: Proposal) -> None:
        """Apply one correction: one step, named like the correction."""
        self.hover(None)
        self._make(proposal)

    def apply_all_safe(self) -> None:
        """Apply every safe correction, each a step of its own that can be undone alone."""
        proposals = self.safe_proposals
        self.hover(None)
        for proposal in proposals:
            self._make(proposal)

    def _make(self, proposal: Proposal) -> None:
        since = self.analysis.table if self.analysis is not None else None
        self._dossier.apply_many(proposal.operations, proposal.sentence, since=since)

    def hover(self, proposal: Proposal | None) -> None:
        """Light up the cells that a correction would change; None: no more."""
        if proposal is self._hovered:
            return
        self._hovered = proposal
        self._touch_work.drop()
        if proposal is None or not self.is_current:
            self._set_proposed({})
            return
        table = self._dossier.table
        self._touch_work.start(
            partial(_touched, table, proposal.operations),
            partial(self._on_touched, proposal),
            rows=len(table),
            title=proposal.sentence,
        )

    def _on_touched(self, proposal: Proposal, found: Mapping[str, BoolArray]) -> None:
        if proposal is self._hovered:
            self._set_proposed(found)

    def _set_proposed(self, masks: Mapping[str, BoolArray]) -> None:
        if masks or self.proposed:
            self.proposed = masks
            self.proposed_changed.emit()

    def show_problem(self, problem: Problem) -> None:
        """Ask the grid to go to the cells of a problem."""
        if self.is_current:
            self.rows_requested.emit(problem.positions, problem.field)
        elif self.analysis is not None:  # rows may have gone since: it is their numbers that hold
            rows = self.analysis.table.source_rows[problem.positions]
            self.show_rows(problem.field, rows[rows != NO_SOURCE_ROW])

    def show_rows(self, field: str, rows: Sequence[int] | npt.NDArray[np.int64]) -> None:
        """Ask the grid to go to some rows of the source."""
        wanted = np.array(rows, dtype=np.int64)
        positions = np.flatnonzero(np.isin(self._dossier.table.source_rows, wanted))
        self.rows_requested.emit(positions, field)

    def show_proposal(self, proposal: Proposal) -> None:
        """Ask the grid to go to the cells that a correction would change."""
        self.show_rows(proposal.field, proposal.rows)

    # -- definitions ---------------------------------------------------------------------------

    def define(self, field: str, properties: Mapping[str, Any]) -> None:
        """Change properties of a field's definition (null removes one)."""
        from curator.operations.structure import DefineField

        self._dossier.apply(DefineField(field=field, properties=dict(properties)))

    def constrain(self, field: str, constraints: Mapping[str, Any]) -> None:
        """Change some of a field's constraints (null removes one)."""
        from curator.operations.structure import DefineField

        def make(table: Table) -> Operation:
            merged = dict(table.schema[field].constraints) | dict(constraints)
            kept = {key: value for key, value in merged.items() if value is not None}
            return DefineField(field=field, properties={"constraints": kept or None})

        self._dossier.apply_made(make)

    def set_type(self, field: str, name: str) -> None:
        """Give a field another type; what only made sense for the old one goes."""
        definition = self._dossier.table.schema[field]
        if name != definition.type:
            gone = dict.fromkeys(definition.options)
            self.define(field, {"type": name, "format": None, **gone})

    def rename(self, field: str, to: str) -> None:
        """Give a field another name."""
        from curator.operations.structure import RenameField

        self._dossier.apply(RenameField(field=field, to=to))
