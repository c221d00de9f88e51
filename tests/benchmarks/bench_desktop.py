"""The desktop's speed: start against a bare window, and gaps of the window's thread.

    python tests/benchmarks/bench_desktop.py start
    python tests/benchmarks/bench_desktop.py gaps [ROWS [RUNS [STACKS.txt]]]
    python tests/benchmarks/bench_desktop.py cold [ROWS [RUNS [STACKS.txt]]]

Prints tables of ratios. ``gaps`` makes a file of 1,000,000 rows and 12 fields (150 MB) unless told
otherwise, opens it in the real window three times, each in a process of its own, and gives the
median of the runs for every action. It needs about 1 GB of disk in the temporary folder. With a
file for stacks, what every thread did during a gap is written there. ``cold`` does the same without
letting the program warm up before: a file opened with it, by a double click.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# As installed: byte code is kept from one start to the next.
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "curator-bench-bytecode")
}

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv[:1])
window = QWidget()
window.resize(1360, 860)
window.show()
app.processEvents()
print(time.time())
"""

OURS = """
import sys, time
sys.argv = ["curator"]
from curator import cli
assert not cli.is_command_line([])
from ui.app import make_application, make_window
from ui.messages import CrashReporter
app = make_application()
crashes = CrashReporter(app)
crashes.install()
window = make_window(app, crashes)
window.show()
app.processEvents()
print(time.time())
import os
os._exit(0)
"""


def start(repeats: int = 9) -> None:
    """Process start to window shown, ours and a bare one by turns."""
    times: dict[str, list[float]] = {"bare": [], "curator": []}
    _until_shown(OURS)
    for _round in range(repeats):
        for name, code in (("bare", BARE), ("curator", OURS)):
            times[name].append(_until_shown(code))
    bare, ours = (statistics.median(times[name]) for name in ("bare", "curator"))
    print(f"bare window    {bare * 1000:7.0f} ms (median of {repeats})")
    print(f"curator        {ours * 1000:7.0f} ms")
    print(f"ratio          {ours / bare:7.2f}   (bar: 2.00)")


def _until_shown(code: str) -> float:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.strip()) - began


def reference_file(rows: int) -> Path:
    """A file of ``rows`` rows and 12 fields, made once."""
    path = Path(tempfile.gettempdir()) / f"curator-bench-{rows}.csv"
    if path.exists():
        return path
    towns = ("Nantes", "Rennes", "Brest", "Angers", "Issy-les-Moulineaux", "Bondy")
    topics = ("Aide à la culture", "Aide au sport", "Fonctionnement", "Investissement")
    with path.open("w", encoding="utf-8") as stream:
        names = "id;siret;nom;commune;code;objet;montant;date;exercice;lat;lon;observation"
        stream.write(names + "\n")
        for n in range(rows):
            stream.write(
                f"{n};{20000000000000 + n * 37};ASSOCIATION N°{n};{towns[n % 6]};"
                f"{n % 95000:05d};{topics[n % 4]};{n * 7 % 900000 / 100:.2f};"
                f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/2024;2024;{43 + n % 700 / 100:.6f};"
                f"{n % 500 / 100:.6f};sans observation particulière, dossier complet\n"
            )
    return path


RUNS = 3

NOT_HELD = ("first paint", "idle", "idle, warm", "warm up")
"""Phases that are not held against the bar: nothing is asked of the window in them."""

GAP_BAR = 50
"""Milliseconds that a gap may last beyond the worst of the idle window in the same run."""

SECONDS = {"sort, number": 0.5, "sort, text": 0.5, "sort, date": 0.5, "filter": 0.5} | {
    "undo": 0.5, "redo": 0.5,
}  # fmt: skip
"""Bars on how long an action takes."""


def gaps(rows: int, runs: int = RUNS, stacks: str = "", *, is_cold: bool = False) -> None:
    """Gaps of the window's thread and memory, on a file of ``rows`` rows."""
    source = reference_file(rows)
    session = Path(__file__).with_name("desktop_session.py")
    found = []
    _until_shown(OURS)  # byte code is there from the first run on
    for _run in range(runs):
        own = Path(tempfile.mkdtemp(prefix="curator-bench-", dir=source.parent))
        csv, output = own / source.name, own / "figures.json"
        os.link(source, csv)
        try:
            more = [stacks or os.devnull, *(["cold"] if is_cold else [])]
            command = [sys.executable, str(session), str(csv), str(output), *more]
            subprocess.run(command, cwd=ROOT, env=_ENVIRONMENT, check=True)
            found.append(json.loads(output.read_text()))
        finally:
            shutil.rmtree(own, ignore_errors=True)
        print(file=sys.stderr)
    _print(found)


def _print(runs: Sequence[Mapping[str, Mapping[str, Any]]]) -> None:
    """One table: every action with its bar."""

    def median(name: str) -> float:
        return statistics.median(run["figures"][name] for run in runs)

    print(f"median of {len(runs)} runs; idle: worst gap of the same run with nothing to do")
    print(f"{'':<16}{'seconds':>9}{'bar':>6}{'gap':>9}{'idle':>9}{'over idle':>11}{'bar':>6}")
    for name in runs[0]["phases"]:
        lines = [run["phases"][name] for run in runs]
        idle = [run["figures"]["idle"] for run in runs]
        beyond = [line["gap"] - base for line, base in zip(lines, idle, strict=True)]
        seconds = statistics.median(line["seconds"] for line in lines)
        gap = statistics.median(line["gap"] for line in lines)
        over = statistics.median(beyond)
        limit = f"{SECONDS[name]:.2f}" if name in SECONDS else "-"
        bar, sign = ("-", "") if name in NOT_HELD else (str(GAP_BAR), _sign(over, GAP_BAR))
        if name in SECONDS and seconds > SECONDS[name]:
            sign = " !"
        print(
            f"{name:<16}{seconds:>7.2f} s{limit:>6}{gap:>6.0f} ms{statistics.median(idle):>6.0f} ms"
            f"{over:>8.0f} ms{bar:>6}{sign}"
        )
    print()
    for name, figure, unit, bar in (
        ("first rows painted", "first rows", "s", 0.5),
        ("slowest frame while scrolling", "frame", "ms", 33.0),
        ("peak memory, file open and checked", "memory", "x the file", 5.0),
    ):
        value = median(figure)
        print(f"{name:<36}{value:>8.2f} {unit:<11} bar {bar:.2f}{_sign(value, bar)}")
    print(f"{'of which the empty window':<36}{median('memory before'):>8.2f} x the file")
    print(f"{'peak memory, exported as well':<36}{median('memory, all'):>8.2f} x the file")
    print("Memory is resident memory of the window's process plus that of the largest it started.")


def _sign(value: float, bar: float) -> str:
    return " !" if value > bar else ""


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "start"
    if what == "start":
        start()
    else:
        gaps(
            int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000,
            int(sys.argv[3]) if len(sys.argv) > 3 else RUNS,
            sys.argv[4] if len(sys.argv) > 4 else "",
            is_cold=what == "cold",
        )
