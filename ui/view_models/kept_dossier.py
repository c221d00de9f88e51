"""The dossier that is open, kept on the disk: saved when it gets quiet and before it is let go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from ui.delay import delay
from ui.view_models import work
from ui.view_models.commands import Command, CommandQueue, Gone
from ui.view_models.open_dossier import OpenDossier

if TYPE_CHECKING:
    from curator.dossier import Dossier

SAVE_DELAY = 1500
"""Milliseconds without a change after which the dossier's file itself is written again; until
then its journal holds the changes."""


class KeptDossier(OpenDossier):
    """Takes its turn in the queue of commands, as every change does."""

    leaving = Signal()
    """The dossier is about to be let go: what is not in it yet has to be put there now."""
    close_refused = Signal()
    """The last changes could not be saved: the dossier stays open."""
    save_refused = Signal(str)
    """The dossier could not be saved: why, in a sentence."""
    saved_changed = Signal()
    moved_aside = Signal(object)
    """The dossier's file was changed elsewhere: this one goes on at another path, given here."""
    moved_home = Signal(object)
    """The dossier's folder is closed to the user: it goes on in the user's own, at this path."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = CommandQueue(self)
        self._is_touched = False
        """Whether something was changed: only looking at a file leaves nothing beside it."""
        self.is_save_failed = False
        """Whether the last attempt to save failed."""
        self._has_refused_to_leave = False
        """Whether it was told since that attempt that the dossier would be let go unsaved."""
        self.saved_at: float | None = None
        """When the dossier was last saved (seconds since the epoch); None: not yet."""
        self._save_timer = delay(self, self.save, SAVE_DELAY)

    @property
    def is_changing(self) -> bool:
        """Whether a change that was asked for is not made yet."""
        return self._queue.has_changes

    @property
    def is_kept(self) -> bool:
        """Whether every change that was made is on the disk: in the file, or in its journal."""
        if not (self._is_touched and self.dossier.has_unsaved_changes):
            return True
        return self.dossier.path is not None and self.dossier.journal_error is None

    def save(self) -> None:
        """Write the dossier's file; its journal starts anew."""
        if self._dossier is not None and self._dossier.has_unsaved_changes:
            self._ask(self._saving())

    def save_as(self, path: Path) -> None:
        """Write the dossier under another name and go on there."""
        self._ask(
            Command(
                title=_("Saving"),
                make=lambda: partial(work.save, self.dossier, path),
                done=partial(self._on_saved, None),
            )
        )

    def _ask(self, command: Command) -> None:
        """Have a command carried out on the dossier there is now, and on no other."""
        self._queue.put(replace(command, of=self._dossier))

    # -- one dossier after the other -----------------------------------------------------------

    def _take_up(self, dossier: Dossier) -> None:
        """Go on with this dossier."""
        self._dossier = self._queue.present = dossier
        self._is_touched = self.is_save_failed = self._has_refused_to_leave = False
        self.saved_at = work.saved_time(dossier)

    def _let_go(self) -> None:
        """Go on without any."""
        self._save_timer.stop()
        self._dossier = self._queue.present = None

    def _keep(self) -> None:
        """Save what was changed before the dossier is let go; one that was only looked at is not
        written.
        """
        self.leaving.emit()
        # Whether anything is to be saved shows once what was asked for before is done.
        self._ask(self._saving(only_touched=True))

    def _may_leave(self) -> bool:
        """Whether the dossier can be let go; where it could not be saved, when asked again."""
        is_lost = self.is_save_failed and self.is_open and self.dossier.has_unsaved_changes
        is_first_time = is_lost and not self._has_refused_to_leave
        if is_first_time:
            self._has_refused_to_leave = True
            self.close_refused.emit()
        return not is_first_time

    # -- saving --------------------------------------------------------------------------------

    def _note_change(self) -> None:
        """The journal has the change; the file itself follows when it gets quiet."""
        self._is_touched = True
        if self.dossier.path is None or self.dossier.journal_error is not None:
            self.save()
        else:
            self.saved_at = work.now()
            self._save_timer.start()
        self.saved_changed.emit()

    def _saving(self, *, only_touched: bool = False) -> Command:
        known: list[Path | None] = []

        def make() -> Callable[..., Any]:
            if not self.dossier.has_unsaved_changes or (only_touched and not self._is_touched):
                raise Gone
            known.append(self.dossier.path)
            return partial(work.save, self.dossier)

        def done(path: Path) -> None:
            self._on_saved(known[0], path)

        return Command(title=_("Saving"), make=make, done=done, saves=True)

    def _on_saved(self, known: Path | None, path: Path) -> None:
        self.is_save_failed = self._has_refused_to_leave = False
        self.saved_at = work.now()
        self.saved_changed.emit()
        if known is not None and path != known:
            moved = self.moved_aside if path.parent == known.parent else self.moved_home
            moved.emit(path)

    def _on_not_saved(self) -> None:
        self.is_save_failed = True
        self.saved_changed.emit()
