"""Trying an operation out before it becomes a step: preview in the background, then apply."""

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
    from curator.operations import Operation
    from curator.operations.clusters import Cluster, Method
    from curator.table import Table
    from ui.view_models.transform_preview import TransformPreview

PAUSE = 250
"""Milliseconds without a change of the form after which the preview is worked out."""

MOST_VALUES = 2000
"""Different values of a field that a list of them offers."""


def _preview(table: Table, operation: Operation, *, report: Report = silent) -> TransformPreview:
    from ui.view_models.transform_preview import transform_preview

    return transform_preview(table, operation, report=report)


def _clusters(
    table: Table, field: str, method: Method, similarity: float, *, report: Report = silent
) -> tuple[Cluster, ...]:
    from curator.operations.clusters import clusters

    return clusters(table, field, method, similarity=similarity, report=report)


def _values(table: Table, field: str, *, report: Report = silent) -> tuple[tuple[str, int], ...]:
    from curator.operations.clusters import value_counts

    report(0.0, "")
    return value_counts(table, field, most=MOST_VALUES)


class TransformViewModel(QObject):
    """One operation being put together in a dialog."""

    previewed = Signal(object)
    """The ``TransformPreview`` of the operation last asked about."""
    refused = Signal(str)
    """The operation cannot be applied as it is: why, in a sentence."""
    interrupted = Signal()
    """The user stopped the trial of the operation."""
    search_interrupted = Signal()
    """The user stopped the look at the values of a field."""
    clustered = Signal(object)
    """The ``Cluster`` values found."""
    counted = Signal(object)
    """(value, records that have it), the most frequent first."""

    def __init__(self, dossier: DossierViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._wanted: Operation | None = None
        self._pause = delay(self, self._work_out, PAUSE)
        self._work = LatestWork(self)
        self._search = LatestWork(self)
        for work in (self._work, self._search):
            work.refused.connect(self.refused)
            work.crashed.connect(dossier.crashed)
        self._work.interrupted.connect(self.interrupted)
        self._search.interrupted.connect(self.search_interrupted)

    @property
    def fields(self) -> list[str]:
        """Names of the fields of the present table."""
        return list(self._dossier.table.names) if self._dossier.is_open else []

    def preview(self, operation: Operation) -> None:
        """Work out what ``operation`` would change; ends in ``previewed`` or ``refused``."""
        self._wanted = operation
        self._work.drop()
        self._pause.start()

    def drop(self) -> None:
        """Nothing is to be previewed or looked for any more."""
        self._wanted = None
        self._pause.stop()
        self._work.drop()
        self._search.drop()

    def apply(self, operation: Operation) -> None:
        """Make it a step of the history."""
        self.drop()
        self._dossier.apply(operation)

    def find_clusters(self, field: str, method: Method, similarity: float) -> None:
        """Look for values of a field that are probably the same; ends in ``clustered``."""
        self._search.start(
            partial(_clusters, self._dossier.table, field, method, similarity),
            self.clustered.emit,
            rows=ALWAYS_A_TASK,
            title=_("Comparing the values"),
        )

    def count_values(self, field: str) -> None:
        """List the values of a field; ends in ``counted``."""
        self._search.start(
            partial(_values, self._dossier.table, field),
            self.counted.emit,
            rows=ALWAYS_A_TASK,
            title=_("Counting the values"),
        )

    def _work_out(self) -> None:
        if self._wanted is None or not self._dossier.is_open:
            return
        self._work.start(
            partial(_preview, self._dossier.table, self._wanted),
            self.previewed.emit,
            rows=ALWAYS_A_TASK,
            title=_("Trying out"),
        )
