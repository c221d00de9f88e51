"""How a workbook shows its numbers helps to tell what its fields are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from curator.operations import from_descriptor
from curator.readers import open_source
from curator.readers.workbook.formats import column_kind, format_kind
from curator.schema.inference import infer
from curator.schema.validation import validate
from curator.table import Table


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", ""),
        ("Standard", ""),
        ("0", ""),
        ("#,##0", ""),
        ("0.00", "decimal"),
        ("#,##0.00", "decimal"),
        ('#,##0.00\\ "€"', "currency"),
        ("#,##0.00\\ [$€-40C]", "currency"),
        ("[$-40C]d\\ mmmm\\ yyyy", "date"),
        ("dd/mm/yyyy hh:mm", "date"),
        ("hh:mm:ss", "time"),
        ("mmm-yy", "date"),
        ("0.0%", "percent"),
        ("@", "text"),
        ("00000", "code"),
        ('0#" "##" "##" "##" "##', "code"),
        ('0" habitants"', ""),
        ("0.00E+00", "decimal"),
    ],
)
def test_what_a_format_shows(code: str, kind: str) -> None:
    assert format_kind(code) == kind


def test_a_column_has_a_format_when_nearly_all_its_cells_do() -> None:
    assert column_kind({"": 1, "date": 20}) == "date"
    assert column_kind({"": 30, "date": 20}) == ""
    assert column_kind({"date": 10, "decimal": 10}) == ""
    assert column_kind({}) == ""


@pytest.fixture
def table(tmp_path: Path) -> Table:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        formats = {
            "Montant": ('#,##0.00 "€"', 1000),
            "Taux": ("0%", 0.5),
            "Jour": ("dd/mm/yyyy", dt.date(2024, 1, 31)),
            "Canton": ("000", 134),
            "Dossier": ("@", "204501"),
            "Effectif": ("@", "12"),
            "Agents": ("0", 12),
        }
        for column, (name, (code, value)) in enumerate(formats.items()):
            style = book.add_format({"num_format": code})
            page.write(0, column, name)
            for row in range(1, 12):
                shown = str(int(value) + row) if isinstance(value, str) else value
                page.write(row, column, shown, style)
            page.write(11, column, "5" if name == "Effectif" else shown, style)
    return open_source(path).read()


def test_the_schema_follows_the_formats(table: Table) -> None:
    assert dict(table.hints) == {
        "Montant": "currency",
        "Taux": "percent",
        "Jour": "date",
        "Canton": "code",
        "Dossier": "text",
        "Effectif": "text",
    }
    schema = infer(table)
    types = {field.name: field.type for field in schema.fields}
    assert types == {
        "Montant": "number",  # whole amounts, but shown with cents
        "Taux": "number",
        "Jour": "date",
        "Canton": "string",
        "Dossier": "string",
        "Effectif": "integer",  # kept as text by the program that wrote it: still a count
        "Agents": "integer",
    }
    assert validate(table, schema).valid


def test_hints_follow_a_field_that_is_renamed(table: Table) -> None:
    renamed = from_descriptor({"type": "field-rename", "field": "Canton", "to": "canton"})
    after = renamed.apply(table)
    assert after.hints["canton"] == "code"
    assert infer(after)["canton"].type == "string"
