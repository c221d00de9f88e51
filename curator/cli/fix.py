"""``fix FILE [--schema S] -o OUT``: apply the fixes that need no decision."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curator.cli.command import Outcome, add_file
from curator.cli.opened import open_table
from curator.cli.output import add_output, refuse_the_source
from curator.errors import UsageError
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from curator.issues import Issue
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
    parser.add_argument(
        "--match-fields",
        action="store_true",
        help=_("with --schema: first rename, split, merge and order the fields as it asks"),
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Read, fix, write, and say what remains."""
    from curator.operations import to_descriptor
    from curator.readers.writing import writer_for
    from curator.schema.fixes import apply_safe_fixes, propose
    from curator.schema.loading import load_schema

    output: Path = arguments.output
    write = writer_for(output)
    refuse_the_source(output, arguments.file)
    schema = load_schema(arguments.schema) if arguments.schema else None
    if arguments.match_fields and schema is None:
        raise UsageError(reason=_("--match-fields needs --schema"))
    opened = open_table(arguments)
    table = opened.table
    reshaped: tuple[Applied, ...] = ()
    if arguments.match_fields and schema is not None:
        table, reshaped = _matched(table, schema)
    table, applied = apply_safe_fixes(table, schema)
    write(table, output)
    issues = propose(table, schema)
    remaining, proposed = _remaining(table, schema, issues), _proposed(issues)
    document = {
        "output": str(output),
        "applied": [
            {
                "operation": to_descriptor(done.operation),
                "cells": done.cells,
                "samples": [{"before": a, "after": b} for a, b in done.samples],
            }
            for done in (*reshaped, *applied)
        ],
        "proposed": proposed,
        "remaining": remaining,
        "skipped": opened.skipped,
    }
    lines = _lines((*reshaped, *applied), proposed, remaining)
    return Outcome(document=document, lines=lines)


def _matched(table: Table, schema: Schema) -> tuple[Table, tuple[Applied, ...]]:
    """The table with the schema's fields, as they are proposed, and the steps it took."""
    from curator.schema.conforming import conform_operations
    from curator.schema.fixes import Applied
    from curator.schema.matching import match_fields

    operations = conform_operations(table, match_fields(table, schema))
    for op in operations:
        table = op.apply(table)
    return table, tuple(Applied(operation=op, cells=0) for op in operations)


def _proposed(issues: Sequence[Issue]) -> list[dict[str, Any]]:
    """What a person must decide: the operation, its cells, and what it makes of some of them."""
    from curator.operations import to_descriptor

    return [
        {
            "code": issue.code,
            "field": issue.field,
            "operation": to_descriptor(fix.operation),
            "sentence": fix.operation.sentence(),
            "cells": fix.cells,
            "samples": [{"before": a, "after": b} for a, b in fix.samples],
        }
        for issue in issues
        for fix in issue.fixes
    ]


def _remaining(table: Table, schema: Schema | None, issues: Sequence[Issue]) -> dict[str, int]:
    """What is still to settle: validation errors by type, or issues by code without a schema."""
    from curator.schema.validation import validate

    if schema is not None:
        return validate(table, schema).counts
    counts: dict[str, int] = {}
    for issue in issues:
        counts[issue.code] = counts.get(issue.code, 0) + max(1, issue.count)
    return dict(sorted(counts.items()))


def _example(samples: Sequence[Mapping[str, str]]) -> str:
    """What one cell was and becomes."""
    if not samples:
        return ""
    text = _(", such as “{before}” → “{after}”")
    return text.format(**samples[0])


def _lines(
    applied: tuple[Applied, ...],
    proposed: Sequence[Mapping[str, Any]],
    remaining: dict[str, int],
) -> list[str]:
    from curator.schema.messages import issue_title

    lines = []
    for done in applied:
        cells = ngettext("{n} cell", "{n} cells", done.cells).format(n=done.cells)
        example = _example([{"before": a, "after": b} for a, b in done.samples[:1]])
        sentence = done.operation.sentence()
        counted = _("{sentence}: {cells}").format(sentence=sentence, cells=cells)
        lines.append(f"{counted}{example}" if done.cells else sentence)
    if not applied:
        lines.append(_("Nothing could be mended without a decision."))
    if proposed:
        lines.append(_("To decide in the window or in a recipe:"))
    for one in proposed:
        cells = ngettext("{n} cell", "{n} cells", one["cells"]).format(n=one["cells"])
        counted = _("{sentence}: {cells}").format(sentence=one["sentence"], cells=cells)
        lines.append(f"  {counted}{_example(one['samples'])}")
    if remaining:
        lines.append(_("Left to settle:"))
    lines += [f"  {issue_title(code)}: {count}" for code, count in remaining.items()]
    return lines
