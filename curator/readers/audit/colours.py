"""Effective colours of cells: which styles cannot be seen."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import Any

from curator.readers.workbook.package import local

WHITE = "FFFFFF"
TINY = 3.0
"""Points; smaller text is not meant to be read."""

_INDEXED_TEXT = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF"
    " FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366"
    " FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080"
    " 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00"
    " FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
"""The default indexed palette (ECMA-376 part 1, 18.8.27)."""
_INDEXED = tuple(_INDEXED_TEXT.split())

_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{n}" for n in range(1, 7)),
    "hlink",
    "folHlink",
)


@dataclass(frozen=True)
class Palette:
    """Colours of the theme, in the order in which cells number them."""

    theme: tuple[str, ...]

    @classmethod
    def of(cls, root: Any) -> Palette:
        """Read a theme part."""
        named = {}
        for scheme in root.iter():
            if local(scheme.tag) == "clrScheme":
                for entry in scheme:
                    colour = next(iter(entry), None)
                    if colour is not None:
                        value = colour.get("lastClr") or colour.get("val") or ""
                        named[local(entry.tag)] = value.upper()
        usual = {"lt1": WHITE, "dk1": "000000"}
        return cls(tuple(named.get(name, usual.get(name, "")) for name in _THEME_ORDER))

    def colour(self, element: Any) -> str | None:
        """RRGGBB of a colour element; None for automatic or unknown."""
        if element is None:
            return None
        if rgb := element.get("rgb"):
            return str(rgb)[-6:].upper()
        base: str | None = None
        if (theme := element.get("theme", "")).isdigit() and int(theme) < len(self.theme):
            base = self.theme[int(theme)] or None
        elif (index := element.get("indexed", "")).isdigit():
            base = _INDEXED[int(index)] if int(index) < len(_INDEXED) else None
        return _tinted(base, element.get("tint")) if base else None


def _tinted(colour: str, tint: str | None) -> str:
    try:
        amount = float(tint or 0)
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    except ValueError:
        return colour
    if not amount:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + amount) if amount < 0 else light * (1 - amount) + amount
    rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in rgb)


def is_same(first: str, second: str) -> bool:
    """Whether two colours cannot be told apart (a distance under 12 of 255 in each channel)."""
    pairs = [(int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (0, 2, 4)]
    return all(abs(a - b) < 12 for a, b in pairs)


_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


_QUOTED = re.compile(r'\\.|"([^"]*)"')
"""An escaped letter, which is passed over, or a quoted text."""


def hides_values(code: str) -> bool:
    """Whether a number format shows nothing (``;;;``)."""
    sections = [part.strip() for part in code.split(";")]
    return len(sections) >= 3 and not any(sections)


def literal_text(code: str) -> str:
    """Words that a number format adds to every value."""
    quoted = (text for text in _QUOTED.findall(code) if len(text) > 2)
    return " ".join(text for text in quoted if any(map(str.isalpha, text)))


@dataclass(frozen=True)
class Styles:
    """Which cell styles and conditional styles cannot be seen, and why."""

    invisible: dict[int, str]
    """Style number → ``colour``, ``size`` or ``format``."""
    literals: tuple[str, ...]
    invisible_differences: dict[int, str]

    @classmethod
    def of(cls, root: Any, palette: Palette) -> Styles:
        """Read a styles part."""
        groups = {local(group.tag): list(group) for group in root}
        codes = {
            int(e.get("numFmtId", "-1")): e.get("formatCode", "") for e in groups.get("numFmts", [])
        }
        fonts = [_font(e, palette) for e in groups.get("fonts", [])]
        fills = [_fill(e, palette) for e in groups.get("fills", [])]
        invisible = {}
        for number, style in enumerate(groups.get("cellXfs", [])):
            why = _why(style, fonts, fills, codes)
            if why:
                invisible[number] = why
        differences = {
            number: why
            for number, style in enumerate(groups.get("dxfs", []))
            if (why := _why_difference(style, palette))
        }
        literals = tuple(text for code in codes.values() if (text := literal_text(code)))
        return cls(invisible, literals, differences)


def _child(element: Any, name: str) -> Any:
    return next((e for e in element if local(e.tag) == name), None)


def _font(element: Any, palette: Palette) -> tuple[str | None, float]:
    size = _child(element, "sz")
    try:
        points = float(size.get("val", "11")) if size is not None else 11.0
    except ValueError:
        points = 11.0
    return palette.colour(_child(element, "color")), points


def _fill(element: Any, palette: Palette) -> str:
    pattern = _child(element, "patternFill")
    if pattern is None or pattern.get("patternType", "none") != "solid":
        return WHITE
    return palette.colour(_child(pattern, "fgColor")) or WHITE


def _why(style: Any, fonts: list[Any], fills: list[str], codes: dict[int, str]) -> str:
    if hides_values(codes.get(int(style.get("numFmtId", "0")), "")):
        return "format"
    font, fill = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
    colour, points = fonts[font] if font < len(fonts) else (None, 11.0)
    if points < TINY:
        return "size"
    background = fills[fill] if fill < len(fills) else WHITE
    return "colour" if colour and is_same(colour, background) else ""


def _why_difference(style: Any, palette: Palette) -> str:
    number = _child(style, "numFmt")
    if number is not None and hides_values(number.get("formatCode", "")):
        return "format"
    font, fill = _child(style, "font"), _child(style, "fill")
    colour = palette.colour(_child(font, "color")) if font is not None else None
    background = WHITE
    if fill is not None and (pattern := _child(fill, "patternFill")) is not None:
        background = palette.colour(_child(pattern, "bgColor")) or WHITE
    return "colour" if colour and is_same(colour, background) else ""
