"""What publication costs on a large table, beside what Arrow itself needs for the same bytes.

Run as a script: ``python tests/benchmarks/bench_publish.py [ROWS]``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.csv

from curator.operations.structure import SuppressField
from curator.preview import difference
from curator.publish.content_hash import table_sha256
from curator.publish.metadata import Metadata
from curator.publish.package import write_package
from curator.publish.release import release_of
from curator.publish.verification import verify_package
from curator.publish.writers.csv import write_csv
from curator.recipe import Recipe
from curator.table import Table

FIELDS = 12


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of the better of two runs, and the result."""
    best, result = float("inf"), None
    for _ in range(2):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def main(rows: int) -> None:
    cells = {f"c{i}": [f"valeur {i}-{n % 9973}" for n in range(rows)] for i in range(FIELDS)}
    cells["c0"] = [f"{n}.5" for n in range(rows)]
    cells["mail"] = [f"personne{n}@mail.example" for n in range(rows)]
    source = Table.from_columns(cells)
    step = SuppressField(field="mail")
    public, recipe = step.apply(source), Recipe(operations=(step,))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        base, _ = timed(lambda: pyarrow.csv.write_csv(public.data, out / "arrow.csv"))
        print(f"{rows} rows x {FIELDS} fields, {(out / 'arrow.csv').stat().st_size:,} bytes")
        work: dict[str, Callable[[], object]] = {
            "pyarrow.csv.write_csv": lambda: pyarrow.csv.write_csv(public.data, out / "arrow.csv"),
            "write_csv": lambda: write_csv(public, out / "ours.csv"),
            "table_sha256": lambda: table_sha256(public),
            "difference, one field removed": lambda: difference(source, public, (step,)),
        }
        diff = difference(source, public, (step,))
        metadata = Metadata(title="Mesure", description="Une table de mesure.")
        work["release_of, all values of a field removed"] = lambda: release_of(
            diff, metadata, recipe
        )
        release = release_of(diff, metadata, recipe)
        work["write_package, every byte searched"] = lambda: write_package(release, out)
        write_package(release, out)
        work["verify_package"] = lambda: verify_package(out / release.package_name)
        for name, call in work.items():
            seconds, _ = timed(call)
            print(f"{name:<45}{seconds:8.2f} s{seconds / base:8.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
