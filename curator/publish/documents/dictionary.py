"""``dictionnaire.csv``: every field with its type, description, rules and an example."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pyarrow.compute as pc

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.publish.documents.model import Document, WrittenFile
from curator.publish.documents.words import constraint_texts, type_text
from curator.publish.release import Release
from curator.table import Table

MAX_EXAMPLE = 80
"""Characters of an example; longer cells are passed over."""

_EXAMINED = 10_000


def render(release: Release, _files: Sequence[WrittenFile]) -> str:
    """The dictionary as CSV, in the form of the data."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(
        [
            # Translators: header of a CSV file: lower case, no space, no accent.
            _("name"),
            _("title"),
            _("type"),
            _("format"),
            _("required"),
            _("description"),
            _("rules"),
            _("example"),
        ]
    )
    for field in release.schema:
        writer.writerow(
            [
                field.name,
                field.title,
                type_text(field),
                "" if field.format == "default" else field.format,
                _("yes") if field.is_required else _("no"),
                " ".join(field.description.split()),
                " ; ".join(constraint_texts(field)),
                example_of(release.table, field.name),
            ]
        )
    return stream.getvalue()


def example_of(table: Table, field: str) -> str:
    """The schema's example, else the first public cell that is not empty nor long."""
    given = table.schema[field].example
    if given is not None:
        return str(given)
    records = table.records() if table.marks.any() else table
    cells = records.column(field).slice(0, _EXAMINED)
    lengths = pc.utf8_length(cells)
    fitting = pc.and_(pc.greater(lengths, 0), pc.less_equal(lengths, MAX_EXAMPLE))
    missing = set(table.schema.missing_values_of(field))
    for text in cells.filter(fitting).to_pylist():
        if text not in missing:
            return str(text)
    return ""


DICTIONARY = Document(
    path="dictionnaire.csv",
    label=N_("Data dictionary: what each field holds"),
    mediatype="text/csv",
    render=render,
    quotes_cells=True,
)
