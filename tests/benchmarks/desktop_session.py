"""One run of the real window on one large file, for ``bench_desktop.py gaps``.

    python tests/benchmarks/desktop_session.py CSV OUTPUT.json [STACKS.txt [cold]]

``cold`` opens the file without the warming up that the program does while nothing is asked of it,
as when a file is opened with it.

Every phase gives how long it took and the worst gap of the window's thread meanwhile. With a file
for stacks, what every thread was doing is written there whenever the window was away too long
(they are read while they change, which may bring the run down: for a look, not for figures).
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, Any

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parent.parent.parent

BEAT = 4
"""Milliseconds between two beats."""
LATE = 0.055
"""Seconds after the last beat at which stacks are written."""
SETTLED = 0.5
CHECKED = 3.0
"""Seconds without any work after which a phase is over; checks begin after pauses of their own."""


class Heart:
    """Beats in the window's thread every few milliseconds; a gap is a beat that came late.

    It keeps nothing but the worst gap: to look through a list of beats would itself be a gap.
    """

    def __init__(self, stacks: IO[str] | None) -> None:
        from PySide6.QtCore import Qt

        self.stacks = stacks
        self.worst = 0.0
        """Milliseconds, since it was last set to 0."""
        self.last = time.perf_counter()
        """When the last beat was."""
        self.timer = QTimer()
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(BEAT)
        self.timer.timeout.connect(self._beat)
        self.timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        gap = (now - self.last) * 1000
        self.worst = max(self.worst, gap)
        self.last = now
        if self.stacks is not None:
            if gap > LATE * 1000:
                self.note(f"### {gap:.0f} ms")
            # Its watchdog is not one of Python's threads: it needs no interpreter lock.
            faulthandler.dump_traceback_later(LATE, repeat=True, file=self.stacks)

    def note(self, text: str) -> None:
        """Write a line between the stacks."""
        if self.stacks is not None:
            self.stacks.write(text + "\n")
            self.stacks.flush()


class Painted(QObject):
    """Tells when a widget has been painted."""

    done = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self.done.emit)
        return False


class Session:
    """The real window on one file, with what each phase cost."""

    def __init__(self, csv: Path, stacks: IO[str] | None) -> None:
        from curator.lean import spare_pandas
        from ui import app as program
        from ui.messages import CrashReporter

        spare_pandas()  # as the program's own start does

        self.csv = csv
        self.app = program.make_application()
        self.crashes = CrashReporter(self.app)
        self.crashes.crashed.connect(print)
        self.window = program.make_window(self.app, self.crashes)
        self.window.resize(1366, 768)
        self.window.show()
        self.heart = Heart(stacks)
        self.phases: dict[str, dict[str, float]] = {}
        self.figures: dict[str, float] = {}

    def run(self, *, is_cold: bool = False) -> dict[str, Any]:
        """Every phase in turn; gives the figures."""
        self._begin(is_cold=is_cold)
        self._open_and_check()
        self._arrange()
        self._change()
        self._publish()
        return {"phases": self.phases, "figures": self.figures}

    def _begin(self, *, is_cold: bool = False) -> None:
        self.phase("first paint", lambda: None, lambda: self.spent > 1)
        self.figures["idle"] = self.phase("idle", lambda: None, lambda: self.spent > 3)
        if is_cold:
            return
        self.phase("warm up", self.window.dossier.warm_up, self._is_warm)
        self.figures["idle"] = self.phase("idle, warm", lambda: None, lambda: self.spent > 3)

    def _open_and_check(self) -> None:
        self.window.dossier.first_rows_read.connect(self._on_first_rows)
        before = _peak()
        door = self.window.dossier
        self.phase("open", lambda: self.window.opening.open(self.csv), lambda: door.is_open)
        self.phase("checks", lambda: None, lambda: self.is_quiet(CHECKED))
        size = self.csv.stat().st_size
        self.figures["memory"] = _peak() / size
        self.figures["memory before"] = before / size
        self.phase("read again", self._read_again, self.is_quiet)
        self.phase("checks of that", lambda: None, lambda: self.is_quiet(CHECKED))
        for stage in ("schema", "personal", "preview", "schema"):
            show = partial(self.window.show_stage, stage)
            self.phase(f"stage {stage}", show, self.is_quiet)

    def _read_again(self) -> None:
        """What was decided at the reading is changed: the delimiter is given instead of found."""
        door = self.window.dossier
        door.change_reading(lambda present: replace(present, delimiter=";"))

    def _arrange(self) -> None:
        from ui.models.arrangement import Arrangement

        self.window.show_stage("schema")
        arranging = self.grid.arranging
        names = self.window.dossier.table.names
        acts: dict[str, Callable[[], object]] = {
            "sort, number": lambda: arranging.sort(names[6], descending=True),
            "sort, text": lambda: arranging.sort(names[2], descending=True),
            "sort, date": lambda: arranging.sort(names[7]),
            "filter": lambda: arranging.filter_on_value(names[3], "Nantes"),
            "search": lambda: self.grid.search("cult"),
        }
        for name, act in acts.items():
            self.phase(name, act, self.is_quiet)
        arranging.arrange(Arrangement())
        self.phase("scroll", self._scroll, lambda: self.scrolled)

    def _change(self) -> None:
        from curator.operations.cell import ReplaceCell
        from curator.operations.structure import RenameField

        door = self.window.dossier
        edit = ReplaceCell(row=2, field=door.table.names[2], value="x")
        rename = RenameField(field=door.table.names[11], to="remarque")
        for name, change in (("edit", edit), ("rename", rename)):
            self._timed(name, partial(door.apply, change))
        self._timed("undo", door.undo)
        self._timed("redo", door.redo)
        self.phase("checks again", lambda: None, lambda: self.is_quiet(CHECKED))

    def _timed(self, name: str, act: Callable[[], object]) -> None:
        """A change: it is done once the history tells it."""
        self.told = False
        self.window.dossier.applied.connect(self._on_applied)
        self.phase(name, act, lambda: self.told)
        self.window.dossier.applied.disconnect(self._on_applied)

    def _on_applied(self, _sentence: str) -> None:
        self.told = True

    def _publish(self) -> None:
        self.phase("stage preview", lambda: self.window.show_stage("preview"), self.is_quiet)
        self.phase(
            "assessment", lambda: self.window.show_stage("publication"), lambda: self.is_quiet(1.0)
        )
        self.phase("export", self._export, self.is_quiet)
        self.figures["memory, all"] = _peak() / self.csv.stat().st_size

    @property
    def grid(self) -> Any:
        workspace = self.window.workspace
        assert workspace is not None
        return workspace.grid

    @property
    def spent(self) -> float:
        """Seconds since the phase began."""
        return time.perf_counter() - self.began

    def _is_warm(self) -> bool:
        return self.window.building.is_done and self.is_quiet()

    def is_quiet(self, pause: float = SETTLED) -> bool:
        """Whether nothing has been going on for ``pause`` seconds."""
        from ui import pacing, tasks

        if tasks.running() or pacing.is_under_way() or self.window.dossier.is_busy:
            self.quiet_since = time.perf_counter()
        return time.perf_counter() - self.quiet_since > pause

    def phase(self, name: str, act: Callable[[], object], is_over: Callable[[], bool]) -> float:
        """Do something and wait for its end; gives the worst gap in milliseconds."""
        self.heart.note(f"##### {name}")
        self._await_beat()  # what was between the phases is no part of this one
        self.heart.worst = 0.0
        self.began = self.quiet_since = time.perf_counter()
        busy = time.process_time()
        act()
        while not is_over():
            self._events()
        ended = time.perf_counter()
        self._await_beat()  # the last gap counts as well
        gap = self.heart.worst
        # What a phase waited for at its end to be sure is no part of it.
        until = self.quiet_since if self.quiet_since > self.began else ended
        line = {"seconds": until - self.began, "gap": gap, "cpu": time.process_time() - busy}
        worse = self.phases.get(name)
        self.phases[name] = line if worse is None or worse["gap"] < gap else worse
        told = f"{name:<16}{line['seconds']:8.2f} s {gap:6.0f} ms {line['cpu']:8.2f} s of processor"
        print(told, file=sys.stderr, flush=True)
        return gap

    def _await_beat(self) -> None:
        now = time.perf_counter()
        while self.heart.last < now:
            self._events()

    def _events(self) -> None:
        self.app.processEvents()
        time.sleep(0.001)

    def _on_first_rows(self) -> None:
        """They are told: the moment counts in which they have been painted."""
        page = self.window._pages.currentWidget()
        self.painted = Painted(page.rows.viewport())
        self.painted.done.connect(self._on_painted)

    def _on_painted(self) -> None:
        self.figures.setdefault("first rows", self.spent)

    def _scroll(self) -> None:
        self.scrolled = False
        grid = self.grid
        bar = grid.verticalScrollBar()
        stops = [round(bar.maximum() * n / 300) for n in range(301)]

        def step() -> None:
            if not stops:
                self.scrolled = True
                self.timer.stop()
                return
            began = time.perf_counter()
            bar.setValue(stops.pop())
            grid.viewport().repaint()
            frame = (time.perf_counter() - began) * 1000
            self.figures["frame"] = max(self.figures.get("frame", 0.0), frame)

        self.timer = QTimer()
        self.timer.timeout.connect(step)
        self.timer.start(8)

    def _export(self) -> None:
        workspace = self.window.workspace
        assert workspace is not None
        folder = Path(tempfile.mkdtemp(dir=self.csv.parent))
        workspace.stages["publication"].model.export(folder)


def _peak() -> float:
    """Bytes at the most so far: of the window's process, and of the largest it started."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return float(own + started) * 1024


def main() -> None:
    """Run one session and write its figures."""
    from PySide6.QtCore import QSettings

    csv, output = Path(sys.argv[1]), Path(sys.argv[2])
    os.environ.update(XDG_DATA_HOME=str(csv.parent), XDG_STATE_HOME=str(csv.parent))
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(csv.parent))
    with Path(sys.argv[3] if len(sys.argv) > 3 else os.devnull).open("a") as stacks:
        has_stacks = len(sys.argv) > 3 and sys.argv[3] != os.devnull
        session = Session(csv, stacks if has_stacks else None)
        figures = session.run(is_cold="cold" in sys.argv[4:])
        output.write_text(json.dumps(figures))
        os._exit(0)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
