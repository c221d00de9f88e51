"""Checks that go beyond the standard, by the names under which schemas ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curator.schema.validation.report import ErrorItem


def check_message(item: ErrorItem) -> str | None:
    """The sentence of a check's error; None when the error is not a check's."""
    return None
