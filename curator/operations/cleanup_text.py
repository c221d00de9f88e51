"""Clean-up of the characters of texts."""

from __future__ import annotations

from typing import ClassVar

import pyarrow as pa

from curator.i18n import gettext as _
from curator.mojibake import repair
from curator.operations.base import operation
from curator.schema.distinct import mapped
from curator.table import Table


def _repaired(texts: pa.Array) -> pa.Array:
    return repair(texts).texts


@operation("cell-repair-characters")
class RepairCharacters:
    """Undo an earlier conversion that turned “é” into “Ã©”, where that is certain."""

    type: ClassVar[str]
    field: str

    def apply(self, table: Table) -> Table:
        return table.with_column(self.field, mapped(table.column(self.field), _repaired))

    def sentence(self) -> str:
        return _("Repair damaged characters in “{field}”").format(field=self.field)
