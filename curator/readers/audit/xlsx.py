"""What the rules for XLSX look at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from curator.readers.audit.colours import Palette, Styles
from curator.readers.model import HiddenFinding
from curator.readers.workbook.package import Package, local, parse_xml

if TYPE_CHECKING:
    from curator.readers.grid import Grid
    from curator.readers.workbook.scan import CellScan

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


class Cells(Protocol):
    """The cells of a sheet; whoever asks for them waits until they are parsed."""

    @property
    def grid(self) -> Grid:
        """Their texts."""
        ...


@dataclass(eq=False)
class SheetView:
    """One sheet: its bytes, its cells, and what stands around them."""

    name: str
    state: str
    part: str
    data: bytes
    tags: CellScan
    cells: Cells
    book: BookView

    @property
    def grid(self) -> Grid:
        """The texts of the cells."""
        return self.cells.grid

    @cached_property
    def _columns(self) -> dict[int, list[str]]:
        return {}

    def column(self, number: int) -> list[str]:
        """The texts of a column (from 0), ``[]`` outside the sheet."""
        if number >= self.grid.width:
            return []
        if number not in self._columns:
            self._columns[number] = self.grid.columns[number].to_pylist()
        return self._columns[number]

    def row(self, number: int) -> list[str]:
        """The texts of a row (from 0), ``[]`` outside the sheet."""
        if number >= self.grid.height:
            return []
        return [self.column(c)[number] for c in range(self.grid.width)]

    @cached_property
    def around(self) -> bytes:
        """The part without its cells, which stand in the middle of it."""
        start, end = self.data.find(b"sheetData"), self.data.rfind(b"sheetData>")
        if not 0 <= start < end:
            return self.data
        opening = self.data.rfind(b"<", 0, start)
        return self.data[:opening] + self.data[end + len(b"sheetData>") :]

    @cached_property
    def frame(self) -> Any:
        """The sheet's elements without its cells."""
        root = parse_xml(self.around)
        return root if root is not None else parse_xml(b"<none/>")

    @cached_property
    def relations(self) -> dict[str, tuple[str, str, bool]]:
        """Relations of the sheet: id → (type, target, is external)."""
        return self.book.package.relations(self.part)

    def elements(self, *names: str) -> list[Any]:
        """Elements of the frame by local name."""
        return [e for e in self.frame.iter() if local(e.tag) in names]

    def text_at(self, row: int, column: int) -> str:
        """The text of a cell, ``""`` outside the sheet."""
        texts = self.column(column)
        return texts[row] if row < len(texts) else ""


@dataclass(eq=False)
class BookView:
    """The container of a workbook and what its sheets told."""

    package: Package
    part: str
    sheet_parts: tuple[str, ...]
    used_strings: set[int] = field(default_factory=set)
    raw: bytes = b""
    findings: list[HiddenFinding] = field(default_factory=list)

    @cached_property
    def workbook(self) -> Any:
        """The root of the workbook part."""
        return self.root(self.part)

    @cached_property
    def relations(self) -> dict[str, tuple[str, str, bool]]:
        """Relations of the workbook part."""
        return self.package.relations(self.part)

    @cached_property
    def styles(self) -> Styles:
        """Fonts, fills and formats of cells."""
        theme = next((t for k, t, _o in self.relations.values() if k.endswith("/theme")), "")
        styles = next((t for k, t, _o in self.relations.values() if k.endswith("/styles")), "")
        return Styles.of(self.root(styles), Palette.of(self.root(theme)))

    def root(self, part: str) -> Any:
        """The root of a part; an empty element where there is none."""
        data = self.package.find(part) if part else None
        root = parse_xml(data) if data else None
        return root if root is not None else parse_xml(b"<none/>")

    def parts(self, pattern: str) -> list[str]:
        """Members whose name matches a regular expression, in order."""
        wanted = re.compile(pattern, re.IGNORECASE)
        return sorted(n for n in self.package.names if wanted.fullmatch(n.replace("\\", "/")))

    @cached_property
    def comment_parts(self) -> list[str]:
        """Parts that hold notes: those sheets relate to as such, whatever their name, and those
        that are named so."""
        relations = [r for part in self.sheet_parts for r in self.package.relations(part).values()]
        related = {target for kind, target, _o in relations if kind.endswith("/comments")}
        held = {name for name in related if self.package.find(name) is not None}
        return sorted(held | set(self.parts(r"xl/(?:.*/)?comments\d*\.xml")))

    def texts(self, part: str, *names: str) -> list[str]:
        """Texts of the elements called ``names`` (none: of all) in a part."""
        root = self.root(part)
        return [
            e.text.strip()
            for e in root.iter()
            if e.text and e.text.strip() and (not names or local(e.tag) in names)
        ]


def attribute(element: Any, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    return next((str(v) for k, v in element.attrib.items() if local(k) == name), default)


def is_true(text: str) -> bool:
    """A truth value of XML."""
    return text in ("1", "true", "on")


def rectangle(reference: str) -> tuple[int, int, int, int] | None:
    """``B2:C5`` as rows and columns from 0, ends included."""
    from curator.readers.workbook.xlsx_parts import column_number

    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    left, top, right, bottom = match.groups()
    first = (int(top) - 1, column_number(left))
    last = (int(bottom) - 1, column_number(right)) if right else first
    return first[0], first[1], last[0], last[1]


def column_letters(number: int) -> str:
    """The letters of a column (from 0)."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
