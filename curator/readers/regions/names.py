"""Field names from header cells."""

from __future__ import annotations

from collections.abc import Sequence

from curator.readers.grid import Span
from curator.readers.model import Column
from curator.readers.regions.cells import squeezed

JOINT = " / "


def columns_of(header: Sequence[Sequence[str]], width: int) -> tuple[Column, ...]:
    """The columns named by the cells of ``header`` (top row first).

    Header rows are joined by ``" / "`` without empties and repeats, white space squeezed; unnamed
    columns are ``field{n}``, duplicates get 2, 3 … Every name is unique and not empty.
    """
    labels = [_label([row[i] if i < len(row) else "" for row in header]) for i in range(width)]
    taken: set[str] = set()
    wanted = set(labels)
    columns = []
    for number, label in enumerate(labels, 1):
        name = _unique(label or f"field{number}", taken, wanted)
        taken.add(name)
        columns.append(Column(name=name, label=label))
    return tuple(columns)


def spread(cells: Sequence[str], spans: Sequence[Span], row: int) -> list[str]:
    """The header cells of ``row`` with merged ones repeated in the empty cells they cover."""
    labels = list(cells)
    for top, first, last in spans:
        if top == row and first < len(labels):
            for column in range(first + 1, min(last + 1, len(labels))):
                labels[column] = labels[column] or labels[first]
    return labels


def _label(cells: Sequence[str]) -> str:
    parts: list[str] = []
    for cell in cells:
        part = squeezed(cell)
        if part and part not in parts:
            parts.append(part)
    return JOINT.join(parts)


def _unique(name: str, taken: set[str], wanted: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    # A suffixed name must not take the place of a label that stands further right.
    while f"{name}{number}" in taken or f"{name}{number}" in wanted:
        number += 1
    return f"{name}{number}"
