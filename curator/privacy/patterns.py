"""Personal data that has a form of its own inside a text: addresses, numbers with a key, links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.privacy import checksums
from curator.privacy.cues import birth_places, cued_spans, spelt_births
from curator.privacy.detectors.devices import PROFILE
from curator.privacy.detectors.emails import EMAIL, is_role_mailbox
from curator.privacy.detectors.phones import PHONE
from curator.privacy.span import Span

_S = r"[ .\-\u00a0\u202f/]?"
_NIR = re.compile(
    rf"(?<![\w.,])[1-478]{_S}\d\d{_S}(?:0[1-9]|1[0-2]|[2-9]\d){_S}(?:\d\d|2[abAB])"
    rf"{_S}\d{{3}}{_S}\d{{3}}(?:[ .\-\u00a0\u202f/]{{0,3}}\d\d)?(?!\d)"
)
_NIR_IS_NAMED = re.compile(r"secu|nir|ss\b|immatricul|vitale|assuree?\b")
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \-\u00a0]?[A-Za-z0-9]{1,4}){2,8}(?!\w)")
_CARD = re.compile(r"(?<![\w.,])[3-6]\d{3}[ \-]?\d{4}[ \-]?\d{4}[ \-]?\d{4}(?!\w)")
_TWO = "[A-HJ-NP-TV-Z]{2}"
_PLATE = re.compile(
    rf"(?<![\w\-])(?:{_TWO}[ \-]\d{{3}}[ \-]?{_TWO}|{_TWO}\d{{3}}[ \-]?{_TWO})(?![\w\-])"
)
_MAC = re.compile(r"(?<![\w:])[0-9A-Fa-f]{2}([:\-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:])")
_BYTE = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP = re.compile(rf"(?<![\w.]){_BYTE}(?:\.{_BYTE}){{3}}(?![\w.]\d|\w)")
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z][A-Za-z0-9_.]{2,29}(?![\w@])")
_NOT_A_PHONE = re.compile(
    r"(?:\bn[°o]|\bcode|inventaire|modele|facture|ref\w*|marche|compte|dossier|siret|siren|commande|mandat|bon|devis|contrat|"
    r"titre|bordereau|lot|ticket|transaction|engagement|client|abonnement|article|serie)\W{0,3}(?:n[°o]?\W*)?$"
)


_OFFICE = re.compile(
    r"\b(?:mairie|standard|accueil|secretariat|guichet|numero vert|astreinte|permanence|"
    r"prefecture|tresorerie|dechetterie|office de tourisme|services? techniques?)\b"
)
"""Words beside a landline that make it a switchboard."""


def pattern_spans(text: str, folded: str) -> Iterable[Span]:
    """What patterns and keys find, whatever the words around it."""
    if "@" in text:
        for match in EMAIL.finditer(text):
            if not is_role_mailbox(match.group()):
                yield Span(match.start(), match.end(), "email", 0.99)
        yield from _all(_HANDLE, text, "social-handle", 0.7)
    yield from _all(PROFILE, text, "profile-url", 0.9)
    if any(char.isdigit() for char in text):
        yield from _telephones(text, folded)
        yield from _numbers_with_key(text, folded)
        for match in _PLATE.finditer(text):
            if _is_plate(match, folded):
                yield Span(match.start(), match.end(), "licence-plate", 0.85)
        yield from _all(_MAC, text, "mac-address", 0.95)
        for match in _IP.finditer(text):
            if _is_ip(match, folded):
                yield Span(match.start(), match.end(), "ip-address", 0.8)
        yield from cued_spans(folded)
    yield from birth_places(folded)
    yield from spelt_births(folded)


def _all(pattern: re.Pattern[str], text: str, kind: str, sure: float) -> Iterable[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(), match.end(), kind, sure)


def _telephones(text: str, folded: str) -> Iterable[Span]:
    if _is_siret(text):
        return
    for match in PHONE.finditer(text):
        before = folded[max(0, match.start() - 25) : match.start()]
        around = f"{before} {folded[match.end() : match.end() + 25]}"
        is_office = match.group()[1:2] not in "67" and _OFFICE.search(around)
        if not (_NOT_A_PHONE.search(before) or is_office):
            yield Span(match.start(), match.end(), "phone", 0.95)


_TWO_LETTERS = frozenset(
    {
        "le", "la", "de", "du", "en", "et", "au", "un", "ou", "a", "se", "ne", "ce", "sa", "ma",
        "je", "tu", "il", "on", "si", "ni", "or", "me", "te", "y", "va", "vu", "es", "as",
    }
)  # fmt: skip


def _is_plate(match: re.Match[str], folded: str) -> bool:
    """Whether letters and digits are a plate: no reference, no small words (LE 112 EN)."""
    if _NOT_A_PHONE.search(folded[max(0, match.start() - 25) : match.start()]):
        return False
    letters = {match.group()[:2].lower(), match.group()[-2:].lower()}
    return " " not in match.group() or not letters <= _TWO_LETTERS


def _is_siret(text: str) -> bool:
    """Whether the whole text is fourteen digits with a valid key (some begin with 0033)."""
    digits = text.strip()
    is_long = len(digits) == 14 and digits.isascii() and digits.isdigit()
    return is_long and bool(checksums.luhn([digits], 14)[0])


def _numbers_with_key(text: str, folded: str) -> Iterable[Span]:
    for match in _NIR.finditer(text):
        before = folded[max(0, match.start() - 40) : match.start()]
        if _is_nir(match.group()) or _NIR_IS_NAMED.search(before):
            yield Span(match.start(), match.end(), "nir", 0.99)
    for match in _IBAN.finditer(text):
        if found := _iban_end(match.group()):
            yield Span(match.start(), match.start() + found, "iban", 0.99)
    for match in _CARD.finditer(text):
        if checksums.luhn([re.sub(r"\D", "", match.group())], 16)[0]:
            yield Span(match.start(), match.end(), "payment-card", 0.9)


def _is_nir(text: str) -> bool:
    digits = re.sub(r"[ .\-\u00a0\u202f/]", "", text).upper()
    return len(digits) == 15 and bool(checksums.nir_key([digits])[0])


def _is_ip(match: re.Match[str], folded: str) -> bool:
    """Whether four numbers with points are an address rather than a version."""
    before = folded[max(0, match.start() - 12) : match.start()]
    is_large = max(int(part) for part in match.group().split(".")) > 31
    return is_large and not re.search(r"version|\bv\W*$", before)


def _iban_end(text: str) -> int:
    """Where the IBAN that opens ``text`` ends (0: it is none); words may follow it."""
    length = checksums.IBAN_LENGTHS.get(text[:2].upper(), 0)
    count = 0
    for position, char in enumerate(text):
        count += char.isalnum()
        if count == length:
            compact = "".join(c for c in text[: position + 1] if c.isalnum())
            return position + 1 if checksums.iban(compact) else 0
    return 0
