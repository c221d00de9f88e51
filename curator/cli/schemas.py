"""``schemas [FILE]``: the published schemas, and which of them a table follows."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from curator.cli.command import Outcome, add_file
from curator.cli.opened import open_table
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.schema.catalogue import PackEntry, Refreshed
    from curator.schema.matching import Suggestion

SUMMARY = N_("List the published schemas, or those that a table looks like.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser, optional=True)
    parser.add_argument(
        "--search", default="", metavar="WORDS", help=_("only schemas that have these words")
    )
    parser.add_argument(
        "--refresh",
        action="store_true",
        help=_("first fetch the national catalogue (the only use of the network)"),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Refresh if asked, then list or suggest."""
    from curator.schema.catalogue import published_entries, refresh, search_entries
    from curator.schema.matching import suggest_schemas

    refreshed = refresh() if arguments.refresh else None
    document: dict[str, Any] = {"refreshed": _refreshed(refreshed)}
    lines = [] if refreshed is None else _refreshed_lines(refreshed)
    entries = tuple(search_entries(arguments.search, published_entries()))
    if arguments.file is None:
        document["schemas"] = [_entry(entry) for entry in entries]
        lines += [_line(entry) for entry in entries]
    else:
        found = suggest_schemas(open_table(arguments).table, entries)
        document["schemas"] = [_suggestion(one) for one in found]
        lines += [_suggested_line(one) for one in found]
        if not found:
            lines.append(_("The table looks like no published schema."))
    return Outcome(document=document, lines=lines)


def _entry(entry: PackEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "version": entry.version,
        "homepage": entry.source,
        "fields": len(entry.schema),
        "required": sum(field.is_required for field in entry.schema),
        "origin": "catalogue" if entry.is_stored else "pack",
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    """With the column that would stand for each field, and how sure that is."""
    return _entry(one.entry) | {
        "score": round(one.score, 3),
        "mapping": [
            {"field": match.field, "column": match.column, "score": round(match.score, 3)}
            for match in one.match.matches
        ],
        "extra": list(one.match.extra),
    }


def _line(entry: PackEntry) -> str:
    n = len(entry.schema)
    counted = ngettext("{n} field", "{n} fields", n).format(n=n)
    return f"{entry.name} {entry.version}: {entry.title} ({counted})"


def _suggested_line(one: Suggestion) -> str:
    text = _("{schema}: {known} of its {all} fields are there ({score} %)")
    return text.format(
        schema=f"{one.entry.name} {one.entry.version}".strip(),
        known=len(one.match.columns),
        all=len(one.match.matches),
        score=int(100 * one.score),
    )


def _refreshed(refreshed: Refreshed | None) -> dict[str, Any] | None:
    if refreshed is None:
        return None
    return {"fetched": refreshed.fetched, "failed": list(refreshed.failed)}


def _refreshed_lines(refreshed: Refreshed) -> list[str]:
    n = refreshed.fetched
    lines = [ngettext("{n} schema fetched.", "{n} schemas fetched.", n).format(n=n)]
    if refreshed.failed:
        text = _("Not fetched: {names}.")
        lines.append(text.format(names=", ".join(refreshed.failed)))
    return lines
