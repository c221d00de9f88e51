"""The desktop's speed: start against a bare window, and gaps of the window's thread.

    python tests/benchmarks/bench_desktop.py start
    python tests/benchmarks/bench_desktop.py gaps [ROWS]

Prints tables of ratios. ``gaps`` makes a file of 1,000,000 rows and 12 fields (150 MB) unless told
otherwise, and needs about 1 GB of disk in the temporary folder.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


class Heart:
    """Beats in the window's thread every few milliseconds; a gap is a beat that came late."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.beats: list[tuple[float, float]] = []
        self._last = time.perf_counter()
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(BEAT)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.beats.append((now, (now - self._last) * 1000))
        self._last = now

    def worst(self, since: float) -> float:
        """The longest gap since a moment, in milliseconds."""
        return max((gap for at, gap in self.beats if at >= since), default=0.0)


BEFORE = ("first paint", "idle")
"""Phases that are not held against the bar."""

BEAT = 4
"""Milliseconds between two beats."""


class Session:
    """The real window on one file, with what each phase cost."""

    def __init__(self, csv: Path) -> None:
        from ui import app as program
        from ui.messages import CrashReporter

        self.csv = csv
        self.app = program.make_application()
        self.crashes = CrashReporter(self.app)
        self.crashes.crashed.connect(print)
        self.window = program.make_window(self.app, self.crashes)
        self.window.resize(1366, 768)
        self.window.show()
        self.heart = Heart()
        self.idle_gap = 0.0
        self.lines: list[tuple[str, float, float]] = []

    def run(self) -> None:
        """Every phase in turn."""
        from curator.operations.cell import ReplaceCell
        from ui.models.arrangement import Arrangement

        self.phase("first paint", lambda: None, lambda: self.spent > 1)
        self.idle_gap = self.phase("idle", lambda: None, lambda: self.spent > 3)
        self.phase("warm up", self.window.dossier.warm_up, self.is_quiet)
        self.first_rows = 0.0
        self.window.dossier.first_rows_read.connect(self._on_first_rows)
        self.phase("open", self._open, lambda: self.window.dossier.is_open)
        self.phase("first checks", lambda: None, self.is_quiet)
        self.window.show_stage("preview")
        self.phase("preview", lambda: None, self.is_quiet)
        self.window.show_stage("schema")
        self.phase("schema", lambda: None, self.is_quiet)
        workspace = self.window.workspace
        assert workspace is not None
        grid, door = workspace.grid, self.window.dossier
        field = door.table.names[6]
        self.phase("sort", lambda: grid.arranging.sort(field, descending=True), self.is_quiet)
        self.phase(
            "filter",
            lambda: grid.arranging.filter_on_value(door.table.names[3], "Nantes"),
            self.is_quiet,
        )
        self.phase("search", lambda: grid.search("cult"), self.is_quiet)
        grid.arranging.arrange(Arrangement())
        self.phase("scroll", self._scroll, lambda: self.scrolled)
        edit = ReplaceCell(row=2, field=door.table.names[2], value="x")
        self.phase("edit", lambda: door.apply(edit), lambda: door.undo_sentence is not None)
        self.phase("after edit", lambda: None, self.is_quiet)
        self.phase("undo", door.undo, lambda: door.redo_sentence is not None)
        self.phase("after undo", lambda: None, self.is_quiet)
        self.phase("export", self._export, self.is_quiet)
        self._print()

    @property
    def spent(self) -> float:
        """Seconds since the phase began."""
        return time.perf_counter() - self.began

    def is_quiet(self) -> bool:
        """Whether nothing has been going on for a while."""
        from ui import tasks

        if tasks.running() or self.window.dossier.is_busy:
            self.quiet_since = time.perf_counter()
        return time.perf_counter() - self.quiet_since > 0.5

    def phase(self, name: str, act: Callable[[], object], is_over: Callable[[], bool]) -> float:
        """Do something and wait for its end; gives the worst gap in milliseconds."""
        self.began = self.quiet_since = time.perf_counter()
        act()
        while not is_over():
            self.app.processEvents()
            time.sleep(0.001)
        gap = self.heart.worst(self.began)
        self.lines.append((name, self.spent, gap))
        print(f"{name:<14}{self.spent:8.2f} s {gap:8.0f} ms", flush=True)
        return gap

    def _open(self) -> None:
        self.window.opening.open(self.csv)

    def _on_first_rows(self) -> None:
        self.window._pages.repaint()
        self.first_rows = self.spent

    def _scroll(self) -> None:
        from PySide6.QtCore import QTimer

        workspace = self.window.workspace
        assert workspace is not None
        self.scrolled = False
        self.frames: list[float] = []
        bar = workspace.grid.verticalScrollBar()
        stops = [round(bar.maximum() * n / 300) for n in range(301)]

        def step() -> None:
            if not stops:
                self.scrolled = True
                self.timer.stop()
                return
            began = time.perf_counter()
            bar.setValue(stops.pop())
            workspace.grid.viewport().repaint()
            self.frames.append((time.perf_counter() - began) * 1000)

        self.timer = QTimer()
        self.timer.timeout.connect(step)
        self.timer.start(8)

    def _export(self) -> None:
        workspace = self.window.workspace
        assert workspace is not None
        self.folder = Path(tempfile.mkdtemp(prefix="curator-bench-"))
        self.window.show_stage("publication")
        workspace.stages["publication"].model.export(self.folder, ("csv",))

    def _print(self) -> None:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        size = self.csv.stat().st_size
        worst = max(gap for name, _seconds, gap in self.lines if name not in BEFORE)
        print()
        print(f"first rows painted   {self.first_rows:8.2f} s    (bar: 0.50)")
        print(f"worst gap over idle  {worst - self.idle_gap:8.0f} ms   (bar: 50)")
        print(f"slowest frame        {max(self.frames):8.1f} ms   (bar: 33)")
        print(f"peak memory          {peak / size:8.2f} x the file   (bar: 5.00)")


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


def gaps(rows: int) -> None:
    """Gaps of the window's thread and memory, on a file of ``rows`` rows."""
    from PySide6.QtCore import QSettings

    own = Path(tempfile.mkdtemp(prefix="curator-bench-"))
    os.environ.update(XDG_DATA_HOME=str(own), XDG_STATE_HOME=str(own))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(own))
    source = reference_file(rows)
    session = Session(source)
    session.run()
    os._exit(0)


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "start"
    sys.path.insert(0, str(ROOT))
    if what == "start":
        start()
    else:
        gaps(int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
