"""Personal data inside a longer text: where it starts and ends, and how sure it is.

Patterns first, then persons (``sentences``), then what is said about them (``mentions``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from curator.privacy import checksums
from curator.privacy.aligned import aligned
from curator.privacy.calendar import MONTH_WORDS
from curator.privacy.detectors.devices import PROFILE
from curator.privacy.detectors.emails import EMAIL, is_role_mailbox
from curator.privacy.detectors.phones import PHONE


class Names(Enum):
    """Which names in a text are believed to be a person's."""

    ALL = auto()
    TITLED = auto()
    """Those behind a title (Mme, M.)."""
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text, half-open in code points, of one kind; ``sure`` is from 0 to 1."""

    start: int
    end: int
    kind: str
    sure: float


_S = r"[ .\-\u00a0\u202f/]?"
_NIR = re.compile(
    rf"(?<![\w.,])[1-478]{_S}\d\d{_S}(?:0[1-9]|1[0-2]|[2-9]\d){_S}(?:\d\d|2[abAB]){_S}\d{{3}}{_S}\d{{3}}"
    rf"(?:[ .\-\u00a0\u202f/]{{0,3}}\d\d)?(?!\d)"
)
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \-\u00a0]?[A-Za-z0-9]{1,4}){2,8}(?!\w)")
_CARD = re.compile(r"(?<![\w.,])[3-6]\d{3}[ \-]?\d{4}[ \-]?\d{4}[ \-]?\d{4}(?!\w)")
_PLATE = re.compile(
    r"(?<![\w\-])(?:[A-HJ-NP-TV-Z]{2}[ \-]\d{3}[ \-]?[A-HJ-NP-TV-Z]{2}|"
    r"[A-HJ-NP-TV-Z]{2}\d{3}[ \-]?[A-HJ-NP-TV-Z]{2})(?![\w\-])"
)
_OLD_PLATE = re.compile(
    r"(?:immatricul\w*|plaque|vehicule)\W{1,4}(?:\w+\W+){0,3}?([1-9]\d{1,3} ?-?[a-z]{2,3} ?-?\d{2})(?!\w)"
)
_MAC = re.compile(r"(?<![\w:])[0-9A-Fa-f]{2}([:\-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:])")
_IP = re.compile(
    r"(?<![\w.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w.]\d|\w)"
)
_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z][A-Za-z0-9_.]{2,29}(?![\w@])")
_DAY = rf"(?:\d{{1,2}}[/.\- ]\d{{1,2}}[/.\- ]\d{{4}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:er)? (?:{MONTH_WORDS})\.? \d{{2,4}}|\d{{8}})"
_BORN = re.compile(
    rf"(?:\bne(?:\(?e\)?|\.e)?s? (?:en |vers )?(?:le |l'|au |a [\w' \-]{{2,30}}? le |en )?|\bddn\b\W{{0,4}}|\bd\.d\.n\.?\W{{0,4}}|"
    rf"\b(?:date )?(?:de )?naiss(?:ance)?\b\.?(?: (?:du|de la|de l')\W?\w+)?\W{{0,4}}(?:le |du )?|\bnaissance (?:le|du|au) |\bdob\W{{0,3}}|\banniversaire\W{{0,4}}(?:le )?)({_DAY})(?!\d)"
)
_BORN_YEAR = re.compile(r"\bnee? en (?:(?:" + MONTH_WORDS + r") )?((?:19|20)\d\d)(?!\d)")
_BORN_AT = re.compile(
    r"\bne(?:\(?e\)?|\.e)? (?:le [\w/.\- ]{6,20} )?a ((?-i:[a-z][a-z'\-]+(?: [a-z'\-]+)?))"
)
_AGE = re.compile(
    r"\bagee?s?(?:\(e\))? (?:de )?(\d{1,3}) ?(?:ans|mois)\b|\((\d{1,3}) ans\)|"
    r"\b(?:enfants?|fille|fils|garcon|homme|femme|dame|monsieur|personne|mere|pere|bebe|eleve|jeune|petite? fille|petit garcon|ado\w*) "
    r"(?:\w+ )?(?:de|age de) (\d{1,3}) (?:ans|mois)\b|\b(?:elle|il) a (\d{1,3}) ans\b|, (\d{1,3}) ans\b(?! d)"
)
_PAPERS = (
    ("passport", re.compile(r"\bpasseport\w*\W+(?:\w+\W+){0,3}?(\d{2}[a-z]{2}\d{5})(?!\w)")),
    ("identity-card", re.compile(r"\b(?:cni|cnie|carte (?:nationale )?d'identite|piece d'identite)\W+(?:\w+\W+){0,3}?((?=\w*\d)[a-z0-9]{9,12})(?!\w)")),
    ("driving-licence", re.compile(r"\bpermis (?:de conduire|b)\W+(?:\w+\W+){0,3}?((?=\w*\d)[a-z0-9]{8,15})(?!\w)")),
    ("residence-permit", re.compile(r"\b(?:titre|carte) de sejour\W+(?:\w+\W+){0,3}?((?=\w*\d)[a-z0-9]{9,12})(?!\w)")),
    ("tax-number", re.compile(r"\b(?:numero fiscal|n° fiscal|no fiscal|spi|num fiscal|reference fiscale|identifiant fiscal)\W+(?:\w+\W+){0,2}?(\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{3})(?!\d)")),
    ("student-number", re.compile(r"\b(?:ine|numero etudiant)\W+(?:\w+\W+){0,2}?(\d{10}[a-z]|\d{9}[a-z]{2})(?!\w)")),
    ("health-professional-number", re.compile(r"\b(?:rpps|adeli)\W+(?:\w+\W+){0,2}?(\d{9,11})(?!\d)")),
    ("staff-number", re.compile(r"\bmatricule\W+(?:n[°o]?\W*)?((?=\w*\d)[a-z]{0,3}\d{3,10})(?!\w)")),
    ("social-aid", re.compile(r"\b(?:allocataire|n° caf|numero caf)\W+(?:n[°o]?\W*)?(\d{6,8}[a-z]?)(?!\w)")),
    ("licence-plate", _OLD_PLATE),
    ("phone", re.compile(r"\b(?:tel|telephone|portable|port|mobile|joignable au|appeler au|rappeler au)\b\W{0,4}(?:au\W+)?([1-9]\d{8}|[67]\d(?:[ .]\d\d){3,4})(?!\d)")),
    ("device-id", re.compile(r"\bimei\W+(?:\w+\W+){0,2}?(\d{15})(?!\d)")),
    ("cadastral-parcel", re.compile(r"\b(?:parcelle|cadastree?)\W+(?:\w+\W+){0,2}?([a-z]{1,2} ?(?:n° ?)?\d{1,4})(?!\w)")),
)  # fmt: skip
_NOT_A_PHONE = re.compile(
    r"(?:\bn[°o]|facture|ref\w*|marche|compte|dossier|siret|siren|commande|mandat|bon|devis|contrat|titre|bordereau|lot)\W{0,3}(?:n[°o]?\W*)?$"
)


def pattern_spans(text: str, folded: str) -> Iterable[Span]:
    """What patterns and keys find, whatever the words around it."""
    if "@" in text:
        for match in EMAIL.finditer(text):
            if not is_role_mailbox(match.group()):
                yield Span(match.start(), match.end(), "email", 0.99)
        for match in _HANDLE.finditer(text):
            yield Span(match.start(), match.end(), "social-handle", 0.7)
    for match in PROFILE.finditer(text):
        yield Span(match.start(), match.end(), "profile-url", 0.9)
    if any(char.isdigit() for char in text):
        yield from _numbers(text, folded)
        yield from _cued(folded)


def _numbers(text: str, folded: str) -> Iterable[Span]:
    for match in PHONE.finditer(text):
        if not _NOT_A_PHONE.search(folded[max(0, match.start() - 25) : match.start()]):
            yield Span(match.start(), match.end(), "phone", 0.95)
    for match in _NIR.finditer(text):
        before = folded[max(0, match.start() - 40) : match.start()]
        if _is_nir(match.group()) or re.search(r"secu|nir|ss\b|immatricul", before):
            yield Span(match.start(), match.end(), "nir", 0.99)
    for match in _IBAN.finditer(text):
        if found := _iban_end(match.group()):
            yield Span(match.start(), match.start() + found, "iban", 0.99)
    for match in _CARD.finditer(text):
        if checksums.luhn([re.sub(r"\D", "", match.group())], 16)[0]:
            yield Span(match.start(), match.end(), "payment-card", 0.9)
    for kind, pattern, sure in (("licence-plate", _PLATE, 0.85), ("mac-address", _MAC, 0.95)):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), kind, sure)
    for match in _IP.finditer(text):
        if _is_ip(match, folded):
            yield Span(match.start(), match.end(), "ip-address", 0.8)


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


_CUE = re.compile(
    r"\bn[ee]|naiss|\bddn|d\.d\.n|\bdob|anniv|\bans\b|\bage|passeport|\bcni|identite|permis|sejour|fiscal|\bspi|"
    r"\bine\b|etudiant|rpps|adeli|matric|allocataire|caf\b|immatric|plaque|vehicule|tel|portable|port\b|mobile|"
    r"joignable|appeler|imei|parcelle|cadastre|mois\b"
)
"""What one of the patterns below opens with."""


def _cued(folded: str) -> Iterable[Span]:
    if not _CUE.search(folded):
        return
    for match in _BORN.finditer(folded):
        yield Span(match.start(1), match.end(1), "birth-date", 0.97)
    for match in _BORN_YEAR.finditer(folded):
        yield Span(match.start(1), match.end(1), "birth-year", 0.9)
    for match in _AGE.finditer(folded):
        group = next(n for n, value in enumerate(match.groups(), start=1) if value)
        sure = 0.6 if group == 5 else 0.8
        yield Span(match.start(group), match.end(group), "age", sure)
    for kind, pattern in _PAPERS:
        for match in pattern.finditer(folded):
            yield Span(match.start(1), match.end(1), kind, 0.9)


def find_spans(text: str, *, about_persons: bool, names: Names = Names.ALL) -> list[Span]:
    """Everything personal in ``text``, in order, without overlap.

    ``about_persons``: the rows are persons, so what is said is said of them. ``names``: which to
    believe; unless all, what is said about persons is not looked for either.
    """
    from curator.privacy.mentions import address_spans, mention_spans
    from curator.privacy.sentences import person_spans

    folded = aligned(text)
    spans = list(pattern_spans(text, folded))
    if names is not Names.NONE:
        spans += person_spans(text, folded, wants_all=names is Names.ALL)
    has_person = bool(spans)
    spans += address_spans(folded, has_person=has_person)
    if names is Names.ALL:
        spans += mention_spans(folded, has_person=has_person, about_persons=about_persons)
    return without_overlap(span for span in spans if not _is_in_link(span, text))


_LINK = re.compile(r"(?:https?://|www\.)\S+")


def _is_in_link(span: Span, text: str) -> bool:
    """Whether the span is a part of a web address (its path is no sentence)."""
    if span.kind in ("profile-url", "email") or ("://" not in text and "www." not in text):
        return False
    return any(m.start() <= span.start < m.end() for m in _LINK.finditer(text))


def without_overlap(spans: Iterable[Span]) -> list[Span]:
    """The surest of the spans that overlap, in the order of the text."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (-s.sure, s.start - s.end)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)
