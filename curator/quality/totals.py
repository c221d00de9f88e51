"""Exact sums of numeric text, so that a total can be compared before and after a recipe."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.model import Field

# Up to 20 digits before the point and 9 after fit a 128-bit decimal with room for a billion rows.
_SUMMABLE = r"^[+-]?[0-9]{1,20}(\.[0-9]{1,9})?$"
_SCALE = pa.decimal128(38, 9)
_DECORATION = r"[\s\p{Z}'’€%]|EUR"


@dataclass(frozen=True, kw_only=True)
class Total:
    """The sum of the cells that are numbers, how many those are, and how many texts are not."""

    value: Decimal
    counted: int
    unread: int

    def text(self) -> str:
        """The sum without superfluous zeros."""
        plain = f"{self.value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain


def total_of(column: pa.ChunkedArray, field: Field) -> Total:
    """The sum of a column of numbers, written plainly or in the French manner (``1 234,56 €``)."""
    missing = pa.array(["", *(field.missing_values or ())], type=pa.string())
    texts = column.filter(pc.invert(pc.is_in(column, value_set=missing)))
    readable = pc.match_substring_regex(texts, _SUMMABLE)
    if not pc.all(readable).as_py():
        texts = _plain(texts, field)
        readable = pc.match_substring_regex(texts, _SUMMABLE)
    numbers = texts.filter(readable)
    value = pc.sum(numbers.cast(_SCALE)).as_py() or Decimal(0)
    return Total(value=value, counted=len(numbers), unread=len(texts) - len(numbers))


def _plain(texts: pa.ChunkedArray, field: Field) -> pa.ChunkedArray:
    """Without currency and grouping, with a decimal point."""
    group = str(field.options.get("groupChar") or "")
    if group:
        texts = pc.replace_substring(texts, pattern=group, replacement="")
    texts = pc.replace_substring_regex(texts, pattern=_DECORATION, replacement="")
    texts = pc.replace_substring_regex(texts, pattern="^[−–]", replacement="-")
    comma = pc.match_substring(texts, ",")
    grouped = pc.and_(comma, pc.match_substring(texts, "."))
    if pc.any(grouped).as_py():  # 1.234,56
        texts = pc.if_else(grouped, pc.replace_substring(texts, ".", ""), texts)
    return pc.replace_substring(texts, pattern=",", replacement=".")
