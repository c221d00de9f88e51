"""What the dossier's view model has done in the background: the core's functions, imported late.

The core brings pyarrow along; importing it here, in a task, keeps the window quick to show.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from curator.errors import CuratorError
from curator.lean import return_memory
from curator.progress import Report, part, silent
from ui.view_models.places import dossier_of, free_name, make_way, place_of, writable_place

if TYPE_CHECKING:
    from curator.dossier import Dossier
    from curator.operations import Operation
    from curator.readers import ReadingOptions, Source
    from curator.rereading import Reread
    from curator.review.content import Digests
    from curator.review.status import ReviewStatus
    from curator.table import Table


Opened = TypeVar("Opened")


def now() -> float:
    """The time, in seconds since the epoch."""
    return time.time()


FIRST_ROWS = 60

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
"""Files whose first rows are known from their first bytes; others would be opened twice."""


PEEK_BYTES = 2_000_000
"""Files larger than this show their first rows before they are read."""


def is_worth_a_peek(path: Path) -> bool:
    """Whether the first rows of a file are known long before it is read."""
    is_text = path.suffix.lower() in TEXT_SUFFIXES
    return is_text and os.path.isfile(path) and os.path.getsize(path) > PEEK_BYTES


def first_rows(path: Path, *, report: Report = silent) -> list[tuple[str, ...]]:
    """The first rows of a text file, long before the whole of it is read."""
    import_module("ui.widgets.first_rows")  # which shows them
    from curator.readers import first_rows as read

    try:
        return [row.cells for row in read(path, rows=FIRST_ROWS, report=report)]
    except CuratorError:
        return []  # the opening that follows says what is wrong with the file


WARM_UP = (
    "pyarrow.compute",
    "curator.dossier",
    "curator.readers.delimited.reader",
    "curator.schema.inference",
    "curator.privacy.judgement",
    "curator.privacy.wording",
    "curator.publish.metadata_rules",
    "curator.publish.writers",
    "ui.workspace",
    "ui.stages.source",
    "ui.stages.schema",
    "ui.stages.personal",
    "ui.stages.preview",
    "ui.stages.publication",
    "ui.stages.review",
    "ui.widgets.first_rows",
)
"""What an open dossier needs, the window's own parts included."""


def warm_up(*, report: Report = silent) -> None:
    """Import what the first opening needs."""
    return_memory()
    if all(name in sys.modules for name in WARM_UP):
        return
    for name in WARM_UP:
        report(0.0, "")
        import_module(name)
    set_aside()


PLACE_TIME = 10.0
"""Seconds after which a file is read in any case."""


def with_place(
    job: Callable[..., Opened], place: threading.Event, *, report: Report = silent
) -> Opened:
    """What ``job`` gives. It begins once the window has a place for it: beside the making of that,
    which needs the interpreter too, the window would be held up and nothing be there any sooner.
    """
    deadline = time.monotonic() + PLACE_TIME
    while not place.wait(0.01) and time.monotonic() < deadline:
        report(0.0, "")
    return job(report=report)


def set_aside() -> None:
    """Spare the collector what was imported and read: it stays, and going through it again and
    again would hold every thread up for up to a tenth of a second each time.

    Not to be done often: what is waiting to be collected would stay as well.
    """
    gc.freeze()


def open_dossier(
    path: Path,
    *,
    source: Path | None = None,
    password: str | None = None,
    fresh: bool = False,
    key: bytes | None = None,
    report: Report = silent,
) -> Dossier:
    """The dossier in ``path``, or the one that belongs to the file ``path``, or a new one on it."""
    from curator.dossier import Dossier
    from curator.readers import ReadingOptions

    saved = dossier_of(path)
    if saved == path or (os.path.exists(saved) and not fresh):
        where = source if saved == path else path
        dossier = Dossier.open(saved, source=where, password=password, key=key, report=report)
    else:
        dossier = Dossier.create(path, ReadingOptions(password=password), report=report)
    _look_through(dossier.source)
    return dossier


def _look_through(source: Source) -> None:
    """What is worked out on first use and kept: the window must not be the first to ask."""
    _ = source.tables, source.hidden


def reread(
    dossier: Dossier, options: ReadingOptions, *, key: bytes | None, report: Report = silent
) -> Reread:
    """The source read with other options, and the steps that still fit it."""
    read = dossier.reread(options, key=key, report=report)
    _look_through(read.source)
    return read


def open_changed(
    path: Path,
    *,
    source: Path | None = None,
    password: str | None = None,
    key: bytes | None = None,
    report: Report = silent,
) -> tuple[Dossier, int]:
    """A new dossier on a source that changed, and how many steps of the old one do not fit it.

    ``path`` is the old dossier or its source, ``source`` where that is if it moved too. The new
    dossier is kept beside the old one, under another name.
    """
    from curator.dossier import Dossier
    from curator.dossier_file import SavedDossier
    from curator.recipe import fitting

    old = dossier_of(path)
    saved = SavedDossier.read(old)
    file = source or (saved.source_from(old) if old == path else path)
    options = replace(saved.options, password=password)
    bare = saved.recipe.with_operations(())
    dossier = Dossier.create(file, options, recipe=bare, key=key, report=part(report, 0.0, 0.7))
    fitted = fitting(
        saved.recipe.operations,
        dossier.table,
        bound_to=dossier.source.file.sha256,
        key=key,
        report=part(report, 0.7, 1.0),
    )
    for step, result in fitted.applied:
        dossier.commit(step, result)
    dossier.set_judgements(saved.judgements)
    target = free_name(writable_place(old, file))
    make_way(target)
    dossier.save(target)
    _look_through(dossier.source)
    return dossier, len(fitted.dropped)


def apply_steps(
    steps: Sequence[Operation], dossier: Dossier, key: bytes | None, *, report: Report = silent
) -> list[tuple[Operation, Table]]:
    """Each step with the table after it. Raises what the operations raise."""
    from curator.recipe import applied

    bound_to = dossier.source.file.sha256
    return list(applied(steps, dossier.table, bound_to=bound_to, key=key, report=report))


def digests(dossier: Dossier, *, report: Report = silent) -> Digests:
    """The digests of the dossier's content as it is now."""
    from curator.review.content import digests_of

    report(0.0, "")
    return digests_of(dossier.prepared())


def decide(dossier: Dossier, action: str, person: str, reason: str, known: Any) -> ReviewStatus:
    """Record an act of review; see ``curator.review.decisions.decide``."""
    from datetime import UTC, datetime

    from curator.review.decisions import decide as record
    from curator.review.events import Action
    from curator.review.people import Person

    moment = datetime.fromtimestamp(now(), UTC)
    by = Person.parse(person)
    return record(dossier, Action(action), by, reason=reason, at=moment, digests=known)


def save(dossier: Dossier, path: Path | None = None, *, report: Report = silent) -> Path:
    """Write the dossier where it is, or where its source's dossier belongs; returns where. One in
    a folder that is closed to the user goes on in the user's own.

    Another dossier is never written over unasked: one that stood in the place of a new one is kept
    under another name, and one that was changed elsewhere stays while this one gets another name.
    """
    from curator.dossier_file import DossierChanged

    report(0.0, "")
    target = path or place_of(dossier)
    if path is None and target != dossier.path:
        make_way(target)
    try:
        return dossier.save(target)
    except DossierChanged:
        return dossier.save(free_name(target))


def saved_time(dossier: Dossier) -> float | None:
    """When the dossier's file was last written; None when it has none yet."""
    if dossier.path is None or not os.path.exists(dossier.path):
        return None
    return dossier.path.stat().st_mtime
