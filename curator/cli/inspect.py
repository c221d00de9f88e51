"""``inspect FILE``: what is in a file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from curator.cli.command import Outcome, add_file, reading_options
from curator.i18n import N_, ngettext
from curator.i18n import gettext as _

SUMMARY = N_("Say what is in a file: its tables, how they were read, what hides in it.")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    add_file(parser)


def run(arguments: argparse.Namespace) -> Outcome:
    """Open the file and describe it."""
    from curator.readers import open_source

    source = open_source(arguments.file, reading_options(arguments))
    return Outcome(document=_document(source), lines=tuple(_lines(source)))


def _document(source: Any) -> dict[str, Any]:
    file = source.file
    document: dict[str, Any] = {
        "file": {
            "name": file.name,
            "bytes": file.bytes,
            "sha256": file.sha256,
            "format": file.format,
        },
        "tables": [_table(table) for table in source.tables],
        "hidden": [
            {
                "kind": finding.kind,
                "location": finding.location,
                "detail": finding.text(),
                "severity": str(finding.severity),
            }
            for finding in source.hidden
        ],
        "notes": [note.text() for note in (*source.notes, *source.text_notes)],
    }
    return document


def _table(table: Any) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "quote_char": table.quote_char,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "rows": table.row_count,
        "records": table.record_count,
        "columns": [{"name": column.name, "label": column.label} for column in table.columns],
        "notes": [note.text() for note in table.notes],
    }


def _lines(source: Any) -> Iterator[str]:
    yield f"{source.file.name} ({source.file.format})"
    for number, table in enumerate(source.tables, 1):
        yield _table_line(number, table, source.file.format)
        yield "   " + ", ".join(column.name for column in table.columns[:20])
        for note in table.notes:
            yield f"   ! {note.text()}"
    for note in (*source.notes, *source.text_notes):
        yield f"! {note.text()}"
    if source.hidden:
        n = len(source.hidden)
        yield ngettext("{n} hidden content:", "{n} hidden contents:", n).format(n=n)
        for finding in source.hidden:
            yield f" - {finding.location}: {finding.text()}"


def _table_line(number: int, table: Any, file_format: str) -> str:
    place = table.sheet or file_format
    if table.delimiter is not None:
        place = _("{encoding}, separator “{delimiter}”").format(
            encoding=table.encoding, delimiter=table.delimiter.replace("\t", "\\t")
        )
    rows = ngettext("{n} row", "{n} rows", table.row_count).format(n=table.row_count)
    fields = ngettext("{n} field", "{n} fields", len(table.columns)).format(n=len(table.columns))
    return f"{number}. {place}: {rows}, {fields}"
