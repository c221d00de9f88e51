"""A piece of personal data inside a longer text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, half-open in code points, of one kind; ``sure`` is from 0 to 1."""

    start: int
    end: int
    kind: str
    sure: float
