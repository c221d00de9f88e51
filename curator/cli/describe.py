"""``describe FILE [-o S]``: the schema of a table as it was read."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from curator.cli.command import Outcome, add_file
from curator.cli.opened import open_table
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

if TYPE_CHECKING:
    from curator.schema.model import Field

SUMMARY = N_("Infer the Table Schema of a table as it was read.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="SCHEMA", help=_("JSON file to write the schema to")
    )


def run(arguments: argparse.Namespace) -> Outcome:
    """Read the file, infer its schema, write it if asked."""
    from curator.files import replacing
    from curator.schema.inference import infer
    from curator.schema.validation import blank_rows_of

    opened = open_table(arguments)
    blank_rows = blank_rows_of(opened.table, opened.info.first_row + 1)
    schema = infer(opened.table, blank_rows=blank_rows)
    descriptor = schema.to_descriptor()
    if arguments.output is not None:
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        with replacing(arguments.output) as stream:
            stream.write(text.encode())
    lines = [f"{field.name}: {_type_of(field)}" for field in schema]
    if arguments.output is not None:
        n = len(schema)
        said = ngettext("{output}: {n} field", "{output}: {n} fields", n)
        lines.append(said.format(output=arguments.output, n=n))
    return Outcome(document=descriptor, lines=lines)


def _type_of(field: Field) -> str:
    form = "" if field.format == "default" else f" ({field.format})"
    return f"{field.type}{form}"
