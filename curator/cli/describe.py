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
    from curator.table import Table

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
    lines = [] if arguments.json else [_line(opened.table, field) for field in schema]
    if arguments.output is not None:
        n = len(schema)
        said = ngettext("{output}: {n} field", "{output}: {n} fields", n)
        lines.append(said.format(output=arguments.output, n=n))
    return Outcome(document=descriptor, lines=lines)


def _line(table: Table, field: Field) -> str:
    """The type, and what the texts mean: how surely, and which rows speak against it."""
    from curator.schema.semantic import recognise

    line = _("{field}: {type}").format(field=field.name, type=_type_of(field))
    meanings = recognise(table, field.name)
    if not meanings:
        return line
    best = meanings[0]
    text = _("{line} – {meaning} ({share} % of the values, confidence {confidence} %)")
    line = text.format(
        line=line,
        meaning=best.type.text(),
        share=int(100 * best.share),
        confidence=int(100 * best.confidence),
    )
    rows = ", ".join(str(example.row) for example in best.counter_examples)
    return _("{line}; not in rows {rows}").format(line=line, rows=rows) if rows else line


def _type_of(field: Field) -> str:
    form = "" if field.format == "default" else f" ({field.format})"
    return f"{field.type}{form}"
