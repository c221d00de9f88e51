"""The calling side: start a process, send it its request, wait for frames, stop it."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from curator.child.frames import read_frame

TICK = 0.05
"""Seconds after which a caller that waits for a frame is told that it still waits."""
GRACE = 5.0
"""Seconds for a process to end once its output has."""
ROOT = Path(__file__).resolve().parents[2]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class OutOfTime(Exception):
    """The process took longer than its caller allows."""


class Child:
    """A process that runs a module. Use it through ``child``, which sees to its end."""

    def __init__(
        self, module: str, request: Mapping[str, Any], environment: Mapping[str, str]
    ) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_with_our_path(environment) | ONE_THREAD,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._frames: queue.Queue[bytes | None] = queue.Queue()
        self._pump = threading.Thread(target=self._pass_on, args=(request,), daemon=True)
        self._pump.start()

    def frames(self, seconds: float, waiting: Callable[[], None]) -> Iterator[bytes]:
        """Its frames as they come. ``waiting`` is called again and again between them, and may
        raise. Raises ``OutOfTime`` after ``seconds`` by the clock."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                frame = self._frames.get(timeout=TICK)
            except queue.Empty:
                waiting()
                if time.monotonic() > deadline:
                    raise OutOfTime from None
                continue
            if frame is None:
                return
            yield frame

    def exit_code(self) -> int:
        """How it ended by itself, after its last frame: that tells what happened. One that does
        not end is killed."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        self.end()
        return self._process.returncode

    def end(self) -> None:
        """Stop it if need be, and give its pipes back."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._pump.join()
        for stream in (self._process.stdout, self._process.stdin):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was left has nobody to go to
                    stream.close()

    def _pass_on(self, request: Mapping[str, Any]) -> None:
        """Thread: send the request, pass the frames on; None is the end, however it came."""
        try:
            stdin, stdout = self._pipes()
            with contextlib.suppress(OSError):
                stdin.write(json.dumps(request).encode())
                stdin.close()
            while (frame := read_frame(stdout)) is not None:
                self._frames.put(frame)
        except (EOFError, OSError, ValueError):
            pass  # the process died in the middle of a frame: its exit code tells
        finally:
            self._frames.put(None)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the process was started without pipes")
        return self._process.stdin, self._process.stdout


@contextlib.contextmanager
def child(
    module: str, request: Mapping[str, Any], environment: Mapping[str, str] = os.environ
) -> Iterator[Child]:
    """A process that runs ``module`` (a dotted name) and gets ``request`` as JSON on its standard
    input; it does not outlive the block."""
    process = Child(module, request, environment)
    try:
        yield process
    finally:
        process.end()


def _with_our_path(environment: Mapping[str, str]) -> dict[str, str]:
    path = (str(ROOT), environment.get("PYTHONPATH", ""))
    return dict(environment) | {"PYTHONPATH": os.pathsep.join(p for p in path if p)}
