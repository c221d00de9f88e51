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


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else "start"
    sys.path.insert(0, str(ROOT))
    if what == "start":
        start()
