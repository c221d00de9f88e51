"""What a run will do: one job per file, each with a folder of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Job:
    """One file to prepare, and the folder that receives what comes of it."""

    source: Path
    folder: Path


def plan(files: Sequence[Path], out: Path) -> tuple[Job, ...]:
    """A job for every file, in the order given; a file named twice is done once.

    The folder is ``out/STEM``; files that share a stem get ``out/STEM.EXT``, and those that share
    even that a number. Names that differ in case only count as shared: some disks do not tell
    them apart.
    """
    unique = list({file.absolute(): file for file in files}.values())
    stems = Counter(file.stem.casefold() for file in unique)
    taken: set[str] = set()
    jobs = []
    for file in unique:
        wanted = file.stem if stems[file.stem.casefold()] == 1 else file.name
        name, n = wanted, 2
        while name.casefold() in taken:
            name, n = f"{wanted}-{n}", n + 1
        taken.add(name.casefold())
        jobs.append(Job(source=file, folder=out / name))
    return tuple(jobs)
