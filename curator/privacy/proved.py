"""Identifiers that prove themselves: a key over their digits, or a syntax nothing else has.

They are looked for in all distinct values, not in a sample: one in a million must be found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from curator.privacy import checksums
from curator.privacy.evidence import ColumnEvidence, Mask

# Separators people write inside numbers; Excel's ``.0`` may follow.
_S = r"[ .\-\x{A0}\x{202F}/]?"
_NIR_BODY = (
    rf"[1-478]{_S}\d\d{_S}(?:0[1-9]|1[0-2]|[2-9]\d){_S}(?:\d\d|2[ABab]){_S}\d{{3}}{_S}\d{{3}}"
)
NIR_15 = rf"^{_NIR_BODY}[ .\-\x{{A0}}\x{{202F}}/]{{0,3}}\d\d(?:[.,]0+)?$"
NIR_13 = rf"^{_NIR_BODY}(?:[.,]0+)?$"
IBAN_SHAPE = r"^(?i:[A-Z]{2}\d{2})(?:[ \-.\x{A0}\x{202F}]?[A-Za-z0-9]){11,30}$"
RIB_SHAPE = r"^\d{5}[ \-.|]?\d{5}[ \-.|]?[A-Za-z0-9]{11}[ \-.|]?\d{2}$"
CARD_SHAPE = r"^[3-6]\d{3}[ \-.]?\d{4}[ \-.]?\d{4}[ \-.]?\d{4}(?:[.,]0+)?$"
TAX_SHAPE = r"^[0-3]\d[ .]?\d\d[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?:[.,]0+)?$"

_LONGEST_SHORT = 12
"""Bytes under which a value cannot be one of these."""


@dataclass(frozen=True)
class Proof:
    """Distinct values shaped like an identifier, and which of them prove to be one.

    ``shaped`` and ``valid`` are over the distinct values; ``shaped_cells``, ``valid_cells`` count
    the cells.
    """

    shaped: Mask
    valid: Mask
    shaped_cells: int
    valid_cells: int


def _compact(values: pa.Array) -> list[str]:
    bare = pc.replace_substring_regex(values, r"[.,]0+$", "")
    texts: list[str] = pc.replace_substring_regex(bare, r"[ .\-\x{A0}\x{202F}/|]", "").to_pylist()
    return texts


def long_values(column: ColumnEvidence) -> Mask:
    """Distinct values long enough, and with digits enough, to be an identifier with a key."""

    def compute() -> Mask:
        mask: Mask = pc.greater(pc.binary_length(column.values), _LONGEST_SHORT).to_numpy(
            zero_copy_only=False
        )
        if mask.any():
            digits = pc.match_substring_regex(
                column.values.filter(pa.array(mask)), r"\d\D{0,3}\d.*\d\D{0,3}\d"
            )
            mask = mask.copy()
            mask[mask] = digits.to_numpy(zero_copy_only=False)
        return mask

    result: Mask = column.once("long values", compute)
    return result


def proof(column: ColumnEvidence, kind: str) -> Proof:
    """What of the column proves to be of ``kind`` (``nir``, ``iban``, ``payment-card``,
    ``tax-number``); the whole value must be it."""
    result: Proof = column.once(("proof", kind), lambda: _prove(column, kind))
    return result


def _prove(column: ColumnEvidence, kind: str) -> Proof:
    pattern, check = _CHECKS[kind]
    candidates = np.flatnonzero(long_values(column))
    shaped = np.zeros(column.distinct, dtype=np.bool_)
    valid = shaped.copy()
    if len(candidates):
        values = column.values.take(pa.array(candidates))
        hits = pc.match_substring_regex(values, pattern)
        positions = candidates[hits.to_numpy(zero_copy_only=False)]
        shaped[positions] = True
        if len(positions):
            valid[positions] = check(_compact(values.filter(hits)))
    return Proof(shaped, valid, int(column.counts[shaped].sum()), int(column.counts[valid].sum()))


def _check_nir(texts: list[str]) -> Mask:
    valid = np.zeros(len(texts), dtype=np.bool_)
    plain = np.fromiter((text.isdigit() for text in texts), np.bool_, len(texts))
    if plain.any():
        valid[plain] = checksums.nir_keys_of_digits([t for t in texts if t.isdigit()])
    if not plain.all():
        valid[~plain] = checksums.nir_key([t for t in texts if not t.isdigit()])
    return valid


def _check_iban(texts: list[str]) -> Mask:
    return np.fromiter((checksums.iban(t) or checksums.rib(t) for t in texts), np.bool_, len(texts))


def _check_card(texts: list[str]) -> Mask:
    known = re.compile(r"4|5[1-5]|2[2-7]|3[47]|6011|65|67")
    luhn = checksums.luhn(texts, 16)
    return luhn & np.fromiter((bool(known.match(t)) for t in texts), np.bool_, len(texts))


def _check_tax(texts: list[str]) -> npt.NDArray[np.bool_]:
    return checksums.tax_number(texts)


_CHECKS = {
    "nir": (NIR_15, _check_nir),
    "iban": (f"{IBAN_SHAPE}|{RIB_SHAPE}", _check_iban),
    "payment-card": (CARD_SHAPE, _check_card),
    "tax-number": (TAX_SHAPE, _check_tax),
}
