"""A problem found in a table or its documentation, as data: screens and reports word it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curator.operations.base import Operation
from curator.severity import Severity

__all__ = ["Fix", "Issue", "Severity"]


@dataclass(frozen=True, kw_only=True)
class Fix:
    """A proposed correction: an operation, and how many cells it mends.

    ``is_safe``: every touched cell has exactly one reading, and the operation can be undone.
    ``samples`` are (before, after) pairs for the screen; they never go to a log or a report.
    """

    operation: Operation
    cells: int
    is_safe: bool = False
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Issue:
    """One kind of problem in one field (``""``: the whole table).

    ``code`` is stable and never translated; ``rows`` are source row numbers (as many as were
    kept), ``count`` is exact. ``parameters`` fill the message of the code.
    """

    code: str
    severity: Severity
    field: str = ""
    rows: tuple[int, ...] = ()
    count: int = 0
    parameters: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    fixes: tuple[Fix, ...] = ()
