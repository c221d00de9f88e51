"""Table Schema v2 as frozen dataclasses, one to one with the standard's descriptors.

https://datapackage.org/standard/table-schema/ . Properties the model does not know are kept, in
``extra``, and come back in the descriptor: a schema that is read and written again loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from curator.errors import FieldNotFound, SchemaError
from curator.i18n import gettext

if TYPE_CHECKING:
    import frictionless

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
"""``$schema`` of the descriptors Curator writes."""

FIELD_TYPES = (
    "string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date",
    "time", "year", "yearmonth", "duration", "geopoint", "geojson", "any",
)  # fmt: skip
"""Types of the standard."""

FIELDS_MATCH = ("exact", "equal", "subset", "superset", "partial")

DEFAULT_MISSING_VALUES = ("",)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a table.

    ``missing_values`` of None means the schema's. ``options`` are the properties that change how
    text is read as a value (``decimalChar``, ``groupChar``, ``bareNumber``, ``trueValues``,
    ``falseValues``, ``delimiter``, ``itemType`` …), under their names in the standard.
    """

    name: str
    type: str = "string"
    format: str = "default"
    title: str = ""
    description: str = ""
    example: Any = None
    constraints: Mapping[str, Any] = field(default_factory=dict)
    missing_values: tuple[str, ...] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_required(self) -> bool:
        """Whether an empty cell is an error."""
        return bool(self.constraints.get("required"))

    def to_descriptor(self) -> dict[str, Any]:
        """The standard's form; what has its default value is left out."""
        descriptor: dict[str, Any] = {"name": self.name, "type": self.type}
        if self.format != "default":
            descriptor["format"] = self.format
        for key, value in (("title", self.title), ("description", self.description)):
            if value:
                descriptor[key] = value
        if self.example is not None:
            descriptor["example"] = self.example
        descriptor.update(self.options)
        if self.missing_values is not None:
            descriptor["missingValues"] = list(self.missing_values)
        if self.constraints:
            descriptor["constraints"] = dict(self.constraints)
        descriptor.update(self.extra)
        return descriptor

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any], schema_name: str = "") -> Field:
        """Read the standard's form. Raises ``SchemaError``."""
        name = descriptor.get("name")
        if not isinstance(name, str):
            raise SchemaError(name=schema_name, reason=gettext("a field has no name"))
        rest = {key: value for key, value in descriptor.items() if key not in _FIELD_KEYS}
        constraints = descriptor.get("constraints") or {}
        if not isinstance(constraints, Mapping):
            reason = gettext("the constraints of the field “{field}” are not an object")
            raise SchemaError(name=schema_name, reason=reason.format(field=name), field=name)
        missing = descriptor.get("missingValues")
        return cls(
            name=name,
            type=str(descriptor.get("type") or "string"),
            format=str(descriptor.get("format") or "default"),
            title=str(descriptor.get("title") or ""),
            description=str(descriptor.get("description") or ""),
            example=descriptor.get("example"),
            constraints=dict(constraints),
            missing_values=None if missing is None else _missing_values(missing),
            options={key: rest.pop(key) for key in list(rest) if key in OPTION_KEYS},
            extra=rest,
        )


OPTION_KEYS = frozenset(
    {
        "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "delimiter",
        "itemType", "arrayItem", "categories", "categoriesOrdered",
    }
)  # fmt: skip
"""Field properties that change which values a text stands for."""

_FIELD_KEYS = frozenset(
    {
        "name", "type", "format", "title", "description", "example", "constraints",
        "missingValues",
    }
)  # fmt: skip


