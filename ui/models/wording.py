"""Words of the screen for types, formats and places of fields. Plain words first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from curator.i18n import N_
from curator.i18n import gettext as _
from curator.schema.model import Field
from ui.i18n import number

if TYPE_CHECKING:
    from curator.readers import HiddenFinding

TYPE_NAMES: Mapping[str, str] = {
    "string": N_("text"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "boolean": N_("yes or no"),
    "date": N_("date"),
    "datetime": N_("date and time"),
    "time": N_("time"),
    "year": N_("year"),
    "yearmonth": N_("month"),
    "duration": N_("duration"),
    "geopoint": N_("coordinates"),
    "geojson": N_("geometry"),
    "list": N_("list"),
    "array": N_("array (JSON)"),
    "object": N_("object (JSON)"),
    "any": N_("anything"),
}
"""Types in the order in which they are offered."""

TYPE_EXPLANATIONS: Mapping[str, str] = {
    "string": N_("Table Schema type “string”: any text, codes included (postal code, SIRET…)."),
    "number": N_("Table Schema type “number”: a figure that may have decimals."),
    "integer": N_("Table Schema type “integer”: a figure without decimals."),
    "boolean": N_("Table Schema type “boolean”: one of two answers."),
    "date": N_("Table Schema type “date”: published as year-month-day."),
    "datetime": N_("Table Schema type “datetime”: a date with a time of day."),
    "time": N_("Table Schema type “time”: a time of day."),
    "year": N_("Table Schema type “year”: four digits."),
    "yearmonth": N_("Table Schema type “yearmonth”: year-month."),
    "duration": N_("Table Schema type “duration”: an ISO 8601 length of time."),
    "geopoint": N_("Table Schema type “geopoint”: longitude, latitude."),
    "geojson": N_("Table Schema type “geojson”: a geometry of a map."),
    "list": N_("Table Schema type “list”: values with a separator between them."),
    "array": N_("Table Schema type “array”: a JSON array."),
    "object": N_("Table Schema type “object”: a JSON object."),
    "any": N_("Table Schema type “any”: nothing is checked."),
}

STRING_FORMATS: Mapping[str, str] = {
    "default": N_("any text"),
    "email": N_("e-mail address"),
    "uri": N_("web address"),
    "uuid": N_("UUID"),
    "binary": N_("binary (base64)"),
}

DATE_PARTS = (
    ("%Y", N_("yyyy")),
    ("%y", N_("yy")),
    ("%m", N_("mm")),
    ("%d", N_("dd")),
    ("%H", N_("hh")),
    ("%M", N_("min")),
    ("%S", N_("ss")),
)

DATE_FORMATS: Mapping[str, tuple[str, ...]] = {
    "date": (
        "default",
        "%d/%m/%Y",
        "%d-%m-%Y",
        "%d.%m.%Y",
        "%Y/%m/%d",
        "%d/%m/%y",
        "%Y%m%d",
        "any",
    ),
    "datetime": (
        "default",
        "%d/%m/%Y %H:%M:%S",
        "%d/%m/%Y %H:%M",
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "any",
    ),
    "time": ("default", "%H:%M", "%Hh%M", "any"),
}
"""Formats offered, by type; the one a field has is offered too."""

ISO_FORMATS: Mapping[str, str] = {
    "date": "%Y-%m-%d",
    "datetime": "%Y-%m-%dT%H:%M:%SZ",
    "time": "%H:%M:%S",
}


def type_name(name: str) -> str:
    """A type in plain words; one that the standard does not know as it is written."""
    return _(TYPE_NAMES[name]) if name in TYPE_NAMES else name


def type_explanation(name: str) -> str:
    """What a type is in the standard."""
    return _(TYPE_EXPLANATIONS[name]) if name in TYPE_EXPLANATIONS else ""


def format_name(kind: str, form: str) -> str:
    """A format in plain words (``%d/%m/%Y`` of a date: dd/mm/yyyy)."""
    if kind == "string":
        return _(STRING_FORMATS[form]) if form in STRING_FORMATS else form
    if form == "any":
        return _("any way of writing it")
    if kind not in ISO_FORMATS:
        return _("usual") if form == "default" else form
    pattern = ISO_FORMATS[kind] if form == "default" else form
    text = pattern
    for sign, words in DATE_PARTS:
        text = text.replace(sign, _(words))
    return f"{text} (ISO)" if form == "default" else text


def chip_of(field: Field) -> str:
    """The few words of a field's type for its header."""
    if field.type == "string" and field.format in STRING_FORMATS and field.format != "default":
        return _(STRING_FORMATS[field.format])
    return type_name(field.type)


def number_form(field: Field) -> str:
    """How numbers are written, by an example: ``1 234,50``."""
    group = str(field.options.get("groupChar", ""))
    decimal = str(field.options.get("decimalChar", "."))
    return f"1{group}234{decimal}50" if field.type == "number" else f"1{group}234"


def column_letters(index: int) -> str:
    """The letters that a spreadsheet gives to the column at ``index`` (from 0): A, …, Z, AA …"""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


CONTENTS: Mapping[str, str] = {
    "author-path": N_("Properties of the document"),
    "custom-properties": N_("Properties of the document"),
    "defined-names": N_("Defined names"),
    "document-properties": N_("Properties of the document"),
    "embedded-object": N_("Embedded documents"),
    "formulas": N_("Formulas"),
    "header-footer": N_("Headers and footers of pages"),
    "image": N_("Pictures"),
    "pivot-cache": N_("Pivot tables"),
    "printer-settings": N_("Printer"),
    "thumbnail": N_("Pictures"),
}
"""What people call hidden content, by its kind; other kinds are named after where they are."""

PARTS: tuple[tuple[str, str], ...] = (
    ("comment", N_("Comments")),
    ("docprops", N_("Properties of the document")),
    ("meta.xml", N_("Properties of the document")),
    ("externallink", N_("Links to other files")),
    ("pivot", N_("Pivot tables")),
    ("media", N_("Pictures")),
    ("pictures", N_("Pictures")),
    ("drawing", N_("Drawings and text boxes")),
    ("vba", N_("Macros")),
    ("connections", N_("Connections to databases")),
    ("query", N_("Connections to databases")),
    ("styles", N_("Styles")),
    ("workbook", N_("The workbook itself")),
    ("sharedstrings", N_("Texts of removed cells")),
)
"""What people call the parts of a workbook's file; the first that fits counts."""


def place_name(finding: HiddenFinding) -> str:
    """Where hidden content is, in words: sheet and cells, row, or what people call it."""
    location, sheet = finding.location, finding.parameters.get("sheet")
    if sheet:
        cells = location.removeprefix(f"{sheet}!")
        if cells == location:
            return _("Sheet “{name}”").format(name=sheet)
        return _("Sheet “{name}”, {cells}").format(name=sheet, cells=cells)
    row = finding.parameters.get("row")
    if row is not None and location.endswith(f":{row}"):
        return _("Row {n}").format(n=number(row))
    if finding.kind in CONTENTS:
        return _(CONTENTS[finding.kind])
    part = location.casefold()
    return next((_(name) for fragment, name in PARTS if fragment in part), _("Inside the file"))
