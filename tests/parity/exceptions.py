"""Where Curator's verdict departs from the reference implementation's, and why.

``departs`` says whether an error that only one side gives is one of these; the parity tests fail on
any other difference. Each entry has its own test in ``tests/core/schema``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from curator.schema.model import Field


@dataclass(frozen=True)
class Departure:
    """``applies`` looks at the field and the cell of an error that one side alone gives."""

    reason: str
    applies: Callable[[Field, str], bool]


def _is(*types: str) -> Callable[[Field], bool]:
    return lambda field: field.type in types


DEPARTURES = (
    Departure(
        "the standard enforces categories; the reference keeps them without looking",
        lambda field, _cell: "categories" in field.options,
    ),
    Departure(
        "ISO 8601 dates have two digits for month and day; strptime takes 2023-1-5",
        lambda field, cell: (
            field.type == "date"
            and field.format in ("default",)
            and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell)
        ),
    ),
    Departure(
        "a year has four digits; int() takes signs, spaces and other scripts’ digits",
        lambda field, cell: field.type == "year" and not re.fullmatch("[0-9]{4}", cell),
    ),
    Departure(
        "a year and month are YYYY-MM; int() takes 2023-1",
        lambda field, cell: (
            field.type == "yearmonth" and not re.fullmatch(r"[0-9]{4}-[0-9]{2}", cell)
        ),
    ),
    Departure(
        "an amount in brackets is an accountant’s negative; the reference reads it as positive",
        lambda field, cell: (
            field.type in ("integer", "number")
            and not field.options.get("bareNumber", True)
            and cell.strip().startswith("(")
        ),
    ),
    Departure(
        "digits of a number are 0 to 9 without underscores; Python’s int and Decimal take more",
        lambda field, cell: (
            field.type in ("integer", "number")
            and ("_" in cell or any(c.isdecimal() and not c.isascii() for c in cell))
        ),
    ),
    Departure(
        "version 2 of the standard gives integers a groupChar; the reference ignores it",
        lambda field, _cell: field.type == "integer" and "groupChar" in field.options,
    ),
)

UNIQUE_KEYS = "the standard enforces uniqueKeys; the reference keeps them without looking"
"""Rule ``uniqueKeys`` of a ``unique-error`` is ours alone."""


FOREIGN_KEYS = "without the referenced table the reference refuses to look at the rest; we warn"
"""``foreignKeys`` to another resource are left out of what is compared."""


def comparable(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The schema without what the reference does not know (Validata’s checks) or refuses."""
    left_out = {"custom_checks"}
    keys = descriptor.get("foreignKeys") or []
    if any((key.get("reference") or {}).get("resource") for key in keys):
        left_out.add("foreignKeys")
    return {key: value for key, value in descriptor.items() if key not in left_out}


def departs(field: Field, cell: str) -> bool:
    """Whether a difference on this cell is one of the departures."""
    return any(departure.applies(field, cell) for departure in DEPARTURES)
