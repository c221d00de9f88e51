"""The order of many texts: by their letters without case and accents, a million in a moment.

Texts are compared by the bytes of their folded form, eight bytes at a time as one number: numpy
sorts numbers many times faster than Arrow sorts texts, and lets other threads run meanwhile.
"""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any

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
    """Texts (none of them null) in lower case without accents, to compare by."""
    lower = pc.utf8_lower(texts)
    if not isinstance(lower, pa.ChunkedArray):
        return _without_accents(lower)
    with ThreadPoolExecutor(2) as pool:  # numpy lets other threads run
        return pa.chunked_array(list(pool.map(_without_accents, lower.chunks)), lower.type)


def _without_accents(texts: pa.Array) -> pa.Array:
    """Letters with accents give way to plain ones in the bytes themselves, all of them at once."""
    data, bounds = _bytes_of(texts)
    leads = np.flatnonzero(data >= 0xC0)
    if not len(leads):
        return texts
    data = data.copy()
    dropped = [
        _put_plain(data, leads, lowest, highest, size) for lowest, highest, size in _SEQUENCES
    ]
    gone = np.sort(np.concatenate(dropped))
    if len(gone):
        stays = np.ones(len(data), dtype=np.bool_)
        stays[gone] = False
        data = data[stays]
        bounds = bounds - np.searchsorted(gone, bounds).astype(np.int32)
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(bounds), pa.py_buffer(data))


_SEQUENCES = ((0xC2, 0xDF, 2), (0xE0, 0xEF, 3), (0xF0, 0xF4, 4))
"""First bytes of a character in UTF-8, from and to, and how many bytes it has."""


def _put_plain(data: _Bytes, leads: Ranks, lowest: int, highest: int, size: int) -> Ranks:
    """Write the plain form over each character of ``size`` bytes; gives the bytes left over."""
    first = data[leads]
    places = leads[(first >= lowest) & (first <= highest)]
    codes = (data[places] & np.uint8(0x7F >> size)).astype(np.uint32)
    for n in range(1, size):
        codes = (codes << np.uint32(6)) | (data[places + n] & np.uint8(0x3F))
    gone = [_NONE]
    for code in np.unique(codes):
        plain = _plain(chr(code)).encode()
        # A syllable of Hangul comes apart into more bytes than it has: it stays as it is.
        if plain == chr(code).encode() or len(plain) > size:
            continue
        found = places[codes == code]
        for n, byte in enumerate(plain):
            data[found + n] = byte
        gone.extend(found + n for n in range(len(plain), size))
    return np.concatenate(gone)


def _plain(character: str) -> str:
    apart = unicodedata.normalize("NFD", character)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


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
    starts, ends = bounds[:-1], bounds[1:]
    padded = np.concatenate((data, np.zeros(STEP, dtype=np.uint8)))
    # A key at every byte: eight bytes from there, the first one weighing most.
    keys_at = np.ndarray((len(data) + 1,), dtype=">u8", buffer=padded.data, strides=(1,))
    ranks = np.zeros(len(starts), dtype=np.int64)
    # The rank of a group is the place of its first text: later steps only split it further.
    tied, places, depth = np.arange(len(starts), dtype=np.int32), ranks, 0
    while len(tied):
        groups = run_numbers(places)
        length = STEP - -(-int(groups[-1]).bit_length() // 8)
        keys = _keys(keys_at, starts[tied], ends[tied], depth, length)
        if not groups[-1] and (alike := _alike(keys)):
            depth += alike
            continue
        if groups[-1]:
            keys >>= np.uint64(8 * (STEP - length))
            keys |= groups.astype(np.uint64) << np.uint64(8 * length)
        order = np.argsort(keys)
        tied, keys = tied[order], keys[order]
        firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sizes = np.diff(firsts, append=len(tied))
        group_starts = np.flatnonzero(np.concatenate(([True], groups[1:] != groups[:-1])))
        places = places + np.repeat(firsts - group_starts[groups[firsts]], sizes)
        depth += length
        goes_on = np.logical_or.reduceat(ends[tied] - starts[tied] > depth, firsts)
        is_tied = np.repeat((sizes > 1) & goes_on, sizes)
        ranks[tied[~is_tied]] = places[~is_tied]
        tied, places = tied[is_tied], places[is_tied]
    return ranks


def _alike(keys: npt.NDArray[np.uint64]) -> int:
    """How many bytes all keys begin with, where that is worth a step of its own."""
    if not keys[0]:
        return 0  # every text has come to its end
    differing = int(np.bitwise_or.reduce(keys ^ keys[0]))
    alike = STEP - -(-differing.bit_length() // 8)
    return alike if alike >= STEP // 2 else 0


def _keys(
    keys_at: npt.NDArray[np.uint64],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    depth: int,
    length: int,
) -> npt.NDArray[np.uint64]:
    """The next ``length`` bytes of each text as a number, those beyond its end as zeros."""
    at = np.minimum(starts.astype(np.int64) + depth, len(keys_at) - 1)
    left = np.clip(ends - at, 0, length)
    keys = keys_at[at].astype(np.uint64)
    keys &= _KEPT[left]
    return keys


def run_numbers(ordered: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """Numbers for the runs of equal keys: 0 for the first run, 1 for the next …"""
    numbers = np.zeros(len(ordered), dtype=np.int64)
    np.cumsum(ordered[1:] != ordered[:-1], out=numbers[1:])
    return numbers
