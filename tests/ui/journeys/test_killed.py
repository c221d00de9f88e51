"""Killed at any moment, the program loses at most the last second."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from curator.dossier import Dossier

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = Path(__file__).with_name("scripted_journey.py")
LAST_SECOND = 1.0


class Journey:
    """The program in a process of its own, and what it said with the time it said it."""

    def __init__(self, csv: Path, folder: Path) -> None:
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_STATE_HOME": str(folder / "state"),
        }
        self.said: list[tuple[float, str, int]] = []
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(csv)],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            what, _space, number = line.partition(" ")
            if not line.endswith("\n"):
                break  # cut short by the kill
            self.said.append((time.monotonic(), what, int(number)))

    def wait_for_first_change(self) -> None:
        deadline = time.monotonic() + 60
        while not any(number > 0 for _at, _what, number in self.said):
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def kill(self) -> float:
        moment = time.monotonic()
        self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return moment

    def last(self, what: str, before: float) -> int:
        """The last number said before a moment; 0 when there was none."""
        return max((n for at, kind, n in self.said if kind == what and at <= before), default=0)


def killed_and_reopened(folder: Path, wait: float) -> None:
    csv = folder / "compte.csv"
    csv.write_text("n;texte\n0;a\n0;b\n", encoding="utf-8")
    journey = Journey(csv, folder)
    try:
        journey.wait_for_first_change()
        time.sleep(wait)
    finally:
        killed = journey.kill()
    changed = journey.last("changed", killed - LAST_SECOND)
    titled = journey.last("titled", killed - LAST_SECOND)
    path = csv.with_name("compte.dossier.json")
    if not path.exists():
        assert changed == titled == 0
        return
    dossier = Dossier.open(path)
    assert int(dossier.table.column("n")[0].as_py()) >= changed
    assert int(dossier.metadata.get("title", "0")) >= titled
    assert csv.read_text(encoding="utf-8") == "n;texte\n0;a\n0;b\n"
    assert not list(folder.glob("*.part"))[1:], "more than the file being written was left"


@pytest.mark.parametrize("wait", [0.0, 0.4, 1.6])
def test_a_killed_program_loses_at_most_the_last_second(tmp_path: Path, wait: float) -> None:
    killed_and_reopened(tmp_path, wait)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_killed_at_fifty_random_moments(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(5):
        folder = tmp_path / str(n)
        folder.mkdir()
        killed_and_reopened(folder, chance.uniform(0, 2.5))
