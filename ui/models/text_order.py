"""The order of many texts: by their letters without case and accents, a million in a moment.

Texts are compared by the bytes of their folded form, eight bytes at a time as one number: numpy
sorts numbers many times faster than Arrow sorts texts, and lets other threads run meanwhile.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

STEP = 8
"""Bytes compared at a time."""

LARGEST = (1 << 31) - 1 - STEP
"""Bytes that one Arrow array of texts can hold."""

Ranks = npt.NDArray[np.int64]
_Bytes = npt.NDArray[np.uint8]

_NONE: Ranks = np.empty(0, dtype=np.int64)

_ALL = (1 << 64) - 1
_KEPT = np.array([_ALL & (_ALL << (8 * (STEP - n))) for n in range(STEP + 1)], dtype=np.uint64)
"""For each number of bytes left of a text, the bits of a key that are its own."""


def folded(texts: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Texts in lower case without accents, to compare by."""
    lower = pc.utf8_lower(texts)
    for character in _beyond_ascii(lower):
        plain = _plain(character)
        if plain != character:
            lower = pc.replace_substring(lower, pattern=character, replacement=plain)
    return lower


def _plain(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def _beyond_ascii(texts: pa.ChunkedArray | pa.Array) -> list[str]:
    """The distinct characters that are not ASCII."""
    found: set[int] = set()
    for chunk in texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]:
        found.update(_code_points(_bytes_of(chunk)[0]))
    return [chr(code) for code in sorted(found)]


def _code_points(data: _Bytes) -> set[int]:
    """The distinct code points above 127 in UTF-8."""
    found: set[int] = set()
    for start in range(0, len(data), 1 << 20):
        # A character that the end of a block cuts is seen whole with the bytes behind it.
        block = data[start : start + (1 << 20) + 3]
        for lowest, highest, first_bits in (
            (0xC2, 0xDF, 0x1F),
            (0xE0, 0xEF, 0x0F),
            (0xF0, 0xF4, 7),
        ):
            more = {0x1F: 1, 0x0F: 2, 7: 3}[first_bits]
            places = np.flatnonzero((block >= lowest) & (block <= highest))
            places = places[places + more < len(block)]
            if not len(places):
                continue
            codes = block[places].astype(np.uint32) & first_bits
            for n in range(1, more + 1):
                codes = (codes << np.uint32(6)) | (block[places + n] & np.uint8(0x3F))
            found.update(int(code) for code in np.unique(codes))
    return found


def _bytes_of(chunk: pa.Array) -> tuple[_Bytes, npt.NDArray[np.int32]]:
    """The bytes of the texts end to end, and where each begins (and the last one ends)."""
    if not len(chunk):
        return np.empty(0, dtype=np.uint8), np.zeros(1, dtype=np.int32)
    _validity, offsets, data = chunk.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    if data is None:
        return np.empty(0, dtype=np.uint8), bounds - bounds[0]
    whole = np.frombuffer(data, dtype=np.uint8)
    return whole[bounds[0] : bounds[-1]], bounds - bounds[0]


def text_ranks(texts: pa.ChunkedArray) -> Ranks | None:
    """For each text its place among the distinct ones by their bytes (alike: the same place).

    None when they are too many for one array. The texts hold no NUL.
    """
    if (pc.sum(pc.binary_length(texts)).as_py() or 0) > LARGEST:
        return None
    return _ranks(*_bytes_of(pa.concat_arrays(texts.chunks))) if len(texts) else _NONE


def _ranks(data: _Bytes, bounds: npt.NDArray[np.int32]) -> Ranks:
    starts, ends = bounds[:-1].astype(np.int64), bounds[1:].astype(np.int64)
    padded = np.concatenate((data, np.zeros(STEP, dtype=np.uint8)))
    # A key at every byte: eight bytes from there, the first one weighing most.
    keys_at = np.ndarray((len(data) + 1,), dtype=">u8", buffer=padded.data, strides=(1,))
    ranks = np.zeros(len(starts), dtype=np.int64)
    tied = np.arange(len(starts), dtype=np.int64)
    depth = 0
    while len(tied):
        at, end = starts[tied] + depth, ends[tied]
        left = np.clip(end - at, 0, STEP)
        keys = keys_at[np.minimum(at, len(data))].astype(np.uint64) & _KEPT[left]
        if len(tied) == len(starts) and left.min() == STEP and (keys == keys[0]).all():
            depth += STEP  # all begin alike
            continue
        order = _sorted_within(ranks[tied], keys)
        tied = tied[order]
        groups, keys = ranks[tied], keys[order]
        is_new = np.empty(len(tied), dtype=np.bool_)
        is_new[0] = True
        is_new[1:] = (groups[1:] != groups[:-1]) | (keys[1:] != keys[:-1])
        # The rank of a group is the place of its first text: later steps only split it further.
        firsts = np.flatnonzero(is_new)
        which = np.cumsum(is_new) - 1
        group_starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
        base = np.repeat(group_starts, np.diff(np.append(group_starts, len(groups))))
        ranks[tied] = groups + firsts[which] - base
        depth += STEP
        sizes = np.diff(np.append(firsts, len(tied)))
        goes_on = np.logical_or.reduceat(ends[tied] - starts[tied] > depth, firsts)
        tied = tied[((sizes > 1) & goes_on)[which]]
    return ranks


def _sorted_within(groups: Ranks, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """The order by group, then by key."""
    if groups[0] == groups[-1] and (groups == groups[0]).all():
        return np.argsort(keys)
    return np.lexsort((keys, groups))
