"""Which field of a table is which field of a schema, and which schema a table follows.

Names and titles are compared with every spelling put aside; what the cells hold confirms or
contradicts. The result is a proposal: a screen shows it for correction before it is applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from curator.schema.catalogue.listing import published_entries
from curator.schema.catalogue.pack import PackEntry
from curator.schema.distinct import Distinct, is_in
from curator.schema.french import decimals, iso_dates
from curator.schema.model import Field, Schema
from curator.schema.types import read_values, reader_of
from curator.schema.words import words
from curator.table import Table

ENOUGH = 0.62
"""Score from which two fields are proposed as the same."""

SURE = 0.85
"""Score from which the proposal needs no second look."""

LIKELY = 0.55
"""Score from which a schema is suggested for a table."""

_EXPLAINED = 0.3
"""Share of its columns that a table must owe to a schema: a position and a name are in many."""

UNTOLD = 0.5
"""Score of contents that speak neither for a field nor against it."""

_SAMPLE = 200
_TELLING = 0.95
_NAME_WEIGHT = 0.75

# Words that mean the same in names of fields.
_SYNONYMS = {
    "cp": "codepostal", "tel": "telephone", "mail": "email", "courriel": "email", "mel": "email",
    "lat": "latitude", "ylat": "latitude", "lon": "longitude", "lng": "longitude",
    "long": "longitude", "xlong": "longitude", "adr": "adresse", "num": "numero", "no": "numero",
    "nb": "nombre", "nbre": "nombre", "exercice": "annee", "somme": "montant", "libelle": "nom",
    "intitule": "nom", "denomination": "nom", "coll": "collectivite", "delib": "deliberation",
    "id": "identifiant", "url": "lien", "commentaires": "commentaire",
    "association": "nombeneficiaire", "tiers": "beneficiaire",
}  # fmt: skip
_EMPTY = frozenset(
    ["de", "du", "des", "la", "le", "les", "l", "d", "un", "une", "et", "en", "a", "au", "aux",
     "pour", "par", "sur"]
)  # fmt: skip

_COMMON = frozenset(
    ["nom", "code", "date", "numero", "type", "libelle", "identifiant", "nombre", "valeur"]
)
"""Words that tell little of what a field is, since so many have them."""


@dataclass(frozen=True, kw_only=True)
class FieldMatch:
    """A field of the schema and the column that stands for it (None: none was found).

    ``score`` is from 0 to 1; ``by_name`` and ``by_content`` are its two parts.
    """

    field: str
    column: str | None
    score: float = 0.0
    by_name: float = 0.0
    by_content: float = 0.0

    @property
    def is_sure(self) -> bool:
        """Whether the proposal needs no second look."""
        return self.score >= SURE


@dataclass(frozen=True, kw_only=True)
class SchemaMatch:
    """How a table fits a schema: one entry per field of the schema, in its order."""

    schema: Schema = field(repr=False)
    matches: tuple[FieldMatch, ...]
    extra: tuple[str, ...]
    """Columns that stand for no field of the schema."""

    @property
    def missing_required(self) -> tuple[str, ...]:
        """Required fields that no column stands for."""
        return tuple(
            m.field for m in self.matches if m.column is None and self.schema[m.field].is_required
        )

    @property
    def missing_optional(self) -> tuple[str, ...]:
        """Other fields that no column stands for."""
        return tuple(
            m.field
            for m in self.matches
            if m.column is None and not self.schema[m.field].is_required
        )

    @property
    def columns(self) -> Mapping[str, str]:
        """Field of the schema → column that stands for it."""
        return {m.field: m.column for m in self.matches if m.column is not None}

    def with_column(self, field_name: str, column: str | None) -> SchemaMatch:
        """The same match with one decision of the user's; a column stands for one field only."""
        old = self.columns.get(field_name)
        changed = tuple(
            FieldMatch(field=m.field, column=column, score=1.0, by_name=1.0, by_content=1.0)
            if m.field == field_name
            else (FieldMatch(field=m.field, column=None) if column and m.column == column else m)
            for m in self.matches
        )
        extra = [name for name in self.extra if name != column]
        if old and old != column:
            extra.append(old)
        return replace(self, matches=changed, extra=tuple(extra))


