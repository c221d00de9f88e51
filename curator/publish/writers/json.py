"""JSON: a list with one object per row. Numbers and booleans where the schema says so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from curator.i18n import N_
from curator.progress import Report, silent
from curator.publish.writers.model import FileFormat, rows_of
from curator.schema.model import Field, Schema
from curator.table import Table

_JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")

DEFAULT_TRUE = ("true", "True", "TRUE", "1")
DEFAULT_FALSE = ("false", "False", "FALSE", "0")
"""Texts that Table Schema reads as booleans unless the field says otherwise."""


def write_json(table: Table, path: Path, report: Report = silent) -> None:
    """Write the table; a missing value is ``null``, digits of numbers stay as they are."""
    names = [json.dumps(name, ensure_ascii=False) for name in table.names]
    literals = literals_of(table.schema)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("[")
        for row, cells in enumerate(rows_of(table)):
            if row % 10_000 == 0:
                report(row / len(table), "")
            pairs = (
                f"{name}:{literal(text)}"
                for name, literal, text in zip(names, literals, cells, strict=True)
            )
            stream.write((",\n" if row else "\n") + "{" + ",".join(pairs) + "}")
        stream.write("\n]\n")


def literals_of(schema: Schema) -> list[Callable[[str], str]]:
    """For each field, how a cell's text is written in JSON."""
    return [_literal_of(field, frozenset(schema.missing_values_of(field.name))) for field in schema]


def _literal_of(field: Field, missing: frozenset[str]) -> Callable[[str], str]:
    yes = frozenset(field.options.get("trueValues", DEFAULT_TRUE))
    no = frozenset(field.options.get("falseValues", DEFAULT_FALSE))
    is_numeric = field.type in ("number", "integer", "year")

    def literal(text: str) -> str:
        if not text or text in missing:
            return "null"
        if is_numeric and _JSON_NUMBER.fullmatch(text):
            return text
        if field.type == "boolean" and text in yes:
            return "true"
        if field.type == "boolean" and text in no:
            return "false"
        return json.dumps(text, ensure_ascii=False)

    return literal


JSON = FileFormat(
    name="json",
    suffix=".json",
    mediatype="application/json",
    authority="JSON",
    label=N_("The same data as a list of objects (JSON)"),
    write=write_json,
)
