"""Files of other projects: they open, or the refusal says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.errors import SourceError
from curator.readers import open_source

SHARED = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "third-party"
DATA = SHARED / "frictionless-data" / "data"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file())

MUST_OPEN = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet", ".ndjson", ".jsonl", ".geojson")


def refusal_of(path: Path) -> SourceError | None:
    try:
        open_source(path)
    except SourceError as error:
        return error
    return None


@pytest.mark.slow
@pytest.mark.skipif(not FILES, reason="needs the shared folder beside the repository")
@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(DATA)))
def test_every_data_file_opens_or_is_refused_with_a_reason(path: Path) -> None:
    refusal = refusal_of(path)
    if refusal is not None:
        assert path.name in str(refusal)
        assert str(refusal).endswith(".")
        # An empty file is the only one of a table's format that holds none.
        assert path.suffix.lower() not in MUST_OPEN or refusal.code in ("empty-file", "damaged")
        return
    source = open_source(path)
    for number in range(1, len(source.tables) + 1):
        table = source.read(number)
        assert table.names == [column.name for column in source.tables[number - 1].columns]
        assert len(table) == source.tables[number - 1].row_count
