"""Words that several documents share: counts, steps, fields and the terms of use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from curator.i18n import N_, current_language, gettext, ngettext
from curator.i18n import gettext as _
from curator.preview import DifferenceSummary
from curator.publish.metadata import Metadata
from curator.publish.release import Release, Step
from curator.publish.vocabularies import FREQUENCIES, GRANULARITIES, THEMES, term_of
from curator.schema.model import Field, Schema

MAX_TOLD = 10
"""Steps of one kind in a row that are told one by one; more are told together."""

TYPES: Mapping[str, str] = {
    "string": N_("text"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "boolean": N_("yes or no"),
    "date": N_("date"),
    "datetime": N_("date and time"),
    "time": N_("time"),
    "year": N_("year"),
    "yearmonth": N_("year and month"),
    "duration": N_("duration"),
    "geopoint": N_("geographic point"),
    "geojson": N_("geographic shape (GeoJSON)"),
    "object": N_("JSON object"),
    "array": N_("JSON list"),
    "list": N_("list"),
    "any": N_("any"),
}


def number(n: int) -> str:
    """``n`` with thousands set apart as the language does it."""
    return f"{n:,}".replace(",", "\u202f" if current_language() == "fr" else ",")


def draft_notice() -> str:
    """What a package that nobody approved says of itself."""
    return _("DRAFT: nobody has approved these data yet. Do not publish or pass them on.")


def approval(release: Release) -> str:
    """Who approved, or that nobody did."""
    if release.is_draft:
        return draft_notice()
    return _("Approved by a second person before publication.")


def summary_rows(summary: DifferenceSummary) -> list[tuple[str, str]]:
    """The counts of what was done, as (what, how many)."""
    removed = number(summary.rows_removed)
    if summary.marked_rows_removed:
        others = number(summary.marked_rows_removed)
        removed = _("{n}, {marked} of them totals, notes or headings").format(
            n=removed, marked=others
        )
    return [
        (_("Rows in the source"), number(summary.source_rows)),
        (_("Rows published"), number(summary.public_rows)),
        (_("Rows removed"), removed),
        (_("Rows added"), number(summary.rows_added)),
        (_("Fields in the source"), number(summary.source_fields)),
        (_("Fields published"), number(summary.public_fields)),
        (_("Fields removed"), number(len(summary.fields_removed))),
        (_("Fields added"), number(len(summary.fields_added))),
        (_("Fields renamed"), number(len(summary.fields_renamed))),
        (_("Cells changed"), number(summary.changed_cell_count)),
    ]


def step_sentences(steps: Sequence[Step]) -> list[str]:
    """The steps as sentences; a long run of one kind is told once, with its count."""
    told: list[str] = []
    for step in steps:
        if step.count <= MAX_TOLD:
            told += [op.sentence() for op in step.operations]
            continue
        rest = step.count - 1
        sentence = ngettext(
            "{sentence}, and {n} more step of this kind",
            "{sentence}, and {n} more steps of this kind",
            rest,
        )
        told.append(sentence.format(sentence=step.operations[0].sentence(), n=number(rest)))
    return told


def type_text(field: Field) -> str:
    """The type of a field in plain words."""
    return gettext(TYPES.get(field.type, field.type))


def constraint_texts(field: Field) -> list[str]:
    """The rules of a field in plain words."""
    c = field.constraints
    told = [gettext(text) for key, text in _FLAGS if c.get(key)]
    for key, text in _LIMITS:
        if c.get(key) is not None:
            told.append(gettext(text).format(value=c[key]))
    values = c.get("enum") or field.options.get("categories")
    if values:
        told.append(_("one of: {values}").format(values=", ".join(_category(v) for v in values)))
    return told


_FLAGS = (("required", N_("always filled in")), ("unique", N_("never twice the same")))
_LIMITS = (
    ("minimum", N_("at least {value}")),
    ("maximum", N_("at most {value}")),
    ("minLength", N_("at least {value} characters")),
    ("maxLength", N_("at most {value} characters")),
    ("pattern", N_("of the form {value}")),
)


def _category(value: Any) -> str:
    return str(value.get("value")) if isinstance(value, Mapping) else str(value)


def schema_reference(schema: Schema) -> str:
    """The name and version of the standard that the schema comes from; ``""`` if it is our own."""
    version = schema.extra.get("version")
    name = schema.title or schema.name
    return f"{name} {version}" if name and version else name


def terms(metadata: Metadata) -> list[tuple[str, str]]:
    """The metadata as (label, text), those that are empty left out."""
    licence = metadata.known_licence
    contact = " ".join(filter(None, (metadata.contact.name, _in_brackets(metadata.contact.mail))))
    pairs = [
        (_("Publisher"), metadata.publisher.name),
        (_("SIRET of the publisher"), metadata.publisher.siret),
        (_("Contact"), contact),
        (_("Licence"), licence.text() if licence else metadata.licence),
        (_("Themes"), ", ".join(_term_text(THEMES, code) for code in metadata.themes)),
        (_("Keywords"), ", ".join(metadata.keywords)),
        (_("Period"), _period(metadata)),
        (_("Territory"), _territory(metadata)),
        (_("Update frequency"), _term_text(FREQUENCIES, metadata.frequency)),
        (_("First published"), metadata.issued),
        (_("Last modified"), metadata.modified),
        (_("Version"), metadata.version),
    ]
    return [(label, text) for label, text in pairs if text]


def _in_brackets(mail: str) -> str:
    return f"<{mail}>" if mail else ""


def _term_text(vocabulary: tuple[Any, ...], code: str) -> str:
    term = term_of(vocabulary, code)
    return term.text() if term else code


def _period(metadata: Metadata) -> str:
    start, end = metadata.temporal.start, metadata.temporal.end
    if start and end:
        return _("from {start} to {end}").format(start=start, end=end)
    return start or end


def _territory(metadata: Metadata) -> str:
    if not metadata.spatial.code:
        return ""
    granularity = _term_text(GRANULARITIES, metadata.spatial.granularity)
    return f"{granularity} {metadata.spatial.code}".strip()
