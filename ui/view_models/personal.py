"""What the Données personnelles stage shows and asks: findings, treatments, reasons to keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.progress import Report, silent
from curator.table import is_same_memory
from ui.delay import delay
from ui.models.latest import ALWAYS_A_TASK, LatestWork
from ui.models.marks import BoolArray, Marks
from ui.models.table_model import FieldHeader, Tone
from ui.view_models.dossier import DossierViewModel
from ui.view_models.schema import schema_of
from ui.view_models.work import set_aside

if TYPE_CHECKING:
    from curator.operations import Operation
    from curator.privacy.judgement import Judgement
    from curator.privacy.model import FieldFinding, ScanResult
    from curator.readers import HiddenFinding
    from curator.table import Table

ON_SCREEN_PAUSE, OFF_SCREEN_PAUSE = 150, 1200
"""Milliseconds without a change after which the table is scanned, by whether it is looked at."""

MOST_SPANS = 100_000
"""Places inside texts that are marked in the grid; their count stays exact."""

TREATMENT_TYPES = frozenset(
    {
        "field-suppress", "text-redact", "cell-mask", "date-to-year", "postal-code-truncate",
        "field-pseudonymise", "number-band", "privacy-generalise",
    }
)  # fmt: skip
"""Types of the operations that treat personal data, as the history tells them apart."""

NOT_PERSONAL = frozenset({"not-personal", "legal-person"})
"""Grounds that say the finding is no person's data at all."""


class Weight(IntEnum):
    """How a finding is shown, the gravest first."""

    TO_TREAT = 0
    TO_CHECK = 1
    KEPT = 2
    INDIRECT = 3
    """A quasi-identifier: harmless alone."""
    NONE = 4


@dataclass(frozen=True, kw_only=True)
class AppliedTreatment:
    """A treatment in the history; ``position`` is where the dossier stood before it."""

    operation: Operation
    field: str
    position: int
    is_last: bool


def personal_of(dossier: DossierViewModel) -> PersonalViewModel:
    """The one view model of its kind for a dossier's view model, made on first use."""
    found = dossier.findChild(PersonalViewModel)
    return found if found is not None else PersonalViewModel(dossier)


@dataclass(frozen=True, kw_only=True, eq=False)
class Scanned:
    """The scan of one table, with masks over its rows for fields that hold some personal data."""

    table: Table
    result: ScanResult
    partly: Mapping[str, BoolArray]


def _scan(table: Table, hidden: tuple[HiddenFinding, ...], *, report: Report = silent) -> Scanned:
    from curator.privacy.scan import scan

    result = scan(table, hidden=hidden, limit=MOST_SPANS, report=report)
    rows: dict[str, list[int]] = {}
    for span in result.cells:
        rows.setdefault(span.field, []).append(span.row)
    partly = {
        name: np.isin(table.source_rows, np.array(numbers, dtype=np.int64))
        for name, numbers in rows.items()
    }
    return Scanned(table=table, result=result, partly=partly)


