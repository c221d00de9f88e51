"""The SHA-256 of a source, known at once or while other work goes on."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor


class Digest:
    """The SHA-256 of a file in hexadecimal, which may still be on its way.

    A large file can be looked at long before it is hashed: its table carries the promise, and who
    needs the figure waits for it.
    """

    def __init__(self, sha256: Future[str]) -> None:
        self._sha256 = sha256

    @classmethod
    def of(cls, sha256: str) -> Digest:
        """A digest that is known."""
        known: Future[str] = Future()
        known.set_result(sha256)
        return cls(known)

    @classmethod
    def beside(cls, compute: Callable[[], str]) -> Digest:
        """The result of ``compute``, which starts now in a thread of its own."""
        worker = ThreadPoolExecutor(1, "digest")
        digest = cls(worker.submit(compute))
        worker.shutdown(wait=False)
        return digest

    @property
    def sha256(self) -> str:
        """The digest; waits while it is computed, and raises what computing it raised."""
        return self._sha256.result()

    def wait(self) -> None:
        """Wait until it is known; raises what computing it raised."""
        self._sha256.result()


NO_SOURCE = Digest.of("")
"""Of rows that no file holds."""
