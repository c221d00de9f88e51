"""Jobs spread over worker processes that may die without taking the run with them.

A worker is ``python -m curator.bulk.worker``: one line of JSON in, one out, for each job. A thread
looks after each; when its worker dies or takes too long, the job's result is None, a new worker
is started and the others never notice.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Generic, TypeVar

JobT = TypeVar("JobT")

Encode = Callable[[JobT], Mapping[str, Any]]


class WorkerDied(Exception):
    """The worker ended or was ended in the middle of a job."""


class _Worker:
    """One worker process."""

    def __init__(self, settings: Mapping[str, Any], time_limit: float) -> None:
        self._time_limit = time_limit
        package = Path(__file__).resolve().parent.parent.parent
        paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "curator.bulk.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._send(settings)

    def do(self, job: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer to one job. Raises ``WorkerDied``."""
        watchdog = threading.Timer(self._time_limit, self._process.kill)
        watchdog.start()
        try:
            self._send(job)
            line = _pipe(self._process.stdout).readline()
        finally:
            watchdog.cancel()
        if not line.endswith(b"\n"):
            raise WorkerDied
        answer: Mapping[str, Any] = json.loads(line)
        return answer

    def _send(self, data: Mapping[str, Any]) -> None:
        stream = _pipe(self._process.stdin)
        try:
            stream.write(json.dumps(data).encode() + b"\n")
            stream.flush()
        except OSError as error:
            raise WorkerDied from error

    def kill(self) -> None:
        """Stop the process now."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and give its pipes back."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                _pipe(stream).close()
            except OSError:
                continue  # what was left in the buffer has nobody to go to


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise WorkerDied
    return stream


class Executor(Generic[JobT]):
    """Runs jobs in ``workers`` processes that were all given ``settings`` first.

    ``time_limit`` bounds one job, in seconds.
    """

    def __init__(
        self,
        settings: Mapping[str, Any],
        encode: Encode[JobT],
        *,
        workers: int,
        time_limit: float,
    ) -> None:
        self._settings = settings
        self._encode = encode
        self._workers = workers
        self._time_limit = time_limit
        self._stop = threading.Event()
        self._live: set[_Worker] = set()

    def map(self, jobs: Sequence[JobT]) -> Iterator[tuple[JobT, Mapping[str, Any] | None]]:
        """Every job with its answer, as they finish; None where the worker died of it.

        Leaving the iteration early stops the workers.
        """
        waiting: queue.SimpleQueue[JobT] = queue.SimpleQueue()
        for job in jobs:
            waiting.put(job)
        answers: queue.SimpleQueue[tuple[JobT, Mapping[str, Any] | None]] = queue.SimpleQueue()
        threads = [
            threading.Thread(target=self._serve, args=(waiting, answers), daemon=True)
            for _ in range(min(self._workers, len(jobs)))
        ]
        for thread in threads:
            thread.start()
        try:
            for _ in jobs:
                yield answers.get()
        finally:
            self._stop.set()
            for worker in tuple(self._live):
                worker.kill()  # its thread sees it die and ends
            for thread in threads:
                thread.join()

    def _serve(
        self,
        waiting: queue.SimpleQueue[JobT],
        answers: queue.SimpleQueue[tuple[JobT, Mapping[str, Any] | None]],
    ) -> None:
        """Hand jobs to one worker after another until there are none left."""
        worker: _Worker | None = None
        while not self._stop.is_set():
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                worker = worker or self._started()
                answers.put((job, worker.do(self._encode(job))))
            except WorkerDied:
                self._end(worker)
                worker = None
                answers.put((job, None))
        self._end(worker)

    def _started(self) -> _Worker:
        worker = _Worker(self._settings, self._time_limit)
        self._live.add(worker)
        return worker

    def _end(self, worker: _Worker | None) -> None:
        if worker is not None:
            self._live.discard(worker)
            worker.end()
