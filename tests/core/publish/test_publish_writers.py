"""Formats: every cell comes back as it was, nothing can run, one registration each."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.errors import UsageError
from curator.progress import silent
from curator.publish.writers import TooLarge, format_of, formats
from curator.publish.writers.csv import write_csv, write_csv_to
from curator.publish.writers.geojson import geometry_of, write_geojson
from curator.publish.writers.json import write_json
from curator.publish.writers.parquet import write_parquet
from curator.publish.writers.xlsx import exact_number, write_xlsx
from curator.schema.model import Field, Schema
from curator.table import Table

CELL = st.text(alphabet="ab\",;\r\n é='\t", max_size=6)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(CELL, CELL), max_size=8))
def test_csv_gives_every_cell_back(rows: list[tuple[str, str]]) -> None:
    table = Table.from_columns({"x": [r[0] for r in rows], 'the "y"': [r[1] for r in rows]})
    stream = io.BytesIO()
    write_csv_to(table, stream)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert read == [["x", 'the "y"'], *map(list, rows)]


@settings(deadline=None, max_examples=30)
@given(st.lists(CELL, max_size=6))
def test_a_single_field_never_makes_a_blank_line(cells: list[str]) -> None:
    stream = io.BytesIO()
    write_csv_to(Table.from_columns({"x": cells}), stream)
    read = list(csv.reader(io.StringIO(stream.getvalue().decode(), newline="")))
    assert read == [["x"], *([c] for c in cells)]


def test_csv_is_rfc_4180(tmp_path: Path) -> None:
    table = Table.from_columns({"nom": ["Élan", "a,b", 'dit "x"'], "n": ["1", "", "2.50"]})
    write_csv(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == (
        'nom,n\r\nÉlan,1\r\n"a,b",\r\n"dit ""x""",2.50\r\n'.encode()
    )


def test_csv_of_many_blocks_keeps_every_row(tmp_path: Path) -> None:
    n = 150_000
    table = Table.from_columns({"i": list(map(str, range(n)))})
    write_csv(table, tmp_path / "t.csv")
    lines = (tmp_path / "t.csv").read_text().splitlines()
    assert lines == ["i", *map(str, range(n))]


def test_a_workbook_holds_values_only(tmp_path: Path) -> None:
    schema = Schema(fields=(Field(name="texte"), Field(name="montant", type="number")))
    table = Table.from_columns(
        {
            "texte": ["=1+1", "http://x.example", "00123", ""],
            "montant": ["12.5", "12.50", "=A1", "-3"],
        },
        schema=schema,
    )
    path = tmp_path / "t.xlsx"
    write_xlsx(table, path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "1980-01-01" in core
    import openpyxl

    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows == [
        ("texte", "montant"),
        ("=1+1", 12.5),
        ("http://x.example", "12.50"),  # as a number it would lose its zero
        ("00123", "=A1"),
        (None, -3),
    ]


def test_a_workbook_is_the_same_twice(tmp_path: Path) -> None:
    table = Table.from_columns({"a": ["x", "é"]})
    for name in ("1.xlsx", "2.xlsx"):
        write_xlsx(table, tmp_path / name)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_what_a_sheet_cannot_hold_is_refused(tmp_path: Path) -> None:
    table = Table.from_columns({"note": ["x" * 32_768]})
    with pytest.raises(TooLarge) as refusal:
        write_xlsx(table, tmp_path / "t.xlsx")
    assert refusal.value.field == "note"


@pytest.mark.parametrize("text", ["1", "-0.5", "12345678901.25", "100"])
def test_plain_numbers_stay_exact(text: str) -> None:
    number = exact_number(text)
    assert number is not None
    assert repr(number).removesuffix(".0") == text


@pytest.mark.parametrize("text", ["1.50", "007", "1e5", "12345678901234567", "+3", "", "NaN"])
def test_what_a_number_would_alter_stays_text(text: str) -> None:
    assert exact_number(text) is None


def test_json_follows_the_schema(tmp_path: Path) -> None:
    schema = Schema(
        fields=(
            Field(name="code"),
            Field(name="n", type="number"),
            Field(name="ok", type="boolean"),
        ),
        missing_values=("", "NC"),
    )
    table = Table.from_columns(
        {"code": ["01", 'a"b', "NC"], "n": ["1.50", "007", ""], "ok": ["true", "0", "peut-être"]},
        schema=schema,
    )
    write_json(table, tmp_path / "t.json")
    text = (tmp_path / "t.json").read_text(encoding="utf-8")
    assert '"n":1.50' in text
    assert json.loads(text) == [
        {"code": "01", "n": 1.5, "ok": True},
        {"code": 'a"b', "n": "007", "ok": False},
        {"code": None, "n": None, "ok": "peut-être"},
    ]


def test_geojson_makes_points_and_leaves_nonsense_without_place(tmp_path: Path) -> None:
    table = Table.from_columns(
        {"nom": ["A", "B", "C"], "lat": ["48.8", "", "648"], "lon": ["2.27", "2", "2"]}
    )
    write_geojson(table, tmp_path / "t.geojson", silent)
    document = json.loads((tmp_path / "t.geojson").read_text(encoding="utf-8"))
    geometries = [feature["geometry"] for feature in document["features"]]
    assert geometries == [{"type": "Point", "coordinates": [2.27, 48.8]}, None, None]
    assert document["features"][0]["properties"] == {"nom": "A", "lat": "48.8", "lon": "2.27"}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field(name="p", type="geopoint"), "2.27, 48.8"),
        (Field(name="p", type="geopoint", format="array"), "[2.27, 48.8]"),
        (Field(name="p", type="geopoint", format="object"), '{"lon": 2.27, "lat": 48.8}'),
        (Field(name="p", type="geojson"), '{"type": "Point", "coordinates": [2.27, 48.8]}'),
    ],
)
def test_geojson_reads_the_standards_places(field: Field, text: str) -> None:
    geometry = geometry_of(Schema(fields=(field,)))
    assert geometry is not None
    assert json.loads(geometry((text,))) == {"type": "Point", "coordinates": [2.27, 48.8]}


def test_a_table_without_a_place_has_no_geojson() -> None:
    schema = Table.from_columns({"nom": ["A"], "plat": ["x"]}).schema
    assert not format_of("geojson").suits(schema)


def test_parquet_keeps_text_and_marks_what_is_empty(tmp_path: Path) -> None:
    table = Table.from_columns({"code": ["01000", "", "é"]})
    write_parquet(table, tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").to_pydict() == {"code": ["01000", None, "é"]}


def test_formats_are_found_by_name_and_others_refused() -> None:
    assert [format_of(f.name) for f in formats()] == list(formats())
    with pytest.raises(UsageError, match="csv"):
        format_of("docx")
