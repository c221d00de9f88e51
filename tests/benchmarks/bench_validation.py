"""How fast validation is beside the reference implementation, with the table open.

    python -m tests.benchmarks.bench_validation [ROWS] [--big]

Prints a table: rows, seconds of each, their ratio, and whether they found the same errors.
``--big`` adds 1,000,000 rows for Curator alone, and the re-validation after one field was edited.
"""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np

from curator.schema.model import PROFILE, Schema
from curator.schema.validation import validate
from curator.table import Table

RUNS = 3

DESCRIPTOR: dict[str, Any] = {
    "$schema": PROFILE,
    "fields": [
        {"name": "id", "type": "integer", "constraints": {"required": True, "unique": True}},
        {
            "name": "siret",
            "type": "string",
            "constraints": {"required": True, "pattern": r"\d{14}"},
        },
        {"name": "nom", "type": "string", "constraints": {"required": True, "maxLength": 40}},
        {
            "name": "categorie",
            "type": "string",
            "constraints": {"required": True, "enum": ["A", "B", "C", "D"]},
        },
        {
            "name": "statut",
            "type": "string",
            "constraints": {"required": True, "enum": ["ouvert", "clos", "suspendu"]},
        },
        {
            "name": "montant",
            "type": "number",
            "constraints": {"required": True, "minimum": 0, "maximum": 1000000},
        },
        {"name": "date", "type": "date", "constraints": {"required": True}},
        {"name": "annee", "type": "year"},
        {"name": "url", "type": "string", "format": "uri"},
        {"name": "actif", "type": "boolean"},
        {"name": "lat", "type": "number", "constraints": {"minimum": 41, "maximum": 52}},
        {"name": "objet", "type": "string"},
    ],
}


def make_table(rows: int, seed: int = 7) -> Table:
    """Twelve fields as a subsidies file has them; about one cell in a thousand is wrong."""
    rng = np.random.default_rng(seed)

    def spoiled(texts: list[str], wrong: str) -> list[str]:
        for position in rng.integers(0, rows, max(1, rows // 1000)):
            texts[position] = wrong
        return texts

    days = np.datetime64("2019-01-01") + rng.integers(0, 2000, rows)
    columns = {
        "id": [str(n) for n in range(1, rows + 1)],
        "siret": spoiled([f"{n:014d}" for n in rng.integers(10**13, 10**14, rows)], "2,17E+13"),
        "nom": [f"Association n° {n}" for n in rng.integers(0, rows, rows)],
        "categorie": spoiled(list(rng.choice(list("ABCD"), rows)), "E"),
        "statut": spoiled(list(rng.choice(["ouvert", "clos", "suspendu"], rows)), ""),
        "montant": spoiled([f"{n:.2f}" for n in rng.uniform(0, 10**6, rows)], "1 234,50"),
        "date": spoiled([str(day) for day in days], "31/12/2023"),
        "annee": [str(n) for n in rng.integers(2015, 2025, rows)],
        "url": [f"https://exemple.fr/dossier/{n}" for n in rng.integers(0, rows, rows)],
        "actif": list(rng.choice(["true", "false"], rows)),
        "lat": spoiled([f"{n:.6f}" for n in rng.uniform(42, 51, rows)], "2.35"),
        "objet": [f"Projet {n} de la commune" for n in rng.integers(0, 500, rows)],
    }
    return Table.from_columns({name: [str(t) for t in texts] for name, texts in columns.items()})


def timed(work: Callable[[], Any], runs: int = RUNS) -> tuple[float, Any]:
    """The least time of some runs, and what the last one gave."""
    best, result = float("inf"), None
    for _run in range(runs):
        gc.collect()
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best, result


def reference(table: Table) -> Counter[tuple[str, int | None, int | None]]:
    """The reference implementation's errors on the same cells."""
    import frictionless

    schema = frictionless.Schema.from_descriptor(DESCRIPTOR)
    resource = frictionless.Resource(data=[table.names, *map(list, table.rows())], schema=schema)
    report = resource.validate(limit_errors=10**9)
    return Counter(
        (e.type, getattr(e, "row_number", None), getattr(e, "field_number", None))
        for e in report.tasks[0].errors
    )


def main(arguments: list[str]) -> None:
    """Print the table."""
    rows = next((int(a) for a in arguments if a.isdigit()), 100_000)
    schema = Schema.from_descriptor(DESCRIPTOR)
    table = make_table(rows)
    reference_seconds, wanted = timed(lambda: reference(table), runs=1)
    seconds = float("inf")
    for _run in range(RUNS):
        fresh = make_table(rows)  # nothing remembered from the last run
        one, report = timed(lambda t=fresh: validate(t, schema), runs=1)  # type: ignore[misc]
        seconds = min(seconds, one)
    found = Counter((e.type, e.row_number, e.field_number) for e in report.errors)
    print(f"{'rows':>10} {'reference s':>12} {'curator s':>10} {'ratio':>7} {'errors':>7} same")
    print(
        f"{rows:>10} {reference_seconds:>12.2f} {seconds:>10.3f} "
        f"{reference_seconds / seconds:>7.0f} {sum(found.values()):>7} {found == wanted}"
    )
    if "--big" in arguments:
        big(schema)


def big(schema: Schema) -> None:
    """A million rows; then one field edited."""
    table = make_table(1_000_000)
    first, _report = timed(lambda: validate(table, schema), runs=1)
    edited = table.with_column("categorie", ["A"] * len(table))
    again, _report = timed(lambda: validate(edited, schema), runs=1)
    print(f"{'1,000,000 rows':>30}: {first:.2f} s; after editing one field: {again:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
