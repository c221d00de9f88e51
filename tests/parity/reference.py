"""The reference implementation, fed the header and the text cells of a table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table

Error = tuple[str, int | None, int | None]


class NotLoaded(Exception):
    """The reference refuses the schema itself."""


def reference_errors(table: Table, descriptor: Mapping[str, Any]) -> set[Error]:
    """(type, row, field) of every error; rows by their number in the source."""
    import frictionless

    rows = [table.names, *map(list, table.rows())]
    # As a file: given as an object, version 2 constraints raise a spurious error.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schema.json"
        path.write_text(json.dumps(descriptor), encoding="utf-8")
        try:
            with frictionless.system.use_context(trusted=True):
                resource = frictionless.Resource(data=rows, schema=str(path))
                report = resource.validate(limit_errors=10**9)
        except frictionless.FrictionlessException as error:
            raise NotLoaded from error
    found: set[Error] = set()
    for error in [*report.errors, *(e for task in report.tasks for e in task.errors)]:
        if error.type in ("schema-error", "field-error"):
            raise NotLoaded(error.type)
        number = getattr(error, "row_number", None)
        row = None if number is None else int(table.source_rows[number - 2])
        found.add((error.type, row, getattr(error, "field_number", None)))
    return found


def curator_errors(table: Table, descriptor: Mapping[str, Any]) -> set[Error]:
    """The same from Curator; every error must have a sentence, and counts must add up."""
    report = validate(table, Schema.from_descriptor(descriptor))
    assert sum(report.counts.values()) == len(report.errors)
    assert all(error.message() for error in report.errors)
    return {(e.type, e.row_number, e.field_number) for e in report.errors}
