"""The calling side of the parsing process: start it, wait for it, stop it."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from curator.child.caller import OutOfTime, child
from curator.child.frames import OUT_OF_MEMORY
from curator.errors import CuratorError, SourceError
from curator.i18n import current_language
from curator.progress import Report
from curator.readers import limits
from curator.readers.errors import DamagedFile, ReadingFailed
from curator.readers.grid import Grid
from curator.readers.model import HiddenFinding, Note
from curator.readers.noticing import unpacked
from curator.readers.sheet import Sheet
from curator.severity import Severity

STOPPED = (OUT_OF_MEMORY, -9, -24)
"""Exit codes of a process that met a limit: memory, killed, SIGXCPU."""
FORMATS = {"ole": "XLS", "biff": "XLS", "xml-2003": "XML"}


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
    # Wall-clock time is for what processor time cannot see, and for Windows.
    clock = limits.WALL_CLOCK * seconds
    with child("curator.readers.workbook.worker", request) as process:
        try:
            received = list(process.frames(clock, lambda: report(0.5, "")))
        except OutOfTime:
            raise ReadingFailed(name=name) from None
        exit_code = process.exit_code()
    return _understood(received, exit_code, name, request["format"].upper())


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
