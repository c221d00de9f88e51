"""What the rules for OpenDocument spreadsheets look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from curator.readers.workbook.model import ParsedSheet
from curator.readers.workbook.package import Package, local, parse_xml


@dataclass(eq=False)
class OdsView:
    """A container (None for a flat document) and its content."""

    name: str
    content: bytes
    package: Package | None = None
    raw: bytes = b""
    parsed: Sequence[ParsedSheet] = ()
    """The sheets as they were read."""

    @cached_property
    def root(self) -> Any:
        """The root of the content."""
        return _root(self.content)

    def part(self, name: str) -> Any:
        """The root of another part; the flat document itself where there is no container."""
        if self.package is None:
            return self.root
        return _root(self.package.find(name) or b"")

    @cached_property
    def by_name(self) -> dict[str, list[Any]]:
        """Every element of the content by its name, in order: the document is walked once."""
        found: dict[str, list[Any]] = {}
        for element in self.root.iter():
            found.setdefault(local(element.tag), []).append(element)
        return found

    def named(self, *names: str) -> list[Any]:
        """Elements of the content called ``names``."""
        return [element for name in names for element in self.by_name.get(name, [])]

    @cached_property
    def tables(self) -> list[Any]:
        """The sheets, those that only cache another document left out."""
        return [e for e in self.named("table") if _is_sheet(e)]

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Automatic styles by name."""
        return {get(e, "name"): e for e in self.named("style")}


def _root(data: bytes) -> Any:
    root = parse_xml(data) if data else None
    return root if root is not None else parse_xml(b"<none/>")


def _is_sheet(element: Any) -> bool:
    return local(element.getparent().tag) == "spreadsheet"


def get(element: Any, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    return next((str(v) for k, v in element.attrib.items() if local(k) == name), default)


def words(element: Any) -> list[str]:
    """Every text inside an element."""
    return [text.strip() for text in element.itertext() if text.strip()]
