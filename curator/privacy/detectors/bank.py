"""Bank accounts and payment cards."""

from __future__ import annotations

from collections.abc import Iterable

from curator.i18n import N_
from curator.privacy import proved
from curator.privacy.detectors.base import View, detector, header_evidence
from curator.privacy.detectors.identifiers import KEY_VALID
from curator.privacy.score import Case, Finding


@detector
def detect_iban(view: View) -> Iterable[Finding]:
    """IBAN or RIB: the key proves it; one is enough."""
    column = view.column
    proof = proved.proof(column, "iban")
    header = column.header.strength("iban")
    if not proof.valid_cells and (header < 0.5 or not proof.shaped_cells):
        return
    share = proof.shaped_cells / max(column.filled, 1)
    case = Case("iban", share=share, is_whole=share >= 0.5)
    header_evidence(case, column)
    valid = proof.valid_cells / proof.shaped_cells
    case.add(
        10 * valid if valid > 0.1 else 0.5,
        KEY_VALID,
        valid=proof.valid_cells,
        shaped=proof.shaped_cells,
    )
    yield case.closed()


@detector
def detect_payment_card(view: View) -> Iterable[Finding]:
    """Payment cards: sixteen digits, a known issuer, a sum that one in ten has by chance."""
    column = view.column
    proof = proved.proof(column, "payment-card")
    share = proof.shaped_cells / max(column.filled, 1)
    if share < 0.3:
        return
    case = Case("payment-card", share=share, group="number")
    header = header_evidence(case, column)
    valid = proof.valid_cells / proof.shaped_cells
    few = proof.shaped_cells < 5
    case.add(
        (4 if few else 9) * (valid - 0.2) * share, KEY_VALID, valid=proof.valid_cells,
        shaped=proof.shaped_cells,
    )  # fmt: skip
    if header >= 0.8:
        case.add(0.5, N_("The numbers have sixteen digits"))
    yield case.closed()
