"""The history as people see it: what was done as one action is one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from curator.i18n import ngettext

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.operations import Operation
    from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One step as the history shows it; ``position`` is where the dossier stands after it."""

    sentence: str
    position: int
    is_undone: bool


class Steps:
    """Knows which revisions of a dossier belong together. Forgets it when the dossier is closed:
    reopened, every operation is a step of its own.
    """

    def __init__(self) -> None:
        self._joined: set[int] = set()
        self._names: dict[int, str] = {}

    def forget(self) -> None:
        """The revisions were all replaced."""
        self._joined.clear()
        self._names.clear()

    def commit(
        self, dossier: Dossier, results: Sequence[tuple[Operation, Table]], sentence: str
    ) -> None:
        """Commit operations with their results as one step called ``sentence``."""
        # A commit drops what had been undone; another revision may get the identity of one.
        alive = {id(r) for r in dossier.history[: dossier.position + 1]}
        self._joined &= alive
        self._names = {key: name for key, name in self._names.items() if key in alive}
        for n, (operation, table) in enumerate(results):
            dossier.commit(operation, table)
            if n:
                self._joined.add(id(dossier.history[-1]))
        n = len(results)
        if n > 1:
            name = sentence or ngettext("{n} change", "{n} changes", n).format(n=n)
            self._names[id(dossier.history[-1])] = name

    def entries(self, dossier: Dossier) -> list[HistoryEntry]:
        """The steps in order, those undone included."""
        entries: list[HistoryEntry] = []
        for n, revision in enumerate(dossier.history):
            if revision.operation is None:
                continue
            if id(revision) in self._joined and entries:
                entries.pop()
            sentence = self._names.get(id(revision)) or revision.operation.sentence()
            is_undone = n > dossier.position
            entries.append(HistoryEntry(sentence=sentence, position=n, is_undone=is_undone))
        return entries

    def neighbour(self, dossier: Dossier, direction: int) -> int | None:
        """Where one step back (-1) or forward (+1) leads; None: nowhere."""
        here = dossier.position
        stops = [0, *(entry.position for entry in self.entries(dossier))]
        beyond = [s for s in stops if (s < here if direction < 0 else s > here)]
        if not beyond:
            return None
        return max(beyond) if direction < 0 else min(beyond)
