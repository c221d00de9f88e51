"""Large tables are inferred in threads: the same answers, and they can be interrupted."""

from __future__ import annotations

import pytest

from curator.errors import Cancelled
from curator.schema.inference import infer
from curator.table import Table


def _pattern(rows: int) -> Table:
    return Table.from_columns(
        {
            "code": [f"{n % 95 + 1:05d}" for n in range(rows)],
            "montant": [f"{n % 700},50" for n in range(rows)],
            "date": [f"{n % 28 + 1:02d}/03/2024" for n in range(rows)],
            "remarque": ["" if n % 3 else "vu" for n in range(rows)],
        }
    )


def test_many_rows_are_read_like_few():
    assert infer(_pattern(12_000)) == infer(_pattern(1_200))


def test_a_long_inference_can_be_interrupted():
    def interrupt(fraction: float, _message: str) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        infer(_pattern(12_000), report=interrupt)
