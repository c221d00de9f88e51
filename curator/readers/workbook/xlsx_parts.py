"""The parts of an XLSX: its sheets, the formats of its cells, the elements of a sheet.

Nothing here needs Arrow: this much is known while Arrow is still being loaded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from curator.readers import limits
from curator.readers.errors import DamagedFile
from curator.readers.workbook.formats import BUILT_IN, NumberFormat, number_format
from curator.readers.workbook.package import Package, local, parse_xml, refuse_entities

OFFICE_DOCUMENT = "/officeDocument"
MOST_COLUMNS = 16_384
"""Columns of a sheet, as the format limits them."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet of the workbook and the part that holds it."""

    name: str
    state: str
    part: str
    kind: str


@dataclass
class Layout:
    """What the workbook part says."""

    part: str
    sheets: list[SheetPart] = field(default_factory=list)


def read_layout(package: Package) -> Layout:
    """The sheets of a workbook and where they are. Raises ``DamagedFile``."""
    part = next(
        (
            target
            for kind, target, outside in package.relations("").values()
            if kind.endswith(OFFICE_DOCUMENT) and not outside
        ),
        "xl/workbook.xml",
    )
    data = package.read(part)
    refuse_entities(data, package.name)
    root = parse_xml(data)
    if root is None:
        raise DamagedFile(name=package.name, format=package.format_name)
    relations = package.relations(part)
    layout = Layout(part)
    for element in root.iter():
        if local(element.tag) != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if local(k) == "id"), "")
        kind, target, _outside = relations.get(relation, ("", "", False))
        layout.sheets.append(
            SheetPart(element.get("name", ""), element.get("state", "visible"), target, kind)
        )
    return layout


def read_codes(package: Package, layout: Layout) -> list[str]:
    """The code of the number format of every style, in the order in which cells number them."""
    part = next(
        (t for kind, t, _o in package.relations(layout.part).values() if kind.endswith("/styles")),
        "xl/styles.xml",
    )
    data = package.find(part)
    root = parse_xml(data) if data else None
    if root is None:
        return []
    codes = BUILT_IN | {
        int(e.get("numFmtId", "-1")): e.get("formatCode", "")
        for e in root.iter()
        if local(e.tag) == "numFmt"
    }
    return [
        codes.get(int(style.get("numFmtId", "0")), "")
        for group in root
        if local(group.tag) == "cellXfs"
        for style in group
    ]


def formats_that_matter(codes: Sequence[str]) -> dict[int, NumberFormat]:
    """Styles whose number format is part of what a cell says."""
    formats = {index: number_format(code) for index, code in enumerate(codes)}
    return {index: found for index, found in formats.items() if found.matters}


CELL_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
CELL_VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)</")
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')
_PREFIX = re.compile(rb"<(\w+:)?worksheet\b")


@dataclass(frozen=True)
class Patterns:
    """Expressions for the elements of a sheet under its prefix.

    Each begins with literal characters: a pattern that may begin with any prefix has to be tried at
    every element, which takes longer than reading the sheet.
    """

    error_cell: re.Pattern[bytes]
    no_value: re.Pattern[bytes]
    shared: re.Pattern[bytes]
    merge: re.Pattern[bytes]
    row: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    formula_mark: bytes
    tag: re.Pattern[bytes]

    @classmethod
    def of(cls, data: bytes) -> Patterns:
        """The patterns for the prefix that ``data`` uses."""
        found = _PREFIX.search(data[:4096])
        return _patterns((found.group(1) or b"") if found else b"")


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> Patterns:
    p = re.escape(prefix)
    return Patterns(
        error_cell=re.compile(b"<" + p + rb'c\b([^>]*\bt="e"[^>]*)>(.*?)</' + p + b"c>", re.DOTALL),
        no_value=re.compile(
            b"<" + p + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + p + rb"f>)\s*</" + p + b"c>"
        ),
        shared=re.compile(rb't="s"[^>]*>\s*<' + p + rb"v>(\d{1,9})<"),
        merge=re.compile(
            b"<" + p + rb'mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
        ),
        row=re.compile(b"<" + p + rb'row\b[^>]*?\br="(\d+)"'),
        formula=re.compile(b"<" + p + rb"f\b[^>]*>([^<]{2,})</" + p + b"f>"),
        formula_mark=b"<" + prefix + b"f",
        tag=re.compile(b"<" + p + rb"(row|c)\b([^>]*)>"),
    )


@lru_cache(maxsize=16_384)
def column_number(letters: bytes | str) -> int:
    """0-based number of a column named by letters."""
    if isinstance(letters, bytes):
        letters = letters.decode()
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def is_far(data: bytes) -> bool:
    """Whether the cells of a sheet span a rectangle that is too large to hold."""
    last = 0
    for at in _tail_rows(data):
        last = max(last, at)
    if last * MOST_COLUMNS <= limits.CELLS:
        return False
    widest = 26
    if _WIDE.search(data):
        names = set(_WIDE.findall(data))
        widest = max(map(column_number, names)) + 1
    return last * widest > limits.CELLS


def _tail_rows(data: bytes) -> list[int]:
    """Row numbers near the end of a sheet, where the largest are."""
    start = max(0, len(data) - (1 << 16))
    pattern = Patterns.of(data).row
    found = [int(n) for n in pattern.findall(data, start)]
    return found or [int(n) for n in pattern.findall(data)]
