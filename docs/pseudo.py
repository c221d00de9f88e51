"""Pseudo-localised texts: readable, accented, half as long again; a fixed width shows at once."""

from __future__ import annotations

import gettext
import re

_ACCENTS = str.maketrans("aeiouycnAEIOU", "àéîôùÿçñÀÉÎÔÙ")
_PLACES = re.compile(r"(\{[^}]*\})")


class PseudoTranslations(gettext.NullTranslations):
    """Translates every text into a longer one that keeps its placeholders."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(text: str) -> str:
    """``text`` with accents and half as long again, in brackets that show where it ends."""
    pieces = _PLACES.split(text)
    accented = "".join(p if p.startswith("{") else p.translate(_ACCENTS) for p in pieces)
    words = "~" * max(2, len(text) // 2)
    # Broken like words are, or a long text could never be wrapped.
    padding = " ".join(words[n : n + 6] for n in range(0, len(words), 6))
    return f"[{accented} {padding}]" if text.strip() else text
