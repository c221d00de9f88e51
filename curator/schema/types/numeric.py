"""``integer`` and ``number``, with group and decimal characters and units around the number.

https://datapackage.org/standard/table-schema/#number . Departures from the reference
implementation: digits other than 0 to 9 and underscores between digits are refused, an amount in
brackets (an accountant's negative) is refused rather than read as positive, and ``groupChar``
applies to integers too.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.distinct import BoolArray, as_mask, matches
from curator.schema.model import Field
from curator.schema.types.base import Reader, Vectorised, reads

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
# Up to 15 significant digits a double gives back exactly the decimal that was written.
_PLAIN_NUMBER = r"^[+-]?([0-9]{1,15}|[0-9]{1,9}\.[0-9]{0,6}|\.[0-9]{1,15})$"
_PLAIN_INTEGER = r"^[+-]?[0-9]{1,18}$"
_UNITS = re.compile(r"^[^-\d]*|\D*$")
_FOREIGN_DIGIT = r"[^\P{Nd}0-9]"


class _Numeric(Reader):
    supports = ("required", *_BOUNDS, "enum")

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        options = definition.options
        self._bare = bool(options.get("bareNumber", True))
        self._group = str(options.get("groupChar", ""))
        self._decimal = str(options.get("decimalChar", "."))

    def _plain(self, text: str) -> str | None:
        """The text as a number is written in code, or None."""
        text = text.strip()
        if "_" in text or (not self._bare and text.startswith("(") and text.endswith(")")):
            return None
        if any(c.isdecimal() and not c.isascii() for c in text):
            return None
        if not self._bare:
            text = _UNITS.sub("", text)
        if self._group:
            text = text.replace(self._group, "")
        if self._decimal != ".":
            if "." in text:
                return None
            text = text.replace(self._decimal, ".")
        return text

    def _plain_all(self, texts: pa.Array) -> tuple[BoolArray, pa.Array]:
        """The same for many; the mask says where it could be done at once."""
        usable = np.ones(len(texts), dtype=bool)
        if not self._bare:
            bracketed = r"^\s*\(.*\)\s*$"
            usable = ~(matches(texts, bracketed) | matches(texts, _FOREIGN_DIGIT))
            texts = pc.replace_substring_regex(texts, pattern=r"^[^-0-9]*", replacement="")
            texts = pc.replace_substring_regex(texts, pattern=r"[^0-9]*$", replacement="")
        if self._group:
            texts = pc.replace_substring(texts, pattern=self._group, replacement="")
        if self._decimal != ".":
            usable &= ~as_mask(pc.match_substring(texts, pattern="."))
            texts = pc.replace_substring(texts, pattern=self._decimal, replacement=".")
        return usable, texts

    def _cast(self, texts: pa.Array, pattern: str, type_: pa.DataType) -> Vectorised:
        usable, plain = self._plain_all(texts)
        known = usable & matches(plain, pattern)
        plain = pc.if_else(pa.array(known), plain, "0")
        if pc.any(pc.starts_with(plain, pattern="+")).as_py():
            plain = pc.replace_substring_regex(plain, pattern=r"^\+", replacement="")
        return known, pc.cast(plain, type_).to_numpy(zero_copy_only=False)


@reads("integer")
class IntegerReader(_Numeric):
    """Whole numbers of any size."""

    def __init__(self, definition: Field) -> None:
        super().__init__(definition)
        self._decimal = "."

    def read(self, text: str) -> int | None:
        plain = self._plain(text)
        try:
            return None if plain is None else int(plain)
        except ValueError:
            return None

    def constant(self, value: Any) -> Any:
        if isinstance(value, bool):
            return None
        if isinstance(value, float):
            return int(value) if value.is_integer() else None
        return super().constant(value)

    def vectorised(self, texts: pa.Array) -> Vectorised:
        return self._cast(texts, _PLAIN_INTEGER, pa.int64())


@reads("number")
class NumberReader(_Numeric):
    """Decimal numbers, kept exact."""

    def read(self, text: str) -> Decimal | None:
        plain = self._plain(text)
        try:
            value = None if plain is None else Decimal(plain)
        except InvalidOperation:
            return None
        # A signalling NaN cannot be compared or hashed.
        return None if value is None or value.is_snan() else value

    def constant(self, value: Any) -> Any:
        if isinstance(value, bool):
            return None
        if isinstance(value, float):
            return Decimal(str(value))
        return super().constant(value)

    def vectorised(self, texts: pa.Array) -> Vectorised:
        return self._cast(texts, _PLAIN_NUMBER, pa.float64())
