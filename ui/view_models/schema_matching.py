"""Which published schema fits a table: how many of its fields are recognised, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.progress import Report, silent
from curator.schema.catalogue import pack_entries
from curator.schema.model import Schema
from curator.schema.words import words

ENOUGH = 0.5
"""Share of the table's fields, or of the schema's required ones, that must be recognised."""
FEWEST = 3
MOST_SUGGESTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A published schema and how well it fits: ``recognised`` of the table's ``fields``."""

    title: str
    schema: Schema
    recognised: int
    fields: int
    name: str


def suggested(names: Sequence[str], *, report: Report = silent) -> tuple[Suggestion, ...]:
    """The published schemas that fit a table with these fields, the best first."""
    report(0.0, "")
    own = {words(name) for name in names}
    found = []
    for entry in pack_entries():
        theirs = {words(field.name) for field in entry.schema}
        theirs_by_title = {words(field.title) for field in entry.schema if field.title}
        known = len(own & (theirs | theirs_by_title))
        required = {words(f.name) for f in entry.schema if f.is_required} or theirs
        share = max(known / max(len(own), 1), len(own & required) / len(required))
        if known >= FEWEST and share >= ENOUGH:
            title = f"{entry.title or entry.name} {entry.version}".strip()
            found.append(
                Suggestion(
                    title=title,
                    schema=entry.schema,
                    recognised=known,
                    fields=len(names),
                    name=entry.name,
                )
            )
    return tuple(sorted(found, key=lambda s: -s.recognised)[:MOST_SUGGESTIONS])
