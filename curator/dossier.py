"""A dossier: one dataset being prepared, from its source to its review.

Changes are snapshots of an immutable table: a change is computed first and then committed, so undo
and redo cannot fail. The file holds paths relative to itself, can hold personal data (a corrected
cell, say) and is therefore readable by its owner only.
"""

from __future__ import annotations

import hashlib
import json
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from curator.dossier_file import (
    DossierChanged,
    SavedDossier,
    SourceChanged,
    SourceGone,
    relative_path,
)
from curator.errors import CuratorError, OutputError
from curator.files import OWNER_ONLY, replacing, sha256_of
from curator.journal import Journal, entries_since
from curator.operations import Operation, from_descriptor, to_descriptor
from curator.pipeline import Opened, Prepared, open_file
from curator.progress import Report, part, silent
from curator.readers import ReadingOptions, Source
from curator.recipe import Recipe, applied, apply_step
from curator.rereading import Attempt, Reread, Revision, operations_of, reread
from curator.review.events import Event
from curator.schema.model import Schema
from curator.table import Table


class Dossier:
    """One dataset being prepared. Made by ``create`` or ``open``, never directly.

    Not for several threads at once: compute results elsewhere, ``commit`` them in one.
    """

    def __init__(self, opened: Opened, *, recipe: Recipe | None = None) -> None:
        self.source: Source = opened.source
        # The recipe's sections without its steps, which the revisions hold.
        self._frame = replace(recipe or Recipe(), operations=(), schema={})
        self.judgements: Sequence[Mapping[str, Any]] = ()
        """What people decided about personal-data findings."""
        self.events: tuple[Event, ...] = ()
        self.path: Path | None = None
        self.journal_error: CuratorError | None = None
        """Why the journal lacks a change that was made; None: it has them all."""
        self.recovered = False
        """Whether changes were brought back from the journal of a run that crashed."""
        self._revisions = [Revision(table=opened.table, operation=None)]
        self._position = 0
        self._last_reread: tuple[Attempt, tuple[Operation, ...]] | None = None
        """What the last reading was tried with, and what of it fitted."""
        self._saved: object = None
        self._journal: Journal | None = None

    # -- making ------------------------------------------------------------------------------

    @classmethod
    def create(
        cls,
        source: Path,
        options: ReadingOptions | None = None,
        *,
        recipe: Recipe | None = None,
        key: bytes | None = None,
        report: Report = silent,
    ) -> Dossier:
        """Start a dossier on a file, with a recipe applied if one is given.

        Raises ``SourceError`` for the file and ``CuratorError`` for a step that does not fit it.
        """
        if options is None and recipe is not None:
            options = ReadingOptions.from_descriptor(recipe.source.get("options", {}))
        dossier = cls(open_file(source, options, report=part(report, 0.0, 0.7)), recipe=recipe)
        if recipe is not None:
            bound_to = str(recipe.source.get("sha256", ""))
            dossier._replay(recipe.steps, bound_to, key, report=part(report, 0.7, 1.0))
        report(1.0, "")
        return dossier

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        source: Path | None = None,
        password: str | None = None,
        key: bytes | None = None,
        report: Report = silent,
    ) -> Dossier:
        """Open a saved dossier; ``source`` says where its file is now if it moved, ``password``
        opens it if it is protected.

        Changes left in its journal by a crash are applied again. Raises ``DossierError``
        (``SourceGone`` and ``SourceChanged`` among them), ``SourceError``, or what a step raises.
        """
        saved = SavedDossier.read(path)
        file = source or saved.source_from(path)
        if _is_gone(file):
            raise SourceGone(name=path.name, source=Path(saved.source_path).name)
        options = replace(saved.options, password=password)  # which no dossier holds
        opened = open_file(file, options, report=part(report, 0.0, 0.7))
        if opened.source.file.sha256 != saved.source_sha256:
            raise SourceChanged(name=path.name, source=file.name)
        dossier = cls(opened, recipe=saved.recipe)
        dossier._replay(
            saved.recipe.steps, saved.source_sha256, key, report=part(report, 0.7, 0.85)
        )
        dossier.events, dossier.judgements = saved.events, saved.judgements
        dossier._recover(path, key, report=part(report, 0.85, 1.0))
        report(1.0, "")
        return dossier

    # -- looking -----------------------------------------------------------------------------

    @property
    def table(self) -> Table:
        """The table as the operations so far leave it."""
        return self._revisions[self._position].table

    @property
    def source_table(self) -> Table:
        """The table as read, under its inferred schema."""
        return self._revisions[0].table

    @property
    def schema(self) -> Schema:
        """The schema of the table as it is now."""
        return self.table.schema

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The dataset's metadata, as the recipe holds them."""
        return self._frame.metadata

    @property
    def options(self) -> ReadingOptions:
        """How the source is read: what the user decided."""
        return self.source.options

    @property
    def recipe(self) -> Recipe:
        """The operations in force, with how the source was read."""
        source = {"sha256": self.source.file.sha256}
        if options := self.options.to_descriptor():
            source["options"] = options  # type: ignore[assignment]
        return replace(
            self._frame,
            operations=operations_of(self._revisions[: self._position + 1]),
            source=source,
        )

    @property
    def history(self) -> Sequence[Revision]:
        """Every revision, those undone included; ``position`` says which is in force."""
        return tuple(self._revisions)

    @property
    def position(self) -> int:
        """Index in ``history`` of the revision in force."""
        return self._position

    @property
    def undo_sentence(self) -> str | None:
        """What undo would take back; None when there is nothing."""
        return self._sentence(self._position)

    @property
    def redo_sentence(self) -> str | None:
        """What redo would do again; None when there is nothing."""
        return self._sentence(self._position + 1)

    def _sentence(self, index: int) -> str | None:
        if not 0 < index < len(self._revisions):
            return None
        op = self._revisions[index].operation
        return op.sentence() if op is not None else None

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether the file lacks something that is here, or its journal has to start anew.

        Steps that led back to what is saved stand in the journal as well: left there, they would be
        taken for those of a run that crashed.
        """
        has_entries = self._journal is not None and self._journal.has_entries
        return has_entries or self._saved != self._state()

    def _state(self) -> object:
        return (
            # Weakly: what was saved need not stay in memory for the present state to be another.
            weakref.ref(self._revisions[self._position]),
            self.options,
            self._frame,
            self.judgements,
            self.events,
        )

    def prepared(self) -> Prepared:
        """The source, the table as read and the public table, as ``pipeline.prepare`` gives."""
        return Prepared(
            source=self.source,
            table=self.source_table,
            public=self.table,
            recipe=self.recipe,
            judgements=tuple(self.judgements),
        )

    # -- changing ----------------------------------------------------------------------------

    def commit(self, operation: Operation, result: Table) -> None:
        """Make ``result``, which is ``operation`` applied to ``table``, the state in force.

        What had been undone is forgotten.
        """
        self._commit(operation, result)
        self._note({"do": to_descriptor(operation)})

    def _commit(self, operation: Operation, result: Table) -> None:
        del self._revisions[self._position + 1 :]
        self._revisions.append(Revision(table=result, operation=operation))
        self._position += 1

    def _replay(
        self, steps: Sequence[Operation], bound_to: str, key: bytes | None, *, report: Report
    ) -> None:
        for op, table in applied(steps, self.table, bound_to=bound_to, key=key, report=report):
            self._commit(op, table)

    def undo(self) -> None:
        """Go back one revision; does nothing at the first."""
        if self._position:
            self._position -= 1
            self._note({"undo": 1})

    def redo(self) -> None:
        """Go forward one revision; does nothing at the last."""
        if self._position + 1 < len(self._revisions):
            self._position += 1
            # In full: a save since it was undone has left it out of what is on the disk.
            operation = self._revisions[self._position].operation
            if operation is not None:
                self._note({"do": to_descriptor(operation)})

    def reread(
        self, options: ReadingOptions, *, key: bytes | None = None, report: Report = silent
    ) -> Reread:
        """Read the source with other options; changes nothing until ``adopt``.

        What an earlier reading left out is tried again, as long as nothing was changed since.
        Raises ``SourceError``.
        """
        return reread(self.source, self._attempt(), options, key=key, report=report)

    def _attempt(self) -> Attempt:
        operations = self.recipe.operations
        if self._last_reread is not None:
            attempt, fitted = self._last_reread
            if fitted == operations:
                return attempt
        return Attempt(operations=operations, sheet=self.source.sheet)

    def adopt(self, reread: Reread) -> None:
        """Go on with another reading of the source. What had been undone is forgotten."""
        self._adopt(reread)
        self._note(
            {
                "options": reread.source.options.to_descriptor(),
                "tried": reread.attempt.to_descriptor(),
            }
        )

    def _adopt(self, reread: Reread) -> None:
        self.source = reread.source
        self._revisions = list(reread.revisions)
        self._position = len(self._revisions) - 1
        self._last_reread = reread.attempt, reread.fitted

    def set_metadata(self, metadata: Mapping[str, Any]) -> None:
        """Replace the dataset's metadata."""
        self._frame = replace(self._frame, metadata=dict(metadata))
        self._note({"metadata": dict(metadata)})

    def set_formats(self, formats: Sequence[str]) -> None:
        """Replace the names of the formats to publish in (none: the usual ones)."""
        self._frame = replace(self._frame, formats=tuple(formats))
        self._note({"formats": list(formats)})

    def set_judgements(self, judgements: Sequence[Mapping[str, Any]]) -> None:
        """Replace what people decided about findings."""
        self.judgements = tuple(dict(j) for j in judgements)
        self._note({"judgements": [dict(j) for j in self.judgements]})

    def add_event(self, event: Event) -> None:
        """Append an act of review (``curator.review.decisions`` checks it first)."""
        self.events = (*self.events, event)
        self._note({"event": event.to_descriptor()})

    # -- saving ------------------------------------------------------------------------------

    def save(self, path: Path | None = None) -> Path:
        """Write the dossier, all or nothing, at ``path`` or where it was; returns where.

        Raises ``OutputError``; ``DossierChanged`` when the file there is no longer the one this
        dossier was read from or saved to; ``ValueError`` when it never had a path.
        """
        target = path or self.path
        if target is None:
            raise ValueError("a new dossier needs a path")
        if target == self.path and self._is_changed_elsewhere(target):
            raise DossierChanged(name=target.name)
        descriptor = self._to_save(target).to_descriptor()
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        with replacing(target, mode=OWNER_ONLY) as stream:
            stream.write(text.encode())
        if self._journal is not None:
            self._journal.discard()
        self.path = target
        self._journal = Journal(target, hashlib.sha256(text.encode()).hexdigest())
        self._saved = self._state()
        self.journal_error = None
        return target

    def _is_changed_elsewhere(self, target: Path) -> bool:
        """Whether somebody else wrote the file: another window, another computer, the command line.
        A file that went away is simply written again.
        """
        return (
            self._journal is not None
            and target.is_file()
            and sha256_of(target) != self._journal.base
        )

    def _to_save(self, path: Path) -> SavedDossier:
        return SavedDossier(
            source_path=relative_path(self.source.path, path.parent),
            source_sha256=self.source.file.sha256,
            options=self.options,
            recipe=self.recipe,
            judgements=tuple(self.judgements),
            events=self.events,
        )

    def _note(self, entry: dict[str, Any]) -> None:
        if self._journal is None or self.journal_error is not None:
            return  # after a gap nothing can be noted: applied again it would not be the same
        try:
            self._journal.append(entry)
        except OutputError as error:  # the change is made all the same: its caller must go on
            self.journal_error = error

    def _recover(self, path: Path, key: bytes | None, *, report: Report) -> None:
        """Apply what the journal beside ``path`` holds, then go on writing in it."""
        self.path = path
        self._saved = self._state()
        digest = sha256_of(path)
        entries = entries_since(path, digest)
        for n, entry in enumerate(entries):
            report(n / len(entries), "")
            self._do_again(entry, key)
        self.recovered = bool(entries)
        self._journal = Journal(path, digest, continues=self.recovered)

    def _do_again(self, entry: Mapping[str, Any], key: bytes | None) -> None:
        if "do" in entry:
            op = from_descriptor(entry["do"], self._position + 1)
            bound_to = self.source.file.sha256
            self._commit(op, apply_step(op, self.table, bound_to=bound_to, key=key))
        elif "undo" in entry:
            self.undo()
        elif "redo" in entry:
            self.redo()
        elif "options" in entry:
            options = ReadingOptions.from_descriptor(entry["options"])
            options = replace(options, password=self.options.password)
            tried = entry.get("tried")
            attempt = Attempt.from_descriptor(tried) if tried else self._attempt()
            self._adopt(reread(self.source, attempt, options, key=key))
        elif "metadata" in entry:
            self.set_metadata(entry["metadata"])
        elif "formats" in entry:
            self.set_formats(entry["formats"])
        elif "judgements" in entry:
            self.set_judgements(entry["judgements"])
        elif "event" in entry:
            self.add_event(Event.from_descriptor(entry["event"], "journal"))


def _is_gone(source: Path) -> bool:
    """Whether there is no such file; where it may not be looked at, reading it says so."""
    try:
        return not source.is_file()
    except OSError:
        return False