class PersonalViewModel(QObject):
    """Scans every state of the table in the background; changes go through the dossier."""

    changed = Signal()
    """Findings, treatments or reasons are others."""
    forgotten = Signal()
    """Another file is there, another table of it, or none: what was typed or chosen is of no use.
    """

    def __init__(self, dossier: DossierViewModel) -> None:
        super().__init__(dossier)
        self._dossier = dossier
        self._scanned: Scanned | None = None
        self._is_equipped = False
        self._has_failed = False
        self.is_on_screen = False
        self._work = LatestWork(self)
        self._work.failed.connect(self._on_failed)
        self._work.interrupted.connect(self.changed)
        self._pause = delay(self, self._start)
        dossier.table_changed.connect(self._on_table_changed)
        dossier.judgements_changed.connect(self.changed)
        dossier.opened.connect(self._forget)
        dossier.reading_changed.connect(self._forget)
        dossier.closed.connect(self._forget)
        if dossier.is_open:
            self._on_table_changed()

    # -- looking -------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether the findings are those of the present table."""
        return (
            self._dossier.is_open
            and self._scanned is not None
            and self._scanned.table is self._dossier.table
        )

    @property
    def is_interrupted(self) -> bool:
        """Whether the scan of the present table was stopped, by the user or by a crash."""
        was_stopped = self._work.is_interrupted or self._has_failed
        return was_stopped and not self._pause.isActive()

    @property
    def findings(self) -> list[FieldFinding]:
        """Findings of the fields there are, the gravest first."""
        if self._scanned is None or not self._dossier.is_open:
            return []
        present = set(self._dossier.table.names)
        found = [f for f in self._scanned.result.fields if f.name in present]
        return sorted(found, key=lambda f: (self.weight(f), f.index))

    @property
    def personal_findings(self) -> list[FieldFinding]:
        """Those that say something about people."""
        return [f for f in self.findings if self.weight(f) is not Weight.NONE]

    def finding(self, field: str) -> FieldFinding | None:
        """The finding on one field; None while it is not known."""
        if self._scanned is None:
            return None
        return next((f for f in self._scanned.result.fields if f.name == field), None)

    def weight(self, finding: FieldFinding) -> Weight:
        """How a finding is shown."""
        from curator.privacy.model import Role

        if finding.role is Role.NONE:
            return Weight.NONE
        if self.judgement(finding.name) is not None:
            return Weight.KEPT
        if finding.role is Role.QUASI_IDENTIFIER:
            return Weight.INDIRECT
        return Weight.TO_CHECK if finding.rule is not None else Weight.TO_TREAT

    @property
    def pending_count(self) -> int:
        """Findings that are neither treated nor kept for a reason, and a scan that was stopped."""
        return sum(self.weight(f) <= Weight.TO_CHECK for f in self.findings) + self.is_interrupted

    def cell_count(self, field: str) -> int:
        """Rows of a field, not wholly personal, in which something personal was found."""
        mask = self._scanned.partly.get(field) if self._scanned else None
        return 0 if mask is None else int(np.count_nonzero(mask))

    def is_partly(self, field: str) -> bool:
        """Whether only some of a field's texts hold something personal."""
        return self._scanned is not None and field in self._scanned.partly

    def marks(self) -> Marks:
        """Masked cells of the present table: also every field that was not looked at as it is now,
        such as one whose treatment was just taken back.
        """
        table = self._dossier.table
        base = Marks.of_rows(table)
        if self._scanned is None:
            return Marks(masked_fields=frozenset(table.names), rows_aside=base.rows_aside)
        whole = {name for name in table.names if not self._is_looked_at(name)}
        partly: dict[str, BoolArray] = {}
        for finding in self.findings:
            if finding.name in whole or self.weight(finding) > Weight.TO_CHECK:
                continue
            mask = self._scanned.partly.get(finding.name)
            if mask is None:
                whole.add(finding.name)
            else:
                partly[finding.name] = mask
        return Marks(masked_fields=frozenset(whole), masked=partly, rows_aside=base.rows_aside)

    def _is_looked_at(self, field: str) -> bool:
        """Whether the present texts of a field are those that were scanned."""
        if self._scanned is None or self.finding(field) is None:
            return False
        scanned, present = self._scanned.table, self._dossier.table
        return scanned is present or (
            field in scanned.names and is_same_memory(scanned.column(field), present.column(field))
        )

    def headers(self) -> dict[str, FieldHeader]:
        """Chips that say what a field is about people."""
        from curator.privacy.wording import level_name, role_name

        tones: dict[Weight, Tone] = {
            Weight.TO_TREAT: "danger",
            Weight.TO_CHECK: "warning",
            Weight.KEPT: "done",
            Weight.INDIRECT: "info",
        }
        headers = {}
        for name, header in schema_of(self._dossier).headers().items():
            finding = self.finding(name)
            weight = Weight.NONE if finding is None else self.weight(finding)
            if finding is None or weight is Weight.NONE:
                headers[name] = replace(header, tone="quiet")
                continue
            headers[name] = replace(
                header,
                chip=_("kept") if weight is Weight.KEPT else role_name(finding.role),
                tone=tones[weight],
                explanation=f"{role_name(finding.role)}, {level_name(finding)}",
            )
        return headers

    # -- scanning ------------------------------------------------------------------------------

    def _on_table_changed(self) -> None:
        self._pause.start(ON_SCREEN_PAUSE if self.is_on_screen else OFF_SCREEN_PAUSE)
        self.changed.emit()

    def look_now(self) -> None:
        """The stage is on screen: what is not current is scanned at once."""
        self.is_on_screen = True
        if self._dossier.is_open and not self.is_current and not self._work.is_running:
            self._pause.start(0)

    def look_again(self) -> None:
        """The user wants after all what was stopped."""
        self.look_now()
        self.changed.emit()

    def _forget(self) -> None:
        """Another dossier, or none: let go of what was found in the last."""
        self._pause.stop()
        self._work.drop()
        self._scanned = None
        self._has_failed = False
        self.forgotten.emit()

    def _start(self) -> None:
        if not self._dossier.is_open or self.is_current:
            return
        schema = schema_of(self._dossier)
        if not (self.is_on_screen or schema.is_current or schema.is_interrupted):
            # One after the other: both at once would want twice the memory of a large table.
            self._pause.start(OFF_SCREEN_PAUSE)
            return
        self._has_failed = False
        hidden = tuple(self._dossier.source.hidden)
        self._work.start(
            partial(_scan, self._dossier.table, hidden),
            self._on_scanned,
            rows=ALWAYS_A_TASK,
            title=_("Looking for personal data"),
        )

    def _on_failed(self, error: Exception) -> None:
        self._has_failed = True
        self._dossier.crashed.emit(error)
        self.changed.emit()

    def _on_scanned(self, scanned: Scanned) -> None:
        if self._dossier.is_open and scanned.table is self._dossier.table:
            self._scanned = scanned
            self.changed.emit()
        if not self._is_equipped:
            self._is_equipped = True
            set_aside()  # word lists and expressions

    # -- treatments ----------------------------------------------------------------------------

    def apply(self, operation: Operation) -> None:
        """Apply a treatment: one step, however often it is asked for before it shows."""
        since = self._scanned.table if self._scanned is not None else None
        self._dossier.apply_many([operation], since=since)

    def applied(self) -> list[AppliedTreatment]:
        """The treatments in force, in order."""
        if not self._dossier.is_open:
            return []
        dossier = self._dossier.dossier
        found = []
        for n, revision in enumerate(dossier.history[1 : dossier.position + 1], start=1):
            op = revision.operation
            if op is not None and op.type in TREATMENT_TYPES:
                found.append(
                    AppliedTreatment(
                        operation=op,
                        field=str(getattr(op, "field", "")),
                        position=n - 1,
                        is_last=n == dossier.position,
                    )
                )
        return found

    def take_back(self, treatment: AppliedTreatment) -> None:
        """Undo a treatment, and with it the steps made after it (redo brings them back)."""
        self._dossier.take_back(treatment.operation, treatment.position)

    # -- reasons to keep -----------------------------------------------------------------------

    def judgement(self, field: str) -> Judgement | None:
        """Why a finding is kept; None: nothing was decided, or it no longer covers the data."""
        decided = self._decided(field)
        return None if decided is None or self.objections(field) else decided

    def objections(self, field: str) -> list[str]:
        """Why what was decided on a field no longer covers what is found."""
        from curator.privacy.judgement import objections

        decided, finding = self._decided(field), self.finding(field)
        if decided is None or finding is None:
            return []
        return [reason.text() for reason in objections(decided, finding)]

    def _decided(self, field: str) -> Judgement | None:
        from curator.privacy.judgement import Judgement

        if not self._dossier.is_open:
            return None
        found = [j for j in self._dossier.judgements if j.get("field") == field]
        if not found or found[-1].get("decision") == "confirm":
            return None
        return Judgement.from_descriptor(found[-1])

    def keep(self, field: str, ground: str, reason: str) -> None:
        """Keep a field for a reason that reviewers will see."""
        from curator.privacy.judgement import judge

        finding = self.finding(field)
        if finding is None:
            return
        decision: Literal["keep", "dismiss"] = "dismiss" if ground in NOT_PERSONAL else "keep"
        made = judge(finding, decision, reason, ground=ground)
        self._dossier.judge(field, made.to_descriptor())

    def reconsider(self, field: str) -> None:
        """Take a decision back: the finding is to be settled again."""
        self._dossier.judge(field, None)
