"""Whether metadata are fit for publication: one small rule per property, used live by the form.

Sources of the rules: data.gouv.fr's quality score, DCAT-AP 3.0.1, CRPA D.323-2-1 (licences).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable

from curator.i18n import N_, gettext
from curator.issues import Issue, Severity
from curator.publish.metadata import Metadata
from curator.publish.vocabularies import FREQUENCIES, GRANULARITIES, LANGUAGES, THEMES, term_of

MIN_TITLE, MAX_TITLE = 5, 150
MIN_DESCRIPTION = 100
"""data.gouv.fr gives the point for a description longer than this (characters)."""

GENERIC_TITLES = frozenset(
    {"donnees", "données", "data", "dataset", "export", "fichier", "feuil1", "feuille1",
     "sheet1", "tableau", "test", "liste", "document", "classeur1", "sans titre", "untitled",
     "jeu de données"}
)  # fmt: skip

MESSAGES: dict[str, str] = {
    "title-missing": N_("Give the dataset a title."),
    "title-too-short": N_("The title is too short to say what the data are: {n} characters."),
    "title-too-long": N_("The title is too long: {n} characters, {max} at most."),
    "title-generic": N_("This title could be that of any file: say what, where and when."),
    "description-missing": N_("Describe the data: what they hold, who made them, how."),
    "description-too-short": N_(
        "The description has {n} characters: data.gouv.fr expects more than {min}."
    ),
    "publisher-missing": N_("Say which organisation publishes the data."),
    "siret-missing": N_("Give the SIRET of the publisher, so that portals recognise it."),
    "siret-invalid": N_("This SIRET is not valid: 14 digits with a right key."),
    "contact-missing": N_("Give an address where questions can be sent."),
    "mail-invalid": N_("This is not a mail address."),
    "mail-personal": N_("This looks like the address of one person: give that of the service."),
    "licence-missing": N_("Choose a licence."),
    "licence-unknown": N_(
        "French law names the licences a town may use: Licence Ouverte 2.0 or ODbL."
    ),
    "themes-missing": N_("Choose at least one theme."),
    "theme-unknown": N_("“{value}” is not a theme of the European list."),
    "keywords-missing": N_("Give at least one keyword."),
    "keyword-length": N_("A keyword has from 2 to 100 characters."),
    "temporal-missing": N_("Say which period the data cover."),
    "temporal-invalid": N_("Write the period as dates: 2024-01-31, 2024-01 or 2024."),
    "temporal-order": N_("The period ends before it begins."),
    "spatial-missing": N_("Give the INSEE code of the territory."),
    "spatial-invalid": N_("This is not the code of such a territory."),
    "granularity-missing": N_("Say what the territory's code is a code of."),
    "granularity-unknown": N_("“{value}” is not a kind of territory."),
    "frequency-missing": N_("Say how often the data are updated."),
    "frequency-unknown": N_("“{value}” is not an update frequency."),
    "date-missing": N_("Give the date."),
    "date-invalid": N_("Write the date as 2024-01-31."),
    "dates-order": N_("The data were modified before they were first published."),
    "language-unknown": N_("The published texts can be in French or in English."),
}
"""Code of an issue → its sentence; ``{n}``, ``{min}``, ``{max}``, ``{value}`` from parameters."""


def problems(metadata: Metadata) -> tuple[Issue, ...]:
    """Everything that keeps the metadata from being good, in the order of the form.

    ``Issue.field`` names the property (``contact.mail``): the form shows the message there.
    """
    return tuple(issue for rule in _RULES for issue in rule(metadata))


def problems_of(metadata: Metadata, path: str) -> tuple[Issue, ...]:
    """The problems of one property."""
    return tuple(issue for issue in problems(metadata) if issue.field == path)


def message(issue: Issue) -> str:
    """The sentence of a metadata issue in the current language."""
    return gettext(MESSAGES[issue.code]).format(**issue.parameters)


def is_iso_date(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 day, or a day and a time of day."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?", text):
        return False
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def period_bound(text: str, *, is_end: bool = False) -> datetime.date | None:
    """The first (or last) day that a day, month or year stands for; None if it is none."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if not parts:
        return None
    year, month, day = (int(p) if p else 0 for p in parts.groups())
    try:
        if day:
            return datetime.date(year, month, day)
        if not is_end:
            return datetime.date(year, month or 1, 1)
        next_month = datetime.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
        return next_month - datetime.timedelta(days=1)
    except ValueError:
        return None


def is_siret(text: str) -> bool:
    """Whether ``text`` is a SIRET with a right key (La Poste's establishments included)."""
    from stdnum.fr import siret

    return bool(text.isascii() and text.isdigit() and siret.is_valid(text))


def _issue(code: str, path: str, severity: Severity, **parameters: object) -> Issue:
    return Issue(code=code, severity=severity, field=path, count=1, parameters=parameters)


def _title(m: Metadata) -> Iterable[Issue]:
    title = m.title.strip()
    if not title:
        yield _issue("title-missing", "title", Severity.BLOCKING)
    elif len(title) < MIN_TITLE:
        yield _issue("title-too-short", "title", Severity.WARNING, n=len(title))
    elif len(title) > MAX_TITLE:
        yield _issue("title-too-long", "title", Severity.WARNING, n=len(title), max=MAX_TITLE)
    elif title.casefold() in GENERIC_TITLES:
        yield _issue("title-generic", "title", Severity.WARNING)


def _description(m: Metadata) -> Iterable[Issue]:
    n = len(m.description.strip())
    if not n:
        yield _issue("description-missing", "description", Severity.BLOCKING)
    elif n <= MIN_DESCRIPTION:
        parameters = {"n": n, "min": MIN_DESCRIPTION}
        yield _issue("description-too-short", "description", Severity.BLOCKING, **parameters)


