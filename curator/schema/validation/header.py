"""How the names of a table and the fields of a schema find each other (``fieldsMatch``).

Errors, numbers and leniency are the reference implementation's. In ``partial``, which published
French schemas are applied with, what differs without being an error is a warning, as Validata
says it: an optional field that is missing, an extra one, fields in another order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from curator.schema.model import Field, Schema
from curator.schema.validation.report import ErrorItem

_TOLERATES_EXTRA = ("subset", "partial")
_TOLERATES_MISSING = ("superset", "partial")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A column of the table and the field it is held against; ``number`` counts from 1."""

    number: int
    column: str
    field: Field
    is_declared: bool = True


@dataclass(frozen=True, kw_only=True)
class HeaderMatch:
    """Every column with its field, and what is wrong with the header."""

    pairs: tuple[Pair, ...]
    errors: tuple[ErrorItem, ...] = ()
    warnings: tuple[ErrorItem, ...] = ()

    def column_of(self, field_name: str) -> Pair | None:
        """The pair of a field of the schema; None when the table lacks it."""
        return next((p for p in self.pairs if p.field.name == field_name), None)


def match_header(names: Sequence[str], schema: Schema) -> HeaderMatch:
    """Pair columns with fields as the schema's ``fieldsMatch`` says (absent: ``exact``)."""
    mode = schema.fields_match or "exact"
    if mode == "exact":
        return _match_by_position(names, schema)
    return _match_by_name(names, schema, mode)


def _match_by_position(names: Sequence[str], schema: Schema) -> HeaderMatch:
    fields = schema.fields
    errors = [
        ErrorItem(type="extra-label", field_number=number, parameters={"label": name})
        for number, name in enumerate(names[len(fields) :], start=len(fields) + 1)
    ]
    errors += [
        ErrorItem(type="missing-label", field_number=number, field_name=field.name)
        for number, field in enumerate(fields[len(names) :], start=len(names) + 1)
    ]
    for number, (field, name) in enumerate(zip(fields, names, strict=False), start=1):
        if field.name == name:
            continue
        type_ = "incorrect-label" if name else "blank-label"
        errors.append(
            ErrorItem(
                type=type_,
                field_number=number,
                field_name=field.name,
                parameters={"label": name},
            )
        )
    pairs = [_pair(n, name, fields[n] if n < len(fields) else None) for n, name in enumerate(names)]
    return HeaderMatch(pairs=tuple(pairs), errors=tuple(errors))


def _match_by_name(names: Sequence[str], schema: Schema, mode: str) -> HeaderMatch:
    known = {field.name: field for field in schema}
    extra = [
        ErrorItem(type="extra-label", field_number=number, parameters={"label": name})
        for number, name in enumerate(names, start=1)
        if name not in known
    ]
    missing = [field for field in schema if field.name not in set(names)]
    needed = missing
    if mode in _TOLERATES_MISSING:
        needed = [f for f in missing if f.is_required or f.name in schema.primary_key]
    errors = [] if mode in _TOLERATES_EXTRA else list(extra)
    if mode == "partial" and known and len(missing) == len(known):
        errors.append(ErrorItem(type="unmatched-header"))
    errors += [
        ErrorItem(type="missing-label", field_number=number, field_name=field.name)
        for number, field in enumerate(needed, start=len(names) + 1)
    ]
    warnings: list[ErrorItem] = []
    if mode == "partial":
        optional = [field for field in missing if field not in needed]
        warnings += [ErrorItem(type="missing-label", field_name=f.name) for f in optional]
        warnings += extra
        warnings += _disordered(names, schema)
    pairs = [_pair(n, name, known.get(name)) for n, name in enumerate(names)]
    return HeaderMatch(pairs=tuple(pairs), errors=tuple(errors), warnings=tuple(warnings))


def _disordered(names: Sequence[str], schema: Schema) -> list[ErrorItem]:
    """A warning when the fields that both have stand in another order."""
    present = set(names)
    expected = [field.name for field in schema if field.name in present]
    found = [name for name in names if name in schema]
    if expected == found:
        return []
    first = next(name for name, wanted in zip(found, expected, strict=True) if name != wanted)
    number = list(names).index(first) + 1
    return [ErrorItem(type="disordered-label", field_number=number, field_name=first)]


def _pair(index: int, name: str, field: Field | None) -> Pair:
    if field is None:
        extra = Field(name=name, type="any", missing_values=("",))
        return Pair(number=index + 1, column=name, field=extra, is_declared=False)
    return Pair(number=index + 1, column=name, field=field)
