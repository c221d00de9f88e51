"""Texts in UTF-8 that were read as Windows-1252 and saved again: “Ã©” for “é”.

The damage loses nothing and is recognised by sequences that no language writes, so it can be undone
(https://ftfy.readthedocs.io/en/latest/explain.html). It happens to one cell at a time, where a
person pasted from another program, or to a whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MARKS = ("Ã", "Â", "Å", "â€", "â‚")
"""What every damaged text holds one of."""
DAMAGE = re.compile("[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Å[“’¸]|â€[™œ“”˜¦\u009d]|â‚¬")
LOST = "\ufffd"
"""The sign for a character that is gone."""


def repaired_text(text: str) -> str:
    """``text`` with the damage undone where that is certain, else as it is."""
    import ftfy

    # Layer by layer where the whole text is damaged alike: “È«” below may itself look like damage.
    while DAMAGE.search(text) is not None:
        whole = _one_layer_less(text)
        if whole is None:
            break
        text = whole
    if DAMAGE.search(text) is None:
        return text
    fixed: str = ftfy.fix_encoding(text)
    # A repair that gives up characters is none.
    return text if fixed.count(LOST) > text.count(LOST) else fixed


@dataclass(frozen=True, kw_only=True, eq=False)
class Repair:
    """``texts`` repaired, the positions of those that held damage, and whether damaging the
    repaired ones again would give what was there: then there is no other reading.
    """

    texts: pa.Array
    damaged: npt.NDArray[np.int64]
    is_reversible: bool


def repair(texts: pa.Array) -> Repair:
    """Every one of ``texts`` repaired; best given distinct ones."""
    mask = pc.match_substring_regex(texts, DAMAGE.pattern)
    at: npt.NDArray[np.int64] = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
    if not len(at):
        return Repair(texts=texts, damaged=at, is_reversible=True)
    fixed, is_reversible = [], True
    for start in range(0, len(at), _TOGETHER):
        before = texts.take(pa.array(at[start : start + _TOGETHER])).to_pylist()
        after, is_certain = _repaired_together(before)
        fixed.append(pa.array(after, type=pa.string()))
        is_reversible = is_reversible and is_certain
    whole = pc.replace_with_mask(texts, mask, pa.chunked_array(fixed).combine_chunks())
    return Repair(texts=whole, damaged=at, is_reversible=is_reversible)


_TOGETHER = 20_000
"""Texts whose damage is undone in one go: a moment for the threads that wait meanwhile."""
_SEVERAL = 32
_BETWEEN = "\x00"
"""Between texts: a byte of its own in every encoding, and hardly ever in a table."""


def _repaired_together(texts: list[str]) -> tuple[list[str], bool]:
    """Damaged texts repaired, and whether there is no other reading of any of them.

    Where every one of them is damaged throughout, all can be decoded as one; else halves of them.
    """
    whole = _one_layer_less(_BETWEEN.join(texts)) if len(texts) > _SEVERAL else None
    if whole is not None and DAMAGE.search(whole) is None:
        fixed = whole.split(_BETWEEN)
        if len(fixed) == len(texts):
            return fixed, True
    if len(texts) > _SEVERAL:
        middle = len(texts) // 2
        first, is_first_certain = _repaired_together(texts[:middle])
        second, is_second_certain = _repaired_together(texts[middle:])
        return first + second, is_first_certain and is_second_certain
    fixed = [repaired_text(text) for text in texts]
    pairs = zip(texts, fixed, strict=True)
    return fixed, all(old == new or is_reversible(old, new) for old, new in pairs)


def _one_layer_less(text: str) -> str | None:
    """The text whose UTF-8, read as Windows-1252, is ``text``; None where there is none."""
    import ftfy.bad_codecs

    ftfy.bad_codecs.ok()  # registers the codec that also passes the bytes without a character
    try:
        return text.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        return None


def is_reversible(before: str, after: str) -> bool:
    """Whether damaging ``after`` again gives ``before``: then there is no other reading."""
    return _one_layer_less(before) == after