def _publisher(m: Metadata) -> Iterable[Issue]:
    if not m.publisher.name.strip():
        yield _issue("publisher-missing", "publisher.name", Severity.WARNING)
    if not m.publisher.siret:
        yield _issue("siret-missing", "publisher.siret", Severity.WARNING)
    elif not is_siret(m.publisher.siret):
        yield _issue("siret-invalid", "publisher.siret", Severity.BLOCKING)


_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[a-zA-Z]{2,}")
_ROLE_WORDS = frozenset(
    {"accueil", "contact", "mairie", "ville", "commune", "service", "services", "opendata", "open",
     "data", "donnees", "dpo", "dpd", "sig", "info", "infos", "secretariat", "communication",
     "finances", "culture", "sport", "sports", "urbanisme", "numerique", "dsi", "direction",
     "administration", "web", "webmaster", "support", "cabinet", "ccas"}
)  # fmt: skip


def _contact(m: Metadata) -> Iterable[Issue]:
    mail = m.contact.mail
    if not mail:
        yield _issue("contact-missing", "contact.mail", Severity.WARNING)
    elif not _MAIL.fullmatch(mail):
        yield _issue("mail-invalid", "contact.mail", Severity.BLOCKING)
    elif _looks_personal(mail):
        yield _issue("mail-personal", "contact.mail", Severity.WARNING)


def _looks_personal(mail: str) -> bool:
    """Two words, neither that of a service, before the @: ``claire.martin``, ``c.martin``."""
    words = re.split(r"[._-]", mail.partition("@")[0].casefold())
    return len(words) == 2 and all(w.isalpha() for w in words) and not _ROLE_WORDS & set(words)


def _licence(m: Metadata) -> Iterable[Issue]:
    if not m.licence:
        yield _issue("licence-missing", "licence", Severity.BLOCKING)
    elif m.known_licence is None:
        yield _issue("licence-unknown", "licence", Severity.BLOCKING)


def _themes(m: Metadata) -> Iterable[Issue]:
    if not m.themes:
        yield _issue("themes-missing", "themes", Severity.WARNING)
    for code in m.themes:
        if term_of(THEMES, code) is None:
            yield _issue("theme-unknown", "themes", Severity.WARNING, value=code)


def _keywords(m: Metadata) -> Iterable[Issue]:
    if not m.keywords:
        yield _issue("keywords-missing", "keywords", Severity.WARNING)
    elif any(not 2 <= len(k.strip()) <= 100 for k in m.keywords):
        yield _issue("keyword-length", "keywords", Severity.WARNING)


def _temporal(m: Metadata) -> Iterable[Issue]:
    start, end = m.temporal.start, m.temporal.end
    bounds = period_bound(start), period_bound(end, is_end=True)
    for path, text, bound in (
        ("temporal.start", start, bounds[0]),
        ("temporal.end", end, bounds[1]),
    ):
        if not text:
            yield _issue("temporal-missing", path, Severity.WARNING)
        elif bound is None:
            yield _issue("temporal-invalid", path, Severity.BLOCKING)
    if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
        yield _issue("temporal-order", "temporal.end", Severity.BLOCKING)


_CODE_FORMS = {
    "fr:commune": r"(\d{2}|2[AB])\d{3}",
    "fr:epci": r"\d{9}",
    "fr:departement": r"\d{2}|2[AB]|97\d|98\d",
    "fr:region": r"\d{2}",
    "fr:canton": r"(\d{2}|2[AB])\d{2,3}",
    "fr:arrondissement": r"(\d{2}|2[AB])\d{1,3}",
    "iris": r"(\d{2}|2[AB])\d{7}",
}


def _spatial(m: Metadata) -> Iterable[Issue]:
    code, granularity = m.spatial.code, m.spatial.granularity
    form = _CODE_FORMS.get(granularity)
    if not code:
        yield _issue("spatial-missing", "spatial.code", Severity.WARNING)
    elif form and not re.fullmatch(form, code):
        yield _issue("spatial-invalid", "spatial.code", Severity.WARNING)
    if not granularity:
        yield _issue("granularity-missing", "spatial.granularity", Severity.WARNING)
    elif term_of(GRANULARITIES, granularity) is None:
        parameters = {"value": granularity}
        yield _issue("granularity-unknown", "spatial.granularity", Severity.WARNING, **parameters)


def _frequency(m: Metadata) -> Iterable[Issue]:
    if not m.frequency:
        yield _issue("frequency-missing", "frequency", Severity.WARNING)
    elif term_of(FREQUENCIES, m.frequency) is None:
        yield _issue("frequency-unknown", "frequency", Severity.WARNING, value=m.frequency)


def _dates(m: Metadata) -> Iterable[Issue]:
    for path, text in (("issued", m.issued), ("modified", m.modified)):
        if not text:
            yield _issue("date-missing", path, Severity.WARNING)
        elif not is_iso_date(text):
            yield _issue("date-invalid", path, Severity.WARNING)
    both_are_dates = is_iso_date(m.issued) and is_iso_date(m.modified)
    if both_are_dates and m.modified[:10] < m.issued[:10]:
        yield _issue("dates-order", "modified", Severity.WARNING)


def _language(m: Metadata) -> Iterable[Issue]:
    if term_of(LANGUAGES, m.language) is None:
        yield _issue("language-unknown", "language", Severity.BLOCKING)


_RULES: tuple[Callable[[Metadata], Iterable[Issue]], ...] = (
    _title, _description, _publisher, _contact, _licence, _themes, _keywords, _temporal, _spatial,
    _frequency, _dates, _language,
)  # fmt: skip
