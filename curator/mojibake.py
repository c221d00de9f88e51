"""Texts in UTF-8 that were read as Windows-1252 and saved again: “Ã©” for “é”.

The damage loses nothing and is recognised by sequences that no language writes, so it can be undone
(https://ftfy.readthedocs.io/en/latest/explain.html). It happens to one cell at a time, where a
person pasted from another program, or to a whole file.
"""

from __future__ import annotations

import re

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


def repaired(texts: pa.Array) -> pa.Array:
    """Every one of ``texts`` repaired; best given distinct ones."""
    at = damaged(texts)
    if not len(at):
        return texts
    mask = np.zeros(len(texts), dtype=bool)
    mask[at] = True
    fixed = [repaired_text(text) for text in texts.take(pa.array(at)).to_pylist()]
    return pc.replace_with_mask(texts, pa.array(mask), pa.array(fixed, type=pa.string()))


def damaged(texts: pa.Array) -> npt.NDArray[np.int64]:
    """Positions of the texts that hold such a sequence."""
    mask = np.zeros(len(texts), dtype=bool)
    for mark in MARKS:
        mask |= pc.match_substring(texts, mark).to_numpy(zero_copy_only=False)
    at = np.flatnonzero(mask)
    hits = [bool(DAMAGE.search(text)) for text in texts.take(pa.array(at)).to_pylist()]
    found: npt.NDArray[np.int64] = at[np.array(hits, dtype=bool)]
    return found


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
