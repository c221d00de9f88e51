"""The same errors as the reference on every published schema and the examples beside it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from curator.errors import CuratorError
from curator.readers import open_source
from curator.schema.model import Schema
from curator.table import Table
from tests.parity.exceptions import comparable, departs
from tests.parity.reference import NotLoaded, curator_errors, reference_errors

SHARED = Path(__file__).resolve().parents[3] / "shared" / "schemas"
FEW = 60
"""Rows compared by default; the slow test takes them all, and every version of every schema."""


def _schemas() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(SHARED.glob("**/*.json")):
        try:
            descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
        except (ValueError, UnicodeDecodeError):
            continue
        if isinstance(descriptor, dict) and isinstance(descriptor.get("fields"), list):
            yield path, descriptor


def _examples(folder: str) -> list[Path]:
    return sorted(
        p for p in (SHARED / folder).glob("**/*") if p.suffix.lower() in (".csv", ".xlsx")
    )


def _folder_of(path: Path) -> str:
    return path.relative_to(SHARED).parts[0]


FOLDERS = sorted({_folder_of(p) for p, _ in _schemas() if _examples(_folder_of(p))}) or ["none"]


def _read(path: Path, rows: int | None) -> Table | None:
    try:
        table = open_source(path).read().records()
    except CuratorError:
        return None
    if not len(table):
        return None
    return table if rows is None else table.take_rows(np.arange(min(rows, len(table))))


def _compare(table: Table, descriptor: dict[str, Any]) -> None:
    descriptor = comparable(descriptor)
    wanted = reference_errors(table, descriptor)
    found = curator_errors(table, descriptor)
    schema = Schema.from_descriptor(descriptor)
    for error in wanted ^ found:
        type_, row, number = error
        assert row is not None, error
        assert number is not None, error
        field = schema.fields[number - 1]
        position = table.position_of_row(row)
        assert position is not None
        cell = table.data.column(number - 1)[position].as_py()
        assert departs(field, cell), (error, field, type_)


def _compare_folder(folder: str, rows: int | None) -> None:
    compared = 0
    tables = [table for path in _examples(folder) if (table := _read(path, rows)) is not None]
    for path, descriptor in _schemas():
        if _folder_of(path) != folder or (rows and "versions" in path.parts):
            continue
        for table in tables:
            for mode in (None, "partial"):
                wanted = descriptor | ({"fieldsMatch": mode} if mode else {})
                try:
                    _compare(table, wanted)
                except NotLoaded:
                    continue
                compared += 1
    if not compared:
        pytest.skip("the reference does not load the schema")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_same_errors_as_the_reference(shared: Path, folder: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reference warns about its own dependencies
        _compare_folder(folder, FEW)


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_same_errors_on_whole_files(shared: Path, folder: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _compare_folder(folder, None)
