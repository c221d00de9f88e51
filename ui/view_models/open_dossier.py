"""The dossier that is open, to look at: nothing here changes anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from ui.view_models.commands import Gone
from ui.view_models.steps import HistoryEntry, Steps

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.readers import Source
    from curator.recipe import Recipe
    from curator.schema.model import Schema
    from curator.table import Table


class OpenDossier(QObject):
    """What is in the dossier; ``is_open`` says whether there is one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._steps = Steps()

    @property
    def is_open(self) -> bool:
        """Whether there is a dossier."""
        return self._dossier is not None

    @property
    def dossier(self) -> Dossier:
        """The dossier, to look at only."""
        if self._dossier is None:
            raise Gone("no dossier is open")
        return self._dossier

    @property
    def table(self) -> Table:
        """The table as the operations so far leave it."""
        return self.dossier.table

    @property
    def source_table(self) -> Table:
        """The table as read."""
        return self.dossier.source_table

    @property
    def source(self) -> Source:
        """The file as it was read."""
        return self.dossier.source

    @property
    def schema(self) -> Schema:
        """The schema of the table as it is now."""
        return self.dossier.schema

    @property
    def recipe(self) -> Recipe:
        """The operations in force and what goes with them."""
        return self.dossier.recipe

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The dataset's metadata."""
        return self.dossier.metadata

    @property
    def judgements(self) -> Sequence[Mapping[str, Any]]:
        """What people decided about personal-data findings."""
        return self.dossier.judgements

    @property
    def history(self) -> list[HistoryEntry]:
        """The steps in order, those undone included; steps of one action are one entry."""
        return [] if self._dossier is None else self._steps.entries(self._dossier)

    @property
    def undo_sentence(self) -> str | None:
        """What undo would take back; None when there is nothing."""
        done = [entry for entry in self.history if not entry.is_undone]
        return done[-1].sentence if done else None

    @property
    def redo_sentence(self) -> str | None:
        """What redo would do again; None when there is nothing."""
        undone = [entry for entry in self.history if entry.is_undone]
        return undone[0].sentence if undone else None

    @property
    def last_act(self) -> str:
        """The last act of the review (``submit``, ``approve``, ``reject``); ``""``: none yet."""
        events = self.dossier.events
        return events[-1].action.value if events else ""
