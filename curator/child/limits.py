"""The limits that a process puts on itself before it looks at what it was given."""

from __future__ import annotations

import contextlib
from typing import Any


def limit_resources(*, seconds: int, memory: int) -> None:
    """Bound processor time (seconds) and address space (bytes) where the system can: not on
    Windows. A process that meets the first ends by a signal, the second by ``MemoryError``."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _lower(resource, resource.RLIMIT_AS, memory)
        _lower(resource, resource.RLIMIT_CPU, seconds)
        _lower(resource, resource.RLIMIT_CORE, 0)


def _lower(resource: Any, kind: int, value: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, hard))
