"""The types of the real files' fields, as a person gives them, reviewed file by file.

``tests/data/schema/real_types.csv`` holds the file, the number and the name of the field, its
``type``, and a ``remark`` where the judgement is not obvious. Inference gives a type only if every
record's text reads as it, so that the schema it makes validates the table: where some texts do not,
``strict`` says what it must answer instead.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from curator.publish.writers.csv import write_csv
from curator.publish.writers.json import literals_of
from curator.publish.writers.parquet import write_parquet
from curator.publish.writers.xlsx import write_xlsx
from curator.readers import open_source
from curator.schema.distinct import Distinct, is_in, matches
from curator.schema.fixes import apply_safe_fixes
from curator.schema.inference import infer
from curator.schema.types import read_values, reader_of
from curator.table import Table

TRUTH = Path(__file__).resolve().parents[2] / "data" / "schema" / "real_types.csv"

Row = dict[str, str]


def _reviewed() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    with TRUTH.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["file"]].append(row)
    return found


FILES = sorted(_reviewed())


@pytest.fixture
def read(shared: Path) -> Callable[[str], Table]:
    return lambda name: open_source(shared / "corpus" / "real" / name).read()


def test_every_departure_from_the_person_is_explained() -> None:
    rows = [row for of_file in _reviewed().values() for row in of_file]
    departures = [row for row in rows if row["strict"]]
    assert all(row["remark"] for row in departures)
    assert {row["strict"] for row in departures} == {"string"}
    assert 1 - len(departures) / len(rows) > 0.93


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_types_are_those_a_person_gives(name: str, read: Callable[[str], Table]) -> None:
    rows = _reviewed()[name]
    found = [field.type for field in infer(read(name))]
    assert found == [row["strict"] or row["type"] for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_no_leading_zero_is_lost(name: str, read: Callable[[str], Table], tmp_path: Path) -> None:
    """Neither as a number, nor by a safe fix, nor in any format that is published."""
    table = read(name)
    table = table.with_schema(infer(table))
    for field in table.schema:
        if field.type in ("integer", "number"):
            texts = Distinct.of(table.records().column(field.name)).texts
            missing = is_in(texts, field.missing_values or ("",))
            present = read_values(reader_of(field), texts, missing).present
            assert not (matches(texts, "^[+-]?0[0-9]") & present).any(), field.name
    fixed, _applied = apply_safe_fixes(table)
    for column in table.names:
        codes = _codes(table, column)
        if table.schema[column].type == "string" and codes:
            assert codes <= _codes(fixed, column) | _dates(fixed, column), column
    written: list[Callable[[Table, Path], None]] = [write_csv, write_xlsx, write_parquet]
    for write, suffix in zip(written, ("csv", "xlsx", "parquet"), strict=True):
        path = tmp_path / f"written.{suffix}"
        write(table, path)
        again = open_source(path).read()
        for n, column in enumerate(table.names):
            if table.schema[column].type == "string":
                assert _codes(table, column) <= _codes(again, again.names[n]), (suffix, column)
    for field, literal in zip(table.schema, literals_of(table.schema), strict=True):
        for code in _codes(table, field.name) if field.type == "string" else ():
            assert literal(code) == f'"{code}"'


def _codes(table: Table, column: str) -> set[str]:
    """The texts of digits that begin with a zero."""
    texts = Distinct.of(table.column(column)).texts
    return set(texts.filter(matches(texts, "^0[0-9]+$")).to_pylist())


def _dates(table: Table, column: str) -> set[str]:
    """Where a field became one of dates, its zeros are no code's."""
    if table.schema[column].type in ("date", "datetime"):
        return set(_codes(table, column))
    return set()
