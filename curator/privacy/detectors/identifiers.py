"""National numbers: NIR, numéro fiscal, identity papers, INE, RPPS and ADELI."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.i18n import N_
from curator.privacy import checksums, proved
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import ColumnEvidence, Value
from curator.privacy.score import Case, Finding

KEY_VALID = N_("The key is valid on {valid} of the {shaped} values of the right form")

_NIR_PARTS = re.compile(r"[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2[AB])\d{6}")
_EXPONENT = re.compile(r"[12][.,]\d+\s?E\+1[2-4]", re.IGNORECASE)


def _has_thirteen(value: Value) -> bool:
    """A NIR without its key: month and department possible."""
    if len(value.number) < 13:
        return False
    text = re.sub(r"[ .\-/\u00a0\u202f]", "", value.number).upper()
    return bool(_NIR_PARTS.fullmatch(text)) and text[1:3] != "00"


_PLAIN_NIR = re.compile(r"[12]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[1-8]\d|9[0-9]|2[AB])\d{6}")


def _has_plain_thirteen(value: Value) -> bool:
    """The same with a month of the calendar: one number in forty has that by chance."""
    text = re.sub(r"[ .\-/\u00a0\u202f]", "", value.number).upper()
    return bool(_PLAIN_NIR.fullmatch(text[:13])) and len(text) in (13, 15)


def _is_exponent(value: Value) -> bool:
    return "+" in value.text and bool(_EXPONENT.fullmatch(value.text))


@detector
def detect_nir(view: View) -> Iterable[Finding]:
    """Social security numbers: key, form without key, form that Excel destroyed."""
    column = view.column
    proof = proved.proof(column, "nir")
    thirteen, exponent = column.share(_has_thirteen), column.share(_is_exponent)
    share = max(proof.shaped_cells / max(column.filled, 1), thirteen)
    valid = proof.valid_cells / proof.shaped_cells if proof.shaped_cells else 0.0
    if proof.valid_cells and valid >= 0.3 and share < 0.5:
        yield _contained(column, "nir", proof.valid_cells)
        return
    case = Case("nir", share=max(share, exponent))
    header = header_evidence(case, column)
    if max(share, exponent) < 0.3:
        return
    if proof.shaped_cells:
        # Under its own header a wrong key is a typing error, not another kind of number.
        weight = 14 * (valid - 0.15) * share
        case.add(
            max(weight, 0.5) if header >= 0.5 else weight, KEY_VALID, valid=proof.valid_cells,
            shaped=proof.shaped_cells,
        )  # fmt: skip
        if valid < 0.05 and header < 0.5:
            case.add(-4)
    if thirteen >= 0.5:
        case.add(
            5.0 if column.distinct >= 5 and column.share(_has_plain_thirteen) >= 0.9 else 2.5,
            N_("{share} of the values have the form of a NIR without its key"),
            share=thirteen,
        )
    if exponent >= 0.3:
        case.add(
            1.0,
            N_("{share} of the values were damaged by a spreadsheet (2,85E+14)"),
            share=exponent,
        )
    yield case.closed()


def _contained(column: ColumnEvidence, kind: str, cells: int) -> Finding:
    case = Case(kind, share=cells / max(column.filled, 1), is_whole=False)
    case.add(10, N_("Cells that hold a number with a valid key: {cells}"), cells=cells)
    header_evidence(case, column)
    return case.closed()


@detector
def detect_tax_number(view: View) -> Iterable[Finding]:
    """Numéro fiscal: thirteen digits whose key one number in five hundred has by chance."""
    column = view.column
    proof = proved.proof(column, "tax-number")
    share = proof.shaped_cells / max(column.filled, 1)
    header = column.header.strength("tax-number")
    valid = proof.valid_cells / proof.shaped_cells if proof.shaped_cells else 0.0
    if share < 0.3 or (valid < 0.05 and header < 0.5):
        return
    case = Case("tax-number", share=share)
    header_evidence(case, column)
    case.add(
        12 * valid * share + (1.0 if header >= 0.5 else 0), KEY_VALID, valid=proof.valid_cells,
        shaped=proof.shaped_cells,
    )  # fmt: skip
    yield case.closed()


@dataclass(frozen=True)
class Shape:
    """A number without a public key: only its form and the header can tell.

    ``weight`` is what the form alone is worth; ``check`` adds to it where a key exists.
    """

    kind: str
    pattern: str
    weight: float
    check: Callable[[list[str]], float] | None = None


def _luhn_share(texts: list[str]) -> float:
    elevens = [t for t in texts if len(t) == 11 and t.isdigit()]
    return float(np.mean(checksums.luhn(elevens, 11))) if elevens else 0.0


_FORM = N_("{share} of the values have the right form")

_SHORTEST = 8
"""Characters of the shortest of these numbers."""

_TAIL = r"(?:[.,]0+)?$"

SHAPES = (
    Shape(
        "identity-card",
        rf"^(?:\d{{12}}|[A-Z0-9]{{2}}\d{{2}}[A-Z0-9]{{5}}|\d{{2}}[A-Z0-9]{{2}}\d{{8}}|[0-9A-Z]{{9}}){_TAIL}",
        0.5,
    ),
    Shape("passport", r"^\d{2}[A-Z]{2}\d{5}$", 3.5),
    Shape(
        "driving-licence",
        rf"^(?:\d{{2}}[A-Z]{{2}}\d{{5}}|\d{{12}}|\d{{9,15}}|[0-9A-Z]{{8,15}}){_TAIL}",
        0.5,
    ),
    Shape("residence-permit", rf"^(?:[A-Z0-9]{{9,12}}|\d{{10}}){_TAIL}", 0.5),
    Shape("student-number", r"^(?:\d{10}[A-Z]|\d{9}[A-Z]{2}|\d{4}[A-Z]\d{5}[A-Z])$", 4.0),
    Shape("health-professional-number", rf"^(?:\d{{11}}|\d{{9}}){_TAIL}", 0.5, _luhn_share),
)


_OF_SITES = (
    "construire", "construction", "urbanisme", "amenager", "demolir", "louer", "lotir", "voirie",
    "vegetaliser", "stationnement", "inhumer", "detruire", "exploiter", "etat",
)  # fmt: skip
"""Words of permits that are a site’s, not a driver’s."""


@detector
def detect_shaped_numbers(view: View) -> Iterable[Finding]:
    """Identity papers and professional numbers."""
    column, context = view.column, view.context
    for shape in SHAPES:
        header = column.header.strength(shape.kind)
        if header < 0.3 and shape.weight < 2 and not (shape.check and column.header.is_missing):
            continue
        share, texts = _shape_share(column, shape.pattern)
        if share < 0.4:
            continue
        case = Case(shape.kind, share=share, group="number")
        header_evidence(case, column)
        case.add(shape.weight * share, _FORM, share=share)
        if shape.check is not None:
            valid = shape.check(texts)
            case.add(3 * (valid - 0.3) if len(texts) > 5 else 0)
            if header < 0.3:
                case.add(3.5 if valid >= 0.95 and context.person >= 0.6 else -6)
        if header < 0.3 and context.is_settled:
            case.add(1.5 * context.person - 0.5)
        elif header < 0.8 and context.person >= 0.6 and not column.header.has(*_OF_SITES):
            case.add(2.5, N_("The rows are persons"))
        yield case.closed()


def _compact(column: ColumnEvidence) -> list[str]:
    return [v.number.replace(" ", "").replace("-", "").upper() for v in column.sample]


def _shape_share(column: ColumnEvidence, pattern: str) -> tuple[float, list[str]]:
    """Share of the cells of that form once spaces are left out, and the texts."""
    found: tuple[float, list[str]] = column.once(
        ("shape", pattern), lambda: _find_shape(column, pattern)
    )
    return found


def _find_shape(column: ColumnEvidence, pattern: str) -> tuple[float, list[str]]:
    texts: list[str] = column.once("compact", lambda: _compact(column))
    if all(len(text) < _SHORTEST for text in texts):
        return 0.0, texts
    if not texts:
        return 0.0, []
    hits = pc.match_substring_regex(pa.array(texts), pattern).to_pylist()
    count = sum(v.count for v, hit in zip(column.sample, hits, strict=True) if hit)
    return count / column.weight, texts
