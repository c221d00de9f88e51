"""Statistics of single fields, made in the background when a field is looked at."""

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
    from curator.quality.profile import Profile
    from curator.table import Table

PAUSE = 150
"""Milliseconds for which a field must be looked at, or a table stay the same."""


def _profile(table: Table, field: str, *, report: Report = silent) -> Profile:
    from curator.quality.profile import profile

    report(0.0, "")
    return profile(table, field, table.schema[field], report=report)


class Profiles(QObject):
    """Keeps what was computed for the present table."""

    ready = Signal(str, object)
    """Field and its ``Profile``."""

    def __init__(self, dossier: DossierViewModel, parent: QObject) -> None:
        super().__init__(parent)
        self._dossier = dossier
        self._known: dict[str, Profile] = {}
        self._table: Table | None = None
        self._work = LatestWork(self)
        self._work.failed.connect(dossier.crashed)
        self._wanted = ""
        # One change is often followed by another: only what stays is looked at.
        self._pause = delay(self, self._start, PAUSE)

    def request(self, field: str) -> None:
        """Ask for the statistics of a field; ``ready`` brings them."""
        if not self._dossier.is_open or field not in self._dossier.table.schema:
            return
        table = self._dossier.table
        if table is not self._table:
            self._known.clear()
            self._table = table
        known = self._known.get(field)
        if known is not None:
            self.ready.emit(field, known)
            return
        self._work.drop()
        self._wanted = field
        self._pause.start()

    def _start(self) -> None:
        table = self._table
        if table is None or self._wanted not in table.schema:
            return
        self._work.start(
            partial(_profile, table, self._wanted),
            partial(self._on_profiled, table),
            rows=ALWAYS_A_TASK,
            title=_("Profile of “{field}”").format(field=self._wanted),
        )

    def forget(self) -> None:
        """Another dossier, or none: let go of the table of the last."""
        self._pause.stop()
        self._work.drop()
        self._known.clear()
        self._table = None

    def _on_profiled(self, table: Table, profile: Profile) -> None:
        if table is self._table:
            self._known[profile.field] = profile
            self.ready.emit(profile.field, profile)
