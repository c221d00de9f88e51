"""The one way from a file to its public table, walked by the desktop, the commands and the runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from curator.progress import Report, part, silent
from curator.readers import ReadingOptions, Source, open_source
from curator.readers.errors import NoTable
from curator.recipe import Recipe, replay
from curator.table import Table


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file that was read: what is in it, and the chosen table under its inferred schema."""

    source: Source
    table: Table


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A file taken through a recipe."""

    source: Source
    table: Table
    """The table as read."""
    public: Table
    """The table to publish."""
    recipe: Recipe
    judgements: tuple[Mapping[str, Any], ...] = ()
    """What people decided about personal-data findings."""


def open_file(
    path: Path, options: ReadingOptions | None = None, *, report: Report = silent
) -> Opened:
    """Read the chosen table of a file (the main one by default) and infer its schema.

    Raises ``SourceError``, ``NoTable`` when the file is readable and holds no table.
    """
    from curator.schema.inference import infer

    source = open_source(path, options or ReadingOptions(), report=part(report, 0.0, 0.4))
    if not source.tables:
        raise NoTable(name=path.name)
    digest = source.file.digest
    digest.start()  # it is computed beside what follows
    try:
        table = source.read(report=part(report, 0.4, 0.8))
        table = table.with_schema(infer(table, report=part(report, 0.8, 0.98)))
        digest.wait(part(report, 0.98, 1.0))  # a file that changed since it was read is told of
    except BaseException:
        digest.give_up()
        raise
    report(1.0, "")
    return Opened(source=source, table=table)


def prepare(
    path: Path,
    recipe: Recipe,
    options: ReadingOptions | None = None,
    *,
    key: bytes | None = None,
    judgements: Sequence[Mapping[str, Any]] = (),
    report: Report = silent,
) -> Prepared:
    """Read a file and take it through a recipe, which also says how to read unless ``options`` do.

    Raises ``SourceError`` for the file and ``CuratorError`` for a step that does not fit it.
    """
    if options is None:
        options = ReadingOptions.from_descriptor(recipe.source.get("options", {}))
    opened = open_file(path, options, report=part(report, 0.0, 0.7))
    public = replay(recipe, opened.table, key=key, report=part(report, 0.7, 1.0))
    return Prepared(
        source=opened.source,
        table=opened.table,
        public=public,
        recipe=recipe,
        judgements=tuple(judgements),
    )
