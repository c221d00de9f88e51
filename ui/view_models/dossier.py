"""The one door between the window and the dossier: every change of anything goes through here.

A change is computed in the background on the immutable table and then committed in the window's
thread. Changes asked for while one is being computed wait their turn, in order: typing fast loses
nothing. Every signal is named after what has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from curator.errors import CuratorError, Unexpected
from curator.i18n import gettext as _
from ui.view_models import work
from ui.view_models.commands import Command, Gone
from ui.view_models.opening_dossier import OpeningDossier, left_out

if TYPE_CHECKING:
    from curator.operations import Operation
    from curator.readers import ReadingOptions
    from curator.table import Table


class DossierViewModel(OpeningDossier):
    """Commands in, signals out. Nothing of the dossier is changed elsewhere."""

    reading_changed = Signal()
    """The source was read in another way (``table_changed`` follows)."""
    metadata_changed = Signal()
    judgements_changed = Signal()
    formats_changed = Signal()
    review_changed = Signal()
    busy_changed = Signal(bool)
    applied = Signal(str)
    """A change was made: its sentence."""
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
        self._queue.busy_changed.connect(self.busy_changed)
        self._queue.refused.connect(self._on_refused)
        self._queue.overtaken.connect(self._on_overtaken)

    # -- changing ----------------------------------------------------------------------------

    def apply(self, operation: Operation) -> None:
        """Apply one operation: one step of the history."""
        self.apply_many([operation])

    def apply_many(
        self, operations: Sequence[Operation], sentence: str = "", *, since: Table | None = None
    ) -> None:
        """Apply operations as one step of the history, called ``sentence`` there.

        All or nothing: when one is refused, none is made. ``since`` is the table they were proposed
        for: what was made of them since is not made again, as by a double click.
        """
        if not operations:
            return
        steps = tuple(operations)

        def make() -> Callable[..., Any]:
            made = self._made_since(since)
            if all(step in made for step in steps):
                raise Gone
            return partial(work.apply_steps, steps, self.dossier, self._key)

        title = sentence or operations[0].sentence()
        done = partial(self._on_computed, sentence=sentence)
        self._ask(Command(title=title, make=make, done=done))

    def _made_since(self, table: Table | None) -> list[Operation | None]:
        """The operations in force that were made on ``table`` and on what came of it."""
        revisions = self.dossier.history[: self.dossier.position + 1]
        place = next((n for n, one in enumerate(revisions) if one.table is table), len(revisions))
        return [revision.operation for revision in revisions[place + 1 :]]

    def apply_made(self, make: Callable[[Table], Operation]) -> None:
        """Apply the operation that ``make`` gives for the table there is when its turn has come."""
        self._ask(
            Command(
                title=make(self.table).sentence(),
                make=lambda: partial(
                    work.apply_steps, (make(self.dossier.table),), self.dossier, self._key
                ),
                done=partial(self._on_computed, sentence=""),
            )
        )

    def _on_computed(self, results: Sequence[tuple[Operation, Table]], *, sentence: str) -> None:
        self._steps.commit(self.dossier, results, sentence)
        self._changed(self.undo_sentence or "")

    def undo(self) -> None:
        """Take back the last step; it cannot fail."""
        self._move(-1)

    def redo(self) -> None:
        """Do the step again that was last taken back."""
        self._move(+1)

    def _move(self, direction: int) -> None:
        def done(_result: object) -> None:
            wanted = self._steps.neighbour(self.dossier, direction)
            if wanted is not None:
                self._stand_at(wanted)

        self._ask(Command(done=done))

    def go_to(self, position: int) -> None:
        """Undo or redo up to a position of the history (0: as read)."""
        self._ask(Command(done=lambda _r: self._stand_at(position)))

    def take_back(self, operation: Operation, position: int) -> None:
        """Go back to ``position``, before the step ``operation``: not when it is not in force any
        more by then, or when steps were made after it that its asker could not know of.
        """
        last = self.dossier.position

        def done(_result: object) -> None:
            history = self.dossier.history
            is_there = self.dossier.position > position
            if not is_there or history[position + 1].operation is not operation:
                raise Gone
            if self.dossier.position > last:
                self.error_raised.emit(_("Not taken back: another step was made meanwhile."))
            else:
                self._stand_at(position)

        self._ask(Command(done=done))

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

    def change_reading(self, change: Callable[[ReadingOptions], ReadingOptions]) -> None:
        """Read the source in another way; steps that still fit it are applied again.

        ``change`` gives the options from those there are when its turn has come.
        """

        def make() -> Callable[..., Any]:
            options = change(self.dossier.options)
            if options == self.dossier.options:
                raise Gone
            return partial(work.reread, self.dossier, options, key=self._key)

        title = _("Reading {name}").format(name=self.source.file.name)
        self._ask(Command(title=title, make=make, done=self._on_reread))

    def _on_reread(self, reread: Any) -> None:
        self.dossier.adopt(reread)
        self._steps.forget()
        self.reading_changed.emit()
        self._changed(_("The file was read again"))
        if reread.dropped:
            hope = _("Read as before, with nothing changed meanwhile, the file has them again.")
            self.error_raised.emit(f"{left_out(len(reread.dropped))} {hope}")

    def set_metadata(self, metadata: Mapping[str, Any]) -> None:
        """Replace the dataset's metadata."""
        wanted = dict(metadata)

        def change() -> None:
            if wanted == dict(self.metadata):
                raise Gone
            self.dossier.set_metadata(wanted)

        self._change_now(change, self.metadata_changed)

    def set_formats(self, formats: Sequence[str]) -> None:
        """Replace the names of the formats to publish in."""
        wanted = tuple(formats)

        def change() -> None:
            if wanted == self.recipe.formats:
                raise Gone
            self.dossier.set_formats(wanted)

        self._change_now(change, self.formats_changed)

    def judge(self, field: str, judgement: Mapping[str, Any] | None) -> None:
        """Replace what was decided about the finding on a field; None: nothing is decided."""

        def change() -> None:
            others = [dict(j) for j in self.judgements if j.get("field") != field]
            self.dossier.set_judgements(others if judgement is None else [*others, judgement])

        self._change_now(change, self.judgements_changed)

    def _change_now(self, change: Callable[[], None], signal: Any) -> None:
        def done(_result: object) -> None:
            change()
            signal.emit()
            self._note_change()

        self._ask(Command(done=done))

    def decide(self, action: str, person: str, reason: str = "") -> None:
        """Submit, approve or reject as ``person`` (``Name <mail>``); gates may say no."""
        titles = {
            "submit": _("Submitting for review"),
            "approve": _("Approving"),
            "reject": _("Refusing"),
        }
        self._ask(
            Command(
                title=titles[action],
                make=lambda: partial(work.digests, self.dossier),
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

    def after_changes(self, act: Callable[[], None], title: str = "") -> None:
        """Call ``act`` once every change asked for so far has been made.

        Not when another dossier is there by then; with a ``title`` the user is told so.
        """
        self._ask(Command(title=title, done=lambda _r: act()))

    # -- outcomes ------------------------------------------------------------------------------

    def _on_overtaken(self, command: Command) -> None:
        if command.title and not command.saves:
            sentence = _("Not done, because another file was opened first: {step}.")
            self.error_raised.emit(sentence.format(step=command.title))

    def _on_refused(self, command: Command, error: Exception) -> None:
        if command.saves:
            self._on_not_saved()
        if not isinstance(error, CuratorError):
            self.crashed.emit(error)
            error = Unexpected.of(error)
            if command.opens is None:
                return
        if command.opens is not None:
            self.open_failed.emit(command.opens, error)
        elif error.code == "cancelled":
            return  # by the user, who knows
        elif command.saves:
            self.save_refused.emit(str(error))
        else:
            self._refuse(error)

    def _refuse(self, error: CuratorError) -> None:
        if error.code == "key-needed":
            self.key_needed.emit(str(error))
        elif error.field is not None and error.field in self.schema:
            self.field_error_raised.emit(error.field, str(error))
        else:
            self.error_raised.emit(str(error))

    def _changed(self, sentence: str) -> None:
        self.table_changed.emit()
        self.history_changed.emit()
        self.applied.emit(sentence)
        self._note_change()
