"""What a field's name says about the codes and coordinates it holds."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc


class Kind(StrEnum):
    """A kind of code or coordinate that the checks know."""

    SIRET = "siret"
    SIREN = "siren"
    INSEE = "insee"
    POSTAL_CODE = "postal-code"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"


CODE_LENGTHS: dict[Kind, list[int]] = {
    Kind.SIRET: [14],
    Kind.SIREN: [9],
    Kind.INSEE: [5],
    Kind.POSTAL_CODE: [5],
}
"""Characters of each code."""

_WORDS = (
    (Kind.SIRET, r"(^|_)(siret)(_|$)|^id_?(attributaire|beneficiaire)_?siret"),
    (Kind.SIREN, r"(^|_)siren(_|$)"),
    (Kind.INSEE, r"(^|_)(code_?insee|insee_?com|insee|codgeo|code_?commune|depcom)(_|$)"),
    (Kind.POSTAL_CODE, r"(^|_)(code_?postal|cp|codepostal)(_|$)"),
)
_AXES = (
    (Kind.LONGITUDE, r"(^|_)(longitude|lon|lng|long)(_|$)"),
    (Kind.LATITUDE, r"(^|_)(latitude|lat)(_|$)"),
)


def kind_of(name: str) -> Kind | None:
    """The kind of code that a field of that name holds."""
    return _first(name, _WORDS)


def coordinate_kind(name: str) -> Kind | None:
    """The axis that a field of that name holds."""
    return _first(name, _AXES)


def _first(name: str, patterns: tuple[tuple[Kind, str], ...]) -> Kind | None:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", plain).lower())
    return next((kind for kind, pattern in patterns if re.search(pattern, words)), None)


def share_matching(cells: pa.ChunkedArray, pattern: str) -> float:
    """The share of cells that match; 0 for none at all."""
    if not len(cells):
        return 0.0
    return (pc.sum(pc.match_substring_regex(cells, pattern)).as_py() or 0) / len(cells)
