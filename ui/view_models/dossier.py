"""The one door between the window and the dossier: every change of anything goes through here.

A change is computed in the background on the immutable table and then committed in the window's
thread. Changes asked for while one is being computed wait their turn, in order: typing fast loses
nothing. Every signal is named after what has happened.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from curator.errors import Cancelled, CuratorError
from curator.i18n import gettext as _
from curator.i18n import ngettext
from ui.tasks import Task
from ui.view_models import work

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.operations import Operation
    from curator.readers import ReadingOptions, Source
    from curator.recipe import Recipe
    from curator.schema.model import Schema
    from curator.table import Table

SAVE_DELAY = 1500
"""Milliseconds without a change after which the dossier's file itself is written again; until
then its journal holds the changes."""


@dataclass(frozen=True, kw_only=True)
class HistoryEntry:
    """One step as the history shows it; ``position`` is where the dossier stands after it."""

    sentence: str
    position: int
    is_undone: bool


@dataclass(frozen=True, kw_only=True)
class _Command:
    """Something to do in turn: ``work`` in the background, then ``done`` here with its result."""

    title: str
    work: Callable[[], Callable[..., Any]]
    done: Callable[[Any], None]
    opens: Path | None = None
    """The file this command opens: what goes wrong is told to whoever asked for the file."""


class DossierViewModel(QObject):
    """Commands in, signals out. Nothing of the dossier is changed elsewhere."""

    opened = Signal()
    closed = Signal()
    table_changed = Signal()
    reading_changed = Signal()
    """The source was read in another way (``table_changed`` follows)."""
    metadata_changed = Signal()
    judgements_changed = Signal()
    review_changed = Signal()
    history_changed = Signal()
    saved_changed = Signal()
    busy_changed = Signal(bool)
    applied = Signal(str)
    """A change was made: its sentence."""
    error_raised = Signal(str)
    """A refusal, as one sentence, that belongs to no field."""
    field_error_raised = Signal(str, str)
    """A refusal that belongs to a field: its name, the sentence."""
    open_failed = Signal(object, object)
    """A file could not be opened: its path, the ``CuratorError``."""
    key_needed = Signal(str)
    """A step needs the secret key of the pseudonyms: the sentence that says so."""
    crashed = Signal(object)
    """Something unforeseen was raised: the exception."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._key: bytes | None = None
        self._queue: deque[_Command] = deque()
        self._task: Task | None = None
        self._current: _Command | None = None
        self._joined: set[int] = set()
        self._group_names: dict[int, str] = {}
        self.saved_at: float | None = None
        """When the dossier was last saved (seconds since the epoch); None: not yet."""
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_DELAY)
        self._save_timer.timeout.connect(self.save)

    # -- looking -----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether there is a dossier."""
        return self._dossier is not None

    @property
    def is_busy(self) -> bool:
        """Whether a change or an opening is being computed."""
        return self._task is not None

    @property
    def dossier(self) -> Dossier:
        """The dossier, to look at only."""
        if self._dossier is None:
            raise LookupError("no dossier is open")
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
        if self._dossier is None:
            return []
        entries: list[HistoryEntry] = []
        for n, revision in enumerate(self._dossier.history):
            if revision.operation is None:
                continue
            if id(revision) in self._joined and entries:
                entries.pop()
            sentence = self._group_names.get(id(revision)) or revision.operation.sentence()
            is_undone = n > self._dossier.position
            entries.append(HistoryEntry(sentence=sentence, position=n, is_undone=is_undone))
        return entries

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

    # -- opening -----------------------------------------------------------------------------

    def open(
        self,
        path: Path,
        *,
        options: ReadingOptions | None = None,
        source: Path | None = None,
        fresh: bool = False,
    ) -> None:
        """Open a dossier, or start one on any other file.

        A file that has a dossier beside it goes on with that one, unless ``fresh``. ``source``
        says where the source of a dossier is now. Ends in ``opened`` or ``open_failed``.
        """
        title = _("Opening {name}").format(name=path.name)
        make = partial(
            work.open_dossier, path, options=options, source=source, fresh=fresh, key=self._key
        )
        self.save()
        self._enqueue(_Command(title=title, work=lambda: make, done=self._on_opened, opens=path))

    def _on_opened(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._joined.clear()
        self._group_names.clear()
        self.saved_at = work.saved_time(dossier)
        self.opened.emit()
        self.table_changed.emit()
        self._announce_history()
        if dossier.recovered:
            self.save()

    def close(self) -> None:
        """Let go of the dossier, once everything asked for before is done and saved."""
        self.save()
        self._enqueue(_Command(title="", work=lambda: work.nothing, done=self._on_closed))

    def _on_closed(self, _result: object) -> None:
        self._save_timer.stop()
        self._dossier = None
        self._key = None
        self.closed.emit()

    def open_changed(self, path: Path) -> None:
        """Start anew on the changed source of the dossier ``path``, with the steps that still fit.

        The old dossier's file is left as it is.
        """
        self.save()
        title = _("Opening {name}").format(name=path.name)
        make = partial(work.open_changed, path, key=self._key)
        done = self._on_opened_changed
        self._enqueue(_Command(title=title, work=lambda: make, done=done, opens=path))

    def _on_opened_changed(self, outcome: tuple[Dossier, int]) -> None:
        dossier, dropped = outcome
        self._on_opened(dossier)
        if dropped:
            self.error_raised.emit(_left_out(dropped))

    def use_key(self, key: bytes | None) -> None:
        """The secret key of the pseudonyms; it stays in memory and in no dossier."""
        self._key = key

    # -- changing ----------------------------------------------------------------------------

    def apply(self, operation: Operation) -> None:
        """Apply one operation: one step of the history."""
        self.apply_many([operation])

    def apply_many(self, operations: Sequence[Operation], sentence: str = "") -> None:
        """Apply operations as one step of the history, called ``sentence`` there.

        All or nothing: when one is refused, none is made.
        """
        if not operations:
            return
        title = sentence or operations[0].sentence()
        steps = tuple(operations)
        self._enqueue(
            _Command(
                title=title,
                work=lambda: partial(work.apply_steps, steps, self.dossier, self._key),
                done=partial(self._on_computed, sentence=sentence),
            )
        )

    def _on_computed(self, results: Sequence[tuple[Operation, Table]], *, sentence: str) -> None:
        self._forget_lost_steps()
        for n, (operation, table) in enumerate(results):
            self.dossier.commit(operation, table)
            if n:
                self._joined.add(id(self.dossier.history[-1]))
        if len(results) > 1:
            name = sentence or _grouped(len(results))
            self._group_names[id(self.dossier.history[-1])] = name
        self._changed(self.undo_sentence or "")

    def _forget_lost_steps(self) -> None:
        """A commit drops what had been undone; another revision may get the identity of one."""
        alive = {id(r) for r in self.dossier.history[: self.dossier.position + 1]}
        self._joined &= alive
        self._group_names = {k: v for k, v in self._group_names.items() if k in alive}

    def undo(self) -> None:
        """Take back the last step; it cannot fail."""
        self._move(-1)

    def redo(self) -> None:
        """Do the step again that was last taken back."""
        self._move(+1)

    def _move(self, direction: int) -> None:
        self._enqueue(
            _Command(title="", work=lambda: work.nothing, done=lambda _r: self._moved(direction))
        )

    def _moved(self, direction: int) -> None:
        wanted = self._neighbour(direction)
        if wanted is not None:
            self._stand_at(wanted)

    def _neighbour(self, direction: int) -> int | None:
        here = self.dossier.position
        stops = [0, *(entry.position for entry in self.history)]
        beyond = [s for s in stops if (s < here if direction < 0 else s > here)]
        if not beyond:
            return None
        return max(beyond) if direction < 0 else min(beyond)

    def go_to(self, position: int) -> None:
        """Undo or redo up to a position of the history (0: as read)."""
        self._enqueue(
            _Command(title="", work=lambda: work.nothing, done=lambda _r: self._stand_at(position))
        )

    def _stand_at(self, position: int) -> None:
        if position == self.dossier.position:
            return
        going_back = position < self.dossier.position
        sentence = (self.undo_sentence if going_back else self.redo_sentence) or ""
        while self.dossier.position > position:
            self.dossier.undo()
        while self.dossier.position < min(position, len(self.dossier.history) - 1):
            self.dossier.redo()
        said = _("Undone: {step}") if going_back else _("Redone: {step}")
        self._changed(said.format(step=sentence))

    def set_reading_options(self, options: ReadingOptions) -> None:
        """Read the source in another way; steps that still fit it are applied again."""
        title = _("Reading {name}").format(name=self.source.file.name)
        self._enqueue(
            _Command(
                title=title,
                work=lambda: partial(self.dossier.reread, options),
                done=self._on_reread,
            )
        )

    def _on_reread(self, reread: Any) -> None:
        self.dossier.adopt(reread)
        self._joined.clear()
        self._group_names.clear()
        self.reading_changed.emit()
        self._changed(_("The file was read again"))
        if reread.dropped:
            self.error_raised.emit(_left_out(len(reread.dropped)))

    def set_metadata(self, metadata: Mapping[str, Any]) -> None:
        """Replace the dataset's metadata."""
        if dict(metadata) == dict(self.metadata):
            return
        self._change_now(lambda: self.dossier.set_metadata(metadata), self.metadata_changed)

    def set_judgements(self, judgements: Sequence[Mapping[str, Any]]) -> None:
        """Replace what people decided about findings."""
        self._change_now(lambda: self.dossier.set_judgements(judgements), self.judgements_changed)

    def _change_now(self, change: Callable[[], None], signal: Any) -> None:
        def done(_result: object) -> None:
            change()
            signal.emit()
            self._note_change()

        self._enqueue(_Command(title="", work=lambda: work.nothing, done=done))

    def decide(self, action: str, person: str, reason: str = "") -> None:
        """Submit, approve or reject as ``person`` (``Name <mail>``); gates may say no."""
        titles = {
            "submit": _("Submitting for review"),
            "approve": _("Approving"),
            "reject": _("Refusing"),
        }
        self._enqueue(
            _Command(
                title=titles[action],
                work=lambda: partial(work.digests, self.dossier),
                done=lambda digests: self._decided(action, person, reason, digests),
            )
        )

    def _decided(self, action: str, person: str, reason: str, digests: Any) -> None:
        before = self.dossier.events
        status = work.decide(self.dossier, action, person, reason, digests)
        if self.dossier.events == before:
            self.error_raised.emit(" ".join(status.problems))
            return
        self.review_changed.emit()
        self._note_change()
        self.save()

    def after_changes(self, act: Callable[[], None]) -> None:
        """Call ``act`` once every change asked for so far has been made."""
        self._enqueue(_Command(title="", work=lambda: work.nothing, done=lambda _r: act()))

    # -- saving ------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the dossier's file; its journal starts anew."""
        if self._dossier is None or not self._dossier.has_unsaved_changes:
            return
        self._enqueue(
            _Command(
                title=_("Saving"),
                work=lambda: partial(work.save, self.dossier),
                done=self._on_saved,
            )
        )

    def save_as(self, path: Path) -> None:
        """Write the dossier under another name and go on there."""
        self._enqueue(
            _Command(
                title=_("Saving"),
                work=lambda: partial(work.save, self.dossier, path),
                done=self._on_saved,
            )
        )

    def _on_saved(self, _path: Path) -> None:
        self.saved_at = work.now()
        self.saved_changed.emit()

    # -- the queue ---------------------------------------------------------------------------

    def _enqueue(self, command: _Command) -> None:
        self._queue.append(command)
        self._next()

    def _next(self) -> None:
        # What a command asks for while it is being carried out waits behind it.
        while self._current is None and self._queue:
            self._current = self._queue.popleft()
            self._start(self._current)

    def _start(self, command: _Command) -> None:
        try:
            made = command.work()
        except LookupError:  # the dossier was closed in between
            self._current = None
            return
        if made is work.nothing:
            self._finish_now(command)
            return
        self._task = Task(made, title=command.title)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)
        self._task.cancelled.connect(self._on_cancelled)
        self._task.finished.connect(self._on_finished)
        self.busy_changed.emit(True)
        self._task.start()

    def _finish_now(self, command: _Command) -> None:
        try:
            command.done(None)
        except CuratorError as error:
            self._refuse(error)
        except LookupError:
            return
        finally:
            self._current = None

    def _on_succeeded(self, result: object) -> None:
        if self._current is None:
            return
        try:
            self._current.done(result)
        except CuratorError as error:
            self._refuse(error)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, CuratorError):
            self.crashed.emit(error)
        elif self._current is not None and self._current.opens is not None:
            self.open_failed.emit(self._current.opens, error)
        else:
            self._refuse(error)

    def _on_cancelled(self) -> None:
        if self._current is not None and self._current.opens is not None:
            self.open_failed.emit(self._current.opens, Cancelled())

    def _on_finished(self) -> None:
        self._task = self._current = None
        self.busy_changed.emit(False)
        self._next()

    def _refuse(self, error: CuratorError) -> None:
        if error.code == "key-needed":
            self.key_needed.emit(str(error))
        elif error.field is not None and error.field in self.schema:
            self.field_error_raised.emit(error.field, str(error))
        else:
            self.error_raised.emit(str(error))

    def _changed(self, sentence: str) -> None:
        self.table_changed.emit()
        self._announce_history()
        self.applied.emit(sentence)
        self._note_change()

    def _note_change(self) -> None:
        """The journal has the change; the file itself follows when it gets quiet."""
        if self.dossier.path is None:
            self.save()
        else:
            self.saved_at = work.now()
            self._save_timer.start()
        self.saved_changed.emit()

    def _announce_history(self) -> None:
        self.history_changed.emit()


def _grouped(n: int) -> str:
    return ngettext("{n} change", "{n} changes", n).format(n=n)


def _left_out(n: int) -> str:
    sentence = ngettext(
        "{n} step does not fit the file as it is read now and was left out.",
        "{n} steps do not fit the file as it is read now and were left out.",
        n,
    )
    return sentence.format(n=n)
