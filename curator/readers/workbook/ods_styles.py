"""The styles of an OpenDocument spreadsheet: how its cells show numbers, which tables are hidden.

OASIS OpenDocument 1.3, part 3, § 16.29 (data styles) and § 16.2 (styles that name them).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from curator.readers.workbook.formats import has_currency
from curator.readers.workbook.package import local

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"

DATA_STYLES = {
    f"{NUMBER}currency-style": "currency",
    f"{NUMBER}percentage-style": "percent",
    f"{NUMBER}date-style": "date",
    f"{NUMBER}time-style": "time",
    f"{NUMBER}text-style": "text",
    f"{NUMBER}number-style": "",
}
"""Data styles and the kind of format (``formats.format_kind``) that their name alone says."""
STYLE_TAGS = (f"{STYLE}style", *DATA_STYLES)

VALUE_KINDS = {"currency": "currency", "percentage": "percent", "date": "date", "time": "time"}
"""What a cell is by the type of its value, whatever its style."""


@dataclass(frozen=True)
class DataStyle:
    """The kind of a number format; ``digits``: whole numbers are padded to as many."""

    kind: str = ""
    digits: int = 0


PLAIN = DataStyle()


@dataclass
class Styles:
    """What was learnt so far. Data styles come before the styles that name them."""

    cells: dict[str, DataStyle] = field(default_factory=dict)
    """By the name of a cell style."""
    hidden: set[str] = field(default_factory=set)
    """Styles of tables that are not shown."""
    _data: dict[str, DataStyle] = field(default_factory=dict)

    def learn(self, element: Any) -> None:
        """Take note of a style or a data style; of other elements nothing."""
        own = element.get(f"{STYLE}name", "")
        if element.tag in DATA_STYLES:
            self._data[own] = _data_style(element)
        elif element.get(f"{STYLE}family") == "table-cell":
            stated = element.get(f"{STYLE}data-style-name")
            parent = element.get(f"{STYLE}parent-style-name", "")
            found = self.cells.get(parent) if stated is None else self._data.get(stated)
            self.cells[own] = found or PLAIN
        elif any(child.get(f"{TABLE}display") == "false" for child in element):
            self.hidden.add(own)

    def kind(self, style: str, value_type: str) -> str:
        """The kind of format in which a cell of ``style`` shows a value."""
        if value_type in VALUE_KINDS:
            return VALUE_KINDS[value_type]
        kind = self.cells.get(style, PLAIN).kind
        is_text = value_type == "string"
        return kind if value_type != "boolean" and is_text == (kind == "text") else ""


def _data_style(element: Any) -> DataStyle:
    kind = DATA_STYLES[element.tag]
    parts = {local(child.tag): child for child in element}
    if kind or "currency-symbol" in parts:
        return DataStyle(kind or "currency")
    texts = "".join(child.text or "" for child in element if local(child.tag) == "text")
    if has_currency(texts):
        return DataStyle("currency")
    number = parts.get("number", parts.get("scientific-number"))
    if number is None:
        return PLAIN
    if number.get(f"{NUMBER}decimal-places", "0") != "0":
        return DataStyle("decimal")
    digits = number.get(f"{NUMBER}min-integer-digits", "")
    is_padded = local(number.tag) == "number" and digits.isdigit() and 1 < int(digits) < 100
    return DataStyle("code", int(digits)) if is_padded else PLAIN
