"""Regular expressions that users type: none can make the program wait for ever.

An expression runs in RE2, whose time grows with the text alone. What RE2 does not have (looking
around, referring back, word boundaries beside accents) runs in Python, unless a repetition stands
inside a repetition there: such an expression can take longer than anybody lives, and is refused.
Which of the two runs an expression depends on it alone, so a recipe gives the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# What an expression consists of is nowhere else to be had than in the parser of ``re`` itself.
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import gettext
from curator.schema.distinct import BoolArray, matches

_LETTERS = r"\p{L}\p{M}\p{N}_"
_BLANKS = r"\s\p{Z}"
_CLASSES = {"w": _LETTERS, "d": r"\p{Nd}", "s": _BLANKS}
_OPEN = 100
"""Repetitions from which one counts as endless."""


class NotAnExpression(ValueError):
    """The text is no regular expression."""

    def __str__(self) -> str:
        return gettext("the regular expression is not valid")


class TooCostly(NotAnExpression):
    """The expression could take for ever."""

    def __str__(self) -> str:
        return gettext(
            "the regular expression repeats a repetition, which can take for ever: simplify it"
        )


class Expression:
    """A regular expression in Python's syntax; ``$`` is the very end of a text.

    Raises ``NotAnExpression`` or ``TooCostly``.
    """

    def __init__(self, source: str, *, ignore_case: bool = False) -> None:
        try:
            self._python = re.compile(source, re.IGNORECASE if ignore_case else 0)
        except (re.error, OverflowError, RecursionError):
            raise NotAnExpression from None
        self.groups = self._python.groups
        self._re2 = linear_pattern(source)
        if self._re2 is not None and ignore_case:
            self._re2 = f"(?i){self._re2}"
        if self._python.search(""):
            self._re2 = None  # both find nothing at all in different places
        self._is_costly = is_costly(source)
        if self._re2 is None and self._is_costly:
            raise TooCostly

    def found(self, texts: pa.Array) -> BoolArray:
        """Which texts hold a match."""
        if self._re2 is not None:
            return matches(texts, self._re2)
        search = self._python.search
        return np.array([search(text) is not None for text in texts.to_pylist()], dtype=bool)

    def replaced(self, texts: pa.Array, replacement: str) -> pa.Array:
        """The texts with every match replaced; ``\\1`` in ``replacement`` is the first group.

        Raises ``re.error`` or ``IndexError`` where it refers to a group that is not there.
        """
        parser.parse_template(replacement, self._python)
        if self._re2 is not None and not re.search(r"\\(?![\\0-9])", replacement):
            return pc.replace_substring_regex(texts, pattern=self._re2, replacement=replacement)
        sub = self._python.sub
        return pa.array([sub(replacement, text) for text in texts.to_pylist()], type=pa.string())

    def split(self, texts: pa.Array, most: int) -> list[list[str]]:
        """Each text cut at its first ``most`` matches (an expression without groups).

        Raises ``TooCostly``.
        """
        # Arrow takes what is left after a cut for a text of its own, which begins anew.
        is_anchored = "^" in self._python.pattern.replace("[^", "")
        if is_anchored and self._is_costly:
            raise TooCostly
        if self._re2 is not None and not is_anchored:
            cut = pc.split_pattern_regex(texts, pattern=self._re2, max_splits=most)
            return list(cut.to_pylist())
        return [self._python.split(text, maxsplit=most) for text in texts.to_pylist()]


@lru_cache(maxsize=256)
def is_costly(pattern: str) -> bool:
    """Whether Python could take for ever on a pattern that it knows."""
    return _nests(parser.parse(pattern))


@lru_cache(maxsize=256)
def linear_pattern(pattern: str) -> str | None:
    """A pattern as RE2 reads it the same way, accents included; None where it does not."""
    made = _translated(pattern)
    return made if made is not None and _is_known_to_re2(made) else None


def _translated(source: str) -> str | None:
    """The expression for RE2, its classes made to know accents; None where RE2 reads it otherwise.

    https://github.com/google/re2/wiki/Syntax
    """
    made: list[str] = []
    is_in_class = False
    position = 0
    while position < len(source):
        char, following = source[position], source[position + 1 : position + 2]
        if char == "\\":
            if following in "bBAZzGKQECpPXR" or (following.isdigit() and following != "0"):
                return None
            made.append(_escaped(following, is_in_class))
            position += 2
            continue
        if char == "[" and (is_in_class or following == ":"):
            return None
        if char in "[]":
            is_in_class = char == "[" or (is_in_class and made[-1] in ("[", "[^"))
        elif char == "(" and following == "?" and source[position + 2 : position + 3] not in ":P":
            return None
        made.append(char)
        position += 1
    return "".join(made)


def _escaped(letter: str, is_in_class: bool) -> str:
    if letter in _CLASSES:
        return _CLASSES[letter] if is_in_class else f"[{_CLASSES[letter]}]"
    if letter.lower() in _CLASSES and not is_in_class:
        return f"[^{_CLASSES[letter.lower()]}]"
    return f"\\{letter}"


def _is_known_to_re2(source: str) -> bool:
    try:
        pc.match_substring_regex(pa.array([""]), pattern=source)
    except pa.ArrowInvalid:
        return False
    return True


def _nests(parsed: Any, *, inside: bool = False) -> bool:
    """Whether an endless repetition holds another one, or a choice."""
    for code, argument in parsed:
        is_endless = code in _REPEATS and argument[1] >= _OPEN
        if inside and (is_endless or code is codes.BRANCH):
            return True
        if any(_nests(part, inside=inside or is_endless) for part in _parts(argument)):
            return True
    return False


_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)


def _parts(argument: Any) -> Iterator[Any]:
    """The expressions inside a piece of a parsed one."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for one in argument:
            yield from _parts(one)