def match_fields(table: Table, schema: Schema) -> SchemaMatch:
    """The best column for every field of the schema, each column used once."""
    samples = {name: _sample(table, name) for name in table.names}
    scored = []
    for position, definition in enumerate(schema):
        for column in table.names:
            by_name = name_score(column, definition)
            if by_name < 0.4:
                continue
            by_content = content_score(samples[column], definition, schema)
            score = by_name if by_name == 1.0 else _score(by_name, by_content)
            scored.append((score, by_name, by_content, -position, definition.name, column))
    taken: dict[str, FieldMatch] = {}
    used: set[str] = set()
    for score, by_name, by_content, _position, name, column in sorted(scored, reverse=True):
        if score >= ENOUGH and name not in taken and column not in used:
            used.add(column)
            taken[name] = FieldMatch(
                field=name, column=column, score=score, by_name=by_name, by_content=by_content
            )
    rest = {name: samples[name] for name in table.names if name not in used}
    for found in _by_content([f for f in schema if f.name not in taken], rest, schema):
        taken[found.field] = found
        used.add(str(found.column))
    matches = tuple(taken.get(f.name, FieldMatch(field=f.name, column=None)) for f in schema)
    extra = tuple(name for name in table.names if name not in used)
    return SchemaMatch(schema=schema, matches=matches, extra=extra)


def _by_content(
    fields: Sequence[Field], samples: Mapping[str, pa.Array], schema: Schema
) -> Iterator[FieldMatch]:
    """Columns under names that say nothing, whose cells have the form of one field only.

    Only forms that are hard to have by chance count (``telling_share``), and only where column
    and field are the only ones for each other.
    """
    fits = [
        (definition.name, column)
        for definition in fields
        for column, texts in samples.items()
        if len(texts) and telling_share(texts, definition, schema) >= _TELLING
    ]
    for name, column in fits:
        alone = sum(n == name for n, _c in fits) == sum(c == column for _n, c in fits) == 1
        if alone:
            yield FieldMatch(field=name, column=column, score=ENOUGH, by_content=1.0)


def _score(by_name: float, by_content: float) -> float:
    return _NAME_WEIGHT * by_name + (1 - _NAME_WEIGHT) * by_content


# -- names ------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """The words of a name with their synonyms, without small words: ``codepostal``…"""
    found = [_SYNONYMS.get(word, word) for word in words(name) if word not in _EMPTY]
    return " ".join(word.rstrip("s") if len(word) > 3 else word for word in found)


def name_score(column: str, definition: Field) -> float:
    """How alike a column's name and a field's name or title are, from 0 to 1."""
    if column == definition.name:
        return 1.0
    if "".join(words(column)) == "".join(words(definition.name)):
        return 0.99
    mine, best = _key(column), 0.0
    for name in (definition.name, definition.title):
        theirs = _key(name)
        if not mine or not theirs:
            continue
        if mine.replace(" ", "") == theirs.replace(" ", ""):
            return 0.98
        best = max(best, _words_in_common(mine, theirs))
    return min(best, 0.97)


@lru_cache(maxsize=1 << 16)
def _words_in_common(mine: str, theirs: str) -> float:
    """How much of the words of two keys is the same, from 0 to 1.

    Words that most tables have (name, code, date…) count half. Where one key has all the words of
    the other, the rest is taken for a precision: “Objet de la subvention” is an “Objet”.
    """
    first, second = mine.split(), theirs.split()
    alike = {(a, b): _word_score(a, b) for a in first for b in second}
    of_first = {a: max(alike[a, b] for b in second) for a in first}
    of_second = {b: max(alike[a, b] for a in first) for b in second}
    shares = [
        sum(_weight(word) * score for word, score in of.items()) / sum(map(_weight, of))
        for of in (of_first, of_second)
    ]
    if not any(shares):
        return 0.0
    both = 2 * shares[0] * shares[1] / sum(shares)
    says_something = any(score and word not in _COMMON for word, score in of_first.items())
    return 0.6 * both + 0.4 * (max(shares) if says_something else min(shares))


def _weight(word: str) -> float:
    return 0.5 if word in _COMMON else 1.0


def _word_score(a: str, b: str) -> float:
    """Whether two words are the same one: written out or cut short, or with a slip of the pen."""
    from rapidfuzz import fuzz

    if a == b:
        return 1.0
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 3 and longer.startswith(shorter):
        return 0.9
    alike = fuzz.ratio(a, b) / 100
    return alike if len(shorter) >= 5 and alike >= 0.8 else 0.0


# -- contents ---------------------------------------------------------------------------------


def _sample(table: Table, name: str) -> pa.Array:
    texts = Distinct.of(table.records().column(name).slice(0, 5000)).texts
    return texts.filter(pc.not_equal(texts, "")).slice(0, _SAMPLE)


