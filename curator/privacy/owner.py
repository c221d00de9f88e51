"""Whose is it: a contact detail belongs to the person, or to the place, that stands nearest."""

from __future__ import annotations

from enum import Enum, auto

from curator.privacy.context import Context
from curator.privacy.evidence import ColumnEvidence, TableEvidence

NAME_KINDS = ("full-name", "last-name", "first-name")


class Owner(Enum):
    """Whom a telephone number or an address belongs to."""

    PERSON = auto()
    PUBLIC = auto()
    """An organisation or a public place."""
    UNKNOWN = auto()


def owner_of(column: ColumnEvidence, table: TableEvidence, context: Context) -> Owner:
    """The owner that the field's own words name, else the nearest field, else the table's."""
    subjects = column.header.subjects
    if "person" in subjects or column.header.has("domicile", "personnel", "perso", "prive"):
        return Owner.PERSON
    if subjects & {"organisation", "venue"} and not column.header.has("adresse", "rue", "voie"):
        return Owner.PUBLIC
    if not context.is_settled:
        return Owner.UNKNOWN
    person, public = _distance_to_person(column, context), _distance_to_public(column, table)
    if person is not None and (public is None or person <= public):
        return Owner.PERSON
    if public is not None:
        return Owner.PUBLIC
    if context.person >= 0.6:
        return Owner.PERSON
    return Owner.PUBLIC if context.public >= 0.45 else Owner.UNKNOWN


def _distance_to_person(column: ColumnEvidence, context: Context) -> int | None:
    """How many fields away the nearest person's name stands; those before count first."""
    distances = [
        _distance(column.index, index)
        for index in context.kinds
        if index != column.index and context.kind_at(index, *NAME_KINDS) >= 0.5
    ]
    return min(distances, default=None)


def _distance_to_public(column: ColumnEvidence, table: TableEvidence) -> int | None:
    distances = [
        _distance(column.index, other.index)
        for other in table.columns
        if other is not column and _names_public(other)
    ]
    return min(distances, default=None)


def _names_public(column: ColumnEvidence) -> bool:
    """Whether the header says that the field names an organisation or a place."""
    header = column.header
    if header.has("adresse", "telephone", "email", "commune", "codepostal", "code", "type", "date"):
        return False
    return bool(header.subjects & {"organisation", "venue"}) and "person" not in header.subjects


def _distance(of: int, other: int) -> int:
    return (of - other) * 2 if other < of else (other - of) * 2 + 1
