"""OpenDocument: cell styles under which a text is not seen."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from curator.readers.audit.colours import TINY, WHITE, is_same
from curator.readers.audit.elements import get
from curator.readers.workbook.package import local

USUAL_POINTS = 11.0
MOST_PARENTS = 20


def reasons(*roots: Any) -> dict[str, str]:
    """Cell style → why its text is not seen (``format size colour``), for styles that hide it.

    ``roots`` are the documents with the styles, the common ones first.
    """
    styles = {
        get(style, "name"): style
        for root in roots
        for style in root.iter("{*}style")
        if get(style, "family") == "table-cell"
    }
    empty = _empty_formats(roots)
    found = {name: _reason(_with_parents(style, styles), empty) for name, style in styles.items()}
    return {name: reason for name, reason in found.items() if reason}


def _empty_formats(roots: Collection[Any]) -> set[str]:
    """Number and text formats without any part that shows something."""
    found = set()
    for root in roots:
        for element in root.iter("{*}text-style", "{*}number-style"):
            parts = [c for c in element if local(c.tag) not in ("map", "text-properties")]
            if not any(local(c.tag) != "text" or (c.text or "").strip() for c in parts):
                found.add(get(element, "name"))
    return found


def _with_parents(style: Any, styles: dict[str, Any]) -> list[Any]:
    """The style, the one it is derived from, and so on."""
    chain = [style]
    while len(chain) < MOST_PARENTS:
        parent = styles.get(get(chain[-1], "parent-style-name"))
        if parent is None or parent in chain:
            break
        chain.append(parent)
    return chain


def _reason(chain: list[Any], empty_formats: set[str]) -> str:
    data_style = _first(get(style, "data-style-name") for style in chain)
    if data_style in empty_formats:
        return "format"
    size = _first(_property(style, "text-properties", "font-size") for style in chain)
    if size.endswith("pt") and _points(size) < TINY:
        return "size"
    colour = _first(_property(style, "text-properties", "color") for style in chain)
    stated = _first(
        _property(style, "table-cell-properties", "background-color") for style in chain
    )
    background = stated.lstrip("#").upper() if stated.startswith("#") else WHITE
    plain = colour.lstrip("#").upper()
    return "colour" if len(plain) == 6 and is_same(plain, background) else ""


def _first(texts: Any) -> str:
    return next((text for text in texts if text), "")


def _property(style: Any, group: str, name: str) -> str:
    return _first(get(child, name) for child in style if local(child.tag) == group)


def _points(size: str) -> float:
    try:
        return float(size.removesuffix("pt"))
    except ValueError:
        return USUAL_POINTS
