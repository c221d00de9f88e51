"""Find many texts in many bytes at once: thousands of removed values in a package of any size.

A text is found where it stands as a whole word or words: what precedes and follows it is no letter
and no digit, so ``Martin`` is not found in ``Saint-Martinien``. The work is done by numpy on
blocks: word starts whose first bytes open one of the texts are kept, then compared by a
polynomial hash for each length, then byte by byte.
"""

from __future__ import annotations

import html
import json
import mmap
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

MIN_BYTES = 5
"""Texts shorter than this are not searched: they would be found by chance."""

BLOCK = 1 << 20

# Typographic signs and spaces that stand beside words; as long in bytes as what replaces them.
_BLANKS = tuple(
    (sign.encode(), b" " * len(sign.encode()))
    for sign in ("\u00a0", "\u202f", "\u2009", "«", "»", "’", "“", "”", "…", "–", "—", "\ufeff")
)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_BITS = 22

_IS_WORD = np.zeros(256, dtype=np.bool_)
_IS_WORD[list(b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] = True
_IS_WORD[128:] = True
_NO_WORD = bytes(int(byte) for byte in np.flatnonzero(~_IS_WORD))

_Words = npt.NDArray[np.uint64]


class ValueFinder:
    """Searches for a fixed set of texts. Which values those are never leaves this object's use."""

    def __init__(self, values: Iterable[str]) -> None:
        # Values that are written alike are one and the same here: the first stands for all.
        self._origins: dict[bytes, str] = {}
        for value in values:
            for form in _forms(value):
                if len(form) >= MIN_BYTES:
                    self._origins.setdefault(form, value)
        by_length: dict[int, list[bytes]] = defaultdict(list)
        for form in self._origins:
            by_length[len(form)].append(form)
        self._longest = max(by_length, default=0)
        # Rounded up, so that finders share the same powers.
        room = (self._longest + 32 + 4095) // 4096 * 4096
        self._powers, self._inverses = _powers(BLOCK + room)
        self._tables = {length: self._table(forms) for length, forms in by_length.items()}
        self._opens = np.zeros(1 << _BITS, dtype=np.bool_)
        heads = {form[:MIN_BYTES] for form in self._origins}
        if heads:
            self._opens[_slots(np.array([_head(h) for h in heads], dtype=np.uint64))] = True

    def __bool__(self) -> bool:
        return bool(self._origins)

    def found_in_file(self, path: Path) -> set[str]:
        """The values found in the bytes of a file."""
        found: set[str] = set()
        if path.stat().st_size:
            with (
                path.open("rb") as stream,
                mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data,
            ):
                found = self.found_in(data)
        return found

    def found_in(self, data: bytes | mmap.mmap) -> set[str]:
        """The values found in ``data`` (UTF-8)."""
        found: set[str] = set()
        if self._origins:
            for start in range(0, len(data), BLOCK):
                # Some bytes before, to see what precedes; the longest text after.
                first = max(0, start - 4)
                end = start + BLOCK + self._longest + 4
                found |= self._found_in_block(data[first:end], is_cut=first > 0)
        return found

    def _found_in_block(self, data: bytes, *, is_cut: bool) -> set[str]:
        data = _blanked(data)
        text = np.frombuffer(b" " + data + b" " * 8, dtype=np.uint8)
        word = _IS_WORD[text]
        starts = np.flatnonzero(word[1:] & ~word[:-1]) + 1
        starts = starts[(starts < len(text) - 8) & (starts > int(is_cut))]
        starts = starts[self._opens[_slots(_heads_at(text, starts))]]
        found: set[str] = set()
        if not len(starts):
            return found
        sums = np.zeros(len(text) + 1, dtype=np.uint64)
        np.cumsum((text.astype(np.uint64) + 1) * self._powers[: len(text)], out=sums[1:])
        for length, (hashes, forms) in self._tables.items():
            for form in self._matches(text, word, sums, starts, length, hashes, forms):
                found.add(self._origins[form])
        return found

    def _matches(
        self,
        text: npt.NDArray[np.uint8],
        word: npt.NDArray[np.bool_],
        sums: _Words,
        starts: npt.NDArray[np.int64],
        length: int,
        hashes: _Words,
        forms: list[bytes],
    ) -> Iterator[bytes]:
        """The texts of one length that stand at one of ``starts``."""
        fitting = starts[starts + length < len(text)]
        fitting = fitting[~word[fitting + length]]
        values = (sums[fitting + length] - sums[fitting]) * self._inverses[fitting]
        places = np.searchsorted(hashes, values)
        hits = (places < len(hashes)) & (hashes[np.minimum(places, len(hashes) - 1)] == values)
        which, first = np.unique(places[hits], return_index=True)
        for index, start in zip(which, fitting[hits][first], strict=True):
            form = forms[int(index)]
            if text[start : start + length].tobytes() == form:
                yield form

    def _table(self, forms: list[bytes]) -> tuple[_Words, list[bytes]]:
        """The texts of one length by ascending hash."""
        length = len(forms[0])
        letters = np.frombuffer(b"".join(forms), dtype=np.uint8).reshape(len(forms), length)
        hashes = ((letters.astype(np.uint64) + 1) * self._powers[:length]).sum(
            axis=1, dtype=np.uint64
        )
        order = np.argsort(hashes, kind="stable")
        return hashes[order], [forms[i] for i in order]


def _forms(value: str) -> set[bytes]:
    """How a value may be written in a package: plain, in HTML or XML, in JSON, in CSV."""
    if not _SPECIAL.search(value):
        return {_trimmed(value.encode())}
    texts = {
        value,
        html.escape(value),
        value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        html.escape(value).replace("&#x27;", "&#39;").replace("&quot;", "&#34;"),
        json.dumps(value, ensure_ascii=False)[1:-1],
        json.dumps(value)[1:-1],
        value.replace('"', '""'),
    }
    return {_trimmed(_blanked(text.encode("utf-8", "surrogatepass"))) for text in texts}


_SPECIAL = re.compile(r"""[^ !#-%(-;=?-\[\]-~]""")
"""Characters that some format escapes: quotes, ``&``, ``<``, ``>``, backslash, and not ASCII."""


def _blanked(data: bytes) -> bytes:
    for sign, blank in _BLANKS:
        if sign in data:
            data = data.replace(sign, blank)
    return data


def _trimmed(form: bytes) -> bytes:
    """Without what is no letter or digit at either end."""
    return form.strip(_NO_WORD)


def _head(head: bytes) -> int:
    return int.from_bytes(head[:MIN_BYTES], "little")


def _heads_at(text: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]) -> _Words:
    """The first ``MIN_BYTES`` bytes at each start as one number."""
    heads = np.zeros(len(starts), dtype=np.uint64)
    for n in range(MIN_BYTES):
        heads |= text[starts + n].astype(np.uint64) << np.uint64(8 * n)
    return heads


def _slots(heads: _Words) -> _Words:
    return (heads * _BASE) >> np.uint64(64 - _BITS)


@lru_cache(maxsize=2)
def _powers(n: int) -> tuple[_Words, _Words]:
    """Powers of the base and of its inverse, modulo 2⁶⁴."""
    base = np.full(n, _BASE, dtype=np.uint64)
    inverse = np.full(n, pow(int(_BASE), -1, 1 << 64), dtype=np.uint64)
    base[0] = inverse[0] = 1
    return np.cumprod(base), np.cumprod(inverse)
