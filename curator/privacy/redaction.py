"""Texts with the personal data in them replaced by a mark of its kind."""

from __future__ import annotations

from collections.abc import Collection

from curator.privacy.detectors.phones import LOST_ZERO
from curator.privacy.headers import read_header
from curator.privacy.spans import find_spans

MARKS = {
    "first-name": "nom", "last-name": "nom", "full-name": "nom", "email": "courriel",
    "phone": "téléphone", "postal-address": "adresse", "birth-date": "date de naissance",
    "birth-year": "année de naissance", "birth-place": "lieu de naissance", "age": "âge",
    "nir": "numéro de sécurité sociale", "tax-number": "numéro fiscal",
    "identity-card": "carte d’identité", "passport": "passeport",
    "driving-licence": "permis de conduire", "residence-permit": "titre de séjour",
    "iban": "compte bancaire", "payment-card": "carte bancaire",
    "licence-plate": "immatriculation", "student-number": "numéro d’élève",
    "health-professional-number": "numéro professionnel", "staff-number": "matricule",
    "ip-address": "adresse IP", "mac-address": "adresse MAC", "device-id": "appareil",
    "social-handle": "compte", "profile-url": "profil", "cadastral-parcel": "parcelle",
    "health": "santé", "disability": "handicap", "politics": "opinion politique",
    "union": "appartenance syndicale", "religion": "religion", "origin": "origine",
    "sexual-life": "vie privée", "offence": "infraction", "social-aid": "aide sociale",
    "family-situation": "situation familiale",
}  # fmt: skip
"""Kind → what the mark says, in French: marks are published."""


class Redactor:
    """Redacts texts; ``kinds`` limits it to some kinds (empty: all), ``header`` is that of their
    field.
    """

    def __init__(self, kinds: Collection[str] = (), *, header: str = "") -> None:
        self._kinds = frozenset(kinds)
        self._is_of_phones = "phone" in read_header(header).kinds and self._is_wanted("phone")

    def _is_wanted(self, kind: str) -> bool:
        return not self._kinds or kind in self._kinds

    def redacted(self, text: str) -> str:
        """``text`` with marks for what was found; looking errs on the safe side."""
        if self._is_of_phones and LOST_ZERO.fullmatch(text.strip()):
            return f"[{MARKS['phone']}]"  # alone, without its zero, only the header tells it
        spans = find_spans(text, about_persons=True)
        for span in reversed(spans):
            if self._is_wanted(span.kind):
                mark = MARKS.get(span.kind, "donnée personnelle")
                text = f"{text[: span.start]}[{mark}]{text[span.end :]}"
        return text
