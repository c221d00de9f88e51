"""Superfluous spaces: around a text, doubled inside it, or of a kind that only looks like one."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from curator.issues import Issue
from curator.operations.cell import SPACES, TrimCells
from curator.schema.distinct import is_plain_ascii, matches
from curator.schema.fixes.view import FieldView

# Runs of spaces, and spaces that a keyboard does not type; line breaks may be meant.
_INNER = (
    r"[^\S\n\r ]|[\p{Z}\x{200B}\x{FEFF}]{2,}|[\x{00A0}\x{202F}\x{2007}\x{2009}\x{200B}\x{FEFF}]"
)

_SUPERFLUOUS = rf"^{SPACES}|{SPACES}$|{_INNER}"
"""What any of it looks like: most columns have none, and one look tells."""


def _has_plain_spaces(texts: pa.Array) -> bool:
    """The same for texts of printable ASCII, where only the space itself can be superfluous."""
    around = pc.or_(pc.starts_with(texts, " "), pc.ends_with(texts, " "))
    return bool(pc.any(pc.or_(around, pc.match_substring(texts, "  "))).as_py())


def _may_have_spaces(texts: pa.Array) -> bool:
    """Whether some text has a superfluous space; most columns have none, and one look tells."""
    ascii_only = pc.string_is_ascii(texts)
    plain = texts.filter(ascii_only)
    if _has_plain_spaces(plain) or matches(plain, r"[\x00-\x1f]").any():
        return True
    return bool(matches(texts.filter(pc.invert(ascii_only)), _SUPERFLUOUS).any())


def propose_spaces(view: FieldView) -> Iterator[Issue]:
    """Trim; squeeze too where the field holds words."""
    if is_plain_ascii(view.texts) and not _has_plain_spaces(view.texts):
        return
    if not _may_have_spaces(view.texts):
        return
    trimmed = pc.replace_substring_regex(
        view.texts, pattern=rf"^{SPACES}+|{SPACES}+$", replacement=""
    )
    inner = matches(trimmed, _INNER)
    squeeze = bool(inner.any() and matches(trimmed, r"\p{L}").any())
    after = trimmed
    if squeeze:
        after = pc.replace_substring_regex(trimmed, pattern=f"{SPACES}+", replacement=" ")
    breaks = squeeze and bool(matches(trimmed, r"[\n\r]").any())
    fix = view.fix(TrimCells(field=view.name, squeeze=squeeze), after, is_safe=not breaks)
    if fix is not None:
        failing = pc.not_equal(view.texts, after).to_numpy(zero_copy_only=False)
        yield view.issue("spaces", failing, fix)
