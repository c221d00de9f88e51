"""The calling side of the parsing process: start it, wait for it, stop it."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from curator.errors import CuratorError, SourceError
from curator.i18n import current_language
from curator.progress import Report
from curator.readers import limits
from curator.readers.errors import DamagedFile, ReadingFailed
from curator.readers.grid import Grid
from curator.readers.model import HiddenFinding, Note
from curator.readers.noticing import unpacked
from curator.readers.sheet import Sheet
from curator.readers.workbook.frames import OUT_OF_MEMORY, read_frame
from curator.severity import Severity

TICK = 0.05
GRACE = 5.0
"""Seconds for the process to end once its output has."""
STOPPED = (OUT_OF_MEMORY, -9, -24)
"""Exit codes of a process that met a limit: memory, killed, SIGXCPU."""
FORMATS = {"ole": "XLS", "biff": "XLS", "xml-2003": "XML"}
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, eq=False)
class Answer:
    """What the process found in a workbook."""

    format: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[HiddenFinding, ...]
    notes: tuple[Note, ...]


def run_worker(request: dict[str, Any], name: str, size: int, report: Report) -> Answer:
    """Parse a workbook of ``size`` bytes in another process.

    Raises ``SourceError``, or ``Cancelled`` out of ``report``.
    """
    seconds = min(limits.WORKER_SECONDS, limits.WORKER_LEAST + size // limits.WORKER_BYTES_A_SECOND)
    request = request | {"seconds": seconds, "language": current_language()}
    process = _start()
    frames: queue.Queue[bytes | None] = queue.Queue()
    reader = threading.Thread(target=_pump, args=(process, request, frames), daemon=True)
    reader.start()
    try:
        received = list(_received(frames, process, name, seconds, report))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)  # how it ends by itself tells what happened
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        reader.join()
        for stream in (process.stdout, process.stdin):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
    return _understood(received, process.returncode, name, request["format"].upper())


def _start() -> subprocess.Popen[bytes]:
    environment = dict(os.environ)
    path = [str(ROOT), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(p for p in path if p)
    environment["OMP_NUM_THREADS"] = environment["OPENBLAS_NUM_THREADS"] = "1"
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        [sys.executable, "-m", "curator.readers.workbook.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=flags,
    )


def _pump(
    process: subprocess.Popen[bytes], request: dict[str, Any], frames: queue.Queue[bytes | None]
) -> None:
    """Thread: send the request, pass the frames on; None is the end, however it came."""
    stdin, stdout = _pipes(process)
    try:
        with contextlib.suppress(OSError):
            stdin.write(json.dumps(request).encode())
            stdin.close()
        while (frame := read_frame(stdout)) is not None:
            frames.put(frame)
    except (EOFError, OSError, ValueError):
        pass  # the process died in the middle of a frame: its exit code tells
    finally:
        frames.put(None)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the process was started without pipes")
    return process.stdin, process.stdout


def _received(
    frames: queue.Queue[bytes | None],
    process: subprocess.Popen[bytes],
    name: str,
    seconds: int,
    report: Report,
) -> Any:
    # Wall-clock time is for what processor time cannot see, and for Windows.
    deadline = time.monotonic() + limits.WALL_CLOCK * seconds
    while True:
        try:
            frame = frames.get(timeout=TICK)
        except queue.Empty:
            report(0.5, "")
            if time.monotonic() > deadline:
                process.kill()
                raise ReadingFailed(name=name) from None
            continue
        if frame is None:
            return
        yield frame


def _understood(frames: list[bytes], exit_code: int, name: str, format_name: str) -> Answer:
    if not frames:
        if exit_code in STOPPED:
            raise ReadingFailed(name=name)
        # A parser that panicked or aborted met bytes that no program writes.
        raise DamagedFile(name=name, format=FORMATS.get(format_name.lower(), format_name))
    document = json.loads(frames[0])
    if "error" in document:
        raise _error(*document["error"])
    if len(frames) - 1 < len(document["sheets"]):
        raise ReadingFailed(name=name)
    sheets = tuple(
        unpacked(
            Sheet(
                name=facts["name"],
                grid=_grid(frame, facts["spans"]),
                is_hidden=facts["is_hidden"],
                formats={int(column): kind for column, kind in facts["formats"].items()},
                notes=tuple(Note(**note) for note in facts["notes"]),
            )
        )
        for facts, frame in zip(document["sheets"], frames[1:], strict=False)
    )
    return Answer(
        format=document["format"],
        sheets=sheets,
        hidden=tuple(_finding(finding) for finding in document["hidden"]),
        notes=tuple(Note(**note) for note in document["notes"]),
    )


def _finding(facts: dict[str, Any]) -> HiddenFinding:
    facts = facts | {"severity": Severity(facts["severity"]), "texts": tuple(facts["texts"])}
    return HiddenFinding(**facts)


def _grid(frame: bytes, spans: list[list[int]]) -> Grid:
    with pa.ipc.open_stream(pa.py_buffer(frame)) as reader:
        table = reader.read_all()
    merged = tuple((row, first, last) for row, first, last in spans)
    return Grid(tuple(table.columns), table.num_rows, spans=merged)


def _error(module: str, name: str, details: dict[str, Any]) -> CuratorError:
    kind = getattr(importlib.import_module(module), name, SourceError)
    if not (isinstance(kind, type) and issubclass(kind, CuratorError)):
        kind = SourceError
    return kind(**details)
