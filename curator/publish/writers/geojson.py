"""GeoJSON (RFC 7946): one feature per row, points from a longitude and a latitude field or from a
``geopoint`` one, geometries from a ``geojson`` one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from curator.i18n import N_
from curator.progress import Report, silent
from curator.publish.writers.json import literals_of
from curator.publish.writers.model import FileFormat, rows_of
from curator.schema.model import Schema
from curator.table import Table

_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
_LONGITUDE = re.compile(r"(^|_)(longitude|long|lon|lng)(_|$)|^x_?wgs84$", re.IGNORECASE)
_LATITUDE = re.compile(r"(^|_)(latitude|lat)(_|$)|^y_?wgs84$", re.IGNORECASE)

Geometry = Callable[[tuple[str, ...]], str]
"""The geometry of a row as JSON text; ``null`` where the row has none."""


def write_geojson(table: Table, path: Path, report: Report = silent) -> None:
    """Write the table; every field is a property of its feature."""
    geometry = geometry_of(table.schema)
    if geometry is None:
        raise ValueError("the schema has no place: FileFormat.suits says so")
    names = [json.dumps(name, ensure_ascii=False) for name in table.names]
    literals = literals_of(table.schema)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('{"type":"FeatureCollection","features":[')
        for row, cells in enumerate(rows_of(table)):
            if row % 10_000 == 0:
                report(row / len(table), "")
            pairs = ",".join(
                f"{name}:{literal(text)}"
                for name, literal, text in zip(names, literals, cells, strict=True)
            )
            feature = f'{{"type":"Feature","geometry":{geometry(cells)},"properties":{{{pairs}}}}}'
            stream.write((",\n" if row else "\n") + feature)
        stream.write("\n]}\n")


def geometry_of(schema: Schema) -> Geometry | None:
    """How a row's place is read; None when the schema has no place."""
    for index, field in enumerate(schema):
        if field.type == "geojson":
            return lambda cells, i=index: _geometry(cells[i])  # type: ignore[misc]
        if field.type == "geopoint":
            return lambda cells, i=index, form=field.format: _geopoint(cells[i], form)  # type: ignore[misc]
    longitude = _index_of(schema, _LONGITUDE)
    latitude = _index_of(schema, _LATITUDE)
    if longitude is None or latitude is None:
        return None
    return lambda cells: _point(cells[longitude], cells[latitude])


def _index_of(schema: Schema, pattern: re.Pattern[str]) -> int | None:
    names = schema.names
    return next((i for i, name in enumerate(names) if pattern.search(name)), None)


def _geometry(text: str) -> str:
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return "null"
    is_geometry = isinstance(value, dict) and "type" in value
    return json.dumps(value, ensure_ascii=False) if is_geometry else "null"


def _geopoint(text: str, form: str) -> str:
    """Table Schema writes ``lon, lat``, a two-item list or an object."""
    if form == "default":
        longitude, _comma, latitude = text.partition(",")
        return _point(longitude.strip(), latitude.strip())
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        return "null"
    if isinstance(value, dict):
        value = [value.get("lon"), value.get("lat")]
    return _point(*map(str, value)) if isinstance(value, list) and len(value) == 2 else "null"


def _point(longitude: str, latitude: str) -> str:
    """A point, in the order of RFC 7946; null for what is no place on Earth."""
    if not (_DEGREES.fullmatch(longitude) and _DEGREES.fullmatch(latitude)):
        return "null"
    x, y = float(longitude), float(latitude)
    if abs(x) > 180 or abs(y) > 90:
        return "null"
    return f'{{"type":"Point","coordinates":[{json.dumps(x)},{json.dumps(y)}]}}'


GEOJSON = FileFormat(
    name="geojson",
    suffix=".geojson",
    mediatype="application/geo+json",
    authority="GEOJSON",
    label=N_("The same data on a map (GeoJSON)"),
    write=write_geojson,
    suits=lambda schema: geometry_of(schema) is not None,
)
