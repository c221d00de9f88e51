"""``fix FILE [--schema S] -o OUT``: apply the fixes that need no decision."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.command import Outcome, add_file
from curator.cli.opened import open_table
from curator.cli.output import add_output, refuse_the_source
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.schema.fixes import Applied
    from curator.schema.model import Schema
    from curator.table import Table

SUMMARY = N_("Apply the fixes that need no decision, and write the table.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "--schema",
        metavar="SCHEMA",
        help=_("Table Schema: a JSON file, an address, or the name of a published schema"),
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Read, fix, write, and say what remains."""
    from curator.operations import to_descriptor
    from curator.readers.writing import writer_for
    from curator.schema.fixes import apply_safe_fixes
    from curator.schema.loading import load_schema

    output: Path = arguments.output
    write = writer_for(output)
    refuse_the_source(output, arguments.file)
    schema = load_schema(arguments.schema) if arguments.schema else None
    opened = open_table(arguments)
    table, applied = apply_safe_fixes(opened.table, schema)
    write(table, output)
    remaining = _remaining(table, schema)
    document = {
        "output": str(output),
        "applied": [
            {"operation": to_descriptor(done.operation), "cells": done.cells} for done in applied
        ],
        "remaining": remaining,
        "skipped": opened.skipped,
    }
    return Outcome(document=document, lines=_lines(applied, remaining))


def _remaining(table: Table, schema: Schema | None) -> dict[str, int]:
    """What is still to settle: validation errors by type, or issues by code without a schema."""
    from curator.schema.fixes import propose
    from curator.schema.validation import validate

    if schema is not None:
        return validate(table, schema).counts
    counts: dict[str, int] = {}
    for issue in propose(table):
        counts[issue.code] = counts.get(issue.code, 0) + max(1, issue.count)
    return dict(sorted(counts.items()))


def _lines(applied: tuple[Applied, ...], remaining: dict[str, int]) -> list[str]:
    from curator.schema.messages import issue_title

    lines = []
    for done in applied:
        cells = ngettext("{n} cell", "{n} cells", done.cells).format(n=done.cells)
        lines.append(f"{done.operation.sentence()}: {cells}")
    if not applied:
        lines.append(_("Nothing could be mended without a decision."))
    lines += [f"  {issue_title(code)}: {count}" for code, count in remaining.items()]
    return lines
