"""Whose is it: a contact detail belongs to the person, or to the place, that it stands by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum, auto

from curator.privacy.context import Context, is_about_person
from curator.privacy.evidence import ColumnEvidence, TableEvidence
from curator.privacy.publicity import public_share

NAME_KINDS = ("full-name", "last-name", "first-name")

_ONE_BY_ONE = ("first-name", "birth-date", "nir", "student-number", "age")
"""Kinds that only rows about persons have, not those about what a person directs."""

_PRIVATE_WORDS = ("domicile", "personnel", "perso", "prive", "privee", "personnelle")
_PUBLIC_WORDS = ("pro", "professionnel", "professionnelle", "standard", "accueil", "siege")
_DETAILS = (
    "adresse", "telephone", "email", "commune", "codepostal", "code", "type", "date", "portable",
    "fax", "numero", "effectif", "capacite", "horaires", "ouverture", "accessibilite",
)  # fmt: skip


class Owner(Enum):
    """Whom a telephone number or an address belongs to."""

    PERSON = auto()
    PUBLIC = auto()
    """An organisation or a public place."""
    UNKNOWN = auto()


def owner_of(column: ColumnEvidence, table: TableEvidence, context: Context) -> Owner:
    """The owner that the field's own words name, else whom the row is about.

    A row is about the first field that names something; within a row about an organisation, what
    follows a person's name is that person's.
    """
    own = _by_own_words(column)
    if own is not None or not context.is_settled:
        return own or Owner.UNKNOWN
    indices, owners = table.once("named", context, lambda: _named_fields(table, context))
    has_person = context.kind_elsewhere(column, *_ONE_BY_ONE) >= 0.5
    if has_person and indices and _is_grouping(table.columns[indices[0] - 1]):
        indices, owners = indices[1:], owners[1:]  # the pupils’ school: the rows are pupils
    before = bisect_left(indices, column.index)
    if before:
        around = (owners[0], owners[before - 1])
        if owners[0] is Owner.PUBLIC and _is_of_places(table.columns[indices[0] - 1], context):
            return Owner.PUBLIC  # what follows the headmaster’s name is the school’s all the same
        return Owner.PERSON if Owner.PERSON in around else Owner.PUBLIC
    after = bisect_right(indices, column.index)
    if after < len(owners):
        return Owner(owners[after])
    if context.person >= 0.6:
        return Owner.PERSON
    return Owner.PUBLIC if context.public >= 0.45 else Owner.UNKNOWN


_SEVERAL_EACH = 0.5
"""Different values per row under which a field puts rows in groups."""


def _is_grouping(column: ColumnEvidence) -> bool:
    """Whether many rows share each value: the field tells where they belong, not what they are."""
    return column.distinct < _SEVERAL_EACH * column.filled


def _is_of_places(named: ColumnEvidence, context: Context) -> bool:
    """Whether the field that names whom a row is about names public buildings."""
    is_venue = "venue" in named.header.subjects and context.subject("venue") >= 0.55
    return is_venue and context.subject("organisation") < 0.5


def _by_own_words(column: ColumnEvidence) -> Owner | None:
    header = column.header
    if header.has(*_PUBLIC_WORDS):
        return Owner.PUBLIC
    if is_about_person(column) or header.has(*_PRIVATE_WORDS):
        return Owner.PERSON
    if header.subjects & {"organisation", "venue"}:
        return Owner.PUBLIC
    return None


def _named_fields(table: TableEvidence, context: Context) -> tuple[list[int], list[Owner]]:
    """The fields that name whom or what a row is about, in order: their indices and owners."""
    indices, owners = [], []
    for field in table.columns:
        if context.kind_at(field.index, *NAME_KINDS, "nir", "birth-date") >= 0.5:
            owners.append(Owner.PERSON)
        elif _names_public(field):
            owners.append(Owner.PUBLIC)
        else:
            continue
        indices.append(field.index)
    return indices, owners


def _names_public(column: ColumnEvidence) -> bool:
    """Whether the header says that the field names an organisation or a place."""
    header = column.header
    if header.has(*_DETAILS) or is_about_person(column) or column.is_numeric:
        return False
    if header.subjects & {"organisation", "venue"}:
        return True
    # A label tells what is done, not whom the row is about.
    return "thing" not in header.subjects and public_share(column) >= 0.4
