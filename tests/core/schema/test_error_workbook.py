"""The workbook of failing rows: what it shows, and that nothing hides in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from curator.i18n import speaking
from curator.readers import open_source
from curator.readers.output_audit import audit_output
from curator.schema.error_workbook import (
    Fault,
    TooManyFaults,
    faults_of,
    write_error_workbook,
)
from curator.schema.messages import naming_field
from curator.schema.model import Schema
from curator.schema.validation import validate
from curator.table import Table

FIELDS = [
    {"name": "id", "type": "integer", "constraints": {"unique": True}},
    {"name": "jour", "type": "date"},
    {"name": "note", "type": "string"},
]


@pytest.fixture
def table() -> Table:
    return Table.from_columns(
        {
            "id": ["1", "2", "1", "x"],
            "jour": ["2024-01-01", "2024-02-01", "31/12/2024", ""],
            "note": ["fine", "fine", "=1+1", "last"],
        },
        first_source_row=5,
    )


def written(path: Path) -> list[tuple[Any, ...]]:
    from openpyxl import load_workbook

    sheet = load_workbook(path).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_failing_rows_stand_under_their_number_with_what_to_do(
    table: Table, tmp_path: Path
) -> None:
    report = validate(table, Schema.from_descriptor({"fields": FIELDS}))
    out = tmp_path / "errors.xlsx"
    result = write_error_workbook(table, faults_of(report), out)
    head, *rows = written(out)
    assert head == ("Row", "id", "jour", "note", "What to correct")
    assert [row[:4] for row in rows] == [(7, "1", "31/12/2024", "=1+1"), (8, "x", None, "last")]
    assert "jour: A date is expected" in rows[0][4]
    assert "already in row 5" in rows[0][4]
    assert len(rows[0][4].splitlines()) == 2
    assert (result.rows, result.faults) == (2, 3)


def test_the_cells_at_fault_are_marked_and_no_other(table: Table, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    report = validate(table, Schema.from_descriptor({"fields": FIELDS}))
    out = tmp_path / "errors.xlsx"
    write_error_workbook(table, faults_of(report), out)
    sheet = load_workbook(out).worksheets[0]
    marked = {
        cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.font.bold
    }
    assert marked == {"B2", "C2", "B3"}


def test_nothing_hides_in_it_and_nothing_runs(table: Table, tmp_path: Path) -> None:
    report = validate(table, Schema.from_descriptor({"fields": FIELDS}))
    out = tmp_path / "errors.xlsx"
    write_error_workbook(
        table, faults_of(report), out, header=["The field “x” is missing."], blank_rows=[9]
    )
    assert audit_output(out) == ()
    assert b"<f>" not in b"".join(_parts(out))
    assert open_source(out).read().column("note").to_pylist()[0] == "=1+1"


def _parts(path: Path) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "comment" in name.lower()]
        return [archive.read(name) for name in archive.namelist()]


def test_blank_rows_and_the_header_are_told_too(table: Table, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "errors.xlsx"
    result = write_error_workbook(table, (), out, header=["Rename it."], blank_rows=[6])
    assert written(out)[1][0] == 6
    assert "empty" in written(out)[1][4]
    assert load_workbook(out).worksheets[1]["A2"].value == "Rename it."
    assert (result.rows, result.faults) == (1, 2)


def test_it_speaks_the_language_of_the_interface(table: Table, tmp_path: Path) -> None:
    fault = Fault(positions=np.array([0]), field="jour", sentences=("«\u00a0jour\u00a0» : faux.",))
    with speaking("fr"):
        write_error_workbook(table, [fault], tmp_path / "e.xlsx")
    head, row = written(tmp_path / "e.xlsx")
    assert (head[0], head[-1]) == ("Ligne", "À corriger")
    assert row[-1] == "«\u00a0jour\u00a0» : faux."


def test_the_same_rows_give_the_same_bytes(table: Table, tmp_path: Path) -> None:
    fault = Fault(positions=np.array([1, 3]), sentences=("Twice.", "Again."))
    for name in ("a.xlsx", "b.xlsx"):
        write_error_workbook(table, [fault], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert [row[-1] for row in written(tmp_path / "a.xlsx")[1:]] == ["Twice.", "Again."]


def test_what_no_cell_can_hold_is_cut_and_shows_it(tmp_path: Path) -> None:
    table = Table.from_columns({"a": ["x" * 40_000]})
    fault = Fault(positions=np.array([0]), field="a", sentences=("Too long.",))
    write_error_workbook(table, [fault], tmp_path / "e.xlsx")
    cell = written(tmp_path / "e.xlsx")[1][1]
    assert len(cell) == 32_767
    assert cell.endswith("…")


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyFaults, match="1048577 rows"):
        write_error_workbook(
            Table.from_columns({"a": ["1"]}), (), tmp_path / "e.xlsx", blank_rows=range(1_048_576)
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("sentence", "field", "expected"),
    [
        ("A date is expected.", "date", "date: A date is expected."),
        ("“date” is empty.", "date", "“date” is empty."),
        ("Le champ «\u00a0an\u00a0» manque.", "an", "Le champ «\u00a0an\u00a0» manque."),
        ("The key (a, b) is empty.", "b", "The key (a, b) is empty."),
        ("The row is empty.", "", "The row is empty."),
    ],
)
def test_a_sentence_names_its_field_once(sentence: str, field: str, expected: str) -> None:
    assert naming_field(sentence, field) == expected
