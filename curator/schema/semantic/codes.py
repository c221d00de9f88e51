"""Codes of places, companies, associations, schools, health and persons."""

from __future__ import annotations

from functools import lru_cache

from curator.i18n import N_
from curator.schema.checks.identifiers import is_siren, is_siret
from curator.schema.checks.references import is_in_reference
from curator.schema.semantic.types import SemanticType, form, form_and, named, spaced

_UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _is_uai(text: str) -> bool:
    return text[-1].upper() == _UAI_KEYS[int(text[:7]) % 23]


def _is_nir(text: str) -> bool:
    from stdnum.fr import nir

    return bool(nir.is_valid(text))


@lru_cache(maxsize=1 << 14)
def _reference(name: str, text: str) -> bool:
    return is_in_reference(name, text)


CODES = (
    SemanticType(
        name="commune-code",
        title=N_("INSEE code of a commune"),
        test=form_and("[0-9][0-9AB][0-9]{3}", lambda t: _reference("code-commune-insee", t)),
        proof=0.6,
        words=named("insee depcom codgeo commune com cog"),
    ),
    SemanticType(
        name="postal-code",
        title=N_("postal code"),
        test=form_and("[0-9]{5}", lambda t: _reference("code-postal", t)),
        proof=0.55,
        words=named("postal postale cp"),
    ),
    SemanticType(
        name="departement-code",
        title=N_("code of a department"),
        test=form("0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-6]"),
        proof=0.2,
        words=named("dep dept departement departements"),
    ),
    SemanticType(
        name="region-code",
        title=N_("code of a region"),
        test=form_and("[0-9]{2}", lambda t: _reference("code-region", t)),
        proof=0.15,
        words=named("reg region regions"),
    ),
    SemanticType(
        name="siret",
        title=N_("SIRET"),
        test=spaced(14, "[0-9]", is_siret),
        proof=0.95,
        words=named("siret"),
    ),
    SemanticType(
        name="siren",
        title=N_("SIREN"),
        test=spaced(9, "[0-9]", is_siren),
        proof=0.85,
        words=named("siren"),
    ),
    SemanticType(
        name="finess",
        title=N_("FINESS number"),
        test=form_and("[0-9][0-9AB][0-9]{7}", lambda t: not t.isdigit() or is_siren(t) is True),
        proof=0.3,
        words=named("finess"),
    ),
    SemanticType(
        name="rna",
        title=N_("RNA number of an association"),
        test=form("W[0-9]{9}"),
        proof=0.98,
        words=named("rna waldec"),
    ),
    SemanticType(
        name="uai",
        title=N_("UAI code of a school"),
        test=form_and("[0-9]{7}[A-Za-z]", _is_uai),
        proof=0.95,
        words=named("uai rne"),
    ),
    SemanticType(
        name="nir",
        title=N_("social security number"),
        test=spaced(15, "[0-9AB]", _is_nir),
        proof=0.97,
        words=named("nir securite secu"),
    ),
)
