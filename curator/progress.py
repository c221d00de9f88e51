"""How long work reports and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[float, str], None]
"""``report(fraction, message)``: called often by long work, ``fraction`` from 0 to 1.

It may raise ``curator.errors.Cancelled``; work lets that pass and leaves nothing half done.
"""


def silent(fraction: float, message: str = "") -> None:
    """Report to nobody."""


def part(report: Report, start: float, end: float) -> Report:
    """The report of a step that is the stretch from ``start`` to ``end`` of a longer work."""

    def scaled(fraction: float, message: str = "") -> None:
        report(start + (end - start) * fraction, message)

    return scaled
