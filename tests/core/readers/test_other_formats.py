"""JSON, GeoJSON, Parquet and archives."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from curator.cli import main
from curator.readers import open_source
from curator.readers.errors import NotOneTable, NotTabular


def test_json_records_and_lines(tmp_path: Path) -> None:
    records = [{"code": "01000", "n": 1.50, "ok": True, "x": {"y": 2}}, {"code": "2", "n": None}]
    path = tmp_path / "a.json"
    path.write_text('[{"code": "01000", "n": 1.50, "ok": true, "x": {"y": 2}}, {"code": "2"}]')
    table = open_source(path).read()
    assert table.names == ["code", "n", "ok", "x.y"]
    assert list(table.rows()) == [("01000", "1.50", "true", "2"), ("2", "", "", "")]
    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(json.dumps(record) for record in records))
    assert len(open_source(lines).read()) == 2


def test_geojson(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [2.25, 48.82]}
    feature = {"type": "Feature", "properties": {"nom": "Mairie"}, "geometry": point}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    source = open_source(path)
    assert source.file.format == "geojson"
    nom, geometry = next(source.read().rows())
    assert nom == "Mairie"
    assert json.loads(geometry) == point


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"code": ["01", None], "n": [1.0, 2.5]}), path)
    assert list(open_source(path).read().rows()) == [("01", "1"), ("", "2.5")]


def test_one_table_in_an_archive(tmp_path: Path) -> None:
    text = "a;b\n1;2\n3;4\n"
    zipped = tmp_path / "a.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("données.csv", text)
        archive.writestr("LISEZMOI.md", "texte")
    gzipped = tmp_path / "a.csv.gz"
    gzipped.write_bytes(gzip.compress(text.encode()))
    for path in (zipped, gzipped):
        assert list(open_source(path).read().rows()) == [("1", "2"), ("3", "4")]
    with zipfile.ZipFile(zipped, "a") as archive:
        archive.writestr("autre.csv", text)
    with pytest.raises(NotOneTable):
        open_source(zipped)


def test_json_without_records_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"name": "x", "version": 1}')
    with pytest.raises(NotTabular):
        open_source(path)


def test_json_by_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"code": ["01000", "02000"], "n": [1.50, null]}')
    table = open_source(path).read()
    assert table.names == ["code", "n"]
    assert list(table.rows()) == [("01000", "1.50"), ("02000", "")]


@pytest.mark.parametrize("name", ["a.json", "a.parquet"])
def test_what_has_neither_sheet_nor_separator_is_described(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if name == "a.json":
        path.write_text('[{"code": "01000"}, {"code": "02000"}]')
    else:
        pq.write_table(pa.table({"code": ["01000", "02000"]}), path)
    assert main(["inspect", str(path)]) == 0
    assert f"1. {path.suffix[1:]}: 2 " in capsys.readouterr().out
