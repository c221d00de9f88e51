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
ROWS = "n;texte\n0;a\n0;b\n"


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


def source_in(folder: Path) -> Path:
    csv = folder / "compte.csv"
    csv.write_text(ROWS, encoding="utf-8")
    return csv


def killed(csv: Path, wait: float) -> tuple[int, int]:
    """Kill the program ``wait`` seconds after its first change; gives the numbers of the change and
    of the title that it had told more than the last second before."""
    journey = Journey(csv, csv.parent)
    try:
        journey.wait_for_first_change()
        time.sleep(wait)
    finally:
        moment = journey.kill() - LAST_SECOND
    return journey.last("changed", moment), journey.last("titled", moment)


def reopened(csv: Path) -> tuple[int, int]:
    """What the dossier holds when it is opened again: the same two numbers; 0 where none is."""
    path = csv.with_name("compte.dossier.json")
    if not path.exists():
        return 0, 0
    dossier = Dossier.open(path)
    return int(dossier.table.column("n")[0].as_py()), int(dossier.metadata.get("title", "0"))


def parts_in(folder: Path) -> int:
    """Half-written files: one may be left, the one that was being written."""
    return len(list(folder.glob("*.part")))


@pytest.mark.parametrize("wait", [0.0, 0.4, 1.6])
def test_a_killed_program_loses_at_most_the_last_second(tmp_path: Path, wait: float) -> None:
    csv = source_in(tmp_path)
    told, found = killed(csv, wait), reopened(csv)
    assert found[0] >= told[0]
    assert found[1] >= told[1]
    assert csv.read_text(encoding="utf-8") == ROWS
    assert parts_in(tmp_path) <= 1


def test_what_was_told_long_before_the_kill_is_found_again(tmp_path: Path) -> None:
    """Without this the test above could pass on a program that keeps nothing."""
    csv = source_in(tmp_path)
    changed, titled = killed(csv, 2.5)
    assert changed > 0
    assert titled > 0
    found = reopened(csv)
    assert found[0] >= changed
    assert found[1] >= titled


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_killed_at_fifty_random_moments(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for n in range(5):
        folder = tmp_path / str(n)
        folder.mkdir()
        csv = source_in(folder)
        told, found = killed(csv, chance.uniform(0, 2.5)), reopened(csv)
        assert found[0] >= told[0]
        assert found[1] >= told[1]
        assert csv.read_text(encoding="utf-8") == ROWS
        assert parts_in(folder) <= 1
