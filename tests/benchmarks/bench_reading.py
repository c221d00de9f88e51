"""Opening files against the libraries underneath: ``python -m tests.benchmarks.bench_reading``.

Makes a file of ``--rows`` × 12 fields in UTF-8, Windows-1252 and with ragged rows, and an XLSX of a
tenth of the rows, times each reader in turn (best of ``--times``, interleaved, so that a busy
machine slows all of them), prints the ratios, and removes the files.
"""

from __future__ import annotations

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv

from curator.table import Table

FIELDS = (
    "identifiant;siret;nom;commune;code_insee;objet;montant;date;exercice;latitude;longitude;"
    "observation"
)
COMMUNES = ("Issy-les-Moulineaux", "Saint-Étienne", "Montpellier", "Besançon", "Évreux", "Nîmes")
OBJECTS = (
    "Subvention de fonctionnement",
    "Aide à l’investissement",
    "Équipement sportif",
    "Fête de quartier",
)
REMARKS = ('"a; b et ""c"""', "sans observation particulière")


def make_csv(path: Path, rows: int, encoding: str, *, ragged: bool = False) -> None:
    """A semicolon-separated file of French amounts, codes and texts."""
    draw = random.Random(1)
    with path.open("w", encoding=encoding, newline="") as stream:
        stream.write(FIELDS + "\r\n")
        for n in range(rows):
            siret = draw.randrange(10**13, 10**14)
            amount = draw.randrange(10**7) / 100
            line = (
                f"{n};{siret};ASSOCIATION N°{n % 5000};{COMMUNES[n % 6]};"
                f"{draw.randrange(1000, 95999):05d};{OBJECTS[n % 4]};{amount:.2f};"
                f"{1 + n % 28:02d}/{1 + n % 12:02d}/2024;2024;{45 + draw.random():.6f};"
                f"{2 + draw.random():.6f}"
            )
            if not (ragged and n % 5000 == 4999):
                line += f";{REMARKS[n % 7 > 0]}"
            stream.write(line + "\r\n")


def make_xlsx(path: Path, rows: int) -> None:
    """The same kind of table as a workbook, with a code format, dates and shared strings."""
    import xlsxwriter

    draw = random.Random(1)
    with xlsxwriter.Workbook(path) as book:
        code = book.add_format({"num_format": "00000"})
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet()
        page.write_row(0, 0, FIELDS.split(";"))
        for n in range(1, rows + 1):
            page.write_row(n, 0, [n, "21920040700012", f"ASSOCIATION {n % 5000}", COMMUNES[n % 6]])
            page.write_number(n, 4, 1000 + n % 9000, code)
            page.write_row(n, 5, [OBJECTS[n % 4], draw.randrange(10**7) / 100])
            page.write_number(n, 7, 45000 + n % 300, date)
            page.write_row(n, 8, [2024, 48 + draw.random(), 2 + draw.random(), "sans"])


def with_pyarrow(path: Path, encoding: str) -> Callable[[], object]:
    """All fields as text, line breaks inside quotes allowed."""
    kinds = dict.fromkeys(FIELDS.split(";"), pa.string())
    return lambda: pacsv.read_csv(
        path,
        read_options=pacsv.ReadOptions(encoding=encoding),
        parse_options=pacsv.ParseOptions(delimiter=";", newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(column_types=kinds),
    )


def with_pandas(path: Path, encoding: str) -> Callable[[], object]:
    """pandas' own C parser, all fields as text."""
    import pandas as pd

    return lambda: pd.read_csv(
        path, sep=";", dtype=str, keep_default_na=False, encoding=encoding, engine="c"
    )


def with_curator(path: Path) -> Callable[[], Table]:
    """Detection, table finding and the open Table; its digest is computed when it is wanted."""
    from curator.readers import open_source

    return lambda: open_source(path).read()


def with_curator_hashed(path: Path) -> Callable[[], object]:
    """The same, and the SHA-256 of the file waited for."""
    read = with_curator(path)

    def wait() -> object:
        table = read()
        table.digest.wait()
        return table

    return wait


def with_calamine(path: Path) -> Callable[[], object]:
    """Values of the first sheet as Python objects."""
    import python_calamine

    return lambda: (
        python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    )


def with_openpyxl(path: Path) -> Callable[[], object]:
    """Values of the first sheet in read-only mode."""
    import openpyxl

    def read() -> object:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return list(book.worksheets[0].iter_rows(values_only=True))

    return read


def best(readers: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    """Best seconds of each reader, taken in turn."""
    seconds = dict.fromkeys(readers, float("inf"))
    for _round in range(times):
        for name, read in readers.items():
            gc.collect()
            start = time.perf_counter()
            kept = read()
            seconds[name] = min(seconds[name], time.perf_counter() - start)
            del kept
    return seconds


def peak_memory(path: Path) -> float:
    """Peak resident bytes of a process that opens ``path``, its imports included (Linux)."""
    code = (
        "import sys; from pathlib import Path\n"
        "from curator.readers import open_source\n"
        "s = open_source(Path(sys.argv[1])); t = s.read()\n"
        # Not getrusage: its high-water mark is inherited from the process that started this one.
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    out = subprocess.run(
        [sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True
    ).stdout
    return float(out) * 1024


def show(title: str, seconds: dict[str, float], base: str) -> None:
    """One line a reader: seconds and ratio."""
    print(f"\n{title}")
    for name, value in seconds.items():
        print(f"  {name:<22} {value:8.2f} s   {value / seconds[base]:6.2f} x {base}")


def main() -> None:
    """Make the files, time the readers, print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        for encoding in ("utf-8", "cp1252"):
            make_csv(path, arguments.rows, encoding)
            seconds = best(
                {
                    "pyarrow.csv": with_pyarrow(path, encoding),
                    "curator": with_curator(path),
                    "curator, and its hash": with_curator_hashed(path),
                    "pandas C": with_pandas(path, encoding),
                },
                arguments.times,
            )
            size = path.stat().st_size
            show(f"{arguments.rows} x 12, {encoding}, {size >> 20} MiB", seconds, "pyarrow.csv")
            print(f"  peak memory of curator: {peak_memory(path) / size:.2f} x the file")
        make_csv(path, arguments.rows, "utf-8", ragged=True)
        readers = {"pandas C": with_pandas(path, "utf-8"), "curator": with_curator(path)}
        show("the same with ragged rows", best(readers, arguments.times), "pandas C")
        book = Path(folder) / "t.xlsx"
        make_xlsx(book, arguments.rows // 10)
        readers = {
            "calamine": with_calamine(book),
            "curator": with_curator(book),
            "openpyxl": with_openpyxl(book),
        }
        show(f"XLSX, {arguments.rows // 10} x 12", best(readers, arguments.times), "calamine")


if __name__ == "__main__":
    main()
