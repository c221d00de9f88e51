"""Labelled tables for measuring the detectors: seeded, adversarial, in sets.

The sets ``first`` and ``second`` may be looked at while the detectors are made; ``held-out`` has
other templates, names, headers and comments, and only its figures are read.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module

from tests.data.privacy.values import Maker

SETS = ("first", "second", "held-out")

NOT_PERSONAL, NOT_JUDGED, TEXT = "", "?", "text"


@dataclass
class LabelledTable:
    """Columns with the truth of each field; ``cells`` has, for text fields, that of each cell."""

    name: str
    columns: dict[str, list[str]]
    truth: dict[str, str]
    cells: dict[str, list[bool]] = field(default_factory=dict)


def tables(half: str, seed: int, repeats: int = 3) -> Iterator[LabelledTable]:
    """Every template of a set, ``repeats`` times with other values, headers and sizes."""
    module = import_module(f"tests.data.privacy.templates_{half.replace('-', '_')}")
    rng = random.Random(f"{half}/{seed}")
    for _ in range(repeats):
        for name, columns in module.templates(Maker(rng, half)):
            yield _table(name, columns, rng)


def _table(name, columns, rng) -> LabelledTable:
    rows = rng.choice([12, 40, 120, 300])
    style = rng.choice(["as is", "as is", "upper", "lower", "snake"])
    table = LabelledTable(name, {}, {})
    for variants, truth, make in columns:
        header = _styled(rng.choice(variants.split("|")), style)
        while header in table.columns:
            header += "_2"
        made = [make() for _ in range(rows)]
        if truth == TEXT:
            table.cells[header] = [bool(label) for _, label in made]
            made = [text for text, _ in made]
        empty = rng.choice([0.0, 0.0, 0.1, 0.3])
        blank = rng.choice(["", "", "-", "NC"])
        for i in range(rows):
            if rng.random() < empty and truth != TEXT:
                made[i] = blank
        table.columns[header] = made
        table.truth[header] = truth
    return table


def _styled(header: str, style: str) -> str:
    if style == "upper":
        return header.upper()
    if style == "lower":
        return header.lower()
    return header.replace(" ", "_").replace("'", "_") if style == "snake" else header
