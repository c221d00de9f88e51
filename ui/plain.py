"""Texts of people's files in widgets: shown as they stand, whatever they look like.

Qt takes text that looks like HTML for HTML, in labels and in tool tips, and would open the files
(on Windows, the network shares) that it points to; in buttons and menus it takes an ampersand for
the mark of a shortcut.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label that never takes its text for HTML."""

    def __init__(self, text: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        if isinstance(text, str):
            super().__init__(text, parent)
        else:  # as in Qt, the parent may stand alone
            super().__init__(text or parent)
        self.setTextFormat(Qt.TextFormat.PlainText)


LONGEST_WORD = 24
"""Signs on end that every panel has room for."""
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"[^_/\\.-]{{1,{LONGEST_WORD}}}[_/\\.-]?|[_/\\.-]")


def breakable(text: str) -> str:
    """``text`` with places (U+200B) where a line may end in words longer than many a panel is wide:
    mail addresses, names of files, names of fields without a space.
    """
    return _LONG_WORD.sub(_parted, text)


def _parted(word: re.Match[str]) -> str:
    """A long word in pieces; an address is parted at its sign, and further only if it must be."""
    parts = word.group().split("@")
    if len(parts) > 1:
        return "@\u200b".join(map(breakable, parts))
    return "\u200b".join(_PIECE.findall(word.group()))


def tip(text: str) -> str:
    """``text`` for a tool tip."""
    if "<" not in text:
        return text
    import html  # hardly ever needed, and its table of entities is long

    return f"<span>{html.escape(text)}</span>".replace("\n", "<br>")


def caption(text: str) -> str:
    """``text`` for a button or an entry of a menu."""
    return text.replace("&", "&&")
