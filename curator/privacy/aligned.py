"""Text folded character by character, so that places in it are places in the text as read."""

from __future__ import annotations

import unicodedata


class _Fold(dict[int, str]):
    """Translation table filled as characters are met: one character for one character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        self[code] = base if len(base) == 1 else char
        return self[code]


_fold = _Fold()
_fold[ord("œ")] = _fold[ord("Œ")] = "o"
_fold[ord("æ")] = _fold[ord("Æ")] = "a"
_fold[ord("’")] = _fold[ord("ʼ")] = "'"
_fold[0xA0] = _fold[0x202F] = " "


def aligned(text: str) -> str:
    """``text`` in lower case without accents, as long as ``text`` in code points."""
    return text.translate(_fold)
