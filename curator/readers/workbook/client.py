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
from pathlib import Path
from typing import IO, Any

import pyarrow as pa

from curator.errors import CuratorError, SourceError
from curator.issues import Severity
from curator.progress import Report
from curator.readers import limits
from curator.readers.errors import DamagedFile, ReadingFailed
from curator.readers.grid import Grid
from curator.readers.model import HiddenFinding, Note
from curator.readers.sheet import Sheet
from curator.readers.workbook.frames import read_frame

TICK = 0.05
ROOT = Path(__file__).resolve().parents[3]


def run_worker(
    request: dict[str, Any], name: str, format_name: str, report: Report
) -> tuple[list[Sheet], list[HiddenFinding], list[Note]]:
    """Parse a workbook in another process. Raises ``SourceError``, or ``Cancelled`` by report."""
    process = _start()
    frames: queue.Queue[bytes | None] = queue.Queue()
    reader = threading.Thread(target=_pump, args=(process, request, frames), daemon=True)
    reader.start()
    try:
        received = list(_received(frames, process, name, report))
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        reader.join()
        for stream in (process.stdout, process.stdin):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
    return _understood(received, process.returncode, name, format_name)


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
    report: Report,
) -> Any:
    deadline = time.monotonic() + limits.WORKER_SECONDS
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


def _understood(
    frames: list[bytes], exit_code: int, name: str, format_name: str
) -> tuple[list[Sheet], list[HiddenFinding], list[Note]]:
    if not frames:
        if exit_code < 0 or exit_code in (3, 134, 137, 139):
            raise ReadingFailed(name=name)
        raise DamagedFile(name=name, format=format_name)
    document = json.loads(frames[0])
    if "error" in document:
        raise _error(*document["error"])
    if len(frames) - 1 < len(document["sheets"]):
        raise ReadingFailed(name=name)
    sheets = [
        Sheet(
            name=facts["name"],
            grid=_grid(frame),
            is_hidden=facts["is_hidden"],
            notes=tuple(Note(**note) for note in facts["notes"]),
        )
        for facts, frame in zip(document["sheets"], frames[1:], strict=False)
    ]
    hidden = [_finding(finding) for finding in document["hidden"]]
    return sheets, hidden, [Note(**note) for note in document["notes"]]


def _finding(facts: dict[str, Any]) -> HiddenFinding:
    facts = facts | {"severity": Severity(facts["severity"]), "texts": tuple(facts["texts"])}
    return HiddenFinding(**facts)


def _grid(frame: bytes) -> Grid:
    with pa.ipc.open_stream(pa.py_buffer(frame)) as reader:
        table = reader.read_all()
    return Grid(tuple(table.columns), table.num_rows)


def _error(module: str, name: str, details: dict[str, Any]) -> CuratorError:
    kind = getattr(importlib.import_module(module), name, SourceError)
    if not (isinstance(kind, type) and issubclass(kind, CuratorError)):
        kind = SourceError
    return kind(**details)
