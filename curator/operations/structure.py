"""Operations on the fields of a table: which there are, what they are called, their order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from curator.errors import OperationError
from curator.i18n import gettext as _
from curator.operations.base import operation
from curator.schema.model import Field, Schema
from curator.table import Table


@operation("field-suppress")
class SuppressField:
    """Remove a field; its values never reach the release."""

    type: ClassVar[str]
    field: str

    def apply(self, table: Table) -> Table:
        return table.without(self.field)

    def sentence(self) -> str:
        return _("Remove the field “{field}”").format(field=self.field)


@operation("field-rename")
class RenameField:
    """Give a field another name."""

    type: ClassVar[str]
    field: str
    to: str

    def apply(self, table: Table) -> Table:
        if not self.to.strip():
            raise OperationError(operation=self.sentence(), reason=_("a name is needed"))
        if self.to != self.field and self.to in table.schema:
            reason = _("another field has that name already")
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        return table.renaming(self.field, self.to)

    def sentence(self) -> str:
        return _("Rename “{field}” to “{to}”").format(field=self.field, to=self.to)


@operation("field-order")
class OrderFields:
    """Put fields in an order; those not named follow as they stand."""

    type: ClassVar[str]
    fields: tuple[str, ...]

    def apply(self, table: Table) -> Table:
        rest = [name for name in table.names if name not in self.fields]
        return table.selecting([*self.fields, *rest])

    def sentence(self) -> str:
        return _("Reorder the fields")


@operation("field-add")
class AddField:
    """Add a field with the same text in every row (empty by default)."""

    type: ClassVar[str]
    field: str
    value: str = ""
    position: int | None = None

    def apply(self, table: Table) -> Table:
        if self.field in table.schema:
            reason = _("another field has that name already")
            raise OperationError(operation=self.sentence(), reason=reason, field=self.field)
        position = len(table.names) if self.position is None else self.position
        return table.inserting(position, Field(name=self.field), [self.value] * len(table))

    def sentence(self) -> str:
        return _("Add the field “{field}”").format(field=self.field)


@operation("field-define")
class DefineField:
    """Change the definition of a field: the properties of its Table Schema descriptor.

    ``properties`` replace those of the same name; null removes one. The name cannot be changed
    here (``field-rename`` does that) and no cell is touched.
    """

    type: ClassVar[str]
    field: str
    properties: dict[str, Any]

    def apply(self, table: Table) -> Table:
        descriptor = table.schema[self.field].to_descriptor() | self.properties
        descriptor = {key: value for key, value in descriptor.items() if value is not None}
        changed = Field.from_descriptor(descriptor | {"name": self.field})
        fields = tuple(changed if f.name == self.field else f for f in table.schema)
        return table.with_schema(replace(table.schema, fields=fields))

    def sentence(self) -> str:
        return _("Define the field “{field}”").format(field=self.field)


@operation("schema-apply")
class ApplySchema:
    """Lay a Table Schema over the table: fields of the same name take its definitions.

    Fields the schema does not know keep theirs; those it has in addition are not made.
    """

    type: ClassVar[str]
    schema: dict[str, Any]

    def apply(self, table: Table) -> Table:
        target = Schema.from_descriptor(self.schema, self._name)
        known = {f.name: f for f in target}
        fields = tuple(known.get(f.name, f) for f in table.schema)
        present = [f.name for f in fields]
        keys = target.selecting([name for name in present if name in target])
        return table.with_schema(replace(keys, fields=fields, fields_match=target.fields_match))

    @property
    def _name(self) -> str:
        return str(self.schema.get("title") or self.schema.get("name") or "")

    def sentence(self) -> str:
        return _("Apply the schema “{name}”").format(name=self._name)
