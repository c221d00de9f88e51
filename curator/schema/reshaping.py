"""Fields of a schema that several columns make together, or that one column holds together.

Each rule looks at what is left over on both sides of a match, and at what the cells hold: nothing
is cut that does not have the form all the way down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from curator.operations.base import Operation
from curator.operations.cleanup_shape import MergeFields, SplitField
from curator.operations.field import ToIsoDate
from curator.schema.distinct import Distinct, matches
from curator.schema.matching import SchemaMatch
from curator.schema.words import words
from curator.table import Table

_LATITUDE = frozenset({"lat", "latitude", "ylat", "y"})
_LONGITUDE = frozenset({"lon", "long", "lng", "longitude", "xlong", "x"})
_POSTAL = frozenset({"cp", "postal", "codepostal"})
_TOWN = frozenset({"commune", "ville", "localite"})
_NUMBER = frozenset({"numero", "num", "no", "n"})
_STREET = frozenset({"voie", "rue", "nomvoie"})
_ADDRESS = frozenset({"adresse", "adr"})
_START = frozenset({"debut", "du", "commencement"})
_END = frozenset({"fin", "au"})
_PERIOD = frozenset({"periode", "dates"})

Step = tuple[Operation, tuple[str, ...]]
"""An operation and the fields of the schema that it makes."""


@dataclass(frozen=True, kw_only=True)
class Leftovers:
    """What a match left over: columns that stand for nothing, fields that nothing stands for."""

    table: Table
    match: SchemaMatch
    columns: tuple[str, ...]
    fields: tuple[str, ...]

    def column(
        self, meaning: frozenset[str], other_than: frozenset[str] = frozenset()
    ) -> str | None:
        """The only column left over whose name has one of these words and none of the others."""
        return _only([n for n in self.columns if not other_than & set(words(n))], meaning)

    def field(self, meaning: frozenset[str]) -> str | None:
        """The only field left over whose name has one of these words."""
        return _only(self.fields, meaning)

    def all_are(self, column: str, pattern: str) -> bool:
        """Whether every filled cell of a column has a form (and there is one)."""
        texts = Distinct.of(self.table.records().column(column)).texts
        filled = texts.filter(pc.not_equal(pc.utf8_trim_whitespace(texts), ""))
        return bool(len(filled)) and bool(matches(filled, pattern).all())


def reshaping(table: Table, match: SchemaMatch) -> Iterator[Step]:
    """The merges and splits that give a table fields of the schema; each column is used once."""
    columns = [n for n in table.names if n in match.extra and n not in match.schema]
    fields = [m.field for m in match.matches if m.column is None and m.field not in table.names]
    for rule in _RULES:
        left = Leftovers(table=table, match=match, columns=tuple(columns), fields=tuple(fields))
        for op, makes in rule(left):
            yield op, makes
            used = op.fields if isinstance(op, MergeFields) else (getattr(op, "field", ""),)
            columns = [name for name in columns if name not in used]
            fields = [name for name in fields if name not in makes]


def _only(names: Sequence[str], meaning: frozenset[str]) -> str | None:
    found = [name for name in names if meaning & set(words(name))]
    return found[0] if len(found) == 1 else None


def _point_of_two(left: Leftovers) -> Iterator[Step]:
    latitude, longitude = left.column(_LATITUDE), left.column(_LONGITUDE)
    points = [
        name
        for name in left.fields
        if left.match.schema[name].type == "geopoint"
        and left.match.schema[name].format == "default"
    ]
    if latitude and longitude and points:
        merge = MergeFields(fields=(longitude, latitude), into=points[0], separator=", ")
        yield merge, (points[0],)


def _two_of_point(left: Leftovers) -> Iterator[Step]:
    into = left.field(_LATITUDE), left.field(_LONGITUDE)
    points = [n for n in left.columns if re.search(r"geo|coord|point|position", n.lower())]
    if into[0] and into[1] and len(points) == 1:
        # French portals write the latitude first in a point of text.
        made = (into[0], into[1])
        yield SplitField(field=points[0], separator=",", into=made), made


def _postal_and_town(left: Leftovers) -> Iterator[Step]:
    """``92130 Issy-les-Moulineaux`` where the schema has a field for each."""
    postal, town = left.field(_POSTAL), left.field(_TOWN)
    if not (postal and town):
        return
    for column in left.columns:
        if left.all_are(column, r"^\s*[0-9]{5}\s+\p{L}"):
            into = (postal, town)
            yield (
                SplitField(field=column, separator=r"(?<=[0-9]{5})\s+", into=into, regex=True),
                into,
            )
            return


def _number_and_street(left: Leftovers) -> Iterator[Step]:
    """``12 bis rue Pasteur`` where the schema has the number apart."""
    number, street = left.field(_NUMBER), left.field(_STREET)
    if not (number and street):
        return
    for column in left.columns:
        if left.all_are(column, r"^\s*[0-9]{1,4}(?: ?(?i:bis|ter|quater))?,? +\p{L}{2}"):
            cut = r"(?:(?<=[0-9])|(?<=[Bb]is)|(?<=[Tt]er)),? +(?!(?:bis|ter|quater)\b)"
            into = (number, street)
            yield SplitField(field=column, separator=cut, into=into, regex=True), into
            return


def _address_of_parts(left: Leftovers) -> Iterator[Step]:
    number, street = left.column(_NUMBER), left.column(_STREET, other_than=_NUMBER)
    address = left.field(_ADDRESS)
    if number and street and address:
        yield MergeFields(fields=(number, street), into=address, separator=" "), (address,)


def _period_of_two(left: Leftovers) -> Iterator[Step]:
    """A first and a last day make an ISO 8601 interval, where the schema has one text for it."""
    start, end, period = left.column(_START), left.column(_END), left.field(_PERIOD)
    day = r"^\s*(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*$"
    if not (start and end and period) or start == end:
        return
    if left.match.schema[period].type == "string" and all(
        left.all_are(name, day) for name in (start, end)
    ):
        for name in (start, end):
            if not left.all_are(name, r"^[0-9]{4}-"):
                yield ToIsoDate(field=name), ()
        yield MergeFields(fields=(start, end), into=period, separator="/"), (period,)


_RULES: tuple[Callable[[Leftovers], Iterator[Step]], ...] = (
    _point_of_two,
    _two_of_point,
    _postal_and_town,
    _number_and_street,
    _address_of_parts,
    _period_of_two,
)
