"""Print the semantic types that Curator and csv-detective give to the fields of folders of files.

``python -m tests.benchmarks.report_semantic FOLDER… [--all]``

Both see the same table: as Curator reads it, written as UTF-8. Fields on which the two agree are
only counted, unless ``--all``. Needs ``csv-detective`` beside Curator.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.csv

from curator.errors import CuratorError
from curator.readers import open_source
from curator.schema.semantic import recognise
from curator.table import Table

SAME = {
    "code_commune": {"commune-code"}, "code_postal": {"postal-code"}, "siren": {"siren"},
    "code_departement": {"departement-code"}, "code_region": {"region-code"}, "siret": {"siret"},
    "code_rna": {"rna"}, "code_waldec": {"rna"}, "uai": {"uai"}, "tel_fr": {"telephone"},
    "email": {"email"}, "url": {"url"}, "latlon_wgs": {"lat-lon"}, "lonlat_wgs": {"lon-lat"},
    "latitude_wgs": {"latitude"}, "latitude_wgs_fr_metropole": {"latitude"},
    "longitude_wgs": {"longitude"}, "longitude_wgs_fr_metropole": {"longitude"},
    "latitude_l93": {"lambert93-y"}, "longitude_l93": {"lambert93-x"}, "percent": {"percentage"},
    "money": {"currency", "amount"}, "year": {"year"}, "mois_de_lannee": {"month"},
    "date": {"iso-date", "french-date", "excel-date"},
    "datetime_naive": {"iso-date", "french-date"},
    "datetime_aware": {"iso-date"}, "commune": {"commune"}, "departement": {"departement"},
    "adresse": {"postal-address"}, "region": {"region"}, "pays": {"country"}, "uuid": {"uuid"},
    "jour_de_la_semaine": {"weekday"}, "geojson": {"geojson"}, "sexe": {"sex"},
    "iso_country_code_alpha2": {"country-code"}, "code_epci": {"epci-code"},
}  # fmt: skip
"""csv-detective’s formats and the types of ours that mean the same."""

PLAIN = {"string", "int", "float", "bool", "json", "binary"}
"""Formats that say no more than the type of the field."""

_ROWS = 2000


def _theirs(table: Table, folder: Path) -> dict[str, str]:
    from csv_detective import routine

    path = folder / "table.csv"
    columns = [table.column(name).slice(0, _ROWS) for name in table.names]
    pyarrow.csv.write_csv(pa.table(columns, names=list(table.names)), str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = routine(str(path), num_rows=-1, save_results=False, encoding="utf-8", sep=",")
    return {name: said["format"] for name, said in found["columns"].items()}


def _files(folders: list[str]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(p for p in Path(folder).rglob("*") if p.is_file())


def main(arguments: list[str]) -> None:
    """Compare, field by field."""
    counts: Counter[str] = Counter()
    for path in _files([a for a in arguments if not a.startswith("--")]):
        try:
            table = open_source(path).read().records()
        except CuratorError:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                theirs = _theirs(table, Path(folder))
            except Exception as error:  # noqa: BLE001  (it raises whatever it meets)
                print(f"{path.name}: csv-detective fails ({type(error).__name__})")
                counts["tables it fails on"] += 1
                continue
        for name in table.names:
            ours = [found.type.name for found in recognise(table, name)]
            verdict = _verdict(theirs.get(name, "string"), ours)
            counts[verdict] += 1
            if verdict not in ("the same", "neither") or "--all" in arguments:
                print(f"{verdict:12} {path.name} / {name}: {theirs.get(name)} | {ours}")
    for verdict, number in counts.most_common():
        print(f"{number:6} {verdict}")


def _verdict(theirs: str, ours: list[str]) -> str:
    told = [name for name in ours if name not in ("enumeration", "identifier")]
    if theirs in PLAIN:
        return "ours alone" if told else "neither"
    if SAME.get(theirs, {theirs}) & set(ours):
        return "the same"
    return "different" if told else "theirs alone"


if __name__ == "__main__":
    main(sys.argv[1:])
