"""A scan lets go of the table as soon as it is over."""

from __future__ import annotations

import gc

import pyarrow as pa

from curator.privacy.scan import scan
from curator.table import Table


def test_nothing_of_a_scan_waits_for_the_collector():
    rows = 50_000
    table = Table.from_columns(
        {
            "nom": [f"DUPONT {n}" for n in range(rows)],
            "remarque": [f"appel n° {n} de l’usager" for n in range(rows)],
        }
    )
    scan(table)  # what is loaded once stays
    gc.collect()
    before = pa.total_allocated_bytes()
    gc.disable()
    try:
        scan(table)
        assert pa.total_allocated_bytes() - before < 100_000
    finally:
        gc.enable()
