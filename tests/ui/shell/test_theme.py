"""Contrast of every pair of colours that meet, in both appearances."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import theme
from ui.plain import Label
from ui.theme import DARK, LIGHT, Palette, style_sheet

BACKGROUNDS = ("bg", "panel", "header")
TEXTS = ("text", "muted", "blue", "red", "amber", "green", "violet")
SOFT = ("blue", "red", "amber", "green", "violet")


def luminance(colour: str) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance ."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    first, second = sorted((luminance(a), luminance(b)), reverse=True)
    return (first + 0.05) / (second + 0.05)


def text_pairs(p: Palette) -> list[tuple[str, str]]:
    pairs = list(itertools.product(TEXTS, BACKGROUNDS))
    pairs += [(name, f"soft_{name}") for name in SOFT]
    pairs += [("text", f"soft_{name}") for name in SOFT]
    pairs += [("muted", "soft_blue"), ("on_blue", "blue"), ("on_blue", "blue_hover")]
    pairs += [("text", "hatch"), ("muted", "hatch"), ("text", "line")]
    return pairs


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_stands_out(palette: Palette) -> None:
    weak = {
        (text, back): round(contrast(getattr(palette, text), getattr(palette, back)), 2)
        for text, back in text_pairs(palette)
        if contrast(getattr(palette, text), getattr(palette, back)) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_outlines_focus_and_signs_stand_out(palette: Palette, background: str) -> None:
    for name in ("outline", "blue", "red", "amber", "green", "violet"):
        assert contrast(getattr(palette, name), getattr(palette, background)) >= 3, name


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sheet_uses_no_colour_of_its_own(palette: Palette) -> None:
    import re

    known = {value for value in vars(palette).values() if isinstance(value, str)}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(palette, 10))) <= known


def test_another_role_brings_its_margins(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, False)
    label = Label("needed")
    qtbot.addWidget(label)
    theme.set_role(label, "small")
    label.ensurePolished()
    assert label.contentsMargins().left() == 0
    theme.set_role(label, "badge-red")
    assert label.contentsMargins().left() > 0


def test_the_same_appearance_again_costs_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, True)
    try:
        with qtbot.assertNotEmitted(theme.changed):
            theme.apply(qapp, True)
    finally:
        with qtbot.waitSignal(theme.changed):
            theme.apply(qapp, False)
    assert qapp.palette().window().color().name() == LIGHT.bg.lower()
