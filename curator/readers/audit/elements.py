"""Elements of XML and HTML: attributes and texts whatever their namespace."""

from __future__ import annotations

from typing import Any

from curator.readers.workbook.package import parse_xml


def root_of(data: bytes | None) -> Any:
    """The root of a part; an empty one for what is missing or is not XML."""
    root = parse_xml(data) if data else None
    return root if root is not None else parse_xml(b"<none/>")


def get(element: Any, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return default


def words(element: Any) -> list[str]:
    """Every text inside an element."""
    return [text.strip() for text in element.itertext() if text.strip()]
