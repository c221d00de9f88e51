"""Personal data that the words before it give away: births, ages, numbers of papers.

Everything here looks at folded text (``aligned``), whose places are those of the text as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from curator.privacy.calendar import MONTH_WORDS
from curator.privacy.span import Span

_CUE = re.compile(
    r"\bn[ee]|naiss|\bddn|d\.d\.n|\bdob|anniv|\bans\b|\bage|passeport|\bcni|identite|permis|sejour|"
    r"fiscal|\bspi|\bine\b|etudiant|rpps|adeli|matric|allocataire|caf\b|immatric|plaque|vehicule|voiture|stationn|tel|"
    r"portable|port\b|mobile|joignable|appeler|imei|parcelle|cadastre|mois\b"
)
"""What every pattern below opens with: most texts hold none of it."""

_DAY = (
    r"(?:\d{1,2}[/.\- ]\d{1,2}[/.\- ]\d{4}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}|\d{4}-\d{2}-\d{2}|"
    rf"\d{{1,2}}(?:er)? (?:{MONTH_WORDS})\.? \d{{2,4}}|\d{{8}})"
)
_BORN = re.compile(
    r"(?:"
    r"\bne(?:\(?e\)?|\.e)?s? (?:en |vers )?(?:le |l'|au |a [\w' \-]{2,30}? le |en )?|"
    r"\bddn\b\W{0,4}|\bd\.d\.n\.?\W{0,4}|\bdob\W{0,3}|\banniversaire\b[^\d.;]{0,30}?(?:le )?|"
    r"\bdate de nais\w{0,8}\b[^\d.;]{1,25}|"
    r"\b(?:date )?(?:de )?naiss(?:ance)?\b\.?(?: (?:du|de la|de l')\W?\w+)?\W{0,4}(?:le |du )?|"
    r"\bnaissance (?:le|du|au) "
    rf")({_DAY})(?!\d)"
)
_BORN_YEAR = re.compile(rf"\bnee?s? en (?:(?:{MONTH_WORDS}) )?((?:19|20)\d\d)(?!\d)")
_AGED = (
    re.compile(r"\bagee?s?(?:\(e\))? (?:de )?(\d{1,3}) ?(?:ans|mois)\b"),
    re.compile(r"\((\d{1,3}) ans\)"),
    re.compile(r"^\W*(\d{1,3}) ans, (?!renouv|dur|garanti|a compter|reconduc|a \d|taux)"),
    re.compile(
        r"\b(?:enfants?|fille|fils|garcon|homme|femme|dame|monsieur|personne|mere|pere|bebe|eleve|"
        r"jeune|ado\w*) (?:\w+ )?(?:de|age de) (\d{1,3}) (?:ans|mois)\b"
    ),
)


_PLACE = r"((?:(?:le|la|les) )?[a-z][a-z'\-]+)"
_BORN_AT = (
    (
        "ne",
        re.compile(
            rf"\bne(?:e|\(e\)|\.e)?s? (?:le {_DAY} )?a {_PLACE}(?!\w)"
            r"(?! suite| l'issue| l'initiative)"
        ),
    ),
    ("nati", re.compile(rf"\bnati(?:f|ve) (?:de |du |d'){_PLACE}")),
)
_NOT_A_PLACE = re.compile(r"la suite|l'|partir|cause|nouveau|la demande|la fin|la une|terme")
_NOT_BORN = re.compile(r"associat|idee|projet|entreprise|club|societe|espece|plante|arbre|essence")


def _after(words: str, number: str, between: int = 3) -> re.Pattern[str]:
    """``number`` at most ``between`` words after one of ``words``."""
    gap = rf"\W+(?:\w+\W+){{0,{between}}}?" if between else r"\W+(?:n[°o]?\W*)?"
    return re.compile(rf"\b(?:{words}){gap}({number})(?!\w)")


_WITH_DIGIT = r"(?=\w*\d)"
_PAPERS = (
    ("passport", _after(r"passeport\w*", r"\d{2}[a-z]{2}\d{5}")),
    (
        "identity-card",
        _after(
            "cni|cnie|carte (?:nationale )?d'identite|piece d'identite",
            rf"{_WITH_DIGIT}[a-z0-9]{{9,12}}",
        ),
    ),
    ("driving-licence", _after("permis (?:de conduire|b|n°?)", rf"{_WITH_DIGIT}[a-z0-9]{{8,15}}")),
    ("residence-permit", _after("(?:titre|carte) de sejour", rf"{_WITH_DIGIT}[a-z0-9]{{9,12}}")),
    (
        "tax-number",
        _after(
            "(?:numero|n°|no|num|reference|identifiant) fiscale?|spi",
            r"\d{2} ?\d{2} ?\d{3} ?\d{3} ?\d{3}",
            2,
        ),
    ),
    ("student-number", _after("ine|numero etudiant", r"\d{10}[a-z]|\d{9}[a-z]{2}", 2)),
    ("health-professional-number", _after("rpps|adeli", r"\d{9,11}", 2)),
    ("staff-number", _after("matricule", rf"{_WITH_DIGIT}[a-z]{{0,3}}\d{{3,10}}", 0)),
    ("social-aid", _after("allocataire|n° caf|numero caf", r"\d{6,8}[a-z]?", 0)),
    (
        "licence-plate",
        _after(
            r"immatricul\w*|plaque|vehicule|voiture|stationn\w*",
            r"[1-9]\d{1,3} ?-?[a-z]{2,3} ?-?\d{2}",
        ),
    ),
    (
        "phone",
        re.compile(
            r"\b(?:tel|telephone|portable|port|mobile|joignable au|appeler au|rappeler au)\b"
            r"\W{0,4}(?:au\W+)?([1-9]\d{8}|[67]\d(?:[ .]\d\d){3,4})(?!\d)"
        ),
    ),
    ("device-id", _after("imei", r"\d{15}", 2)),
    ("cadastral-parcel", _after("parcelle|cadastree?", r"[a-z]{1,2} ?(?:n° ?)?\d{1,4}", 2)),
)


def cued_spans(folded: str) -> Iterable[Span]:
    """What the words before it give away."""
    if not _CUE.search(folded):
        return
    yield from _all(_BORN, folded, "birth-date", 0.97)
    yield from _all(_BORN_YEAR, folded, "birth-year", 0.9)
    for pattern in _AGED:
        yield from _all(pattern, folded, "age", 0.8)
    for kind, pattern in _PAPERS:
        yield from _all(pattern, folded, kind, 0.9)


_NUMBERS = (
    "premier|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|"
    "quinze|seize|vingt|trente|quarante|cinquante|soixante|septante|octante|nonante"
)
_SPELT = re.compile(
    rf"\b(?:ne(?:\(?e\)?|\.e)?s?|nais\w{{0,8}}|anniversaire)\b[\w' :,(]{{0,25}}?\b((?:{_NUMBERS})"
    rf"(?:[ -](?:et[ -])?(?:{_NUMBERS})){{0,2}} (?:{MONTH_WORDS}) "
    rf"(?:mille|deux[ -]mille)(?:[ -](?:et|cents?|vingts?|mille|{_NUMBERS})\b){{0,7}})"
)
"""A birth as registers spell it (né le dix-huit janvier mille neuf cent quarante-sept)."""


def spelt_births(folded: str) -> Iterable[Span]:
    """Dates of birth written out in words."""
    if "mille" in folded:
        yield from _all(_SPELT, folded, "birth-date", 0.97)


def birth_places(folded: str) -> Iterable[Span]:
    """Where somebody was born (“née à Bayonne”); what an association is born of apart."""
    for cue, pattern in _BORN_AT:
        if cue not in folded:
            continue
        for match in pattern.finditer(folded):
            before = folded[max(0, match.start() - 30) : match.start()]
            if not (_NOT_A_PLACE.match(match[1]) or _NOT_BORN.search(before)):
                yield Span(match.start(1), match.end(1), "birth-place", 0.96)


def _all(pattern: re.Pattern[str], folded: str, kind: str, sure: float) -> Iterable[Span]:
    for match in pattern.finditer(folded):
        yield Span(match.start(1), match.end(1), kind, sure)
