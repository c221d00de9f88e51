"""Codes that lead to one person: staff numbers, licence plates, cadastral parcels."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.evidence import Value
from curator.privacy.owner import Owner, owner_of
from curator.privacy.score import Case, Finding

# No I, O or U in a SIV plate; SS and WW are not given. https://fr.wikipedia.org/wiki/Plaque_d'immatriculation_fran%C3%A7aise
_L = "[A-HJ-NP-TV-Z]"
SIV = rf"{_L}{{2}}[\s\-.]?\d{{3}}[\s\-.]?{_L}{{2}}"
FNI = r"[1-9]\d{0,3}[\s\-.]?[A-HJ-NP-Z]{1,3}[\s\-.]?(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-6])"
_SIV = re.compile(SIV)
_FNI = re.compile(FNI)
_PARCEL = re.compile(
    r"(?:\d{5}|\d{2}\s?\d{3})?\s?(?:\d{3}|000)?\s?[A-Z]{1,2}\s?(?:n°\s?)?\d{1,4}|\d{5}\d{3}[0-9A-Z]{2}\d{4}"
)
_PARCEL_ID = re.compile(r"\d{2}[0-9AB]\d{2}\d{3}(?:0[A-Z]|[A-Z]{2})\d{4}")
_STAFF = re.compile(r"[A-Za-z]{0,4}[\-_ ]?\d{2,10}[A-Za-z]?")


def _is_siv(value: Value) -> bool:
    return bool(_SIV.fullmatch(value.text.upper())) and value.text[:2].upper() not in ("SS", "WW")


def _is_fni(value: Value) -> bool:
    return bool(_FNI.fullmatch(value.text.upper()))


@detector
def detect_licence_plates(view: View) -> Iterable[Finding]:
    """Licence plates of the two systems; references of products look like the old ones."""
    column, table, context = view.column, view.table, view.context
    siv, fni = column.share(_is_siv), column.share(_is_fni)
    if siv + fni < 0.3:
        return
    case = Case("licence-plate", share=siv + fni)
    header = header_evidence(case, column)
    case.add(
        6.5 * siv + 1.5 * fni, N_("{share} of the values have the form of a licence plate"),
        share=siv + fni,
    )  # fmt: skip
    if fni and siv >= 0.2:
        case.add(2 * fni)
    if header < 0.3 and column.header.has(
        "reference", "article", "produit", "code", "modele", "inventaire", "serie", "sku"
    ):
        case.add(-3).at_most(0.4)
    if (
        context.is_settled
        and owner_of(column, table, context) is Owner.PUBLIC
        and context.person < 0.5
    ):
        case.at_most(0.55)
    yield case.closed()


def _is_parcel(value: Value) -> bool:
    text = value.text.upper().replace("-", " ").strip()
    return bool(_PARCEL.fullmatch(text) or _PARCEL_ID.fullmatch(text.replace(" ", "")))


_PADDED = re.compile(r"[A-Z]{1,2} ?0\d{3}")


def _is_padded(value: Value) -> bool:
    return bool(_PADDED.fullmatch(value.text.upper()))


def _is_parcel_id(value: Value) -> bool:
    return bool(_PARCEL_ID.fullmatch(value.text.upper().replace(" ", "")))


@detector
def detect_parcels(view: View) -> Iterable[Finding]:
    """Cadastral parcels: they lead to an owner when the table is about persons."""
    column, context = view.column, view.context
    share, full = column.share(_is_parcel), column.share(_is_parcel_id)
    if share < 0.4:
        return
    case = Case("cadastral-parcel", share=share)
    header = header_evidence(case, column)
    case.add(
        0.5 * share + 5 * full,
        N_("{share} of the values have the form of a parcel"),
        share=share,
    )
    if header < 0.5 and full < 0.5:
        # Without a header: a section and four digits, where the rows are persons.
        if share < 0.9 or context.person < 0.6 or column.share(_is_padded) < 0.7:
            return
        case.add(2.8 if header < 0.3 else 2.0)
    if context.is_settled and context.person < 0.5:
        case.at_most(0.45)
    yield case.closed()


def _is_staff_number(value: Value) -> bool:
    return bool(_STAFF.fullmatch(value.number))


@detector
def detect_staff_numbers(view: View) -> Iterable[Finding]:
    """Staff numbers: only the header tells them from any other code."""
    column = view.column
    header = column.header.strength("staff-number")
    if header < 0.5 or column.share(_is_staff_number) < 0.6:
        return
    case = Case("staff-number", share=column.share(_is_staff_number))
    header_evidence(case, column)
    case.add(0.7 if column.distinct > 0.5 * column.filled else -0.3)
    yield case.closed()
