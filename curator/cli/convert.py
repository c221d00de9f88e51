"""``convert FILE -o OUT``: the table as read, under one header line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from curator.cli.command import Outcome, add_file, reading_options
from curator.errors import UsageError
from curator.i18n import N_
from curator.i18n import gettext as _

SUMMARY = N_("Write a table as it was read, text unchanged, as CSV or XLSX.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help=_("file to write, .csv or .xlsx"),
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Read the file and write the table."""
    from curator.readers import open_source
    from curator.readers.writing import writer_for

    output: Path = arguments.output
    write = writer_for(output)
    if output.exists() and arguments.file.exists() and output.samefile(arguments.file):
        raise UsageError(reason=_("the output would replace the source: choose another name"))
    source = open_source(arguments.file, reading_options(arguments))
    number = source.number()
    table = source.read(number)
    write(table, output)
    skipped = [
        {"table": n, "sheet": info.sheet, "rows": info.row_count}
        for n, info in enumerate(source.tables, 1)
        if n != number
    ]
    if skipped:
        print(_not_taken(skipped), file=sys.stderr)
    document = {
        "output": str(output),
        "rows": len(table),
        "columns": len(table.names),
        "skipped": skipped,
    }
    line = _("{output}: {rows} rows, {columns} fields").format(**document)
    return Outcome(document=document, lines=(line,))


def _not_taken(skipped: list[dict[str, Any]]) -> str:
    names = ", ".join(
        _("{table} (sheet “{sheet}”)").format(**item) if item["sheet"] else str(item["table"])
        for item in skipped
    )
    return _("Tables not taken (--table or --sheet chooses): {names}.").format(names=names)
