"""``convert FILE -o OUT``: the table as read, under one header line."""

from __future__ import annotations

import argparse
from pathlib import Path

from curator.cli.command import Outcome, add_file
from curator.cli.opened import open_table
from curator.cli.output import add_output, refuse_the_source
from curator.i18n import N_
from curator.i18n import gettext as _

SUMMARY = N_("Write a table as it was read, text unchanged, as CSV or XLSX.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)
    add_output(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Read the file and write the table."""
    from curator.readers.writing import writer_for

    output: Path = arguments.output
    write = writer_for(output)
    refuse_the_source(output, arguments.file)
    opened = open_table(arguments)
    write(opened.table, output)
    document = {
        "output": str(output),
        "rows": len(opened.table),
        "columns": len(opened.table.names),
        "skipped": opened.skipped,
    }
    line = _("{output}: {rows} rows, {columns} fields").format(**document)
    return Outcome(document=document, lines=(line,))
