"""A sheet with cells so far away that the rectangle around them cannot be held."""

from __future__ import annotations

import io
from typing import Any

import pyarrow as pa
from lxml import etree

from curator.i18n import N_
from curator.readers import limits
from curator.readers.model import Note
from curator.readers.workbook.formats import NumberFormat
from curator.readers.workbook.package import local, parse_xml
from curator.readers.workbook.text import number_text

Cells = dict[int, dict[int, str]]
"""Row → column → text, from 0."""


def sparse_columns(
    data: bytes, shared: bytes | None, formats: dict[int, NumberFormat]
) -> tuple[list[pa.Array], Note]:
    """The cells of a sheet; columns that hold nothing are left out, rows keep their number."""
    cells = _cells(data, _strings(shared), formats)
    used = sorted({column for row in cells.values() for column in row})
    last = max(cells, default=-1)
    if (last + 1) * len(used) > limits.CELLS:
        kept = limits.CELLS // max(1, len(used))
        cells = {row: found for row, found in cells.items() if row < kept}
        last = max(cells, default=-1)
    columns = []
    for column in used:
        texts = [""] * (last + 1)
        for row, found in cells.items():
            texts[row] = found.get(column, "")
        columns.append(pa.array(texts, type=pa.string()))
    note = Note(
        code="far-cells",
        message=N_(
            "Some cells stand very far from the others (up to column {column}, row {row}): the"
            " empty columns in between were left out. Check whether these cells are meant."
        ),
        parameters={"column": (used[-1] + 1) if used else 0, "row": last + 1},
    )
    return columns, note


def _strings(shared: bytes | None) -> list[str]:
    root = parse_xml(shared) if shared else None
    if root is None:
        return []
    return ["".join(_text(item)) for item in root if local(item.tag) == "si"]


def _text(item: etree._Element) -> list[str]:
    """Text of a string item; phonetic guides (``rPh``) are not part of it."""
    found = []
    for child in item:
        name = local(child.tag)
        if name == "t":
            found.append(child.text or "")
        elif name == "r":
            found += _text(child)
    return found


def _cells(data: bytes, strings: list[str], formats: dict[int, NumberFormat]) -> Cells:
    cells: Cells = {}
    row = -1
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    for event, element in events:
        name = local(element.tag)
        if event == "start":
            if name == "row":
                row = int(element.get("r", row + 2)) - 1
        elif name == "c":
            _take(cells, element, row, strings, formats)
        elif name == "row":
            element.clear()
    return cells


def _take(
    cells: Cells,
    element: etree._Element,
    row: int,
    strings: list[str],
    formats: dict[int, NumberFormat],
) -> None:
    from curator.readers.workbook.xlsx_parts import column_number

    letters = element.get("r", "").rstrip("0123456789")
    found = cells.setdefault(row, {})
    column = column_number(letters) if letters else max(found, default=-1) + 1
    text = _cell_text(element, strings, formats)
    if text:
        found[column] = text


def _cell_text(
    element: etree._Element, strings: list[str], formats: dict[int, NumberFormat]
) -> str:
    parts: dict[str, Any] = {local(child.tag): child for child in element}
    kind = element.get("t", "n")
    if kind == "inlineStr" and "is" in parts:
        return "".join(_text(parts["is"]))
    value = (parts["v"].text or "") if "v" in parts else ""
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind == "b":
        return "true" if value == "1" else "false"
    if kind != "n" or not value:
        return value
    number = float(value)
    style = formats.get(int(element.get("s", "0")))
    return style.text(number) if style else number_text(number)
