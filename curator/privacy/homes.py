"""Street addresses in a text that are somebody’s home."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.privacy.detectors.addresses import STREET
from curator.privacy.span import Span

_HOME = re.compile(
    r"\b(?:"
    r"domicilie\w*|domicile|habit\w+|demeur\w+|reside\b|residant\b|resident\b|loge\w*|"
    r"adresse\w*|chez|demenag\w+|heberge\w*|vit au|vivant au|emmenage\w*|sis\b|"
    r"residence principale|relog\w+|reside au|vi(?:t|vent|vant)\b|courrier\w*|faire suivre|npai|"
    r"adr\b|renvoye\w*|expedi\w+|parti\w* (?:vivre )?au|retourne\w* (?:vivre )?au|"
    r"proprietaire (?:du|au)|residence\b|logement (?:du|au)|notifi\w+|lrar|recommande\w*|"
    r"facture\w* (?:a|au)\b|au nom d\w+|visite a domicile|aller chez|se rendre"
    r")"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,4}} ?(?:bis|ter|quater|[a-h])?,? (?:{STREET}) [^,;.\n(]{{2,45}}"
    r"(?:,? \d{5}(?: [a-z\-' ]{2,30})?)?"
)


def address_spans(folded: str, *, has_person: bool, about_persons: bool = False) -> Iterable[Span]:
    """Street addresses that a home is meant by: a word says it, or a person stands beside."""
    for match in _ADDRESS.finditer(folded):
        before = folded[max(0, match.start() - 60) : match.start()]
        if _HOME.search(before):
            yield Span(match.start(), _trim(match), "postal-address", 0.85)
        elif has_person or _is_lived_in(folded, match, about_persons):
            yield Span(match.start(), _trim(match), "postal-address", 0.6)


def _is_lived_in(folded: str, match: re.Match[str], about_persons: bool) -> bool:
    """Whether the sentence says that somebody lives there, or is written to there."""
    if about_persons and _POST_CODE.search(match.group()):
        return True
    start = max(folded.rfind(end, 0, match.start()) for end in _ENDS)
    end = min((at for at in (folded.find(e, match.end()) for e in _ENDS) if at >= 0), default=None)
    return _DWELLER.search(folded[start + 1 : end]) is not None


_ENDS = (". ", "\n", ";", "!", "?")

_DWELLER = re.compile(
    r"\b(?:riverain|occupant|habitant|locataire|resident|voisin|abonne|usager|administre|demandeur|"
    r"demandeuse|beneficiaire|allocataire|plaignant|requerant|redevable|contribuable|heritier|"
    r"ayant[ -]droit|concessionnaire|defunt|particulier|assure|patient|ancien proprietaire|veuf|"
    r"personne agee|vieille dame|dame agee|monsieur|madame|couple|retraite|octogenaire|nonagenaire|"
    r"septuagenaire|tiers|temoin|president|tresorier|famille)(?:e|ne|iere|rice|euse)?\b(?!s)"
)
"""Singular words for somebody to whom an address in the same sentence belongs."""


_POST_CODE = re.compile(r"\b\d{5}\b")
"""In the remarks about persons, an address complete to the postal code is one to write to."""


def _trim(match: re.Match[str]) -> int:
    return match.start() + len(match.group().rstrip())
