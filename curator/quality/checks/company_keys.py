"""The keys of SIREN and SIRET numbers, over whole columns at once.

The rule is INSEE's, as python-stdnum has it: Luhn over the nine digits of the SIREN and over the
fourteen of the SIRET; the establishments of La Poste have a sum of digits that is a multiple of
five instead. Numbers written with separators are left to python-stdnum.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.quality.checks.kinds import Kind

BLOCK = 65_536
"""Cells at a time: their digits fit in a processor's cache."""

_LENGTH = {Kind.SIREN: 9, Kind.SIRET: 14}
_POSTE = np.frombuffer(b"356000000", dtype=np.uint8) - ord("0")
_POSTE_HEAD_OFFICE = np.frombuffer(b"35600000000048", dtype=np.uint8) - ord("0")

_Digits = npt.NDArray[np.uint8]
_Mask = npt.NDArray[np.bool_]


def wrong_keys(cells: pa.ChunkedArray, kind: Kind) -> int:
    """How many of ``cells`` are no ``kind`` (SIREN or SIRET) with a right key."""
    length = _LENGTH[kind]
    wrong = 0
    for chunk in cells.chunks:
        for start in range(0, len(chunk), BLOCK):
            piece = chunk.slice(start, BLOCK)
            is_bare = pc.match_substring_regex(piece, f"^[0-9]{{{length}}}$")
            digits = _digits(piece.filter(is_bare), length)
            right = _siren(digits) if kind is Kind.SIREN else _siret(digits)
            wrong += len(digits) - int(np.count_nonzero(right))
            if len(digits) < len(piece):
                wrong += _wrong_among(piece.filter(pc.invert(is_bare)), kind)
    return wrong


def _digits(texts: pa.Array, length: int) -> _Digits:
    """A row of digits for each text; every text is ``length`` ASCII digits."""
    if not len(texts):
        return np.empty((0, length), dtype=np.uint8)
    _validity, offsets, data = texts.buffers()
    first = int(np.frombuffer(offsets, dtype=np.int32)[texts.offset])
    flat = np.frombuffer(data, dtype=np.uint8)[first : first + len(texts) * length]
    return flat.reshape(len(texts), length) - np.uint8(ord("0"))


def _luhn(digits: _Digits) -> _Mask:
    doubled = digits[:, -2::-2] * np.uint8(2)
    folded = doubled - np.uint8(9) * (doubled > 9)
    total = digits[:, -1::-2].sum(axis=1, dtype=np.uint16) + folded.sum(axis=1, dtype=np.uint16)
    right: _Mask = total % 10 == 0
    return right


def _siren(digits: _Digits) -> _Mask:
    return _luhn(digits)


def _siret(digits: _Digits) -> _Mask:
    right = _luhn(digits)
    poste = (digits[:, :9] == _POSTE).all(axis=1)
    if poste.any():
        poste &= ~(digits == _POSTE_HEAD_OFFICE).all(axis=1)
        right[poste] = digits[poste].sum(axis=1, dtype=np.uint16) % 5 == 0
    return right & _siren(digits[:, :9])


def _wrong_among(texts: pa.Array, kind: Kind) -> int:
    """The same for texts with separators or anything else in them."""
    from stdnum.fr import siren, siret

    is_valid = (siret if kind is Kind.SIRET else siren).is_valid
    counts = pc.value_counts(texts)
    pairs = zip(counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True)
    return sum(0 if is_valid(text) else int(n) for text, n in pairs)