def content_score(texts: pa.Array, definition: Field, schema: Schema) -> float:
    """The share of some texts that the field would take, after the usual conversions.

    A field that takes any text says nothing either way (``UNTOLD``), and so does an empty column.
    """
    if not len(texts):
        return UNTOLD
    missing = is_in(texts, schema.missing_values_of(definition.name))
    readable = ~read_values(reader_of(definition), _converted(texts, definition), missing).invalid
    members = definition.constraints.get("enum")
    if definition.type in ("string", "any") and definition.format == "default":
        if not members:
            checked = _checked_share(texts, definition, schema)
            return _pattern_share(texts, definition) if checked is None else checked
        readable = is_in(texts, [str(member) for member in members])
    return float(np.mean(readable))


_CHECKED = {
    "french-siret-value": "siret", "siret": "siret", "french-siren-value": "siren",
    "siren": "siren", "code-commune-insee": "commune-code", "code-postal": "postal-code",
    "code-rna": "rna", "phone-number-value": "telephone",
}  # fmt: skip
"""Custom check → the semantic type whose form it asks for."""


def telling_share(texts: pa.Array, definition: Field, schema: Schema) -> float:
    """The share of texts that have a form which hardly any other field has; 0 without such a form.

    A form is telling when it is an enumeration of several members, a format of text, a date, a
    point, or a code whose key is checked.
    """
    checked = _checked_share(texts, definition, schema)
    if checked is not None:
        return checked
    members = definition.constraints.get("enum") or ()
    is_telling = (
        len(members) > 1
        or definition.type in ("date", "datetime", "geopoint", "geojson")
        or (definition.type == "string" and definition.format in ("email", "uri", "uuid"))
    )
    return content_score(texts, definition, schema) if is_telling else 0.0


def _checked_share(texts: pa.Array, definition: Field, schema: Schema) -> float | None:
    """The share of texts that pass the check of a code the schema asks for; None: there is none."""
    from curator.schema.checks import asked_checks
    from curator.schema.semantic import texts_of_type

    for check, parameters in asked_checks(schema):
        if check in _CHECKED and parameters.get("column") == definition.name:
            compact = pc.replace_substring_regex(texts, pattern=r"[\p{Z}.]", replacement="")
            return float(np.mean(texts_of_type(compact, _CHECKED[check])))
    return None


def _converted(texts: pa.Array, definition: Field) -> pa.Array:
    if definition.type in ("integer", "number"):
        return decimals(texts)[0]
    if definition.type in ("date", "datetime"):
        return iso_dates(texts)[0]
    return texts


def _pattern_share(texts: pa.Array, definition: Field) -> float:
    from curator.schema.validation.constraints import python_pattern

    pattern = definition.constraints.get("pattern")
    if not pattern:
        return UNTOLD
    expression = python_pattern(definition, pattern)
    some = texts.to_pylist()
    return sum(expression.match(text) is not None for text in some) / len(some)


# -- schemas ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A published schema that a table may follow; ``score`` from 0 to 1."""

    entry: PackEntry
    score: float
    match: SchemaMatch = field(repr=False)


def suggest_schemas(
    table: Table, entries: Iterable[PackEntry] | None = None, *, limit: int = 3
) -> tuple[Suggestion, ...]:
    """The published schemas that the table looks like, the likeliest first."""
    found = []
    for entry in published_entries() if entries is None else entries:
        # A field stands for two columns at the most: a table of thousands is none of them.
        if 2 * len(entry.schema) < _EXPLAINED * len(table.names):
            continue
        if _name_overlap(table.names, entry.schema) < 0.2:
            continue
        match = match_fields(table, entry.schema)
        score = _fit(match)
        if score >= LIKELY and _explained(match) >= _EXPLAINED:
            found.append(Suggestion(entry=entry, score=score, match=match))
    found.sort(key=lambda suggestion: (-suggestion.score, suggestion.entry.name))
    return tuple(found[:limit])


def _name_overlap(names: Sequence[str], schema: Schema) -> float:
    """A cheap look before the contents: how many fields have a column of about that name."""
    needed = [f for f in schema if f.is_required] or list(schema)
    hits = sum(any(name_score(name, f) >= 0.6 for name in names) for f in needed)
    return hits / len(needed) if needed else 0.0


def _fit(match: SchemaMatch) -> float:
    """Required fields found count most, then all fields, then columns that are explained."""
    required = [m.score for m in match.matches if match.schema[m.field].is_required]
    scores = [m.score for m in match.matches]
    needed = float(np.mean(required)) if required else float(np.mean(scores or [0.0]))
    return 0.6 * needed + 0.15 * float(np.mean(scores or [0.0])) + 0.25 * _explained(match)


def _explained(match: SchemaMatch) -> float:
    """The share of the columns that stand for a field."""
    return len(match.columns) / (len(match.columns) + len(match.extra) or 1)
