"""Opening and closing: what comes into the one door, and goes again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.view_models import work
from ui.view_models.commands import Command, Gone
from ui.view_models.kept_dossier import KeptDossier

if TYPE_CHECKING:
    from curator.dossier import Dossier


class OpeningDossier(KeptDossier):
    """Files are opened in the background, one after the other; the last one stays."""

    warmed_up = Signal()
    """The core is imported."""
    first_rows_read = Signal(str, object)
    """While a large text file is being opened: its name and its first rows as they stand."""
    opened = Signal()
    closed = Signal()
    table_changed = Signal()
    history_changed = Signal()
    error_raised = Signal(str)
    """A refusal, as one sentence, that belongs to no field."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key: bytes | None = None
        self._is_warm = False
        self._place = threading.Event()
        self._place.set()

    @property
    def is_busy(self) -> bool:
        """Whether a change or an opening is being computed."""
        return self._queue.is_busy

    def open(
        self,
        path: Path,
        *,
        source: Path | None = None,
        password: str | None = None,
        fresh: bool = False,
    ) -> None:
        """Open a dossier, or start one on any other file.

        A file that has a dossier beside it goes on with that one, unless ``fresh``. ``source``
        says where the source of a dossier is now, ``password`` opens a protected one. Ends in
        ``opened`` or ``open_failed``.
        """
        title = _("Opening {name}").format(name=path.name)
        make = partial(
            work.open_dossier, path, source=source, password=password, fresh=fresh, key=self._key
        )
        self._keep()
        self._peek(path)
        self._open(Command(title=title, make=self._leaving(make), done=self._on_opened, opens=path))

    def _leaving(self, job: Callable[..., Any]) -> Callable[[], Callable[..., Any]]:
        """Gives ``job`` when its turn has come, unless the dossier there is could not be saved."""

        def make() -> Callable[..., Any]:
            if not self._may_leave():
                raise Gone
            return partial(work.with_place, job, self._place)

        return make

    def _peek(self, path: Path) -> None:
        """Read the first rows of a large file before the whole of it."""
        if work.is_worth_a_peek(path):
            done = partial(self._on_first_rows, path.name)
            self._queue.put(Command(make=lambda: partial(work.first_rows, path), done=done))

    def _on_first_rows(self, name: str, rows: Sequence[tuple[str, ...]]) -> None:
        if rows:
            self.first_rows_read.emit(name, rows)

    def _on_opened(self, dossier: Dossier) -> None:
        self._take_up(dossier)
        self._steps.forget()
        self.opened.emit()
        self.table_changed.emit()
        self.history_changed.emit()
        if dossier.recovered:
            self.save()

    def close(self) -> None:
        """Let go of the dossier, once everything asked for before is done and saved.

        Where it cannot be saved, ``close_refused`` tells so the first time; asked again, it closes.
        """
        self._keep()
        self._queue.put(Command(done=self._on_closed))

    def _on_closed(self, _result: object) -> None:
        if not self._may_leave():
            return
        self._let_go()
        self._key = None
        self.closed.emit()

    def warm_up(self) -> None:
        """Import the core in the background, so that the first file opens sooner."""
        if not self._is_warm and not self.is_busy:
            self._queue.put(self._warming_up())

    def _open(self, command: Command) -> None:
        if not self._is_warm:
            self._queue.put(self._warming_up())
        self._queue.put(command)

    def _warming_up(self) -> Command:
        return Command(make=lambda: work.warm_up, done=self._on_warmed_up)

    def _on_warmed_up(self, _result: object) -> None:
        if self._is_warm:
            return
        self._is_warm = True
        self.warmed_up.emit()

    def open_changed(
        self, path: Path, *, source: Path | None = None, password: str | None = None
    ) -> None:
        """Start anew on the changed source of the dossier ``path`` (or on that source itself), with
        the steps that still fit.

        The old dossier's file is left as it is.
        """
        self._keep()
        title = _("Opening {name}").format(name=path.name)
        make = partial(work.open_changed, path, source=source, password=password, key=self._key)
        done = self._on_opened_changed
        self._open(Command(title=title, make=self._leaving(make), done=done, opens=path))

    def _on_opened_changed(self, outcome: tuple[Dossier, int]) -> None:
        dossier, dropped = outcome
        self._on_opened(dossier)
        if dropped:
            self.error_raised.emit(left_out(dropped))

    def hold_back(self) -> None:
        """From now on no file is read: the window has no place for it yet."""
        self._place.clear()

    def hand_over(self) -> None:
        """The window has a place."""
        self._place.set()

    def use_key(self, key: bytes | None) -> None:
        """The secret key of the pseudonyms; it stays in memory and in no dossier."""
        self._key = key


def left_out(n: int) -> str:
    """How many steps do not fit another reading."""
    sentence = ngettext(
        "{n} step does not fit the file as it is read now and was left out.",
        "{n} steps do not fit the file as it is read now and were left out.",
        n,
    )
    return sentence.format(n=n)
