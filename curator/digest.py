"""The SHA-256 of a source, known at once or while other work goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from curator.progress import Report, silent

BEAT = 0.1
"""Seconds between two reports while somebody waits."""

IsUnwanted = Callable[[], bool]
"""Asked between blocks: whether nobody wants the digest any more."""


class Digest:
    """The SHA-256 of a file in hexadecimal, computed when it is first wanted.

    A large file can be looked at long before it is hashed: its table carries the promise, and who
    needs the figure waits for it. Two digests are equal when the figures are.
    """

    def __init__(self, compute: Callable[[IsUnwanted], str]) -> None:
        """``compute`` runs once, in a thread of its own that does not keep a program alive."""
        self._compute = compute
        self._starting = threading.Lock()
        self._unwanted = threading.Event()
        self._sha256: Future[str] | None = None

    @classmethod
    def of(cls, sha256: str) -> Digest:
        """A digest that is known."""
        digest = cls(lambda _is_unwanted: sha256)
        digest._sha256 = Future()
        digest._sha256.set_result(sha256)
        return digest

    @property
    def sha256(self) -> str:
        """The digest; waits while it is computed, and raises what computing it raised."""
        return self.wait()

    def start(self) -> Future[str]:
        """Begin to compute it, beside whatever comes next."""
        with self._starting:
            if self._sha256 is None:
                self._sha256 = Future()
                threading.Thread(target=self._run, name="digest", daemon=True).start()
            return self._sha256

    def wait(self, report: Report = silent) -> str:
        """Wait until it is known. ``report`` may raise ``Cancelled``, which ends the computing."""
        sha256 = self.start()
        try:
            while not _is_known(sha256):
                report(0.0, "")
        except BaseException:
            self.give_up()
            raise
        return sha256.result()

    def give_up(self) -> None:
        """Nobody wants it any more."""
        self._unwanted.set()

    def _run(self) -> None:
        assert self._sha256 is not None  # noqa: S101 - it was made by ``start``
        try:
            self._sha256.set_result(self._compute(self._unwanted.is_set))
        except BaseException as error:  # noqa: BLE001 - raised where somebody waits
            self._sha256.set_exception(error)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Digest) and (other is self or other.sha256 == self.sha256)

    def __hash__(self) -> int:
        return hash(self.sha256)

    def __reduce__(self) -> tuple[Any, ...]:
        return Digest.of, (self.sha256,)


def _is_known(sha256: Future[str]) -> bool:
    try:
        sha256.exception(timeout=BEAT)
    except TimeoutError:
        return False
    return True


NO_SOURCE = Digest.of("")
"""Of rows that no file holds."""
