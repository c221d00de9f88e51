"""The risk left in the table: measured in the background after every treatment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, silent
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.view_models.dossier import DossierViewModel
from ui.view_models.personal import PersonalViewModel, personal_of

if TYPE_CHECKING:
    from curator.privacy.risk import Risk
    from curator.table import Table


DirectIdentifiers = Literal["to treat", "kept"]
"""Whether one of them is still to be treated, or each is kept for a reason."""


def _measure(table: Table, fields: tuple[str, ...], *, report: Report = silent) -> Risk:
    from curator.privacy.risk import risk

    return risk(table, fields, report=report)


class RiskViewModel(QObject):
    """Follows the findings on personal data, of itself; what was stopped, when it is asked."""

    changed = Signal()
    """``now`` or ``before`` are others."""

    def __init__(self, dossier: DossierViewModel) -> None:
        super().__init__(dossier)
        self._dossier = dossier
        self._personal: PersonalViewModel = personal_of(dossier)
        self.now: Risk | None = None
        """As the table is; None: not measured yet."""
        self.before: Risk | None = None
        """Before the treatments; None: this dossier was not seen without them."""
        self._measured: Table | None = None
        self._fields: tuple[str, ...] = ()
        self._work = LatestWork(self)
        self._work.failed.connect(dossier.crashed)
        self._work.interrupted.connect(self.changed)
        self._personal.changed.connect(self._on_findings_changed)
        dossier.opened.connect(self._forget)
        dossier.reading_changed.connect(self._forget)
        dossier.closed.connect(self._forget)

    @property
    def is_current(self) -> bool:
        """Whether ``now`` is of the present table."""
        return (
            self._dossier.is_open
            and self.now is not None
            and self._measured is self._dossier.table
            and self._fields == self.fields()
        )

    @property
    def is_interrupted(self) -> bool:
        """Whether the user stopped the measuring, or the scan that it waits for."""
        return self.can_measure_again or self._personal.is_interrupted

    @property
    def can_measure_again(self) -> bool:
        """Whether it was the measuring that was stopped, and not the scan."""
        return self._work.is_interrupted and self._personal.is_current

    def fields(self) -> tuple[str, ...]:
        """Fields that designate a person indirectly, in the order of the table."""
        from curator.privacy.model import Role

        found = [
            finding
            for finding in self._personal.findings
            if finding.role is Role.QUASI_IDENTIFIER and not self._is_dismissed(finding.name)
        ]
        return tuple(finding.name for finding in sorted(found, key=lambda f: f.index))

    def direct_identifiers(self) -> DirectIdentifiers | None:
        """What is to be said of the fields that designate people directly, so that no group hides
        anybody; None: there are none.
        """
        from curator.privacy.model import Role

        there = [
            finding.name
            for finding in self._personal.findings
            if finding.role is Role.DIRECT_IDENTIFIER and not self._is_dismissed(finding.name)
        ]
        if not there:
            return None
        are_kept = all(self._personal.judgement(name) is not None for name in there)
        return "kept" if are_kept else "to treat"

    def _is_dismissed(self, field: str) -> bool:
        """Whether somebody judged that a field is not about people after all."""
        judgement = self._personal.judgement(field)
        return judgement is not None and judgement.decision == "dismiss"

    def _forget(self) -> None:
        self._work.drop()
        self.now = self.before = self._measured = None
        self._fields = ()

    def _on_findings_changed(self) -> None:
        if self._personal.is_current and not self.is_current:
            self._start()
            return
        if self.is_current:
            self._work.drop()  # of another state of the table, left before it was measured
        self.changed.emit()

    def measure_again(self) -> None:
        """Measure after all."""
        self._start()
        self.changed.emit()

    def _start(self) -> None:
        table, fields = self._dossier.table, self.fields()
        # Treatments may be made or taken back until it is measured.
        is_untreated = not self._personal.applied()
        self._work.start(
            partial(_measure, table, fields),
            partial(self._on_measured, table, fields, is_untreated),
            rows=ALWAYS_A_TASK,
            title=_("Measuring the risk left"),
        )

    def _on_measured(
        self, table: Table, fields: tuple[str, ...], is_untreated: bool, found: Risk
    ) -> None:
        self.now, self._measured, self._fields = found, table, fields
        if is_untreated:
            self.before = found
        self.changed.emit()


def risk_of(dossier: DossierViewModel) -> RiskViewModel:
    """The one view model of its kind for a dossier's view model, made on first use."""
    found = dossier.findChild(RiskViewModel)
    return found if found is not None else RiskViewModel(dossier)