def _missing_values(values: Any) -> tuple[str, ...]:
    """Missing values as text; v2 also allows ``{"value", "label"}``."""
    return tuple(str(v["value"]) if isinstance(v, Mapping) else str(v) for v in values)


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """Fields whose values must exist in another table (``resource`` ``""`` is the table itself)."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]

    def to_descriptor(self) -> dict[str, Any]:
        reference: dict[str, Any] = {"fields": list(self.reference_fields)}
        if self.resource:
            reference["resource"] = self.resource
        return {"fields": list(self.fields), "reference": reference}

    @classmethod
    def from_descriptor(cls, descriptor: Mapping[str, Any]) -> ForeignKey:
        reference = descriptor.get("reference") or {}
        return cls(
            fields=_names(descriptor.get("fields")),
            resource=str(reference.get("resource") or ""),
            reference_fields=_names(reference.get("fields")),
        )


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The fields of a table, in order, and the rules that span them.

    ``fields_match`` of None means the descriptor does not say (the standard then reads ``exact``).
    """

    fields: tuple[Field, ...] = ()
    name: str = ""
    title: str = ""
    description: str = ""
    missing_values: tuple[str, ...] = DEFAULT_MISSING_VALUES
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        """The first field of each name: tables may have thousands."""
        return {f.name: f for f in reversed(self.fields)}

    @property
    def names(self) -> list[str]:
        """Field names, in order."""
        return [f.name for f in self.fields]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __getitem__(self, name: str) -> Field:
        """The field called ``name``. Raises ``FieldNotFound``."""
        found = self._by_name.get(name)
        if found is None:
            raise FieldNotFound(field=name)
        return found

    @property
    def skips_blank_rows(self) -> bool:
        """Whether blank rows are tolerated: ``skipBlankRows``, as a Table Dialect says it."""
        return bool(self.extra.get("skipBlankRows"))

    def missing_values_of(self, name: str) -> tuple[str, ...]:
        """The texts that mean “no value” in the field ``name``."""
        own = self[name].missing_values
        return self.missing_values if own is None else own

    # -- changing (into a new schema) ----------------------------------------------------------

    def replacing(self, name: str, /, **changes: Any) -> Schema:
        """One field with some of its properties changed. Raises ``FieldNotFound``."""
        changed = replace(self[name], **changes)
        return replace(self, fields=tuple(changed if f.name == name else f for f in self.fields))

    def inserting(self, position: int, new: Field) -> Schema:
        """A field added before ``position``."""
        return replace(self, fields=(*self.fields[:position], new, *self.fields[position:]))

    def selecting(self, names: Sequence[str]) -> Schema:
        """These fields only, in this order; keys that need a lost field go with it."""
        kept = set(names)
        return replace(
            self,
            fields=tuple(self[name] for name in names),
            primary_key=self.primary_key if kept.issuperset(self.primary_key) else (),
            unique_keys=tuple(key for key in self.unique_keys if kept.issuperset(key)),
            foreign_keys=tuple(key for key in self.foreign_keys if kept.issuperset(key.fields)),
        )

    def renaming(self, name: str, to: str) -> Schema:
        """One field renamed, in the keys too. Raises ``FieldNotFound``."""

        def renamed(names: Sequence[str]) -> tuple[str, ...]:
            return tuple(to if n == name else n for n in names)

        return replace(
            self.replacing(name, name=to),
            primary_key=renamed(self.primary_key),
            unique_keys=tuple(renamed(key) for key in self.unique_keys),
            foreign_keys=tuple(replace(k, fields=renamed(k.fields)) for k in self.foreign_keys),
        )

    # -- descriptors ---------------------------------------------------------------------------

    def to_descriptor(self) -> dict[str, Any]:
        """The standard's form, in a stable order; what has its default value is left out."""
        descriptor: dict[str, Any] = {"$schema": self.extra.get("$schema", PROFILE)}
        for key, value in (
            ("name", self.name),
            ("title", self.title),
            ("description", self.description),
            ("fieldsMatch", self.fields_match),
        ):
            if value:
                descriptor[key] = value
        descriptor["fields"] = [f.to_descriptor() for f in self.fields]
        if self.missing_values != DEFAULT_MISSING_VALUES:
            descriptor["missingValues"] = list(self.missing_values)
        if self.primary_key:
            descriptor["primaryKey"] = list(self.primary_key)
        if self.unique_keys:
            descriptor["uniqueKeys"] = [list(key) for key in self.unique_keys]
        if self.foreign_keys:
            descriptor["foreignKeys"] = [key.to_descriptor() for key in self.foreign_keys]
        descriptor.update({k: v for k, v in self.extra.items() if k != "$schema"})
        return descriptor

    @classmethod
    def from_descriptor(cls, descriptor: Any, name: str = "") -> Schema:
        """Read the standard's form; ``name`` says which file it is in errors.

        Raises ``SchemaError`` when it is not a Table Schema.
        """
        if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("fields"), list):
            raise SchemaError(name=name, reason=gettext("it has no list of fields"))
        fields = tuple(Field.from_descriptor(f, name) for f in descriptor["fields"])
        _refuse_repeated(fields, name)
        match = descriptor.get("fieldsMatch")
        if isinstance(match, list):  # v2 drafts wrapped it in a list
            match = match[0] if match else None
        if match is not None and match not in FIELDS_MATCH:
            reason = gettext("fieldsMatch must be one of {values}")
            raise SchemaError(name=name, reason=reason.format(values=", ".join(FIELDS_MATCH)))
        missing = descriptor.get("missingValues")
        return cls(
            fields=fields,
            name=str(descriptor.get("name") or ""),
            title=str(descriptor.get("title") or ""),
            description=str(descriptor.get("description") or ""),
            missing_values=DEFAULT_MISSING_VALUES if missing is None else _missing_values(missing),
            primary_key=_names(descriptor.get("primaryKey")),
            unique_keys=tuple(_names(key) for key in descriptor.get("uniqueKeys") or ()),
            foreign_keys=tuple(
                ForeignKey.from_descriptor(key) for key in descriptor.get("foreignKeys") or ()
            ),
            fields_match=match,
            extra={key: value for key, value in descriptor.items() if key not in _SCHEMA_KEYS},
        )

    def to_frictionless(self) -> frictionless.Schema:
        """The same schema as the reference implementation's object."""
        import frictionless

        return frictionless.Schema.from_descriptor(self.to_descriptor())


_SCHEMA_KEYS = frozenset(
    {
        "name", "title", "description", "fields", "missingValues", "primaryKey", "uniqueKeys",
        "foreignKeys", "fieldsMatch",
    }
)  # fmt: skip


def _names(value: Any) -> tuple[str, ...]:
    """A key as the standard writes it: one name or a list of names."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)


def _refuse_repeated(fields: Sequence[Field], schema_name: str) -> None:
    seen: set[str] = set()
    for candidate in fields:
        if candidate.name in seen:
            reason = gettext("two fields are called “{field}”").format(field=candidate.name)
            raise SchemaError(name=schema_name, reason=reason, field=candidate.name)
        seen.add(candidate.name)
