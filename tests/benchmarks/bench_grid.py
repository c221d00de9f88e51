"""The grid on 1,000,000 rows × 12 fields: frames while scrolling, sort and filter, gaps meanwhile.

``QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.bench_grid`` prints a table. Gaps are
measured by a timer of 5 ms in the window's thread; the idle window is measured in the same run.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyarrow as pa
from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from curator.schema.model import Field, Schema
from curator.table import Table
from ui import tasks, theme
from ui.models.marks import Marks
from ui.widgets.grid import Grid

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
CHUNK = 65_536
FRAMES = 200


def made_table(rows: int = ROWS) -> Table:
    """Twelve fields such as a town hall has: names, codes, dates, amounts, few and many values."""
    rng = np.random.default_rng(1)
    towns = pa.array([f"Commune n° {n}" for n in range(300)])
    names = pa.array([f"Bénéficiaire {n:06d}" for n in range(120_000)])
    columns = {
        "siret": pa.array(np.char.zfill(rng.integers(0, 10**13, rows).astype("U"), 14)),
        "commune": towns.take(pa.array(rng.integers(0, 300, rows))),
        "beneficiaire": names.take(pa.array(rng.integers(0, 120_000, rows))),
        "montant": pa.array(np.char.mod("%.2f", rng.uniform(0, 1e5, rows))),
        "date": pa.array((np.datetime64("2010-01-01") + rng.integers(0, 5000, rows)).astype("U10")),
    }
    for n in range(7):
        columns[f"champ_{n}"] = pa.array([f"valeur {v}" for v in range(1000)]).take(
            pa.array(rng.integers(0, 1000, rows))
        )
    kinds = {"montant": "number", "date": "date"}
    schema = Schema(fields=tuple(Field(name=n, type=kinds.get(n, "string")) for n in columns))
    chunked = {
        name: pa.chunked_array([column.slice(at, CHUNK) for at in range(0, rows, CHUNK)])
        for name, column in columns.items()
    }
    return Table.from_columns(chunked, schema=schema)


class Gaps:
    """How long the window's thread was away from its events, in milliseconds."""

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._tick)
        self.seen: list[float] = []

    def start(self) -> None:
        self.seen = []
        self._clock.start()
        self._timer.start()

    def stop(self) -> float:
        """The worst gap since ``start``."""
        self._timer.stop()
        return max(self.seen, default=0.0)

    def _tick(self) -> None:
        self.seen.append(self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def frames(app: QApplication, grid: Grid, step: int) -> list[tuple[float, float]]:
    """Wall and processor milliseconds per frame while scrolling by ``step`` rows at a time."""
    bar = grid.verticalScrollBar()
    found = []
    for n in range(FRAMES):
        start, busy = time.perf_counter(), time.thread_time()
        bar.setValue((n + 1) * step * theme.GRID_ROW)
        grid.viewport().repaint()
        app.processEvents()
        wall, cpu = time.perf_counter() - start, time.thread_time() - busy
        found.append((wall * 1000, cpu * 1000))
    return found


def timed(app: QApplication, gaps: Gaps, act: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds until every task that ``act`` started is done, and the worst gap meanwhile."""
    gaps.start()
    start = time.perf_counter()
    act()
    while tasks.running():
        app.processEvents()
        time.sleep(0.001)
    app.processEvents()
    return (time.perf_counter() - start) * 1000, gaps.stop()


def _idle(app: QApplication, gaps: Gaps) -> float:
    gaps.start()
    end = time.perf_counter() + 1.5
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.001)
    return gaps.stop()


def _line(name: str, value: float, bar: str, extra: str = "") -> None:
    print(f"{name:44s}{value:10.1f} ms   bar {bar:10s} {extra}")


def main() -> int:
    """Print the figures."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    theme.apply(app, False)
    table = made_table()
    print(f"{len(table):,} rows × {len(table.names)} fields, {table.nbytes / 1e6:.0f} MB of text")
    grid = Grid()
    grid.resize(1100, 760)
    grid.show()
    gaps = Gaps()
    start = time.perf_counter()
    grid.set_table(table)
    grid.viewport().repaint()
    _line("first screen of the table", (time.perf_counter() - start) * 1000, "500")
    idle = _idle(app, gaps)
    _line("worst gap of the idle window", idle, "-")
    invalid = np.zeros(len(table), dtype=np.bool_)
    invalid[::13] = True
    grid.set_marks(Marks(invalid={"montant": invalid, "date": invalid}))
    for step, name in ((3, "wheel"), (27, "page"), (4999, "drag")):
        _show_frames(f"scrolling by {name}", frames(app, grid, step))
    acts: tuple[tuple[str, Callable[[], None]], ...] = (
        ("sort by text, many values", lambda: grid.arranging.sort("beneficiaire")),
        ("sort by number", lambda: grid.arranging.sort("montant", descending=True)),
        ("sort by code of 14 digits", lambda: grid.arranging.sort("siret")),
        ("sort by date", lambda: grid.arranging.sort("date")),
        (
            "filter by value, sorted",
            lambda: grid.arranging.filter_on_value("commune", "Commune n° 7"),
        ),
        ("show all rows", grid.arranging.clear_filters),
        ("search in twelve fields", lambda: grid.search("valeur 77")),
    )
    for name, act in acts:
        busy = time.process_time()
        taken, gap = timed(app, gaps, act)
        cpu = (time.process_time() - busy) * 1000
        extra = f"processor {cpu:.0f}; worst gap {gap:.0f} ms (idle {idle:.0f})"
        _line(name, taken, "500", extra)
        if name == "sort by date":
            _show_frames("scrolling by drag, sorted", frames(app, grid, 4999))
    _edit(app, grid, table)
    return 0


def _show_frames(name: str, found: list[tuple[float, float]]) -> None:
    wall, cpu = zip(*found, strict=True)
    extra = (
        f"median {statistics.median(wall):.1f}; processor alone: worst {max(cpu):.1f}, "
        f"median {statistics.median(cpu):.1f}"
    )
    _line(f"{name}: worst of {len(found)} frames", max(wall), "33", extra)


def _edit(app: QApplication, grid: Grid, table: Table) -> None:
    """What showing the table after an edit and after a removed row costs the window's thread."""
    grid.arranging.sort("")
    edited = table.with_column("champ_0", table.column("champ_1"))
    shorter = table.filter_rows(np.arange(len(table)) != 5)
    for name, other in (("table after an edit", edited), ("table after a removed row", shorter)):
        start = time.perf_counter()
        grid.set_table(other)
        grid.viewport().repaint()
        app.processEvents()
        _line(name, (time.perf_counter() - start) * 1000, "50")


if __name__ == "__main__":
    sys.exit(main())
