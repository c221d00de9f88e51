"""Checks that go beyond the standard, by the names under which schemas ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from curator.i18n import gettext

# Importing a family registers its checks. The order has no meaning.
from curator.schema.checks import (
    columns,
    coordinates,
    deliberations,
    identifiers,
    opening_hours,
    references,
)
from curator.schema.checks.base import CheckContext, Failure, registered_checks

if TYPE_CHECKING:
    from curator.schema.model import Schema
    from curator.schema.validation.report import ErrorItem

UNKNOWN_CHECK = "unknown-check"
"""Type of the warning for a check that nobody knows and that was not run."""


def asked_checks(schema: Schema) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Name and parameters of every check a schema asks for."""
    asked = schema.extra.get("custom_checks")
    for entry in asked if isinstance(asked, list) else ():
        if isinstance(entry, Mapping) and entry.get("name"):
            yield str(entry["name"]), entry.get("params") or {}


def run_check(
    name: str, parameters: Mapping[str, Any], context: CheckContext
) -> list[Failure] | None:
    """What a check finds; None when there is no check of that name."""
    check = registered_checks().get(name)
    return None if check is None else list(check.run(context, parameters))


def check_message(item: ErrorItem) -> str | None:
    """The sentence of a check's error; None when the error is not a check's."""
    check = registered_checks().get(item.type)
    if check is None:
        return None
    template = check.messages.get(item.rule) or check.messages[""]
    return gettext(template).format(**{"field": item.field_name} | dict(item.parameters))


__all__ = [
    "UNKNOWN_CHECK",
    "asked_checks",
    "check_message",
    "columns",
    "coordinates",
    "deliberations",
    "identifiers",
    "opening_hours",
    "references",
    "registered_checks",
    "run_check",
]
