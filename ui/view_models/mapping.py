"""Which column stands for which field of a schema: proposed, corrected, applied as one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, silent
from ui.delay import delay
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.view_models.dossier import DossierViewModel

if TYPE_CHECKING:
    from curator.schema.matching import FieldMatch, SchemaMatch
    from curator.table import Table
    from ui.view_models.schema_matching import Plan, Proposal

PAUSE = 200
"""Milliseconds without a correction after which the plan is worked out again."""


def _planned(
    table: Table,
    match: SchemaMatch,
    is_converting: bool,
    is_dropping: bool,
    *,
    report: Report = silent,
) -> Plan:
    from ui.view_models.schema_matching import planned

    return planned(
        table, match, is_converting=is_converting, is_dropping=is_dropping, report=report
    )


class MappingViewModel(QObject):
    """One proposal and what the user makes of it."""

    match_changed = Signal()
    plan_changed = Signal()
    """``plan`` is that of the match as it is, or None while it is worked out."""
    refused = Signal(str)
    interrupted = Signal()
    """The user stopped the work on the plan."""

    def __init__(self, dossier: DossierViewModel, proposal: Proposal, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self.proposal = proposal
        self.match: SchemaMatch = proposal.match
        self.is_converting = True
        self.is_dropping = False
        self.plan: Plan | None = None
        self._pause = delay(self, self._work_out, PAUSE)
        self._work = LatestWork(self)
        self._work.refused.connect(self.refused)
        self._work.crashed.connect(dossier.crashed)
        self._work.interrupted.connect(self.interrupted)

    @property
    def columns(self) -> list[str]:
        """Names of the table's columns."""
        return list(self.proposal.table.names)

    def field_match(self, field: str) -> FieldMatch:
        """What stands for a field now."""
        return next(one for one in self.match.matches if one.field == field)

    def is_to_check(self, field: str) -> bool:
        """Whether a person should look: nothing stands for a required field, or it is a guess."""
        found = self.field_match(field)
        if found.column is None:
            return self.proposal.schema[field].is_required
        return not found.is_sure

    def set_column(self, field: str, column: str) -> None:
        """The user's decision; ``""``: no column stands for the field."""
        if (self.field_match(field).column or "") != column:
            self.match = self.match.with_column(field, column or None)
            self.match_changed.emit()
            self.look()

    def set_options(self, *, is_converting: bool, is_dropping: bool) -> None:
        """Whether cells are converted too, and whether unknown columns go."""
        self.is_converting, self.is_dropping = is_converting, is_dropping
        self.look()

    def look(self) -> None:
        """Work out the plan anew."""
        self.plan = None
        self.plan_changed.emit()
        self._work.drop()
        self._pause.start()

    def drop(self) -> None:
        """Nothing more is to be worked out."""
        self._pause.stop()
        self._work.drop()

    def apply(self) -> None:
        """Make the table follow the schema: one step of the history."""
        if self.plan is not None:
            title = _("Apply the schema “{name}”").format(name=self.proposal.title)
            self._dossier.apply_many(self.plan.operations, title)

    def _work_out(self) -> None:
        self._work.start(
            partial(
                _planned, self.proposal.table, self.match, self.is_converting, self.is_dropping
            ),
            self._on_planned,
            rows=ALWAYS_A_TASK,
            title=_("Trying out"),
        )

    def _on_planned(self, plan: Plan) -> None:
        self.plan = plan
        self.plan_changed.emit()
