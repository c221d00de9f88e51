"""Check digits of French and bank identifiers, over whole columns at once.

Every function takes an array of strings of one fixed length and gives a boolean per string.
Sources of the rules: NIR, INSEE (97 minus the number modulo 97; Corsican departments 2A and 2B
count as 19 and 18); SIREN and payment cards, Luhn (ISO/IEC 7812); IBAN, ISO 13616 (modulo 97);
numéro fiscal, DGFiP (modulo 511).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]

IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21,
    "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22,
    "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LB": 28,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "UA": 29,
}  # fmt: skip
"""Length of an IBAN by country (SWIFT registry)."""


def digit_matrix(texts: Sequence[str], length: int) -> npt.NDArray[np.int64]:
    """One row of digits per text; each text must be ``length`` ASCII digits."""
    if not len(texts):
        return np.empty((0, length), dtype=np.int64)
    joined = "".join(texts).encode("ascii")
    flat = np.frombuffer(joined, dtype=np.uint8).reshape(-1, length)
    return flat.astype(np.int64) - ord("0")


def luhn(texts: Sequence[str], length: int) -> Mask:
    """Whether the Luhn sum of each number is a multiple of ten."""
    digits = digit_matrix(texts, length)
    doubled = digits[:, -2::-2] * 2
    total = digits[:, -1::-2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
    valid: Mask = (total % 10 == 0) & digits.any(axis=1)
    return valid


def nir_key(texts: Sequence[str]) -> Mask:
    """Whether the two last characters are the key of the thirteen before (``2A``/``2B`` kept)."""
    return np.fromiter((_nir_is_valid(text) for text in texts), dtype=np.bool_, count=len(texts))


def _nir_is_valid(text: str) -> bool:
    department = _CORSICA.get(text[5:7].upper(), text[5:7])
    body, key = text[:5] + department + text[7:13], text[13:]
    return body.isdigit() and key.isdigit() and 97 - int(body) % 97 == int(key)


_CORSICA = {"2A": "19", "2B": "18"}


def nir_keys_of_digits(texts: Sequence[str]) -> Mask:
    """``nir_key`` for numbers of fifteen digits only, without a loop."""
    digits = digit_matrix(texts, 15)
    powers = 10 ** np.arange(12, -1, -1, dtype=np.int64)
    body, key = digits[:, :13] @ powers, digits[:, 13] * 10 + digits[:, 14]
    valid: Mask = 97 - body % 97 == key
    return valid


def tax_number(texts: Sequence[str]) -> Mask:
    """Whether the three last of thirteen digits are the ten first modulo 511."""
    digits = digit_matrix(texts, 13)
    body = digits[:, :10] @ (10 ** np.arange(9, -1, -1, dtype=np.int64))
    key = digits[:, 10:] @ np.array([100, 10, 1])
    valid: Mask = (body % 511 == key) & (body > 0)
    return valid


def iban(text: str) -> bool:
    """Whether ``text`` (no separators) is an IBAN of a known country with a valid key."""
    text = text.upper()
    if IBAN_LENGTHS.get(text[:2]) != len(text) or not text.isalnum() or not text.isascii():
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def rib(text: str) -> bool:
    """Whether ``text`` (23 characters, no separators) is a French bank account with its key."""
    if len(text) != 23 or not text.isalnum() or not text.isascii():
        return False
    digits = text.upper().translate(_RIB_LETTERS)
    if not digits.isdigit():
        return False
    bank, branch, account, key = (int(digits[a:b]) for a, b in _RIB_PARTS)
    return 97 - (89 * bank + 15 * branch + 3 * account) % 97 == key and bank > 0


_RIB_PARTS = ((0, 5), (5, 10), (10, 21), (21, 23))
_RIB_LETTERS: dict[int, Any] = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789"
)
