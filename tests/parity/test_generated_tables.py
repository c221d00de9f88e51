"""The same errors as the reference on tables made up from every published schema."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from curator.schema.model import Schema
from curator.table import Table
from tests.parity.exceptions import comparable, departs
from tests.parity.reference import NotLoaded, curator_errors, reference_errors
from tests.parity.test_published_schemas import SHARED, _schemas

_ANY = [
    "", " ", "a", "Été", "0", "1", "-3", "1.5", "1,5", "1 000", "NaN", "INF", "1e3", "true", "oui",
    "2024-02-29", "2024-02-30", "29/02/2024", "2024", "2024-01", "12:30:00", "2024-01-01T10:00:00Z",
    "P1Y", "48.8, 2.3", "[2.3, 48.8]", "{}", "[]", '["a"]',
    '{"type": "Point", "coordinates": [0, 0]}',
    "a@b.fr", "https://exemple.fr/a?b=c", "01000", "21750001600019", "x" * 300,
    "f47ac10b-58cc-4372-a567-0e02b2c3d479",
]  # fmt: skip
_ROWS = 12
_ROUNDS = 3
_PATHS = [path for path, _ in _schemas()] or [Path("none")]


def _texts(field: dict[str, Any], chance: random.Random) -> Iterator[str]:
    """Cells that a field may get: what its schema gives as an example, and anything else."""
    constraints = field.get("constraints") or {}
    likely = [str(m) for m in constraints.get("enum", ())]
    example = field.get("example")
    likely += [str(e) for e in (example if isinstance(example, list) else [example]) if e]
    likely += [str(v) for k, v in constraints.items() if k in ("minimum", "maximum")]
    for _ in range(_ROWS):
        text = chance.choice(likely if likely and chance.random() < 0.6 else _ANY)
        yield chance.choice((text, text, text, f" {text}", text.upper()))


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(_ROUNDS))
@pytest.mark.parametrize("path", _PATHS, ids=lambda p: "/".join(p.parts[-3:]))
def test_the_same_errors_on_made_up_tables(shared: Path, path: Path, round_: int) -> None:
    descriptor = comparable(dict(_schemas())[path])
    seed = f"{path.relative_to(SHARED)} {round_}"
    chance = random.Random(seed)
    columns = {f["name"]: list(_texts(f, chance)) for f in descriptor["fields"]}
    table = Table.from_columns(columns)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reference warns about its own dependencies
        try:
            wanted = reference_errors(table, descriptor)
        except NotLoaded:
            pytest.skip("the reference does not load the schema")
    schema = Schema.from_descriptor(descriptor)
    for error in wanted ^ curator_errors(table, descriptor):
        _, row, number = error
        assert row is not None, error
        assert number is not None, error
        cell = columns[schema.fields[number - 1].name][row - 2]
        assert departs(schema.fields[number - 1], cell), (error, cell, schema.fields[number - 1])
