"""How long the personal-data scan of a large table takes beside reading it with ``pyarrow.csv``.

    python -m tests.benchmarks.bench_scan [ROWS] [--profile]

Makes a table of ROWS × 12 (1,000,000 by default) with names, dates of birth, addresses, telephone
numbers, e-mails and remarks, writes it as CSV in a temporary folder, and prints seconds and ratios.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from curator.privacy import names
from curator.privacy.scan import scan
from curator.table import Table
from tests.data.privacy.values import FIRST, LAST, STREETS, TOWNS


def table(rows: int, seed: int = 7) -> pa.Table:
    """A made-up register of residents, every field text."""
    rng = np.random.default_rng(seed)

    def pick(values: list[str]) -> pa.Array:
        return pa.array(values).take(pa.array(rng.integers(0, len(values), rows)))

    def digits(low: int, high: int) -> pa.Array:
        return pc.cast(pa.array(rng.integers(low, high, rows)), pa.string())

    def joined(*parts: Any) -> pa.Array:
        return pc.binary_join_element_wise(*parts, "")

    firsts = pick([*FIRST["first"], *FIRST["second"]])
    lasts = pick([*LAST["first"], *LAST["second"]])
    town = [f"{code}|{name}" for code, name in (*TOWNS["first"], *TOWNS["second"])]
    towns = pc.split_pattern(pick(town), "|")
    days = pa.array(rng.integers(-14000, 18000, rows), pa.int32()).cast(pa.date32())
    remark = pick(
        [
            "Dossier complet n° ",
            "Relance faite, reste dû ",
            "RAS ",
            "Vu au guichet le ",
            "Pièce manquante, ticket ",
        ]
    )
    return pa.table(
        {
            "id": pc.cast(pa.array(np.arange(rows)), pa.string()),
            "nom": pc.utf8_upper(lasts),
            "prenom": firsts,
            "date_naissance": pc.strftime(days, "%d/%m/%Y"),
            "adresse": joined(digits(1, 190), " ", pick([*STREETS["first"], *STREETS["second"]])),
            "code_postal": pc.list_element(towns, 0),
            "ville": pc.list_element(towns, 1),
            "telephone": joined(
                "06 ", digits(10, 99), " ", digits(10, 99), " ", digits(10, 99), " ", digits(10, 99)
            ),
            "courriel": joined(pc.utf8_lower(firsts), ".", digits(1, 99999), "@exemple.fr"),
            "montant": joined(digits(1, 99999), ",", digits(10, 99)),
            "siret": digits(10_000_000_000_000, 99_999_999_999_999),
            "remarques": joined(remark, digits(1, 10_000_000)),
        }
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result of one call."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def read(path: Path) -> pa.Table:
    """The file as text, as the product needs it read."""
    types = dict.fromkeys(pyarrow.csv.open_csv(path).schema.names, pa.string())
    return pyarrow.csv.read_csv(
        path,
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False),
    )


def main(arguments: list[str]) -> int:
    """Measure and print."""
    rows = next((int(a) for a in arguments if a.isdigit()), 1_000_000)
    scan(Table.from_columns({"nom": ["Dupont"], "prenom": ["Jean"]}))  # imports and dictionaries
    print(f"dictionary: {names._dictionary().nbytes / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.csv"
        pyarrow.csv.write_csv(table(rows), path)
        print(f"{rows} rows × 12, {path.stat().st_size / 1e6:.0f} MB")
        reading = min(timed(lambda: read(path))[0] for _ in range(3))
        data = read(path)
    opened = Table.from_columns({name: data.column(name) for name in data.column_names})
    if "--profile" in arguments:
        import cProfile

        cProfile.runctx("scan(opened)", globals(), locals(), sort="cumtime")
        return 0
    scanning, result = min(
        (timed(lambda: scan(opened, limit=1000)) for _ in range(2)), key=lambda t: t[0]
    )
    print(
        f"pyarrow.csv {reading:.2f} s, scan {scanning:.2f} s, "
        f"ratio {scanning / reading:.1f} (bar: 10)"
    )
    print(
        "kinds: "
        + ", ".join(f"{f.name}={f.kinds[0].kind if f.kinds else '-'}" for f in result.fields)
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
