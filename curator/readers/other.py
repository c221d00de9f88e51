"""Formats beside delimited text and workbooks: JSON, Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from curator.i18n import gettext as _
from curator.progress import Report
from curator.readers import limits
from curator.readers.errors import (
    DamagedFile,
    EncryptedFile,
    NotTabular,
    TooLarge,
)
from curator.readers.grid import Grid
from curator.readers.model import ReadingOptions
from curator.readers.sheet import Content, Sheet

OFFICE_SUFFIXES = (".ods", ".xlsx", ".xlsm", ".xltx", ".xlsb", ".xls")
"""Names of archives that are meant to be workbooks: one that is none is damaged or misnamed."""
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".geojson")


def read_other(path: Path, kind: str, options: ReadingOptions, report: Report) -> Content:
    """Read by kind. Raises ``SourceError``."""
    report(0.0, "")
    if kind == "gzip" or (kind == "zip" and path.suffix.lower() not in OFFICE_SUFFIXES):
        from curator.readers.archives import read_archive

        return read_archive(path, kind, options, report)
    if kind == "parquet":
        return read_parquet(path, path)
    if kind == "json":
        return read_json(path, path.read_bytes(), path.name, options, report)
    raise refusal(path, kind)


def refusal(path: Path, kind: str) -> Exception:
    """Why a file (or what an archive holds) of this kind is not opened."""
    if kind == "zip-encrypted":
        return EncryptedFile(name=path.name)
    if kind == "zip-damaged":
        suffix = path.suffix.lstrip(".").upper() or "ZIP"
        return DamagedFile(name=path.name, format=suffix)
    if kind == "zip":
        if path.suffix.lower() == ".ods":
            return DamagedFile(name=path.name, format="ODS")
        return NotTabular(name=path.name, format=_("an ordinary ZIP archive"))
    if kind == "xml":
        return NotTabular(name=path.name, format=_("an XML document"))
    return NotTabular(name=path.name, format=_("an office document that is not a spreadsheet"))


# -- Parquet ---------------------------------------------------------------------------------


def read_parquet(path: Path, source: Path | IO[bytes]) -> Content:
    """The table of a Parquet file; ``path`` is what was opened. Raises ``SourceError``."""
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(source)
        if file.metadata.num_rows * max(1, file.metadata.num_columns) > limits.CELLS:
            raise TooLarge(name=path.name, reason=_("it holds too many cells"))
        table = file.read()
    except (pa.ArrowException, OSError, ValueError) as error:
        raise DamagedFile(name=path.name, format="Parquet") from error
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        columns.append(pa.chunked_array([pa.array([name], pa.string()), *_texts(column).chunks]))
    grid = Grid(tuple(columns), table.num_rows + 1)
    return _content("parquet", grid)


def _texts(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type):
        return column.fill_null("")
    from curator.readers.workbook.columns import column_text

    values = ["" if value is None else _plain(value) for value in column.to_pylist()]
    return pa.chunked_array([column_text(values)], pa.string())


def _plain(value: Any) -> Any:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _content(kind: str, grid: Grid) -> Content:
    sheet = Sheet(name=None, grid=grid, has_fixed_header=True)
    return Content(kind, (sheet,))


# -- JSON ------------------------------------------------------------------------------------


def read_json(
    path: Path, data: bytes, name: str, options: ReadingOptions, report: Report
) -> Content:
    """Records of a JSON document called ``name``, in the file ``path``. Raises ``SourceError``."""
    try:
        text = data.decode(json.detect_encoding(data))
        kind, records = _records(text)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        if not name.lower().endswith(JSON_SUFFIXES):
            # Text that only happens to begin with a bracket.
            from curator.readers.delimited.reader import read_bytes

            sheet = read_bytes(data, path.name, options, report)
            return Content("csv", (sheet,))
        raise DamagedFile(name=path.name, format="JSON") from error
    if records is None:
        raise NotTabular(name=path.name, format=_("a JSON document that holds no list of records"))
    return _content(kind, _grid_of(records))


def _records(text: str) -> tuple[str, list[Any] | None]:
    try:
        document = json.loads(text.removeprefix("\ufeff"), parse_float=_Number, parse_int=_Number)
    except json.JSONDecodeError:
        lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
        return "jsonl", [json.loads(line, parse_float=_Number, parse_int=_Number) for line in lines]
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        return "geojson", [_feature(f) for f in features] if isinstance(features, list) else None
    if isinstance(document, dict):
        document = _list_within(document)
    if not isinstance(document, list):
        return "json", None
    tabular = all(isinstance(item, (dict, list)) for item in document)
    return "json", document if tabular else None


def _list_within(document: Mapping[str, Any]) -> Any:
    """The only list of records of a document such as ``{"total": 3, "results": [ … ]}``."""
    lists = [
        value
        for value in document.values()
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    ]
    return lists[0] if len(lists) == 1 else _columns(document)


def _columns(document: Mapping[str, Any]) -> list[Any] | None:
    """The records of a document such as ``{"name": ["a", "b"], "age": ["1", "2"]}``."""
    columns = list(document.values())
    alike = all(isinstance(column, list) for column in columns)
    if len(columns) < 2 or not alike or len(set(map(len, columns))) != 1:
        return None
    return [dict(zip(document, values, strict=True)) for values in zip(*columns, strict=True)]


def _feature(feature: Any) -> dict[str, Any]:
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    record = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature and "id" not in record:
        record["id"] = feature["id"]
    record["geometry" if "geometry" not in record else "geometry2"] = feature.get("geometry")
    return record


def _grid_of(records: Iterable[Any]) -> Grid:
    records = list(records)
    if records and all(isinstance(record, list) for record in records):
        return Grid.from_rows([[_cell(value) for value in record] for record in records])
    flat = [_flat(record) if isinstance(record, dict) else {} for record in records]
    names = list(dict.fromkeys(name for record in flat for name in record))
    rows = [names, *([record.get(name, "") for name in names] for record in flat)]
    return Grid.from_rows(rows)


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Nested objects as fields named by their path; geometries stay whole."""
    found: dict[str, str] = {}
    for key, value in record.items():
        nested = isinstance(value, dict) and value and "coordinates" not in value
        if nested:
            found |= {f"{key}.{name}": text for name, text in _flat(value).items()}
        else:
            found[str(key)] = _cell(value)
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, _Number) else _json_text(value)


class _Number(str):
    """A number of a JSON document, as its own characters."""

    __slots__ = ()


def _json_text(value: Any) -> str:
    """A value inside a cell as JSON again, numbers with the digits they had."""
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(map(_json_text, value)) + "]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k, ensure_ascii=False)}:{_json_text(v)}" for k, v in value.items())
        return "{" + ",".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=False)
